"""A voting day at the bureau's desk: paper, a lost card, a witness at the kiosk, a network cut."""

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.rules.powers import Role
from participation.elections.operations import sealed as sealing
from participation.elections.queries.devices import list_screens
from participation.elections.queries.sealed import get_sealed
from participation.elections.rules.sealed import CardState
from participation.elections.rules.stages import Stage
from participation.foundation import clock
from participation.foundation.keys import to_text
from tests.application import Served
from tests.browser import DESK, KIOSK, Watch, violations
from tests.builders import acting_in, looking_in
from tests.elections.booths import Booth, open_booth
from tests.journeys.hearing import Heard
from tests.journeys.records import SLUG, town_of
from tests.journeys.test_booth import choose, screen, state, touch
from tests.journeys.walking import Open, come_in, pair_kiosk, scan

pytestmark = pytest.mark.browser


@pytest.fixture
def booth(server: Served) -> Booth:
    made = open_booth(server.engine, town_of(server))
    with acting_in(server.engine, town_of(server)) as act:
        made.calling.election(act.session).opened_at = clock.now()
    return made


@pytest.fixture
def desk(open_page: Open, server: Served, booth: Booth) -> Page:
    page = open_page(**DESK)
    come_in(page, server, Role.MANAGER)
    page.goto(f"{server.url}/{SLUG}/elections/contests/{to_text(booth.contest_id)}/cards")
    part(page, "scan")
    return page


def part(page: Page, name: str) -> None:
    page.locator(f'[data-part="{name}"]:not([hidden])').wait_for()


def read(page: Page, text: str, then: str) -> None:
    scan(page, text)
    part(page, then)


def do(page: Page, deed: str, then: str) -> None:
    page.locator(f'[data-part]:not([hidden]) [data-do="{deed}"]').click()
    part(page, then)


def test_a_card_becomes_paper_and_a_lost_one_stops(
    desk: Page, server: Served, booth: Booth
) -> None:
    heard = Heard(server)
    assert not violations(desk)
    card = booth.cards[0]
    read(desk, f"{server.url}{booth.path}#{card}", "ready")
    assert not violations(desk)
    do(desk, "exchange", "exchange-done")
    assert state(server, booth, card) is CardState.EXCHANGED
    read(desk, card, "exchanged")
    lost = booth.cards[1]
    read(desk, booth.public(lost).upper(), "lost")
    do(desk, "revoke", "revoke-done")
    assert state(server, booth, lost) is CardState.REVOKED
    register = "\n".join([booth.uuid, f"12;{booth.public(booth.cards[2])}", ""])
    read(desk, "une carte de bibliothèque", "misread")
    do(desk, "scan", "scan")
    desk.get_by_text("Registre gardé en fichier", exact=True).click()
    desk.get_by_label("Fichier du registre").set_input_files(
        {"name": "registre.txt", "mimeType": "text/plain", "buffer": register.encode()}
    )
    expect(desk.get_by_text("Le registre est lu.")).to_be_visible()
    desk.get_by_text("Écrire le code").click()
    desk.get_by_label("Code de la carte, ou son numéro dans le registre").fill("12")
    desk.get_by_role("button", name="Lire").click()
    part(desk, "lost")
    do(desk, "revoke", "revoke-done")
    assert state(server, booth, booth.cards[2]) is CardState.REVOKED
    read(desk, booth.papers[0], "paper")
    assert heard.requests > 5
    assert not any(heard.knows(code) for code in (card, booth.papers[0]))


def test_a_witness_shows_at_the_desk_what_the_kiosk_sealed(
    desk: Page, open_page: Open, server: Served, booth: Booth, watch: Watch
) -> None:
    card = booth.cards[3]
    read(desk, card, "ready")
    do(desk, "witness", "waits")
    kiosk = open_page(**KIOSK)
    pair_kiosk(kiosk, server)
    kiosk.goto(server.url + booth.path)
    screen(kiosk, "card")
    scan(kiosk, card)
    screen(kiosk, "start")
    choose(kiosk, "Amina", "Denise")
    touch(kiosk, "cast")
    screen(kiosk, "witness")
    assert not violations(kiosk)
    assert not kiosk.evaluate("Object.keys(localStorage).some(name => name.includes('envelope'))")
    read(desk, card, "opened")
    assert sorted(desk.locator("[data-inside] li").all_inner_texts()) == ["Amina", "Denise"]
    assert not violations(desk)
    do(desk, "same", "agreed")
    read(desk, card, "agreed")
    with looking_in(server.engine, town_of(server)) as session:
        sealed = get_sealed(session, booth.contest_id)
        assert (sealed.witnesses, sealed.witnesses_wrong) == (1, 0)
    assert [each[:3] for each in watch.troubles] == ["409"]
    watch.troubles.clear()


def test_an_envelope_waits_for_the_vote_to_go_on_and_leaves_from_any_page(
    open_page: Open, server: Served, booth: Booth, watch: Watch
) -> None:
    town, code = town_of(server), booth.cards[4]
    kiosk = open_page(**KIOSK)
    pair_kiosk(kiosk, server)
    kiosk.goto(server.url + booth.path)
    screen(kiosk, "card")
    scan(kiosk, code)
    screen(kiosk, "start")
    choose(kiosk, "Bilal")
    with acting_in(server.engine, town) as act:
        sealing.suspend_urn(act, booth.calling.residents(act.session))
        booth.calling.election(act.session).stage = Stage.SUSPENDED
    touch(kiosk, "cast")
    screen(kiosk, "kept")
    assert not violations(kiosk)
    with kiosk.expect_response("**/vote/echo") as told:
        touch(kiosk, "end")
    assert told.value.json() == {"again": 60}
    kiosk.get_by_text("Toutes les langues").wait_for()
    assert waits(server, booth) == [1]
    with acting_in(server.engine, town) as act:
        sealing.resume_urn(act, booth.calling.residents(act.session))
        booth.calling.election(act.session).stage = Stage.VOTE
    with kiosk.expect_response("**/vote/echo"):
        kiosk.goto(f"{server.url}/{SLUG}/tilleul/")
    assert state(server, booth, code) is CardState.FINAL
    assert waits(server, booth) == [0]
    assert not kiosk.evaluate("localStorage.length")
    assert {each[:3] for each in watch.troubles} == {"409"}
    watch.troubles.clear()


def waits(server: Served, booth: Booth) -> list[int]:
    """Give what the bureau sees of the envelopes of each screen."""
    with looking_in(server.engine, town_of(server)) as session:
        return [one.waiting for one in list_screens(session, booth.calling.election(session))]
