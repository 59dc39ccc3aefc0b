"""A quality manager sends twelve scanned sheets, settles two: the wave counts twelve."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.labels import sheets as papers
from participation.surveys.queries.answering import get_asked
from participation.surveys.rules import sheets
from tests.application import Served, serve
from tests.browser import DESK, violations
from tests.journeys.records import list_responses
from tests.journeys.walking import Open, come_in, press
from tests.surveys.asking import House, open_house
from tests.surveys.scanning import Hand, Printed, Scanner, as_pdf, filled, printed, scan

pytestmark = pytest.mark.browser
SHEETS, DRAWN, DOUBTFUL, TURNED = 12, 4, 7, 9
"""Twelve sheets; the fifth is drawn, the eighth has two ticks, the tenth lies upside down."""

SLOW = 120_000
"""Milliseconds for a whole pile on a busy machine."""


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    """Open a survey of six questions."""
    return open_house(engine, tmp_path)


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[Served]:
    """Serve the house."""
    with serve(database, tmp_path) as running:
        yield running


def sheet_of(house: House, folder: Path) -> Printed:
    with house.looking() as session:
        asked = get_asked(session, house.survey_id)
    return printed(papers.write_sheet("fr", asked, "Tilleul"), folder)


def pile(paper: Printed) -> Sequence[Image.Image]:
    """Scan twelve sheets, and between two of them a page that is nobody's."""
    hand, pages = Hand(Random(12)), []
    for number in range(SHEETS):
        manners = {(1, 1 + number % 5): "tick", (2, 1 + number % 2): "cross"}
        if number == DOUBTFUL:
            manners[1, 1] = "cross"
        how = Scanner(dpi=110, turn=180 if number == TURNED else 0, degrees=number / 4 - 1.5)
        pages += [scan(page, how) for page in filled(paper, hand, manners)]
    stranger = Image.new("L", pages[0].size, 255)
    stranger.paste(0, (100, 100, 700, 900))
    pages.insert(6, stranger)
    return pages


def wait_for_heading(page: Page, name: str) -> None:
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()


def test_a_pile_of_scans_is_settled_and_kept(
    open_page: Open,
    house: House,
    served: Served,
    run_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, place: place == DRAWN)
    file = tmp_path / "pile.pdf"
    file.write_bytes(as_pdf(pile(sheet_of(house, run_folder)), dpi=110))
    page, here = open_page(**DESK), f"/rive/tilleul/fieldwork/{to_text(house.survey_id)}"
    come_in(page, served, Role.QUALITY_MANAGER)
    page.goto(served.url + here)
    page.get_by_role("link", name="Lire des feuilles numérisées").click()
    wait_for_heading(page, "Lire des feuilles numérisées")
    assert not violations(page)
    page.locator('input[type="file"]').set_input_files(file)
    page.get_by_role("button", name="Lire les feuilles").click(timeout=SLOW)
    expect(page.get_by_text("12 feuilles lues.")).to_be_visible(timeout=SLOW)
    expect(page.get_by_role("rowheader", name="Page 7", exact=True)).to_be_visible()
    assert not violations(page)
    press(page, "fr", "Garder les 10 feuilles lues sans doute")
    expect(page.get_by_text("10 feuilles gardées.")).to_be_visible()
    page.get_by_role("link", name="Feuille de la page").first.click()
    type_the_drawn_one(page)
    wait_for_heading(page, "Que dit cette feuille ?")
    expect(page.get_by_text("Plusieurs cases sont cochées.")).to_be_visible()
    assert not violations(page)
    page.get_by_role("textbox").first.fill("3")
    press(page, "fr", "Garder la feuille")
    wait_for_heading(page, "Lire des feuilles numérisées")
    kept = list_responses(served, house.survey_id).values()
    faces = sorted(one.answers[1] for one in kept)
    assert faces == sorted((1 + number % 5,) for number in range(SHEETS))
    assert {(one.channel, one.aid, one.language) for one in kept} == {("paper", "none", "fr")}
    page.goto(served.url + here)
    expect(page.get_by_text("12 réponses pour")).to_be_visible()


def type_the_drawn_one(page: Page) -> None:
    """Type the sheet that was drawn, once otherwise than the machine read it, and settle it."""
    wait_for_heading(page, "Tapez cette feuille depuis son image")
    assert not violations(page)
    page.locator('input[name="q1"]').fill("4")
    page.locator('input[name="q2"]').fill("1")
    press(page, "fr", "Garder la feuille")
    wait_for_heading(page, "Que dit la feuille ?")
    assert not violations(page)
    page.locator('label:has(input[name="q1"][value="first"])').click()
    press(page, "fr", "Garder la feuille")
