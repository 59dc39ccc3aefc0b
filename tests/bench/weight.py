"""What the first pages of a survey weigh in a real Chromium that has never been here."""

import http.client
import os
import shutil
from dataclasses import dataclass, replace
from typing import Any

from playwright.sync_api import Page, sync_playwright

from participation.foundation.keys import to_text
from tests.bench.places import Place
from tests.bench.respondent import BrokenJourneyError
from tests.bench.server import Server
from tests.browser import BROWSERS, FLAGS, PHONE

KILOBYTE = 1000
PATIENCE = 100
"""Tenths of a second that a file may take after the page itself."""


@dataclass(frozen=True, slots=True)
class Weight:
    """What a page brings over the network, headers included; `scripts` are kilobytes of them.

    `later` is what the device fetches of itself once the page is calm, to do without a network.
    """

    kilobytes: float
    requests: int
    scripts: float
    later: float = 0


def find_chromium() -> str:
    """Give the path of a Chromium; empty where there is none."""
    names = (os.environ.get("CHROMIUM", ""), *BROWSERS)
    return next(filter(None, map(shutil.which, filter(None, names))), "")


def weigh(server: Server, place: Place, chromium: str, language: str) -> tuple[Weight, Weight]:
    """Open the start of a survey, then a question, each in a browser with nothing kept.

    Raises BrokenJourneyError when one of a page's files does not arrive.
    """
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        options: dict[str, Any] = {"locale": language, **PHONE}
        walked = browser.new_context(**options)
        page = walked.new_page()
        start = f"{server.url}/{place.slug}/s0/surveys/{to_text(place.survey_id)}"
        page.goto(start)
        page.locator("form[action$='/begin'] button:not([name])").first.click()
        page.wait_for_url("**/questions/**")
        kept: Any = walked.storage_state()
        first = _open_cold(browser.new_context(**options).new_page(), start)
        then = _open_cold(browser.new_context(storage_state=kept, **options).new_page(), page.url)
        browser.close()
    return first, then


def _open_cold(page: Page, address: str) -> Weight:
    wire = Wire(page)
    page.goto(address, wait_until="networkidle")
    drawn = wire.weight()
    if page.locator("[data-enhance~=offline]").count():
        page.locator("[data-ready]").wait_for(state="attached")
    return replace(drawn, later=wire.weight().kilobytes - drawn.kilobytes)


class Wire:
    """What a page asks for and what comes, as Chromium's own tools see it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.asked: dict[str, str] = {}
        self.came: dict[str, float] = {}
        self.scripts: set[str] = set()
        self.refused: list[str] = []
        session = page.context.new_cdp_session(page)
        session.on("Network.requestWillBeSent", self._ask)
        session.on("Network.responseReceived", self._answer)
        session.on("Network.loadingFinished", self._finish)
        session.send("Network.enable")

    def _ask(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith("data:"):
            self.asked[event["requestId"]] = event["request"]["url"]
            if event.get("type") == "Script":
                self.scripts.add(event["requestId"])

    def _answer(self, event: dict[str, Any]) -> None:
        if event["response"]["status"] != http.client.OK:
            self.refused.append(event["response"]["url"])

    def _finish(self, event: dict[str, Any]) -> None:
        self.came[event["requestId"]] = event["encodedDataLength"]

    def weight(self) -> Weight:
        """Wait until all that was asked for has come."""
        for _ in range(PATIENCE):
            if self.asked.keys() <= self.came.keys():
                break
            self.page.wait_for_timeout(100)
        late = [url for key, url in self.asked.items() if key not in self.came]
        if late or self.refused:
            raise BrokenJourneyError(f"did not come: {late + self.refused}")
        total = sum(self.came[key] for key in self.asked)
        scripts = sum(self.came[key] for key in self.scripts)
        return Weight(total / KILOBYTE, len(self.asked), scripts / KILOBYTE)
