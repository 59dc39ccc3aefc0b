"""A team goes out with a tablet and loses the network: people answer, alone or helped."""

import datetime as dt

import pytest
from playwright.sync_api import Page

from tests.application import Served
from tests.browser import KIOSK, violations
from tests.conftest import START
from tests.journeys.records import list_responses, survey_of
from tests.journeys.test_a_kiosk_without_network import (
    KEPT,
    SHELF,
    leave,
    make_ready,
    press_seen,
)
from tests.journeys.walking import Open, pair_kiosk, wait_for_answer, words

pytestmark = pytest.mark.browser

PLACE, QUESTIONS = "houx", 5
HELPED = "Quelqu’un m’aide à répondre"
NAMES = {"fr": "Français", "en": "English"}
SEEN = "[data-question]:not([hidden]) label:has(input)"


def answer_all(page: Page, locale: str, place: int, aid: str = "") -> None:
    """Begin in a language, touch the answer of one place in each question, send; `aid` helps."""
    page.get_by_role("link", name=NAMES[locale], exact=True).click()
    page.wait_for_url("**/whole?**", wait_until="commit")
    if aid:
        page.locator("summary").filter(has_text=words(locale, HELPED)).click()
        page.locator(f'label:has(input[name="aid"][value="{aid}"])').click()
    press_seen(page, locale, "Commencer")
    for _question in range(QUESTIONS):
        page.locator(SEEN).nth(place).click()
        press_seen(page, locale, "Suivant")
    page.context.clock.set_fixed_time(START + dt.timedelta(minutes=place + 1))  # nobody hurries
    press_seen(page, locale, "Envoyer mes réponses")
    page.get_by_text(words(locale, KEPT)).wait_for()


def test_a_tablet_loses_the_network_on_a_round(open_page: Open, server: Served) -> None:
    survey = survey_of(server, PLACE)
    before = len(list_responses(server, survey))
    page = open_page(**KIOSK)
    page.context.clock.set_fixed_time(START)
    pair_kiosk(page, server, PLACE)
    make_ready(page, server, PLACE)
    page.context.set_offline(True)
    page.goto(f"{server.url}/rive/{PLACE}/kiosk/")
    assert not violations(page)
    for locale, place, aid in (("fr", 0, ""), ("en", 1, "peer")):
        answer_all(page, locale, place, aid)
        leave(page, locale, "English")
    kept = page.evaluate(SHELF)
    assert len(kept) == len(NAMES), "closed, on the tablet"
    assert not any('"answers"' in sealed for _fields, sealed in kept)
    assert len(list_responses(server, survey)) == before
    page.context.set_offline(False)
    make_ready(page, server, PLACE)
    wait_for_answer(page, SHELF, [])
    after = list(list_responses(server, survey).values())
    assert len(after) == before + len(NAMES)
    mine = [one for one in after if one.channel == "kiosk"]
    assert sorted((one.language, one.aid) for one in mine) == [("en", "peer"), ("fr", "none")]
    assert all(len(one.answers) == QUESTIONS for one in mine)
