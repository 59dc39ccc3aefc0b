"""A pile of scans: read, settled by a person, kept as if typed; nothing of it lingers."""

import io
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from sqlalchemy import Engine, func, select
from werkzeug.test import TestResponse

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.adapters.scans import reading
from participation.surveys.adapters.scans.layout import Layout
from participation.surveys.labels import sheets as papers
from participation.surveys.models import Comment, Response, ScannedSheet, SurveyTally
from participation.surveys.operations.scans import hold_sheets, keep_clear
from participation.surveys.queries.answering import get_asked
from participation.surveys.queries.campaigns import get_survey
from participation.surveys.queries.piles import Arrived
from participation.surveys.rules import sheets
from participation.surveys.rules.scanned import Scanned
from participation.surveys.rules.sheets import Typed
from participation.surveys.rules.stages import Aid, Channel
from participation.surveys.rules.tallies import Tally
from participation.surveys.views import scanning
from tests.builders import acting_in, looking_in, make_town
from tests.surveys.asking import House, open_house, sign_in
from tests.surveys.scanning import (
    Hand,
    Manners,
    Printed,
    Scanner,
    as_pdf,
    filled,
    printed,
    scan,
    write_in,
)
from tests.surveys.test_fieldwork_pages import Desk, kept, rows

PLAIN: Manners = {(1, 2): "tick", (2, 1): "cross", (0, 1): "tick"}
DOUBTFUL: Manners = {(1, 2): "tick", (1, 4): "cross", (2, 1): "cross", (0, 2): "tick"}


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


