"""Somebody of the team types three sheets; one is typed twice, and what differs is settled."""

import pytest
from playwright.sync_api import Page

from participation import seed
from participation.foundation.keys import to_text
from participation.surveys.queries.fieldwork import count_sheets
from participation.surveys.rules import sheets
from tests.application import Served
from tests.browser import violations
from tests.builders import looking_in
from tests.journeys.records import list_responses, survey_of, town_of
from tests.journeys.walking import Open, path_of, press, sign_in

pytestmark = pytest.mark.browser


def type_sheet(page: Page, first: str, *, words: bool = True) -> None:
    """Type a sheet of the demonstration by its keys alone, and keep it with Enter."""
    assert page.evaluate("document.activeElement.name") == "q1", "ready to type at once"
    page.locator('form[data-awake~="typing"]').wait_for()
    page.keyboard.type(f"{first}44444 4412")  # the space leaves the seventh question empty
    page.keyboard.type("2 5")
    if words:
        page.keyboard.type("Merci à tous.")
        page.keyboard.press("Tab")
    page.keyboard.type("1")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_three_sheets_are_typed_and_one_of_them_twice(
    open_page: Open,
    server: Served,
    sign_ins: dict[str, seed.SignIn],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    survey = survey_of(server)
    before = list_responses(server, survey)
    with looking_in(server.engine, town_of(server)) as session:
        second = count_sheets(session, survey) + 1
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, kept: kept == second)
    page, path = open_page(), f"/rive/tilleul/fieldwork/{to_text(survey)}/typing"
    sign_in(page, server, sign_ins["animation"], back=path)
    assert not violations(page)
    type_sheet(page, "4")
    assert page.get_by_text("Prenez la suivante").is_visible()
    type_sheet(page, "5")
    assert page.get_by_role("heading", name="Tapez cette feuille encore une fois").is_visible()
    type_sheet(page, "3", words=False)
    assert page.get_by_role("heading", name="Que dit la feuille ?").is_visible()
    assert not violations(page)
    page.locator('label:has(input[name="q1"][value="first"])').click()
    with page.expect_navigation():
        press(page, "fr", "Garder la feuille")
    assert path_of(page) == path
    type_sheet(page, "1")
    after = list_responses(server, survey)
    new = [after[key] for key in after.keys() - before.keys()]
    assert sorted(one.answers[1] for one in new) == [(1,), (4,), (5,)]
    rest = {2: 4, 3: 4, 4: 4, 5: 4, 6: 4, 8: 4, 9: 4, 10: 1, 11: 2, 12: 2, 13: 5}
    assert all(
        one.answers == {1: one.answers[1]} | {number: (value,) for number, value in rest.items()}
        for one in new
    )
    assert {(one.channel, one.language) for one in new} == {("paper", "fr")}
