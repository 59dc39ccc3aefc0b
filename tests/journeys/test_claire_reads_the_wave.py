"""Claire, quality manager, reads the closed wave, takes it away and prints it for residents."""

import csv
import io
import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import select

from participation import seed
from participation.surveys.models import Comment
from tests.application import Served
from tests.browser import DESK
from tests.builders import looking_in
from tests.journeys.records import town_of
from tests.journeys.walking import Open, path_of, sign_in

pytestmark = pytest.mark.browser

SMALL = "Maison Érable"
"""Four people of five answered there, fewer than decision 14 asks: shown with another house."""
MASKED = "Les repas de […] sont bons."
INTERVAL = re.compile(r"\d+ % \(\d+–\d+\)")
CELLS = """tables => tables.map(table => [...table.rows].map(
    row => [...row.cells].map(cell => cell.textContent.trim().replaceAll(/\\s/g, " "))
))"""


@pytest.fixture
def desk(open_page: Open, server: Served, sign_ins: dict[str, seed.SignIn]) -> Page:
    """Give Claire's computer, with the results of the last closed wave."""
    page = open_page(**DESK)
    sign_in(page, server, sign_ins["responsable qualité"], back="/rive/results")
    assert page.get_by_role("heading", level=1).inner_text() == "Résultats"
    page.locator("main table a").first.click()
    page.wait_for_load_state()
    return page


def tables(page: Page) -> list[list[list[str]]]:
    """Give the cells of every table of the page."""
    found: list[list[list[str]]] = page.locator("main table").evaluate_all(CELLS)
    return found


def download(page: Page, heading: str, kind: str) -> bytes:
    """Take a file away by its button."""
    card = page.locator("main section").filter(has=page.get_by_role("heading", name=heading))
    with page.expect_download() as waiting:
        card.get_by_role("button", name=kind).first.click()
    return waiting.value.path().read_bytes()


def stands_alone(lines: list[str]) -> list[str]:
    """Give the lines where the small service has figures of its own."""
    named = [line for line in lines if SMALL in line]
    assert named, "it is named with the house it was put together with"
    return [line for line in named if re.search(r"\d", line) and f"+ {SMALL}" not in line]


def test_she_reads_participation_scores_and_what_is_hidden(desk: Page) -> None:
    for heading in ("Participation", "Ce qui a changé", "Par service", "Qui a répondu"):
        expect(desk.get_by_role("heading", name=heading, exact=True).first).to_be_visible()
    lines = [" ".join(row) for table in tables(desk) for row in table]
    assert len([line for line in lines if INTERVAL.search(line)]) > 20, lines[:30]
    expect(desk.get_by_role("heading", name="Ce qui est caché, et comment lire")).to_be_visible()
    assert not stands_alone(lines)
    assert not stands_alone(desk.locator("main").inner_text().splitlines())


def test_she_takes_the_tables_and_the_answers_away(desk: Page) -> None:
    desk.get_by_role("link", name="Emporter les données").click()
    sheet = download(desk, "Tableaux, comme à l’écran", "XLSX")
    assert len(load_workbook(io.BytesIO(sheet), read_only=True).sheetnames) > 3
    text = download(desk, "Tableaux, comme à l’écran", "CSV").decode("utf-8-sig")
    assert not stands_alone(text.splitlines())
    answers = download(desk, "Une ligne par réponse", "CSV").decode("utf-8-sig")
    lines = list(csv.reader(io.StringIO(answers), delimiter=";"))
    assert len(lines) > 200
    assert not [line for line in lines if line[0] == SMALL]


def test_she_prints_the_report_and_the_poster(desk: Page, server: Served) -> None:
    report = desk.get_by_role("link", name="Rapport (PDF)")
    poster = desk.locator('main a[href*="/poster/"]').filter(has_text="العربية").first
    for link in (report, poster):
        answer = desk.request.get(f"{server.url}{link.get_attribute('href')}")
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-1.7")


def test_she_decides_from_a_weak_result(desk: Page) -> None:
    desk.get_by_role("link", name="Maison Tilleul").click()
    desk.get_by_role("link", name="Noter une décision Les activités").click()
    said = desk.locator('[name="said-fr"]')
    assert "personnes sur 10 sont contentes." in said.input_value()
    desk.locator('[name="decided-fr"]').fill("Un atelier chaque jeudi.")
    desk.get_by_label("Qui s’en occupe").fill("l’animation")
    desk.get_by_role("button", name="Enregistrer").click()
    desk.wait_for_load_state()
    expect(desk.get_by_text("Mettez-le à l’ordre du jour")).to_be_visible()
    kept = desk.locator("main section").filter(has_text="Les activités").first
    assert "Un atelier chaque jeudi." in kept.inner_text()


def test_she_reads_what_people_wrote(desk: Page, server: Served) -> None:
    desk.goto(f"{server.url}/rive/comments")
    first = desk.locator("main section").first
    waiting = first.inner_text()
    first.locator("textarea").fill(MASKED)
    first.get_by_role("button", name="Garder").click()
    desk.wait_for_load_state()
    assert path_of(desk) == "/rive/comments"
    assert desk.locator("main section").first.inner_text() != waiting
    with looking_in(server.engine, town_of(server)) as session:
        kept = session.scalars(select(Comment).where(Comment.public_text == MASKED)).one()
        assert kept.state.value == "kept"


def test_an_open_wave_is_not_read_yet(desk: Page, server: Served) -> None:
    desk.goto(f"{server.url}/rive/results")
    expect(desk.get_by_text("les résultats se lisent après").first).to_be_visible()
