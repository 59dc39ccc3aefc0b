"""Mariam does not write: she says her comment with the microphone, and hears it before sending."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.application import Served
from tests.browser import PATIENCE_MS, PHONE, Watch, launch, violations
from tests.journeys.records import list_comments, survey_of, survey_path
from tests.journeys.walking import press

pytestmark = pytest.mark.browser

MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""Chromium's own microphone, which beeps every second."""
LAST = 14


@pytest.fixture
def phone(playwright: Playwright, watch: Watch) -> Iterator[Page]:
    """Give a phone whose microphone is open."""
    browser = launch(playwright, *MICROPHONE)
    context = browser.new_context(locale="fr-FR", permissions=["microphone"], **PHONE)
    context.set_default_timeout(PATIENCE_MS)
    yield watch.over(context.new_page())
    browser.close()


def record(page: Page) -> None:
    """Speak for two seconds."""
    page.get_by_role("button", name="Parler").click()
    page.locator("[data-time]").filter(has_text="0:02").wait_for()
    page.get_by_role("button", name="Arrêter").click()
    page.locator("[data-player]").wait_for()


def to_the_comment(page: Page, served: Served) -> None:
    """Begin, answer nothing, and come to the last question."""
    page.goto(served.url + survey_path(served))
    press(page, "fr", "Commencer")
    page.goto(f"{served.url}{survey_path(served)}/questions/{LAST}")


def test_a_voice_is_recorded_heard_erased_recorded_again_and_sent(
    phone: Page, server: Served
) -> None:
    survey = survey_of(server)
    before = set(list_comments(server, survey))
    to_the_comment(phone, server)
    record(phone)
    assert not violations(phone)
    press(phone, "fr", "Suivant")
    phone.wait_for_url("**/review")
    expect(phone.get_by_text("Ma voix")).to_be_visible()
    phone.goto(f"{server.url}{survey_path(server)}/questions/{LAST}")
    seconds = phone.locator("main audio[preload]").evaluate(
        "async sound => { await sound.play(); return sound.currentSrc.includes('/voice') && 1 }"
    )
    assert seconds == 1
    press(phone, "fr", "Effacer ma voix")
    record(phone)
    press(phone, "fr", "Suivant")
    phone.wait_for_url("**/review")
    press(phone, "fr", "Envoyer mes réponses")
    phone.wait_for_url("**/thanks")
    after = list_comments(server, survey)
    (new,) = after.keys() - before
    assert after[new].text == ""
    sound = after[new].sound
    assert sound is not None
    assert len(sound) > 1000
    assert sound.startswith((b"\x1a\x45\xdf\xa3", b"OggS"))


def test_a_closed_microphone_is_said_and_another_way_offered(phone: Page, server: Served) -> None:
    phone.context.clear_permissions()
    to_the_comment(phone, server)
    phone.evaluate(
        "() => (navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error('closed')))"
    )
    phone.get_by_role("button", name="Parler").click()
    phone.get_by_text("Le micro est fermé").wait_for()
    expect(phone.locator('input[type="file"]')).to_be_visible()
