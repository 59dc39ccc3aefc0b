"""Seven elected people choose who chairs: the screen, a phone, paper; keys on one tablet."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from participation.accounts.rules.powers import Role
from participation.cli.elections import verify
from participation.councils.queries import see_council
from participation.councils.rules.kinds import Office
from participation.elections import queries
from participation.foundation.clock import today
from tests.application import Served
from tests.browser import DESK, KIOSK, violations
from tests.builders import looking_in
from tests.councils.sitting import Sitting
from tests.elections.booths import ASSESSORS, Booth
from tests.elections.calling import Calling
from tests.elections.chairing import ELECTED, seat_council
from tests.journeys import voters
from tests.journeys.bureaux import Desk
from tests.journeys.keepers import Keeper, piece, print_cards, share
from tests.journeys.records import SLUG, town_of
from tests.journeys.test_booth import screen, touch
from tests.journeys.test_booth_in_languages import choose_language
from tests.journeys.walking import Open, come_in, pair_kiosk, scan

pytestmark = pytest.mark.browser
CHAIR = "Préside le conseil"
CARDS, PAPERS = 8, 2
OLDER = {"Amina": "1980-01-01", "Bilal": "1950-01-01"}


def call(page: Page, server: Served, council: Sitting) -> Desk:
    """Prepare the vote from the council's page, in sealed ballots, and form its bureau."""
    page.goto(f"{server.url}/{SLUG}/councils/{council.key}/chair-vote")
    page.get_by_text("personnes accompagnées (7).").wait_for()
    assert not violations(page)
    for name in OLDER:
        standing = page.get_by_role("group", name="Candidats à la présidence")
        standing.get_by_role("checkbox", name=f"{name} — Personnes accompagnées").check()
    page.locator('label:has(input[value="sealed"])').click()
    page.get_by_role("button", name="Préparer ce vote").click()
    page.get_by_role("heading", name="Bureau de vote").wait_for()
    with looking_in(server.engine, town_of(server)) as session:
        election = queries.list_elections(session, [council.council_id])[0]
        (contest,) = queries.list_contests(session, election)
        calling = Calling(town_of(server), council.council_id, election.id, contest.id, 0, {}, {})
    desk = Desk(page, server, calling, CHAIR)
    desk.name_members()
    return desk


def prepare(open_page: Open, desk: Desk) -> tuple[Booth, list[Keeper], str]:
    """Three keys, made in turn on one tablet, and the cards."""
    invited, tablet = desk.invite(), open_page()
    keepers = [Keeper(tablet, invited.together) for _name in ASSESSORS]
    share(keepers)
    codes, mark = print_cards(open_page(), invited.cards, CARDS, PAPERS)
    seeds = tuple(each.seed for each in keepers)
    cards, papers = tuple(codes[:CARDS]), tuple(codes[CARDS:])
    return Booth(desk.calling, invited.uuid, cards, papers, seeds), keepers, mark


def vote_at_the_kiosk(page: Page, server: Served, booth: Booth, card: str, *names: str) -> None:
    """Go from the page of the election to the booth, and vote."""
    page.goto(f"{server.url}/{SLUG}/tilleul/election")
    page.locator(f'main a[href="{booth.path}"]').click()
    screen(page, "card")
    scan(page, card)
    voters.vote(page, *names)
    touch(page, "end")
    page.get_by_text("Toutes les langues").wait_for()


def cast(open_page: Open, desk: Desk, booth: Booth) -> None:
    """Three vote at the public screen, one of them in Arabic; two by phone; two take paper."""
    server, kiosk = desk.server, open_page(**KIOSK)
    pair_kiosk(kiosk, server)
    vote_at_the_kiosk(kiosk, server, booth, booth.cards[0], "Amina")
    choose_language(kiosk, "ar")
    assert kiosk.locator("html").get_attribute("dir") == "rtl"
    kiosk.goto(f"{server.url}/{SLUG}/tilleul/election")
    assert not violations(kiosk)
    kiosk.goto(f"{server.url}{booth.path}")
    screen(kiosk, "card")
    assert not violations(kiosk)
    vote_at_the_kiosk(kiosk, server, booth, booth.cards[1], "Bilal")
    vote_at_the_kiosk(kiosk, server, booth, booth.cards[2])
    voters.vote_on_a_phone(open_page, server, booth, booth.cards[3], "Amina")
    voters.vote_on_a_phone(open_page, server, booth, booth.cards[4], "Bilal")
    for code in booth.cards[5:7]:
        desk.exchange(code)
    desk.sign(*ELECTED, helped="Colette")


def open_urn(open_page: Open, desk: Desk, booth: Booth, keepers: list[Keeper], mark: str) -> None:
    """Seal what was voted on paper, open the box with two keys, and keep its result."""
    page = open_page()
    for code, name in zip(booth.papers, OLDER, strict=True):
        page.goto("about:blank")
        page.goto(f"{desk.server.url}{booth.path}#{code}")
        voters.vote(page, name)
    desk.follow(f"Urne électronique : {CHAIR}")
    desk.turn("Finir les bulletins en papier", "Finir", null="0")
    keepers[0].come()
    for keeper in keepers[:2]:
        keeper.open_box(("7", mark))
        piece(keeper.page, "count" if keeper is keepers[0] else "result")
    desk.page.goto(f"{desk.residents}/urn")
    desk.reads("Pour ouvrir l’urne, un même appareil a lu plusieurs cartes de clé.")
    desk.follow("Noter le résultat de l’urne")
    desk.press("Enregistrer")
    desk.reads("Le résultat de l’urne est noté.")


def proclaim(desk: Desk, papers: Path) -> None:
    """Settle the tie by age, declare, and proclaim in the same meeting."""
    desk.know_days(3, **OLDER)
    desk.declare()
    assert desk.save("Procès-verbal n° 2", papers / "minutes.pdf").startswith(b"%PDF")
    desk.follow("Proclamer les élus")
    desk.page.get_by_label("Sans attendre la fin des contestations").check()
    desk.press("Proclamer")
    desk.reads("Les élus siègent.")


def test_a_chair_is_elected_by_seven(open_page: Open, server: Served, tmp_path: Path) -> None:
    council = seat_council(server.engine, town_of(server))
    page = open_page(**DESK)
    come_in(page, server, Role.MANAGER)
    desk = call(page, server, council)
    booth, keepers, mark = prepare(open_page, desk)
    desk.page.goto(f"{desk.residents}/urn")
    desk.reads(f"Un seul appareil a tenu 3 clés sur 3 : {', '.join(ASSESSORS)}.")
    desk.sit()
    assert not violations(page)
    assert desk.save("Procès-verbal n° 1", tmp_path / "opening.pdf").startswith(b"%PDF")
    desk.turn("Ouvrir le vote")
    desk.reads("Le vote est ouvert.")
    cast(open_page, desk, booth)
    desk.sit()
    desk.turn("Fermer le vote")
    open_urn(open_page, desk, booth, keepers, mark)
    proclaim(desk, tmp_path)
    with looking_in(server.engine, town_of(server)) as session:
        sheet = see_council(session, council.council(session), today())
        held = [(one.row.office, one.holder.name, one.row.since) for one in sheet.offices]
    assert held == [(Office.CHAIR, "Bilal", today())]
    desk.page.goto(f"{desk.residents}/urn")
    assert desk.save("Télécharger l’archive", tmp_path / "chair.bel")
    done = CliRunner().invoke(verify, [str(tmp_path / "chair.bel")])
    assert done.exit_code == 0, done.output
    report = json.loads(done.output)
    assert (report["ballots"], report["result"]) == (7, [[1, 3, 3]])
