"""A whole sealed vote on people's own devices: keys, cards, votes, paper, count, archive."""

import io
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from participation.belenios.verify import verify_archive
from participation.cli.elections import verify
from participation.elections import queries
from participation.elections.operations import sealed as sealing
from participation.elections.queries.sealed import get_sealed, result_of, write_archive
from participation.elections.rules.stages import Stage
from participation.foundation.keys import to_text
from tests.application import Served
from tests.browser import KIOSK, violations
from tests.builders import acting_in, looking_in
from tests.elections.booths import ASSESSORS, Booth, settle
from tests.journeys.hearing import Heard
from tests.journeys.keepers import Keeper, invite, piece, print_cards
from tests.journeys.records import town_of
from tests.journeys.test_booth import choose, screen, touch, tracker_shown
from tests.journeys.test_card_by_camera import SCANNER
from tests.journeys.walking import Open, pair_kiosk

pytestmark = pytest.mark.browser
CARDS, PAPERS = 6, 2
EXPECTED = {"": 1, "Amina": 3, "Bilal": 2, "Colette": 2, "Denise": 0}


def do(server: Served, booth: Booth, deed: str, stage: Stage) -> None:
    """Let the bureau do a deed at its desk, and move the election on."""
    with acting_in(server.engine, town_of(server)) as act:
        contest = booth.calling.residents(act.session)
        getattr(sealing, deed)(act, contest)
        queries.reach_election(act.session, contest.election_id).stage = stage


def vote(page: Page, *names: str) -> str:
    """Choose these people, or nobody, and cast; give the receipt."""
    screen(page, "start")
    if names:
        choose(page, *names)
    else:
        touch(page, "begin")
        page.locator("[data-key]:visible:not([inert])").wait_for()
        touch(page, "blank")
        screen(page, "blank")
        touch(page, "leave")
        screen(page, "review")
    touch(page, "cast")
    return tracker_shown(page)


def vote_on_a_phone(open_page: Open, server: Served, booth: Booth, code: str, *names: str) -> str:
    page = open_page()
    page.goto(f"{server.url}{booth.path}#{code}")
    shown = vote(page, *names)
    touch(page, "end")
    screen(page, "done")
    page.close()
    return shown


def vote_at_the_kiosk(page: Page, server: Served, booth: Booth, code: str, *names: str) -> None:
    page.goto(server.url + booth.path)
    screen(page, "card")
    page.evaluate(SCANNER, code)
    vote(page, *names)
    page.get_by_role("button", name="J’ai fini").first.click()
    page.get_by_text("Toutes les langues").wait_for()


def prepare(open_page: Open, server: Served) -> tuple[Booth, list[Keeper], str]:
    """Three keys and eight cards, each made on a device of its own."""
    calling = settle(server.engine, town_of(server))
    invited = invite(server, calling)
    keepers = [Keeper(open_page(), door) for door in invited.keepers]
    for keeper in keepers:
        keeper.make()
        piece(keeper.page, "rounds" if keeper is not keepers[-1] else "kept")
    for keeper in keepers:
        piece(keeper.page, "kept")
    assert not violations(keepers[0].page)
    made = print_cards(open_page(), invited.cards, CARDS, PAPERS)
    (codes, mark), seeds = made, tuple(each.seed for each in keepers)
    booth = Booth(calling, invited.uuid, tuple(codes[:CARDS]), tuple(codes[CARDS:]), seeds)
    return booth, keepers, mark


def cast_all(open_page: Open, server: Served, booth: Booth) -> None:
    """Two at the kiosk, two on phones of whom one votes again and one blank, two on paper."""
    kiosk = open_page(**KIOSK)
    pair_kiosk(kiosk, server)
    vote_at_the_kiosk(kiosk, server, booth, booth.cards[0], "Amina", "Bilal")
    vote_at_the_kiosk(kiosk, server, booth, booth.cards[1], "Amina")
    first = vote_on_a_phone(open_page, server, booth, booth.cards[2], "Denise")
    assert vote_on_a_phone(open_page, server, booth, booth.cards[2], "Amina", "Colette") != first
    vote_on_a_phone(open_page, server, booth, booth.cards[3])
    with acting_in(server.engine, town_of(server)) as act:
        contest = booth.calling.residents(act.session)
        for code in booth.cards[4:]:
            sealing.exchange_card(act, contest, booth.public(code))
    do(server, booth, "close_urn", Stage.COUNT)
    bureau = open_page()
    for code, name in zip(booth.papers, ("Bilal", "Colette"), strict=True):
        bureau.goto("about:blank")
        bureau.goto(f"{server.url}{booth.path}#{code}")
        vote(bureau, name)
    do(server, booth, "fix_tally", Stage.COUNT)


def test_a_sealed_election_from_keys_to_archive(
    open_page: Open, server: Served, tmp_path: Path
) -> None:
    heard = Heard(server)
    booth, keepers, cards_mark = prepare(open_page, server)
    do(server, booth, "open_urn", Stage.VOTE)
    keepers[0].page.get_by_role("button", name="Vérifier ma carte").click()
    keepers[0].show_card(keepers[1].seed)
    piece(keepers[0].page, "misread")
    marks = (
        keepers[0].page.locator("[data-election-print]").first.text_content() or "",
        cards_mark,
    )
    assert all(marks)
    cast_all(open_page, server, booth)
    keepers[0].come()
    keepers[0].open_box(("6", *marks))
    piece(keepers[0].page, "opened")
    keepers[2].open_box(("6", *marks))
    for keeper in keepers:
        piece(keeper.page, "result")
    assert not violations(keepers[2].page)
    archive = tmp_path / "vote.bel"
    with looking_in(server.engine, town_of(server)) as session, archive.open("wb") as stream:
        sealed = get_sealed(session, booth.contest_id)
        write_archive(session, sealed, stream)
        listed = queries.list_candidacies(session, booth.calling.residents(session))
        names = {to_text(each.id): each.name for each in listed}
        slots = ["", *(names[key] for key in sealed.candidates.split(","))]
        is_told = result_of(sealed) is not None
    report = verify_archive(io.BytesIO(archive.read_bytes()))
    assert (report.ok, report.ballots, is_told) == (True, 6, True)
    assert report.result is not None
    assert dict(zip(slots, report.result[0], strict=True)) == EXPECTED
    assert CliRunner().invoke(verify, [str(archive)]).exit_code == 0
    assert heard.knows(booth.public(booth.cards[0]))  # what is sent is indeed heard
    secrets = (*booth.seeds, *booth.cards, *booth.papers)
    assert len(secrets) == len(ASSESSORS) + CARDS + PAPERS
    assert [secret for secret in secrets if heard.knows(secret)] == []
