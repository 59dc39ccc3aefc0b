"""Somebody of the team types three sheets; one is typed twice, and what differs is settled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.rules import sheets
from tests.application import Served, serve
from tests.browser import DESK, violations
from tests.journeys.records import list_responses
from tests.journeys.walking import Open, come_in, path_of, press
from tests.surveys.asking import House, open_house

pytestmark = pytest.mark.browser


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    """Open a survey of six questions."""
    return open_house(engine, tmp_path)


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[Served]:
    """Serve the house."""
    with serve(database, tmp_path) as running:
        yield running


def type_sheet(page: Page, first: str, *, words: bool = True) -> None:
    """Type a sheet by its keys alone, and keep it with Enter."""
    assert page.evaluate("document.activeElement.name") == "q1", "ready to type at once"
    page.locator('form[data-awake~="typing"]').wait_for()
    page.keyboard.type(f"{first}213 7 ")
    if words:
        page.keyboard.type("Merci à tous.")
        page.keyboard.press("Tab")
    page.keyboard.type("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_three_sheets_are_typed_and_one_of_them_twice(
    open_page: Open, house: House, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, kept: kept == 1)
    page, path = open_page(**DESK), f"/rive/tilleul/fieldwork/{to_text(house.survey_id)}/typing"
    come_in(page, served, Role.FACILITATOR)
    page.goto(served.url + path)
    assert not violations(page)
    type_sheet(page, "2")
    expect(page.get_by_text("Prenez la suivante")).to_be_visible()
    type_sheet(page, "3")
    expect(page.get_by_role("heading", name="Tapez cette feuille encore une fois")).to_be_visible()
    type_sheet(page, "4", words=False)
    expect(page.get_by_role("heading", name="Que dit la feuille ?")).to_be_visible()
    assert not violations(page)
    page.locator('label:has(input[name="q1"][value="first"])').click()
    with page.expect_navigation():
        press(page, "fr", "Garder la feuille")
    assert path_of(page) == path
    type_sheet(page, "1")
    kept = list_responses(served, house.survey_id).values()
    assert sorted(one.answers[1] for one in kept) == [(1,), (2,), (3,)]
    assert all(one.answers == {1: one.answers[1], 2: (2,), 3: (0, 1), 4: (7,)} for one in kept)
    assert {(one.channel, one.aid, one.language) for one in kept} == {("paper", "none", "fr")}
