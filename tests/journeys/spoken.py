"""Somebody who does not read speaks Pashto to a public screen; a facilitator listens and writes."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from participation.voices import queries
from tests.application import Served
from tests.browser import DESK, KIOSK, PATIENCE_MS, Watch, launch, violations
from tests.builders import looking_in
from tests.journeys.records import SLUG, town_of
from tests.journeys.test_voice_comment import MICROPHONE
from tests.journeys.walking import press, words

PS = "ps"
TOPICS = f"/{SLUG}/tilleul/topics"
FRENCH = "Les chambres sont froides la nuit."
PASHTO = "د شپې خونې سړې وي."


@pytest.fixture(name="rooms")
def open_rooms(playwright: Playwright, watch: Watch) -> Iterator[tuple[Page, Page]]:
    """Give a public screen whose microphone is open, and the desk of a facilitator."""
    browser = launch(playwright, *MICROPHONE)
    screen = browser.new_context(locale="fr-FR", permissions=["microphone"], **KIOSK)
    desk = browser.new_context(locale="fr-FR", **DESK)
    for context in (screen, desk):
        context.set_default_timeout(PATIENCE_MS)
    yield watch.over(screen.new_page()), watch.over(desk.new_page())
    browser.close()


def unread(served: Served) -> dict[object, queries.VoiceLine]:
    with looking_in(served.engine, town_of(served)) as session:
        return {line.key: line for line in queries.list_waiting(session)[0]}


def speak(page: Page) -> None:
    """Find her language by its own letters, touch drawings, say it, and leave."""
    press(page, "fr", "Toutes les langues")
    page.get_by_role("button", name="پښتو", exact=True).click()
    page.wait_for_url("**/rive/tilleul/")
    page.locator(f'main a[href="{TOPICS}"]').click()
    page.wait_for_url("**/topics")
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert not violations(page)
    page.locator(f'main a[href="{TOPICS}/new"]').click()
    card = page.locator(f'main a[href="{TOPICS}/new/rooms"]')
    expect(card.locator("svg")).to_be_visible()
    assert card.inner_text() == words(PS, "Les chambres")
    card.click()
    page.wait_for_url("**/new/rooms")
    expect(page.locator("textarea"), "nobody types at a public screen").to_have_count(0)
    page.locator("[data-start]").click()
    page.locator("[data-time]").filter(has_text="0:02").wait_for()
    page.locator("[data-start]").click()
    page.locator("[data-player]").wait_for()
    assert not violations(page)
    press(page, PS, "Envoyer")
    page.wait_for_url("**/topics/thanks")
    press(page, PS, "J’ai fini")
    page.wait_for_url("**/kiosk/")


def keep(page: Page, served: Served, key: object) -> None:
    """Listen to her, write her words and the French, and put them forward to the council."""
    page.goto(f"{served.url}/{SLUG}/topics/voices/{key}")
    heard = page.locator("main audio").evaluate(
        "async sound => { sound.muted = true; await sound.play();"
        " await new Promise(done => sound.ontimeupdate = () => sound.currentTime > 0.3 && done());"
        " return sound.currentTime }"
    )
    assert heard > 0.3
    page.get_by_label("Ses mots, dans sa langue").fill(PASHTO)
    page.get_by_label("En français").fill(FRENCH)
    press(page, "fr", "Garder")
    page.wait_for_url(lambda url: "/voices/" not in url)
    press(page, "fr", "Garder pour un conseil")
    page.wait_for_url("**/keep")
    press(page, "fr", "Enregistrer")
    page.wait_for_url(lambda url: not url.endswith("/keep"))
    expect(page.get_by_text("C’est gardé pour le conseil").first).to_be_visible()
