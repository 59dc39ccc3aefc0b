"""Amina reads little and speaks Arabic: she answers at the kiosk of her house by ear and touch."""

import pytest
from flask.sessions import SecureCookieSessionInterface
from playwright.sync_api import Page, expect

from participation.foundation.localized import Localized
from participation.seed.form import questionnaire
from tests.application import Served
from tests.browser import KIOSK, violations
from tests.conftest import Clock
from tests.journeys.records import (
    Kept,
    list_comments,
    list_responses,
    survey_of,
    survey_path,
)
from tests.journeys.walking import (
    EARS,
    Open,
    listen,
    pair_kiosk,
    path_of,
    press,
    touch_answer,
    words,
)

pytestmark = pytest.mark.browser

AR = "ar"
QUESTIONS = {question.number: question for question in questionnaire().questions()}


def label(number: int) -> str:
    """Give a question as Amina reads it."""
    return Localized(QUESTIONS[number].label).text(AR)


def choice(number: int, value: int) -> str:
    """Give a choice as Amina reads it."""
    found = next(each for each in QUESTIONS[number].choices if each.value == value)
    return Localized(found.label).text(AR)


def choose_language(page: Page) -> None:
    """Find Arabic among all languages by its sound, and touch it."""
    press(page, "fr", "Toutes les langues")
    played = listen(page, "♪ العربية")
    assert played["source"].endswith(".opus")
    page.get_by_role("button", name="العربية", exact=True).click()
    page.wait_for_url("**/rive/tilleul/")
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == ("ar", "rtl")


def open_survey(page: Page, path: str) -> None:
    """Open the survey of her house, and begin."""
    page.locator(f'main a[href="{path}"]').click()
    assert page.get_by_role("heading", level=1).inner_text() == "رأيك في البيت"
    press(page, AR, "Commencer")


def answer(page: Page, number: int, *values: int) -> None:
    """Answer the question that is asked now by touching cards."""
    assert page.get_by_role("heading", level=1).inner_text() == label(number)
    touch_answer(page, number, *values)
    press(page, AR, "Suivant")


def answer_by_ear(page: Page) -> None:
    """Listen to the question, hear its first answer follow, listen to one answer, touch it."""
    question = listen(page, words(AR, "Écouter la question et les réponses"))
    page.wait_for_function("() => window.heard.at(-2)?.ended && window.heard.at(-1).seconds > 0")
    reply = listen(page, words(AR, "Écouter : %(words)s", words=choice(1, 4)))
    assert question["source"] != reply["source"]
    assert page.locator('input[name="listened"]').input_value() == "1"
    answer(page, 1, 4)


def step_to(page: Page, wanted: int) -> None:
    """Reach a number by touching + once more than the least."""
    more = page.get_by_role("button", name=words(AR, "Un de plus"))
    for _touch in range(wanted + 1):
        more.click()
    assert page.locator('input[name="q12"]').input_value() == str(wanted)
    press(page, AR, "Suivant")


def answer_all(page: Page) -> None:
    """Answer, pass, go back and answer otherwise, to the end."""
    answer_by_ear(page)
    answer(page, 2, 5)
    press(page, AR, "Retour")
    expect(page.locator('input[name="q2"][value="5"]'), "what she said is kept").to_be_checked()
    answer(page, 2, 3)
    press(page, AR, "Passer cette question")
    for number, value in ((4, -1), (5, 2), (6, 1)):
        answer(page, number, value)
    answer(page, 7, 1, 4)
    for number, value in ((8, 5), (9, 4), (10, 1), (11, 2)):
        answer(page, number, value)
    step_to(page, 3)
    answer(page, 13, 2)
    expect(page.locator("textarea"), "nobody types at a public screen").to_have_count(0)
    press(page, AR, "Je n’ai rien à dire")


def change_one(page: Page) -> None:
    """Look at what she said, and change the fifth answer."""
    assert path_of(page).endswith("/review")
    lines = page.locator("main dl > div")
    expect(lines).to_have_count(14)
    assert choice(5, 2) in lines.nth(4).inner_text()
    lines.nth(4).get_by_role("link").click()
    answer(page, 5, 4)
    assert choice(5, 4) in page.locator("main dl > div").nth(4).inner_text()


def leave(page: Page) -> None:
    """See what was changed last time, and let the kiosk forget."""
    page.wait_for_url("**/thanks")
    promises = page.locator("main section li")
    expect(promises, "what was decided after the wave before").to_have_count(3)
    press(page, AR, "J’ai fini")
    page.wait_for_url("**/kiosk/")
    assert page.locator("html").get_attribute("lang") == "fr"


def nothing_remains(page: Page, served: Served) -> None:
    """Look into everything a browser keeps."""
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    assert set(cookies) <= {"kiosk", "session"}
    reader = SecureCookieSessionInterface().get_signing_serializer(served.app)
    assert reader is not None
    assert set(reader.loads(cookies["session"])) <= {"csrf_token"}
    kept = page.evaluate(
        """async () => ({
            local: {...localStorage}, visit: {...sessionStorage},
            caches: await caches.keys(), bases: await indexedDB.databases(),
        })"""
    )
    assert (kept["local"], kept["visit"]) == ({}, {})
    assert set(kept["caches"]) <= {"offline /rive/tilleul/"}, "pages that are the same for all"
    assert {base["name"] for base in kept["bases"]} <= {"envelopes"}, "what only the server opens"


def test_amina_answers_at_the_kiosk(open_page: Open, spoken_server: Served, clock: Clock) -> None:
    page = open_page(**KIOSK)
    page.add_init_script(EARS)
    survey = survey_of(spoken_server)
    before = list_responses(spoken_server, survey)
    comments = set(list_comments(spoken_server, survey))
    pair_kiosk(page, spoken_server)
    choose_language(page)
    assert not violations(page)
    open_survey(page, survey_path(spoken_server))
    answer_all(page)
    change_one(page)
    clock.advance(minutes=4)
    press(page, AR, "Envoyer mes réponses")
    leave(page)
    nothing_remains(page, spoken_server)
    after = list_responses(spoken_server, survey)
    (new,) = after.keys() - before.keys()
    said = {1: 4, 2: 3, 4: -1, 5: 4, 6: 1, 8: 5, 9: 4, 10: 1, 11: 2, 12: 3, 13: 2}
    answers: dict[int, tuple[int, ...]] = {7: (1, 4)}
    answers |= {number: (value,) for number, value in said.items()}
    kept = Kept("kiosk", "none", AR, listened=True, answers=answers)
    assert after[new] == kept
    assert set(list_comments(spoken_server, survey)) == comments
