"""What the page of one question weighs in a real Chromium that has never been here."""

import os
import shutil
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import sync_playwright

from participation.foundation.keys import to_text
from tests.bench.places import Place
from tests.bench.server import Server
from tests.browser import BROWSERS, FLAGS, PHONE

KILOBYTE = 1000


@dataclass(frozen=True, slots=True)
class Weight:
    """What a page brings over the network, headers included."""

    kilobytes: float
    requests: int


def find_chromium() -> str:
    """Give the path of a Chromium; empty where there is none."""
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    return next(filter(None, map(shutil.which, filter(None, names))), "")


def weigh(server: Server, place: Place, chromium: str, language: str) -> Weight:
    """Open the first question on a phone, then load its page again with no cache at all."""
    lengths: dict[str, float] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        options: dict[str, Any] = PHONE
        page = browser.new_context(locale=language, **options).new_page()
        page.goto(f"{server.url}/{place.slug}/s0/surveys/{to_text(place.survey_id)}")
        page.locator("form[action$='/begin'] button:not([name])").first.click()
        page.wait_for_url("**/questions/**")
        wire = page.context.new_cdp_session(page)
        wire.on("Network.loadingFinished", lambda event: _add(lengths, event))
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        page.reload(wait_until="networkidle")
        browser.close()
    return Weight(sum(lengths.values()) / KILOBYTE, len(lengths))


def _add(lengths: dict[str, float], event: dict[str, Any]) -> None:
    lengths[event["requestId"]] = event["encodedDataLength"]
