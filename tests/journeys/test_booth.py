"""People vote alone: by the code of their card on a phone, by the scanner at the kiosk."""

import json

import pytest
from playwright.sync_api import Page, expect

from participation.belenios.ballots import verify_ballot
from participation.elections.adapters.urn import urn_of
from participation.elections.operations import sealed as sealing
from participation.elections.queries.sealed import get_sealed, read_sealing
from participation.elections.rules.sealed import CardState
from tests.application import Served
from tests.browser import KIOSK, violations
from tests.builders import acting_in, looking_in
from tests.elections.booths import Booth, open_booth
from tests.journeys.hearing import Heard
from tests.journeys.records import town_of
from tests.journeys.walking import EARS, Open, listen, pair_kiosk, press, scan

pytestmark = pytest.mark.browser

TWICE = """() => ["begin", "next"].forEach(
    deed => document.querySelector(`[data-step]:not([hidden]) [data-do="${deed}"]`).click()
)"""
"""A finger that trembles touches the next screen too, which is there to be heard already."""


@pytest.fixture
def booth(server: Served) -> Booth:
    return open_booth(server.engine, town_of(server))


def screen(page: Page, name: str) -> None:
    """Wait until the booth shows a screen, ready to be touched."""
    page.locator(f'[data-step="{name}"]:not([hidden]):not([data-fresh])').first.wait_for()


def touch(page: Page, deed: str) -> None:
    """Touch the button of a deed on the screen that is shown."""
    page.locator(f'[data-step]:not([hidden]):not([data-fresh]) [data-do="{deed}"]:visible').click()


def choose(page: Page, *names: str) -> None:
    """Go from person to person and choose those of these names."""
    touch(page, "begin")
    for _turn in range(8):
        page.locator("[data-step]:not([hidden]):not([data-fresh])").wait_for()
        if not page.locator("[data-key]:visible").count():
            break
        name = page.locator("[data-key]:visible h1").inner_text()
        chosen = page.locator('[data-key]:visible [data-do="drop"]').is_visible()
        touch(page, "choose" if name in names and not chosen else "next")
    screen(page, "review")
    assert sorted(page.locator("[data-list] strong").all_inner_texts()) == sorted(names)


def state(server: Served, booth: Booth, code: str) -> CardState:
    town = town_of(server)
    with acting_in(server.engine, town) as act:
        contest = booth.calling.residents(act.session)
        return sealing.find_state(act, contest, booth.public(code))


def tracker_shown(page: Page) -> str:
    screen(page, "receipt")
    expect(page.locator("[data-pictures] svg")).to_have_count(4)
    return page.locator("[data-letters]").inner_text()


def test_a_card_on_a_phone_votes_and_votes_again(
    open_page: Open, server: Served, booth: Booth
) -> None:
    heard, code = Heard(server), booth.cards[0]
    page = open_page()
    page.goto(f"{server.url}{booth.path}#{code}")
    screen(page, "start")
    assert code not in page.url
    assert not violations(page)
    choose(page, "Amina", "Colette")
    assert not violations(page)
    touch(page, "cast")
    first = tracker_shown(page)
    assert not violations(page)
    assert state(server, booth, code) is CardState.VOTED
    touch(page, "end")
    screen(page, "done")
    assert not page.locator("[data-letters]").inner_text()
    assert not page.evaluate("localStorage.length + sessionStorage.length")
    again = open_page()
    again.goto(f"{server.url}{booth.path}#{code}")
    screen(again, "start")
    expect(again.locator("[data-again]")).to_be_visible()
    choose(again, "Bilal")
    touch(again, "cast")
    assert tracker_shown(again) != first
    assert heard.requests > 10
    assert not heard.knows(code)
    ballots = in_urn(server, booth)
    assert [each[1] for each in ballots] == [booth.public(code)]


def in_urn(server: Served, booth: Booth) -> list[tuple[str, str]]:
    """Give tracker and credential of each ballot of the urn, verified by the Python library."""
    with looking_in(server.engine, town_of(server)) as session:
        election = read_sealing(get_sealed(session, booth.contest_id).election or "")
        urn = urn_of(session, booth.contest_id)
        raws = urn.ballots([key for key, each in urn.states().items() if each in VOTED])
        read = [verify_ballot(election, raw) for raw in raws]
    return [(each.tracker, each.credential) for each in read]


VOTED = {CardState.VOTED, CardState.FINAL}


