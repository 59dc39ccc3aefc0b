"""A whole sealed election, from the call to the terms: people's own devices, and the desks."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, Playwright

from participation.accounts.rules.powers import Role
from participation.cli.elections import verify
from participation.councils.queries import see_council
from participation.elections import queries
from participation.elections.queries.sealed import get_sealed
from participation.foundation.clock import today
from participation.foundation.keys import to_text
from tests.application import Served
from tests.browser import DESK, Watch, launch, violations
from tests.builders import looking_in
from tests.conftest import Clock
from tests.elections.booths import ASSESSORS, Booth
from tests.elections.calling import gather
from tests.elections.urn_desk import DAY, OVER
from tests.journeys import callers, voters
from tests.journeys.bureaux import Desk
from tests.journeys.hearing import Heard
from tests.journeys.keepers import Keeper, piece, print_cards
from tests.journeys.records import town_of
from tests.journeys.test_booth_in_languages import say_in
from tests.journeys.test_voice_comment import MICROPHONE
from tests.journeys.walking import Open, come_in

pytestmark = pytest.mark.browser
CARDS, PAPERS, VOTERS = 8, 2, 8
EXPECTED = {"": 1, "Amina": 4, "Bilal": 2, "Colette": 2, "Denise": 2}
TIED = {"Bilal", "Colette", "Denise"}


def prepare(open_page: Open, desk: Desk) -> tuple[Booth, list[Keeper], str]:
    """Three keys and ten cards, each made on a device of its own."""
    invited = desk.invite()
    keepers = [Keeper(open_page(), door) for door in invited.keepers]
    for keeper in keepers:
        keeper.make()
        piece(keeper.page, "rounds" if keeper is not keepers[-1] else "kept")
    for keeper in keepers:
        piece(keeper.page, "kept")
    assert not violations(keepers[0].page)
    codes, mark = print_cards(open_page(), invited.cards, CARDS, PAPERS)
    seeds = tuple(each.seed for each in keepers)
    cards, papers = tuple(codes[:CARDS]), tuple(codes[CARDS:])
    return Booth(desk.calling, invited.uuid, cards, papers, seeds), keepers, mark


def refuse_another_card(keeper: Keeper, other: Keeper) -> str:
    """Show the card of somebody else, which is refused; give the mark of the election."""
    keeper.page.get_by_role("button", name="Vérifier ma carte").click()
    keeper.show_card(other.seed)
    piece(keeper.page, "misread")
    return keeper.page.locator("[data-election-print]").first.text_content() or ""


def sign_all(desk: Desk) -> None:
    """Let as many sign as vote, one of them helped; and the staff, who vote on paper."""
    with looking_in(desk.server.engine, town_of(desk.server)) as session:
        roll = queries.list_roll(session, desk.calling.residents(session))
        names = [each.name for each in roll if each.may_vote][:VOTERS]
    assert len(names) == VOTERS
    desk.sign(*names, helped=names[2])
    desk.sign("Farid", "Gilles", contest_id=desk.calling.staff_id)


def enter_papers(open_page: Open, desk: Desk, booth: Booth) -> None:
    """Seal the paper ballots, each under its code, and end their entry."""
    page = open_page()
    for code, name in zip(booth.papers, ("Bilal", "Colette"), strict=True):
        page.goto("about:blank")
        page.goto(f"{desk.server.url}{booth.path}#{code}")
        voters.vote(page, name)
    desk.follow("Urne électronique : Personnes accompagnées")
    desk.turn("Finir les bulletins en papier", "Finir", null="0")
    desk.reads("L’urne est fermée.")


def open_the_box(keepers: list[Keeper], marks: tuple[str, ...]) -> None:
    """Let two of three open the box."""
    keepers[0].come()
    keepers[0].open_box((str(VOTERS), *marks))
    piece(keepers[0].page, "opened")
    keepers[2].open_box((str(VOTERS), *marks))
    for keeper in keepers:
        piece(keeper.page, "result")
    assert not violations(keepers[2].page)


def count(desk: Desk) -> None:
    """Keep what came out of the urn, count the staff, draw lots."""
    desk.page.goto(f"{desk.residents}/urn")
    desk.follow("Noter le résultat de l’urne")
    assert desk.page.locator('[name="signed"]').input_value() == str(VOTERS)
    desk.press("Enregistrer")
    desk.reads("Le résultat de l’urne est noté.")
    desk.count_on_paper("Farid", 2)
    desk.draw_lots(2)


def proclaim(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """Declare, print the procès-verbal; proclaim once nobody can contest any more."""
    desk.declare()
    assert desk.save("Procès-verbal n° 2", tmp_path / "minutes.pdf").startswith(b"%PDF")
    desk.follow("Proclamer les élus")
    desk.press("Proclamer")
    desk.reads("On peut encore contester")
    clock.set(OVER)
    come_in(desk.page, desk.server, Role.MANAGER)
    desk.sit()
    desk.follow("Voir le résultat")
    desk.follow("Proclamer les élus")
    desk.press("Proclamer")
    desk.reads("Les élus siègent.")
    for name in ("Amina", *TIED, "Farid"):
        desk.reads(name)


def destroy_keys(desk: Desk) -> None:
    """Destroy the keys, after which the archive is still there."""
    desk.page.goto(f"{desk.residents}/urn")
    desk.turn("Détruire les clés")
    desk.reads("Les clés sont détruites.")


def verified(desk: Desk, path: Path) -> dict[str, object]:
    """Download the archive at the desk, and let the command verify it."""
    desk.page.goto(f"{desk.residents}/urn")
    assert desk.save("Télécharger l’archive", path)
    done = CliRunner().invoke(verify, [str(path)])
    assert done.exit_code == 0, done.output
    report: dict[str, object] = json.loads(done.output)
    return report


def slots_of(desk: Desk, booth: Booth) -> list[str]:
    """Name the choices of a ballot in their order; the first is blank."""
    with looking_in(desk.server.engine, town_of(desk.server)) as session:
        listed = queries.list_candidacies(session, desk.calling.residents(session))
        names = {to_text(each.id): each.name for each in listed}
        sealed = get_sealed(session, booth.contest_id)
        return ["", *(names[key] for key in sealed.candidates.split(","))]


def seated(desk: Desk) -> dict[str, str]:
    """Give who sits in the council by its terms, and in which kind of seat."""
    with looking_in(desk.server.engine, town_of(desk.server)) as session:
        sheet = see_council(session, desk.calling.council(session), today())
        return {
            seat.holder.name: seat.seat.kind.value
            for college in sheet.colleges
            for seat in college.seats
            if seat.holder
        }


def check_result(desk: Desk, booth: Booth, report: dict[str, object]) -> None:
    """Compare what the archive says, and who sits, with how people voted."""
    result = report["result"]
    assert isinstance(result, list)
    assert dict(zip(slots_of(desk, booth), result[0], strict=True)) == EXPECTED
    assert report["ballots"] == VOTERS
    elected = seated(desk)
    assert (elected["Amina"], elected["Farid"]) == ("member", "member")
    assert sorted(elected[name] for name in TIED) == ["member", "member", "substitute"]


@pytest.fixture
def microphones(playwright: Playwright) -> Iterator[Browser]:
    """Give a browser whose microphones are open."""
    browser = launch(playwright, *MICROPHONE)
    yield browser
    browser.close()


def call(page: Page, server: Served, browser: Browser, watch: Watch, clock: Clock) -> Desk:
    """Go from the preparation of an election to its settled list."""
    gathered = gather(server.engine, town_of(server))
    come_in(page, server, Role.MANAGER)
    desk = callers.call(page, server, gathered)
    callers.stand_all(desk, browser, watch, gathered)
    callers.settle(desk, clock)
    clock.set(DAY)
    come_in(page, server, Role.MANAGER)
    return desk


def test_a_sealed_election_from_call_to_terms(
    open_page: Open,
    server: Served,
    tmp_path: Path,
    clock: Clock,
    playwright: Playwright,
    watch: Watch,
    microphones: Browser,
) -> None:
    heard = Heard(server)
    for locale in voters.LOCALES:
        say_in(locale, tmp_path)
    desk = call(open_page(**DESK), server, microphones, watch, clock)
    desk.name_members()
    booth, keepers, cards_mark = prepare(open_page, desk)
    desk.sit()
    desk.turn("Ouvrir le vote")
    desk.reads("Le vote est ouvert.")
    assert not violations(desk.page)
    marks = (refuse_another_card(keepers[0], keepers[1]), cards_mark)
    assert all(marks)
    card = f"{server.url}{booth.path}#{booth.cards[1]}"
    with voters.filming(playwright, watch, card, tmp_path / "card.y4m") as filmed:
        voters.cast_at_kiosks(open_page, filmed, server, booth)
    voters.cast_elsewhere(open_page, desk, booth)
    sign_all(desk)
    desk.sit()
    desk.turn("Fermer le vote")
    enter_papers(open_page, desk, booth)
    open_the_box(keepers, marks)
    count(desk)
    proclaim(desk, clock, tmp_path)
    destroy_keys(desk)
    check_result(desk, booth, verified(desk, tmp_path / "vote.bel"))
    assert heard.knows(booth.public(booth.cards[0]))  # what is sent is indeed heard
    secrets = (*booth.seeds, *booth.cards, *booth.papers)
    assert len(secrets) == len(ASSESSORS) + CARDS + PAPERS
    assert [secret for secret in secrets if heard.knows(secret)] == []
