"""Zahra reads no books and speaks Dari: three touches at the kiosk, a slip, cancelled by phone."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from participation.accounts.labels import PICTURES
from participation.foundation.i18n import speaking
from participation.foundation.keys import LENGTH, from_text
from participation.peers.models import Booking
from participation.peers.rules.kinds import BookingState
from tests.application import Served
from tests.browser import KIOSK, violations
from tests.builders import acting_in, looking_in
from tests.journeys.records import SLUG, town_of
from tests.journeys.walking import Open, pair_kiosk, path_of, press, words
from tests.peers.meeting import Portrait, make_helper

pytestmark = pytest.mark.browser

DARI = "fa_AF"
MEET = f"/{SLUG}/tilleul/meet"


@pytest.fixture
def maryam(server: Served) -> int:
    """Let somebody who speaks Dari help in the house."""
    town = town_of(server)
    with acting_in(server.engine, town) as act:
        return make_helper(act, Portrait(), town.here).id


def speak_dari(page: Page) -> None:
    """Find her language by its own name."""
    press(page, "fr", "Toutes les langues")
    page.get_by_role("button", name="دری", exact=True).click()
    page.wait_for_url(f"**/{SLUG}/tilleul/")
    assert page.locator("html").get_attribute("dir") == "rtl"
    page.locator(f'main a[href="{MEET}/"]').click()
    page.wait_for_url(f"**{MEET}/")


def book(page: Page) -> str:
    """Touch three times: rather not say, the first person, the first hour; give her page."""
    assert not violations(page)
    page.locator('button[name="topic"]').first.click()
    page.wait_for_url(f"**{MEET}/people")
    assert not violations(page)
    assert "Maryam" in page.locator("main").inner_text()
    page.locator("main .candidates a.button").first.click()
    page.wait_for_url(f"**{MEET}/people/*")
    assert not violations(page)
    page.locator('button[name="starts"]').first.click()
    page.wait_for_url(f"**{MEET}/t/*")
    assert not violations(page)
    return path_of(page)


def take_slip(page: Page) -> bytes:
    """Take the slip as the screen prints it."""
    with page.expect_download() as taken:
        press(page, DARI, "Prendre le ticket")
    return taken.value.path().read_bytes()


def read_slip(page: Page) -> tuple[str, str]:
    """Give the drawing and the digits that she keeps."""
    digits = page.locator(".code code").inner_text()
    with speaking(DARI):
        names = {str(name): drawing for drawing, name in PICTURES.items()}
    heading = page.locator("section.card h2").inner_text().strip()
    return names[heading], digits


def find_again(screen: Page, served: Served, drawing: str, digits: str) -> None:
    """Find the time again at the screen, which has no keyboard: its digits are touched."""
    screen.goto(f"{served.url}{MEET}/code")
    screen.locator(f'label:has(input[value="{drawing}"])').click()
    for digit in digits.replace(" ", ""):
        screen.locator(f'[data-digit="{digit}"]').click()
    screen.locator("[data-erase]").click()
    screen.locator(f'[data-digit="{digits[-1]}"]').click()
    press(screen, "fr", "Continuer")
    screen.wait_for_url(f"**{MEET}/t/*")


def cancel(phone: Page, served: Served, drawing: str, digits: str) -> None:
    """Find the time again without an account, and give it back in one touch."""
    phone.goto(f"{served.url}{MEET}/code")
    phone.locator(f'label:has(input[value="{drawing}"])').click()
    phone.get_by_label(words("fr", "Votre code")).fill(digits)
    press(phone, "fr", "Continuer")
    phone.wait_for_url(f"**{MEET}/t/*")
    press(phone, "fr", "Annuler ce rendez-vous")
    expect(phone.get_by_text(words("fr", "Ce rendez-vous est annulé."))).to_be_visible()


def booking(served: Served, path: str) -> Booking:
    """Give what the database holds of it."""
    key = from_text(path.rpartition("/")[2][:LENGTH])
    with looking_in(served.engine, town_of(served)) as session:
        return session.scalars(select(Booking).where(Booking.id == key)).one()


def test_three_touches_a_slip_and_a_phone(open_page: Open, server: Served, maryam: int) -> None:
    del maryam
    screen, phone = open_page(**KIOSK), open_page(java_script_enabled=False)
    pair_kiosk(screen, server)
    speak_dari(screen)
    path = book(screen)
    assert booking(server, path).state is BookingState.BOOKED
    assert take_slip(screen).startswith(b"%PDF")
    drawing, digits = read_slip(screen)
    assert re.fullmatch(r"\d{3} \d{3}", digits)
    press(screen, DARI, "J’ai fini")
    screen.goto(f"{server.url}{path}")
    expect(screen.locator(".code")).to_have_count(0)
    find_again(screen, server, drawing, digits)
    cancel(phone, server, drawing, digits)
    assert booking(server, path).state is BookingState.CANCELLED
