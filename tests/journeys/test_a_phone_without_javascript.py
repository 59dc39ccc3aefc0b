"""Gilles has an old phone with little signal and no JavaScript: he answers from the poster."""

import pytest
from playwright.sync_api import Page, expect

from tests.application import Served
from tests.journeys.records import (
    Kept,
    list_comments,
    list_responses,
    survey_of,
    survey_path,
)
from tests.journeys.walking import Open, path_of, press, touch_answer

pytestmark = pytest.mark.browser

SAID = "Il fait froid dans la chambre."


@pytest.fixture
def phone(open_page: Open) -> Page:
    """Give a phone on which nothing but pages works."""
    return open_page(java_script_enabled=False)


def answer(page: Page, number: int, *values: int) -> None:
    """Answer one question of one page."""
    assert path_of(page).endswith(f"/questions/{number}")
    touch_answer(page, number, *values)
    press(page, "fr", "Suivant")


def to_the_end(page: Page) -> None:
    """Answer one question a page, with a mistake on the way."""
    for number, value in ((1, 4), (2, 5), (3, 3), (4, -2), (5, 2), (6, 2)):
        answer(page, number, value)
    answer(page, 7, 2, 3)
    for number, value in ((8, 1), (9, 4), (10, 2), (11, 1)):
        answer(page, number, value)
    page.locator('input[name="q12"]').fill("99")
    press(page, "fr", "Suivant")
    assert page.locator('input[name="q12"]').input_value() == "99", "what he typed is not lost"
    expect(page.get_by_text("Ce nombre est trop grand").first).to_be_visible()
    page.locator('input[name="q12"]').fill("2")
    press(page, "fr", "Suivant")
    answer(page, 13, 5)
    page.locator('textarea[name="q14"]').fill(SAID)
    press(page, "fr", "Suivant")


def check_kept(served: Served, before: set[object], answers: dict[int, tuple[int, ...]]) -> None:
    """Look for the one new response, and for his words that nothing joins to it."""
    survey = survey_of(served)
    after = list_responses(served, survey)
    (new,) = after.keys() - before
    assert after[new] == Kept("phone", "none", "fr", listened=False, answers=answers)
    said = [one for one in list_comments(served, survey).values() if one.text == SAID]
    assert len(said) == 1
    assert said[0].key != new


def test_one_question_a_page(phone: Page, server: Served) -> None:
    before: set[object] = set(list_responses(server, survey_of(server)))
    phone.goto(server.url + survey_path(server))
    press(phone, "fr", "Commencer")
    to_the_end(phone)
    assert path_of(phone).endswith("/review")
    expect(phone.get_by_text(SAID)).to_be_visible()
    assert not phone.context.cookies()[0].get("value", "").count(SAID)
    press(phone, "fr", "Envoyer mes réponses")
    assert path_of(phone).endswith("/thanks")
    expect(phone.locator("main section li"), "what was changed last time").to_have_count(3)
    said = {1: 4, 2: 5, 3: 3, 4: -2, 5: 2, 6: 2, 8: 1, 9: 4, 10: 2, 11: 1, 12: 2, 13: 5}
    answers: dict[int, tuple[int, ...]] = {number: (value,) for number, value in said.items()}
    check_kept(server, before, answers | {7: (2, 3)})
    phone.goto(f"{server.url}{survey_path(server)}/review")
    expect(phone.get_by_text("Cet appareil n’a plus vos réponses")).to_be_visible()


def test_several_questions_a_page(phone: Page, server: Served) -> None:
    before: set[object] = set(list_responses(server, survey_of(server)))
    phone.goto(server.url + survey_path(server))
    press(phone, "fr", "Plusieurs questions par page")
    pages = 0
    while "/parts/" in path_of(phone):
        pages += 1
        assert pages < 20
        for number in (1, 6, 10):
            if phone.locator(f'input[name="q{number}"]').count():
                touch_answer(phone, number, 1)
        if phone.locator('input[name="q7"]').count():
            touch_answer(phone, 7, 4)
        if phone.locator('textarea[name="q14"]').count():
            phone.locator('textarea[name="q14"]').fill(SAID)
        press(phone, "fr", "Suivant")
    assert pages < 14, "fewer pages than questions"
    press(phone, "fr", "Envoyer mes réponses")
    answers: dict[int, tuple[int, ...]] = {1: (1,), 6: (1,), 7: (4,), 10: (1,)}
    check_kept(server, before, answers)


def test_the_language_is_chosen_without_javascript(phone: Page, server: Served) -> None:
    phone.goto(server.url + survey_path(server))
    press(phone, "fr", "Langue")
    phone.get_by_role("button", name="العربية").click()
    assert phone.locator("html").get_attribute("dir") == "rtl"
    assert path_of(phone) == survey_path(server)


def test_sounds_are_links_without_javascript(phone: Page, spoken_server: Served) -> None:
    phone.goto(spoken_server.url + survey_path(spoken_server))
    address = phone.locator("main a.say").first.get_attribute("href")
    assert address is not None
    sound = phone.request.get(spoken_server.url + address)
    assert sound.ok
    assert sound.headers["content-type"] == "audio/mp4"
    assert len(sound.body()) > 1000
