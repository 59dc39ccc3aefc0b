"""Yann reads the questions to somebody on his tablet, and can never read her answers again."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select

from participation import seed
from participation.accounts.rules.powers import Role
from participation.surveys.models import Response
from tests.application import Served, serve
from tests.browser import violations
from tests.conftest import START
from tests.journeys.records import (
    Kept,
    list_responses,
    survey_of,
    survey_path,
)
from tests.journeys.test_a_kiosk_without_network import KEPT, SHELF, press_seen
from tests.journeys.walking import (
    Open,
    come_in,
    path_of,
    press,
    sign_in,
    touch_answer,
    wait_for_answer,
    words,
)
from tests.surveys.asking import open_house

pytestmark = pytest.mark.browser

LOST = "Cet appareil n’a plus vos réponses"


def help_somebody(page: Page, path: str, aid: str, value: int) -> list[str]:
    """Open the survey for somebody, answer what she says, send; give the pages that were seen."""
    page.locator(f'main a[href="{path}/assist"]').click()
    page.locator(f'label:has(input[name="aid"][value="{aid}"])').click()
    press(page, "fr", "Commencer")
    seen = []
    for number in (1, 2):
        seen.append(page.url)
        touch_answer(page, number, value)
        press(page, "fr", "Suivant")
    page.goto(page.url.rpartition("/questions/")[0] + "/review")
    seen.append(page.url)
    press(page, "fr", "Envoyer mes réponses")
    page.wait_for_url("**/thanks**")
    return seen


def nothing_to_see(page: Page, seen: list[str]) -> None:
    """Go back, and open each address again: a sentence stands where her answers were."""
    for _step in range(3):
        page.go_back(wait_until="commit")
        page.wait_for_function("() => !document.documentElement.hidden")
        expect(page.locator("input:checked")).to_have_count(0)
        expect(page.locator("main dl")).to_have_count(0)
    for address in seen:
        page.goto(address)
        expect(page.get_by_text(LOST)).to_be_visible()


def test_a_facilitator_helps(
    open_page: Open, server: Served, sign_ins: dict[str, seed.SignIn]
) -> None:
    page, survey, path = open_page(), survey_of(server), survey_path(server)
    before = list_responses(server, survey)
    sign_in(page, server, sign_ins["animation"], back="/rive/tilleul/")
    seen = help_somebody(page, path, "interpreter", 5)
    nothing_to_see(page, seen)
    page.goto(f"{server.url}{path}/thanks?again=1")
    page.get_by_role("link", name="Une autre personne répond").click()
    assert path_of(page) == f"{path}/assist"
    expect(page.locator('input[name="aid"]:checked'), "a fresh start for the next").to_have_count(0)
    assert page.locator('input[name="voice"]:checked').get_attribute("value") == "own"
    after = list_responses(server, survey)
    (new,) = after.keys() - before.keys()
    answers: dict[int, tuple[int, ...]] = {1: (5,), 2: (5,)}
    assert after[new] == Kept("interview", "interpreter", "fr", listened=False, answers=answers)


def ask_aloud(page: Page, aid: str, *, chosen_by: str = "own") -> None:
    """Help one person on the page that the device keeps: who helps is asked openly."""
    page.locator(f'label:has(input[name="aid"][value="{aid}"])').click()
    page.locator(f'label:has(input[name="chosen-by"][value="{chosen_by}"])').click()
    press_seen(page, "fr", "Commencer")
    press_seen(page, "fr", "Passer cette question")
    touch_answer(page, 2, 2)
    for name in ("Suivant", "Passer cette question", "Passer cette question", "Suivant"):
        press_seen(page, "fr", name)
    press_seen(page, "fr", "Je n’ai rien à dire")
    press_seen(page, "fr", "Envoyer mes réponses")
    page.get_by_text(words("fr", KEPT)).wait_for()


def test_on_a_round_without_network_it_is_an_interview_all_the_same(
    open_page: Open, engine: Engine, tmp_path: Path
) -> None:
    house = open_house(engine, tmp_path)
    page = open_page()
    page.context.clock.set_fixed_time(START)
    with serve(str(engine.url), tmp_path) as served:
        come_in(page, served, Role.FACILITATOR)
        page.goto(f"{served.url}{house.path}/assist")
        page.locator("[data-ready]").wait_for(state="attached")
        page.wait_for_function("navigator.serviceWorker.controller")
        page.context.set_offline(True)
        page.goto(f"{served.url}/rive/tilleul/")
        page.get_by_role("link", name="Aider quelqu’un à répondre").click()
        assert not violations(page)
        ask_aloud(page, "interpreter")
        page.get_by_role("link", name="Une autre personne répond").click()
        page.locator('input[name="chosen-by"]').first.wait_for()
        expect(page.locator('input[name="aid"]:checked'), "a fresh start").to_have_count(0)
        ask_aloud(page, "staff", chosen_by="proxy")
        page.context.set_offline(False)
        page.goto(f"{served.url}{house.path}/assist")
        wait_for_answer(page, SHELF, [])
        with house.looking() as session:
            rows = session.scalars(select(Response)).all()
    kept = {(row.channel.value, row.aid.value, row.proxy) for row in rows}
    assert kept == {("interview", "interpreter", False), ("interview", "staff", True)}


def test_a_peer_helps_in_her_service_only(open_page: Open, server: Served) -> None:
    page, survey, path = open_page(), survey_of(server), survey_path(server)
    before = list_responses(server, survey)
    come_in(page, server, Role.PEER_HELPER)
    page.goto(f"{server.url}/rive/tilleul/")
    seen = help_somebody(page, path, "peer", 2)
    nothing_to_see(page, seen)
    after = list_responses(server, survey)
    (new,) = after.keys() - before.keys()
    assert (after[new].channel, after[new].aid) == ("interview", "peer")
    answer = page.goto(f"{server.url}{survey_path(server, 'olivier')}/assist")
    assert answer is not None
    assert answer.status == 404