@pytest.fixture
def paper(house: House, run_folder: Path) -> Printed:
    """Print the sheet of the open survey in French."""
    with house.looking() as session:
        asked = get_asked(session, house.survey_id)
    return printed(papers.write_sheet("fr", asked, "Tilleul"), run_folder)


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Sit at a desk where no sheet is drawn."""
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, _place: False)
    return Desk(house)


def pages_of(paper: Printed, *marked: Manners, words: bool = False) -> list[Image.Image]:
    """Give the scanned pages of sheets marked so."""
    hand = Hand(Random(4))
    found = []
    for manners in marked:
        pages = filled(paper, hand, manners)
        if words:
            write_in(pages, paper, 6, hand)
        found += [scan(page, Scanner(dpi=110)) for page in pages]
    return found


def send(desk: Desk, *files: tuple[str, bytes]) -> TestResponse:
    """Send files from the page of scans."""
    desk.get("/scans")
    sent = [(io.BytesIO(content), name) for name, content in files]
    given = desk.client.post(f"{desk.path}/scans", data=desk.hidden | {"files": sent})
    given.request.environ["wsgi.input"].close()  # a heavy body is a file of the test client's
    return given


def waiting(house: House) -> list[ScannedSheet]:
    with house.looking() as session:
        return list(session.scalars(select(ScannedSheet).order_by(ScannedSheet.place)))


def test_plain_sheets_are_kept_with_one_press_and_only_once(desk: Desk, paper: Printed) -> None:
    house, before = desk.house, rows(desk.house)
    pile = as_pdf(pages_of(paper, PLAIN, PLAIN))
    page = send(desk, ("pile.pdf", pile))
    assert page.status_code == 200
    assert "2 feuilles lues." in page.text
    assert "Garder les 2 feuilles lues sans doute" in page.text
    assert [len(one.content) < 1000 for one in waiting(house)] == [True, True], "no picture held"
    again = send(desk, ("pile.pdf", pile))
    assert "2 attendaient déjà" in again.text
    assert not kept(house), "nothing counts before somebody says so"
    assert desk.post("/scans/keep").status_code == 303
    assert "2 feuilles gardées" in desk.get("/scans").text
    assert desk.post("/scans/keep").status_code == 303
    assert kept(house) == [{1: 2, 2: 1}] * 2, "a second press keeps nothing more"
    with house.looking() as session:
        found = session.scalars(select(Response)).all()
    assert {(one.channel, one.aid, one.language, one.proxy) for one in found} == {
        (Channel.PAPER, Aid.NONE, "fr", False)
    }
    changed = {name for name, count in rows(house).items() if count != before[name]}
    assert changed == {"response", "response_count", "answer"}, "no trace of who, or when"


def test_a_person_settles_what_is_doubtful(desk: Desk, paper: Printed) -> None:
    house = desk.house
    page = send(desk, ("pile.pdf", as_pdf(pages_of(paper, DOUBTFUL, words=True))))
    assert "2 questions à regarder" in page.text
    (one,) = waiting(house)
    door = f"/scans/{one.key}"
    asked = desk.get(door)
    assert "Plusieurs cases sont cochées" in asked.text
    assert "Quelque chose est écrit" in asked.text
    assert 'name="q2"' not in asked.text, "what is plain is not asked again"
    picture = desk.client.get(f"{desk.path}{door}/0.jpg")
    assert Image.open(io.BytesIO(picture.data)).format == "JPEG"
    assert "no-store" in picture.headers["Cache-Control"]
    wrong = desk.post(door, q1="7", q6="Merci")
    assert wrong.status_code == 422
    assert 'value="Merci"' in wrong.text, "what was typed stays"
    assert desk.post(door, q1="4", q6="Merci").status_code == 303
    assert kept(house) == [{1: 4, 2: 1}]
    with house.looking() as session:
        assert session.scalars(select(Comment)).one().text == "Merci"
        assert session.scalars(select(Response)).one().aid is Aid.PEER
    assert not waiting(house), "the pictures are gone with the last press"
    assert desk.post(door, q1="4").status_code == 409
    assert desk.client.get(f"{desk.path}{door}/0.jpg").status_code == 404


def test_a_drawn_sheet_is_typed_from_its_picture_before_it_counts(
    desk: Desk, paper: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, place: place == 1)
    house = desk.house
    send(desk, ("pile.pdf", as_pdf(pages_of(paper, PLAIN, PLAIN))))
    first, drawn = waiting(house)
    assert (first.is_drawn, drawn.is_drawn) == (False, True)
    desk.post("/scans/keep")
    assert kept(house) == [{1: 2, 2: 1}], "the drawn one waits"
    page = desk.get(f"/scans/{drawn.key}")
    assert "Tapez cette feuille depuis son image" in page.text
    assert page.text.count("<img src=") == 7, "each question, and nothing of what was read"
    differing = desk.post(f"/scans/{drawn.key}", q1="3", q2="1", q0="1")
    assert "La machine a lu" in differing.text
    settled = desk.post(f"/scans/{drawn.key}/settle", q1="second")
    assert settled.status_code == 303
    assert sorted(each[1] for each in kept(house)) == [2, 3]
    with house.looking() as session:
        counts = dict(session.execute(select(SurveyTally.kind, SurveyTally.number)).all())
    assert counts[Tally.TYPED_TWICE] == 1
    assert (counts[Tally.LINES_COMPARED], counts[Tally.LINES_DIFFERING]) == (6, 1)


def test_a_bad_page_costs_nothing_to_the_others(desk: Desk, paper: Printed) -> None:
    pages = pages_of(paper, PLAIN, PLAIN, PLAIN)
    blank = Image.new("L", (900, 1270), 255)
    words = Image.new("L", (900, 1270), 255)
    words.paste(0, (200, 200, 700, 900))
    pile = as_pdf([*pages[:2], blank, words, pages[2], *pages[4:]])
    page = send(desk, ("pile.pdf", pile), ("notes.txt", b"bonjour"))
    assert "2 feuilles lues." in page.text
    assert "pile.pdf, page 4" in page.text, "the square that is no page of ours"
    assert "pile.pdf, page 3" not in page.text, "a blank back is nobody's fault"
    assert "Il manque une page à sa feuille" in page.text
    assert "Ce n’est ni un PDF ni une image" in page.text
    assert len(waiting(desk.house)) == 2


def test_a_server_without_the_extra_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.get("/scans")
    hidden = desk.hidden
    monkeypatch.setattr(reading, "LIBRARIES", ("no_such_library",))
    page = desk.get("/scans")
    assert "l’option d’installation « scans »" in page.text
    assert 'type="file"' not in page.text
    assert desk.client.post(f"{desk.path}/scans", data=hidden).status_code == 409


def test_what_was_set_aside_leaves_nothing(desk: Desk, paper: Printed) -> None:
    before = rows(desk.house)
    send(desk, ("pile.pdf", as_pdf(pages_of(paper, DOUBTFUL))))
    (one,) = waiting(desk.house)
    desk.get(f"/scans/{one.key}")
    assert desk.post(f"/scans/{one.key}/aside").status_code == 303
    assert rows(desk.house) == before
    with desk.house.looking() as session:
        assert not session.scalar(select(func.count()).select_from(ScannedSheet))


def hold_plain(house: House, count: int) -> None:
    """Let sheets wait that were read without a doubt."""
    with house.looking() as session:
        version = get_asked(session, house.survey_id).version
    sheet = Scanned(version, "fr", Typed({1: 2}), {}, places=[1])
    found = [Arrived(sheet, [bytes([number])]) for number in range(count)]
    with acting_in(house.engine, house.town) as act:
        survey = get_survey(act.session, house.survey_id)
        assert hold_sheets(act, survey, found, {"fr": Layout((), {})}) == count


@pytest.mark.usefixtures("desk")
def test_two_who_press_at_once_keep_each_sheet_once(house: House) -> None:
    hold_plain(house, 8)

    def press(_turn: int) -> int:
        with acting_in(house.engine, house.town) as act:
            return keep_clear(act, get_survey(act.session, house.survey_id))

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(press, range(3))) == 8
    assert kept(house) == [{1: 2}] * 8
    assert not waiting(house)


@pytest.mark.usefixtures("desk")
def test_nobody_of_another_house_sees_a_sheet_that_waits(house: House) -> None:
    hold_plain(house, 1)
    (one,) = waiting(house)
    path = f"/{house.town.slug}/tilleul/fieldwork/{to_text(house.survey_id)}/scans"
    neighbour = house.browser().client
    sign_in(house, neighbour, Role.FACILITATOR, house.town.there)
    for door in (path, f"{path}/{one.key}", f"{path}/{one.key}/0.jpg"):
        assert neighbour.get(door).status_code == 404
    with looking_in(house.engine, house.town, house.town.there) as session:
        assert session.scalar(select(func.count()).select_from(ScannedSheet)) == 0
    other = make_town(house.engine, "ailleurs")
    with looking_in(house.engine, other) as session:
        assert session.scalar(select(func.count()).select_from(ScannedSheet)) == 0


def test_a_pile_that_is_too_heavy_has_its_sentence(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "LARGEST_PILE", 3 * 1024 * 1024)
    page = send(desk, ("pile.pdf", b"%PDF" + b"0" * (4 * 1024 * 1024)))
    assert page.status_code == 413
    assert "3 Mo au plus par envoi" in page.text
