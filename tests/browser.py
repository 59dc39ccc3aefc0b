"""A real Chromium: `open_page`, `page`, and what axe-core says against a page."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, Response, expect, sync_playwright

PHONE: dict[str, Any] = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
KIOSK: dict[str, Any] = {"viewport": {"width": 1080, "height": 1920}, "has_touch": True}
DESK: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
FLAGS = (
    "--no-sandbox",  # the sandbox needs rights that containers and root do not give
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FIRST_ERROR = 400
FAULTS = """options => axe.run(document, options).then(found => found.violations.map(
    fault => `${fault.id}: ${fault.help} ` +
        fault.nodes.slice(0, 5).map(node => node.target.join(" ")).join("; ")
))"""
"""Only the lines leave the page: all that axe says takes as long to hand over as to find."""
PATIENCE_MS = 15_000
expect.set_options(timeout=PATIENCE_MS)
HOME = {"localhost", "127.0.0.1", ""}
"""Hosts a page may reach; data: and blob: have none."""


def launch(playwright: Playwright, *flags: str, **options: Any) -> Browser:
    """Start a Chromium; more flags and options serve cameras and the back/forward cache."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), "")
    if not path:
        sentence = "no Chromium: python3 run.py test looks for one"
        pytest.fail(sentence) if os.environ.get("CI") else pytest.skip(f"!!! {sentence}")
    return playwright.chromium.launch(
        executable_path=path,
        args=[*FLAGS, *flags],
        env={**os.environ, "TZ": "Europe/Paris", "LANGUAGE": "fr"},
        **options,
    )


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Start Playwright once a worker."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Start one Chromium a worker."""
    started = launch(playwright)
    yield started
    started.close()


@dataclass
class Watch:
    """What went wrong in the pages of a test: errors, broken files, other hosts."""

    troubles: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        """Listen to a page."""
        page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        page.on("request", lambda request: self._see(request.url))
        page.on("response", self._hear)
        page.on("console", lambda message: self._read(message.text))
        return page

    def _read(self, message: str) -> None:
        if "Content Security Policy" in message:
            self.troubles.append(message)

    def _see(self, url: str) -> None:
        if (urlsplit(url).hostname or "") not in HOME:
            self.troubles.append(f"the page reaches {url}")

    def _hear(self, response: Response) -> None:
        if response.status >= FIRST_ERROR and response.request.resource_type != "document":
            self.troubles.append(f"{response.status} for {response.url}")


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Fail the test at its end when one of its pages had a trouble."""
    watching = Watch()
    yield watching
    assert not watching.troubles, "\n".join(watching.troubles)


@pytest.fixture
def open_page(browser: Browser, watch: Watch) -> Iterator[Callable[..., Page]]:
    """Open a page for one more person: `open_page(**KIOSK, java_script_enabled=False)`."""
    with contextlib.ExitStack() as stack:

        def open_(**options: Any) -> Page:
            usual = {"locale": "fr-FR", "timezone_id": "Europe/Paris", **PHONE}
            context = stack.enter_context(browser.new_context(**{**usual, **options}))
            context.set_default_timeout(PATIENCE_MS)
            return watch.over(context.new_page())

        yield open_


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Open a page on a phone, in French."""
    return open_page()


@cache
def _axe() -> str:
    return str(Axe().axe_script)


def violations(page: Page, *rules: str) -> list[str]:
    """Give what axe-core finds against a page, by these rules or by all: one line a fault."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}  # what passes is long to write down
    if rules:
        options["runOnly"] = {"type": "rule", "values": rules}
    page.evaluate(_axe())
    found: list[str] = page.evaluate(FAULTS, options)
    return found
