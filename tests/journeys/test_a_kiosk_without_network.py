"""The network of a house is down: three people answer at its screen, in two languages, and go."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import Engine, select

from participation.surveys.models import Answer, Comment, Response
from tests.application import Served, serve
from tests.browser import KIOSK, violations
from tests.conftest import START
from tests.journeys.walking import Open, pair_kiosk, touch_answer, wait_for_answer, words
from tests.surveys.asking import House, open_house

pytestmark = pytest.mark.browser

SHELF = """async () => {
    const done = (request) => new Promise(
        (resolve) => (request.onsuccess = () => resolve(request.result)));
    const base = await done(indexedDB.open("envelopes"));
    const kept = await done(base.transaction("sealed").objectStore("sealed").getAll());
    base.close();
    return kept.map((each) =>
        [Object.keys(each).sort().join(), String.fromCharCode(...each.sealed)]);
}"""
HELD = """async () => ({
    local: {...localStorage}, visit: {...sessionStorage}, shelves: await caches.keys(),
    pages: await Promise.all((await (await caches.open("offline /rive/tilleul/")).matchAll())
        .filter((each) => each.headers.get("Content-Type")?.startsWith("text/html"))
        .map((each) => each.text())),
})"""
"""What the device keeps beside envelopes."""


def make_ready(page: Page, served: Served, place: str = "tilleul") -> None:
    """Wait at the greeting until the screen has all it needs, and its worker stands before it."""
    page.goto(f"{served.url}/rive/{place}/kiosk/")
    page.locator("[data-ready]").wait_for(state="attached")
    page.wait_for_function("navigator.serviceWorker.controller")


def answer(page: Page, locale: str, meals: int) -> None:
    """Find her language on the calm page, answer, pass the number, look, send."""
    name = {"fr": "Français", "ar": "العربية"}[locale]
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url("**/whole?**", wait_until="commit")
    page.locator(f"html[dir={'rtl' if locale == 'ar' else 'ltr'}]").wait_for()
    press_seen(page, locale, "Commencer")
    touch_answer(page, 1, meals)
    press_seen(page, locale, "Suivant")
    press_seen(page, locale, "Suivant")
    expect(page.get_by_role("alert"), "whether she is safe must be answered").to_be_visible()
    touch_answer(page, 2, 2)
    press_seen(page, locale, "Suivant")
    touch_answer(page, 3, 1, 0)
    press_seen(page, locale, "Suivant")
    press_seen(page, locale, "Passer cette question")
    press_seen(page, locale, "Suivant")
    press_seen(page, locale, "Je n’ai rien à dire")
    expect(page.locator("textarea"), "nobody types at a public screen").to_have_count(0)
    page.context.clock.set_fixed_time(START + dt.timedelta(minutes=meals))
    press_seen(page, locale, "Envoyer mes réponses")
    page.get_by_text(words(locale, KEPT)).wait_for()


KEPT = "Vos réponses sont gardées ici, fermées à clé. Elles partiront toutes seules."


def press_seen(page: Page, locale: str, french: str) -> None:
    """Touch the one button of this name that is seen."""
    name = words(locale, french)
    page.locator("main button:visible").filter(has_text=name).first.click()


def leave(page: Page, locale: str, other: str = "العربية") -> None:
    """Go, and leave the calm page to the next person: the wiping is owed."""
    press_seen(page, locale, "J’ai fini")
    page.get_by_role("heading", name=words("fr", "Pas de réseau")).wait_for()
    page.get_by_role("link", name=other, exact=True).wait_for()
    nobody = page.locator("dialog[data-nobody]")
    expect(nobody, "nobody is asked whether she is there").to_have_count(1)


def keeps_nothing_readable(page: Page, envelopes: int) -> None:
    """Look at all that the device holds: closed envelopes, and pages that are the same for all."""
    kept = page.evaluate(SHELF)
    assert [fields for fields, _sealed in kept] == ["address,key,sealed,survey,version"] * envelopes
    assert not any('"answers"' in sealed for _fields, sealed in kept)
    held = page.evaluate(HELD)
    assert (held["local"], held["visit"], held["shelves"]) == ({}, {}, ["offline /rive/tilleul/"])
    assert len(held["pages"]) == 3, "the calm page, the survey in each of its languages"
    assert not any("csrf" in text or "checked" in text for text in held["pages"])


def list_kept(house: House) -> list[tuple[str, str, list[tuple[int, int]]]]:
    """Give each response with its answers, in order."""
    with house.looking() as session:
        assert not session.scalars(select(Comment)).all()
        return sorted(
            (
                row.language,
                row.channel.value,
                sorted(
                    (one.question, one.value)
                    for one in session.scalars(select(Answer).where(Answer.response_key == row.key))
                ),
            )
            for row in session.scalars(select(Response))
        )


def test_three_people_answer_without_network(
    open_page: Open, engine: Engine, tmp_path: Path
) -> None:
    house = open_house(engine, tmp_path)
    page = open_page(**KIOSK)
    page.context.clock.set_fixed_time(START)
    with serve(str(engine.url), tmp_path) as served:
        pair_kiosk(page, served)
        make_ready(page, served)
        page.context.set_offline(True)
        page.goto(f"{served.url}/rive/tilleul/kiosk/")
        assert not violations(page)
        for meals, locale in ((1, "fr"), (2, "ar"), (3, "fr")):
            answer(page, locale, meals)
            leave(page, locale)
        keeps_nothing_readable(page, 3)
        page.reload()
        assert house.count()["response"] == 0
        page.context.set_offline(False)
        make_ready(page, served)
        wait_for_answer(page, SHELF, [])
        same = [(2, 2), (3, 0), (3, 1)]
        assert list_kept(house) == [
            (locale, "kiosk", [(1, meals), *same])
            for locale, meals in (("ar", 2), ("fr", 1), ("fr", 3))
        ]
        keeps_nothing_readable(page, 0)