def test_the_kiosk_votes_once_and_forgets(open_page: Open, server: Served, booth: Booth) -> None:
    heard, code = Heard(server), booth.cards[1]
    page = open_page(**KIOSK)
    pair_kiosk(page, server)
    page.goto(server.url + booth.path)
    screen(page, "card")
    assert not violations(page)
    scan(page, "une carte de bibliothèque")
    screen(page, "misread")
    touch(page, "again")
    screen(page, "card")
    scan(page, f"{server.url}{booth.path}#{code}")
    screen(page, "start")
    page.evaluate(TWICE)
    assert page.locator("[data-key]:visible [data-place]").inner_text().startswith("1 / ")
    assert page.locator("[data-key]:visible h1").evaluate("one => one === document.activeElement")
    page.locator("[data-key]:visible:not([data-fresh])").wait_for()
    assert not violations(page)
    touch(page, "blank")
    screen(page, "blank")
    touch(page, "leave")
    screen(page, "review")
    expect(page.locator("[data-list]")).to_contain_text("Vote blanc")
    touch(page, "cast")
    tracker_shown(page)
    assert state(server, booth, code) is CardState.FINAL
    page.get_by_text("Toutes les langues").wait_for(timeout=30_000)  # nothing stays 20 seconds
    expect(page.locator("[data-letters]")).to_have_count(0)
    page.goto(server.url + booth.path)
    screen(page, "card")
    scan(page, code)
    screen(page, "final")
    assert not heard.knows(code)


def test_a_vote_waits_in_the_page_for_the_network(
    open_page: Open, server: Served, booth: Booth
) -> None:
    page = open_page()
    page.goto(f"{server.url}{booth.path}#{booth.cards[2]}")
    screen(page, "start")
    choose(page, "Denise")
    page.context.set_offline(True)
    touch(page, "cast")
    screen(page, "unsent")
    assert state(server, booth, booth.cards[2]) is CardState.READY
    assert not page.evaluate("localStorage.length + sessionStorage.length")
    page.context.set_offline(False)
    tracker_shown(page)
    assert state(server, booth, booth.cards[2]) is CardState.VOTED


def test_a_public_screen_keeps_a_closed_envelope_over_a_cut(
    open_page: Open, server: Served, booth: Booth
) -> None:
    page = open_page(**KIOSK)
    pair_kiosk(page, server)
    page.goto(server.url + booth.path)
    screen(page, "card")
    scan(page, booth.cards[5])
    screen(page, "start")
    choose(page, "Amina", "Denise")
    page.context.set_offline(True)
    touch(page, "cast")
    screen(page, "unsent")
    kept: str = page.evaluate("JSON.stringify({...localStorage})")
    assert "envelope" in kept
    assert booth.cards[5] not in kept
    assert booth.public(booth.cards[5]) in kept
    context = page.context
    page.close()
    context.set_offline(False)
    context.route("**/ballots", lambda route: route.abort())  # its urn alone cannot be reached
    again = context.new_page()
    again.goto(f"{server.url}/rive/tilleul/")
    again.evaluate("localStorage.note = sessionStorage.note = 'somebody'")
    press(again, "fr", "J’ai fini")
    again.get_by_text("Toutes les langues").wait_for()
    left = json.loads(again.evaluate("JSON.stringify({...localStorage})"))
    assert left == {name: each for name, each in json.loads(kept).items() if "envelope" in name}
    assert not again.evaluate("sessionStorage.length")
    context.unroute("**/ballots")
    again.goto(server.url + booth.path)
    screen(again, "card")
    again.wait_for_function("!JSON.stringify({...localStorage}).includes('envelope')")
    assert state(server, booth, booth.cards[5]) is CardState.FINAL


def test_nothing_tells_who_was_looked_at_or_listened_to(
    open_page: Open, server: Served, booth: Booth
) -> None:
    page = open_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(EARS)
    page.goto(f"{server.url}{booth.path}#{booth.cards[4]}")
    screen(page, "start")
    before = [url for url in asked if "/people/" in url]
    assert any("/photo" in url for url in before)
    assert any("/voice" in url for url in before)
    asked.clear()
    touch(page, "begin")
    while True:
        page.locator("[data-key]:visible:not([data-fresh])").wait_for()
        if page.locator("[data-key]:visible h1").inner_text() == "Amina":
            break
        touch(page, "next")
    assert listen(page, "Écouter ce que dit Amina")["source"].startswith("blob:")
    touch(page, "choose")
    page.locator("[data-step]:not([hidden]):not([data-fresh])").wait_for()
    late = [url for url in asked if not url.startswith("blob:") and "favicon" not in url]
    assert late == []


def test_what_cannot_vote_is_said(open_page: Open, server: Served, booth: Booth) -> None:
    town, page = town_of(server), open_page()
    with acting_in(server.engine, town) as act:
        contest = booth.calling.residents(act.session)
        sealing.exchange_card(act, contest, booth.public(booth.cards[3]))
    foreign = "abcde-abcdef-abcde-abcdef"
    for code, said in (
        (booth.cards[3], "exchanged"),
        (booth.papers[0], "paper"),
        (foreign, "unknown"),
    ):
        page.goto("about:blank")
        page.goto(f"{server.url}{booth.path}#{code}")
        screen(page, said)
    assert not violations(page)
    with acting_in(server.engine, town) as act:
        sealing.suspend_urn(act, booth.calling.residents(act.session))
    page.goto(server.url + booth.path)
    screen(page, "suspended")


def test_without_javascript_a_sentence_leads_elsewhere(
    open_page: Open, server: Served, booth: Booth
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server.url}{booth.path}#{booth.cards[0]}")
    assert "Votez à la borne ou sur papier" in page.locator("main").inner_text()
    expect(page.locator("form:visible")).to_have_count(0)
