"""Four residents answer: at the screen without network, on a phone, on paper, helped."""

import datetime as dt

from playwright.sync_api import Page

from tests.conftest import START
from tests.journeys.walking import pair_kiosk, press, touch_answer, wait_for_answer
from tests.journeys.year_made import NAMES
from tests.journeys.years import DOORS, FIRST, House, answers_of

BEFORE_OUR_EYES = {door: people[0] for door, people in DOORS.items()}
"""Those of the forty who answer in a real browser."""
WAITING = """async () => {
    const done = (request) => new Promise(
        (resolve) => (request.onsuccess = () => resolve(request.result)));
    const base = await done(indexedDB.open("envelopes"));
    const kept = await done(base.transaction("sealed").objectStore("sealed").count());
    base.close();
    return kept;
}"""
"""Counts the closed envelopes that wait in the device."""


def say(door: str) -> list[tuple[int, int]]:
    """Give each question's number with what the person at this door answers."""
    return list(enumerate(answers_of(BEFORE_OUR_EYES[door], FIRST), 1))


def answer_offline(page: Page, house: House) -> str:
    """Answer at the public screen while its network is cut; give the screen's token."""
    page.context.clock.set_fixed_time(START)
    pair_kiosk(page, house.served)
    home = f"{house.url}/rive/tilleul/kiosk/"
    page.goto(home)
    page.locator("[data-ready]").wait_for(state="attached")
    page.wait_for_function("navigator.serviceWorker.controller")
    page.context.set_offline(True)
    page.goto(home)
    page.get_by_role("link", name="Français", exact=True).click()
    page.wait_for_url("**/whole?**", wait_until="commit")
    _touch(page, "Commencer")
    for number, value in say("kiosk"):
        touch_answer(page, number, value)
        _touch(page, "Suivant")
    page.context.clock.set_fixed_time(START + dt.timedelta(minutes=1))
    _touch(page, "Envoyer mes réponses")
    page.get_by_text("Vos réponses sont gardées ici, fermées à clé").wait_for()
    _touch(page, "J’ai fini")
    page.get_by_role("heading", name="Pas de réseau").wait_for()
    assert page.evaluate(f"({WAITING})()") == 1
    page.context.set_offline(False)
    page.goto(home)
    wait_for_answer(page, WAITING, 0)
    (token,) = (one["value"] for one in page.context.cookies() if one["name"] == "kiosk")
    return token


def _touch(page: Page, name: str) -> None:
    """Touch the one button of this name that is seen."""
    page.locator("main button:visible").filter(has_text=name).first.click()


def speak(page: Page, name: str) -> None:
    """Choose a language by its own name."""
    press(page, "fr", "Langue")
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_function("document.documentElement.lang !== 'fr'")


def answer_by_phone(page: Page, house: House, survey: str) -> None:
    """Answer on a phone, in Arabic."""
    page.goto(f"{house.url}/rive/tilleul/")
    speak(page, "العربية")
    page.locator(f'main a[href$="/surveys/{survey}"]').click()
    assert page.get_by_role("heading", level=1).inner_text() == NAMES["ar"]
    press(page, "ar", "Commencer")
    for number, value in say("phone"):
        touch_answer(page, number, value)
        press(page, "ar", "Suivant")
    press(page, "ar", "Envoyer mes réponses")
    page.wait_for_url("**/thanks")


def type_sheet(page: Page, house: House, survey: str) -> None:
    """Type a paper sheet by its keys, twice, for the draw asks so."""
    page.goto(f"{house.url}/rive/tilleul/fieldwork/{survey}/typing")
    for heading in ("Taper les feuilles", "Tapez cette feuille encore une fois"):
        page.get_by_role("heading", level=1, name=heading).wait_for()
        page.locator('form[data-awake~="typing"]').wait_for()
        page.keyboard.type("".join(str(value) for _number, value in say("paper")))
        with page.expect_navigation():
            page.keyboard.press("Enter")
    page.get_by_text("Prenez la suivante").wait_for()


def help_somebody(page: Page, house: House, survey: str) -> None:
    """Open the survey for somebody who does not read, as her interpreter, in English."""
    page.goto(f"{house.url}/rive/tilleul/surveys/{survey}/assist")
    speak(page, "English")
    page.locator('label:has(input[name="aid"][value="interpreter"])').click()
    press(page, "en", "Commencer")
    for number, value in say("help"):
        touch_answer(page, number, value)
        press(page, "en", "Suivant")
    press(page, "en", "Envoyer mes réponses")
    page.wait_for_url("**/thanks**")
