"""Those who vote: at public screens, by ear, a card read by camera or scanner; on phones."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.application import Served
from tests.browser import KIOSK, PATIENCE_MS, Watch, launch
from tests.elections.booths import Booth
from tests.journeys.bureaux import Desk
from tests.journeys.test_booth import choose, screen, touch, tracker_shown
from tests.journeys.test_booth_in_languages import BLANK, choose_language, hear
from tests.journeys.test_card_by_camera import film
from tests.journeys.test_voice_comment import MICROPHONE
from tests.journeys.walking import EARS, Open, pair_kiosk, scan

LOCALES = ("fr", "ar", "fr@falc")
"""The languages of those who hold the first three cards."""
FILMED = "ar"
"""The language of whoever shows her card to the camera."""


def vote(page: Page, *names: str) -> str:
    """Choose these people, or nobody, and cast; give the receipt."""
    screen(page, "start")
    if names:
        choose(page, *names)
    else:
        touch(page, "begin")
        page.locator("[data-key]:visible:not([data-fresh])").wait_for()
        touch(page, "blank")
        screen(page, "blank")
        touch(page, "leave")
        screen(page, "review")
    touch(page, "cast")
    return tracker_shown(page)


def vote_on_a_phone(open_page: Open, server: Served, booth: Booth, code: str, *names: str) -> str:
    page = open_page()
    page.goto(f"{server.url}{booth.path}#{code}")
    shown = vote(page, *names)
    touch(page, "end")
    screen(page, "done")
    page.close()
    return shown


def vote_at_the_kiosk(page: Page, locale: str, server: Served, booth: Booth, *names: str) -> None:
    """Vote in one's language at the public screen, with the card that its camera or scanner reads.

    The second and third cards are those of people who read Arabic, and easy French.
    """
    if locale != "fr":
        choose_language(page, locale)
    page.goto(server.url + booth.path)
    screen(page, "card")
    if locale == FILMED:
        page.locator("[data-camera]").click()
    else:
        scan(page, booth.cards[LOCALES.index(locale)])
    screen(page, "start")
    hear(page, locale, BLANK)
    vote(page, *names)
    touch(page, "end")
    page.get_by_text("Toutes les langues").wait_for()


@contextlib.contextmanager
def filming(playwright: Playwright, watch: Watch, code: str, path: Path) -> Iterator[Page]:
    """Give a public screen before whose camera a card is held."""
    film(code, path)
    browser = launch(playwright, *MICROPHONE, f"--use-file-for-fake-video-capture={path}")
    context = browser.new_context(permissions=["camera"], locale="fr-FR", **KIOSK)
    context.set_default_timeout(PATIENCE_MS)
    yield watch.over(context.new_page())
    browser.close()


def cast_at_kiosks(open_page: Open, filmed: Page, server: Served, booth: Booth) -> None:
    """Three vote at public screens, each in a language and by ear; one of them blank."""
    kiosk = open_page(**KIOSK)
    for page in (kiosk, filmed):
        page.add_init_script(EARS)
        pair_kiosk(page, server)
    vote_at_the_kiosk(kiosk, "fr", server, booth, "Amina", "Bilal")
    vote_at_the_kiosk(filmed, FILMED, server, booth, "Amina", "Denise")
    vote_at_the_kiosk(kiosk, "fr@falc", server, booth)


def cast_elsewhere(open_page: Open, desk: Desk, booth: Booth) -> None:
    """Three vote on phones, of whom one votes again; two change their card for a paper."""
    server = desk.server
    first = vote_on_a_phone(open_page, server, booth, booth.cards[3], "Denise")
    assert vote_on_a_phone(open_page, server, booth, booth.cards[3], "Amina", "Colette") != first
    vote_on_a_phone(open_page, server, booth, booth.cards[4], "Amina")
    vote_on_a_phone(open_page, server, booth, booth.cards[5], "Denise")
    for code in booth.cards[6:]:
        desk.exchange(code)
