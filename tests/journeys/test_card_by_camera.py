"""Samia has a card and remembers nothing: the camera reads it, or the scanner of the desk."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import segno
from playwright.sync_api import Page, Playwright, expect

from participation.accounts.operations import issue_card
from participation.accounts.rules import secrets
from participation.accounts.rules.powers import Role
from tests.application import Served
from tests.browser import PATIENCE_MS, PHONE, Watch, launch, violations
from tests.builders import acting_in, make_person
from tests.journeys.records import town_of
from tests.journeys.walking import Open, scan

pytestmark = pytest.mark.browser

WIDTH, HEIGHT, BORDER = 640, 480, 4


def card_of(served: Served) -> str:
    """Give Samia a card; give its code."""
    town = town_of(served)
    with acting_in(served.engine, town) as act:
        return issue_card(act, make_person(act, "Samia T.", Role.RESIDENT, town.here))


def film(code: str, path: Path) -> None:
    """Film a card held before the camera: one still picture, in grey, as YUV4MPEG2."""
    drawn = [bytes(row) for row in segno.make(code, error="m", micro=False).matrix]
    side = 400 // (len(drawn) + 2 * BORDER)
    white = bytes([255])
    rows: list[bytes] = []
    for row in drawn:
        line = b"".join((b"\x00" if dark else white) * side for dark in row)
        rows += [white * (BORDER * side) + line + white * (BORDER * side)] * side
    blank = [white * len(rows[0])] * (BORDER * side)
    card = [*blank, *rows, *blank]
    left, top = (WIDTH - len(card[0])) // 2, (HEIGHT - len(card)) // 2
    grey = b"\xcc"
    picture = [grey * WIDTH] * top
    picture += [grey * left + row + grey * (WIDTH - left - len(row)) for row in card]
    picture += [grey * WIDTH] * (HEIGHT - len(picture))
    colours = bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip C420jpeg\nFRAME\n".encode()
    path.write_bytes(head + b"".join(picture) + colours)


@pytest.fixture
def code(server: Served) -> str:
    """Give the code of Samia's card."""
    return card_of(server)


@pytest.fixture
def phone(playwright: Playwright, watch: Watch, code: str, tmp_path: Path) -> Iterator[Page]:
    """Give a phone before whose camera the card is held."""
    film(secrets.grouped(code), tmp_path / "card.y4m")
    browser = launch(
        playwright,
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
        f"--use-file-for-fake-video-capture={tmp_path / 'card.y4m'}",
    )
    context = browser.new_context(locale="fr-FR", permissions=["camera"], **PHONE)
    context.set_default_timeout(PATIENCE_MS)
    yield watch.over(context.new_page())
    browser.close()


def is_samia(page: Page) -> bool:
    """Wait for her own page, and say whether it is hers."""
    page.wait_for_url(lambda url: urlsplit(url).path == "/rive/me")
    return "Samia T." in page.locator("main").inner_text()


def test_the_camera_reads_a_card(phone: Page, server: Served) -> None:
    phone.goto(f"{server.url}/rive/card?back=/rive/me")
    assert not violations(phone)
    phone.get_by_role("button", name="Montrer ma carte à la caméra").click()
    assert is_samia(phone)


def test_a_scanner_types_a_card(open_page: Open, server: Served, code: str) -> None:
    page = open_page()
    page.goto(f"{server.url}/rive/card?back=/rive/me")
    scan(page, secrets.grouped(code))
    assert is_samia(page)


def test_a_card_that_nobody_gave_is_refused_in_words(open_page: Open, server: Served) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{server.url}/rive/card")
    page.get_by_label("Le code de ma carte").fill("0000-0000-0000-0000")
    page.get_by_role("button", name="Entrer").click()
    expect(page.locator('[aria-invalid="true"]')).to_have_count(1)
