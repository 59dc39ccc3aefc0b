"""The walk of a measuring: every page of the tour, in two looks, and what axe finds against it."""

import json
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from participation import __version__
from participation.compliance.queries.trust import MEASURED
from participation.foundation.languages import STAFF
from tests.application import Served
from tests.journeys.test_pages_are_accessible import LOOKS, _page_for, is_for_residents
from tests.journeys.tour import Stop, stops
from tests.journeys.visitors import SCREEN, STRANGER, VISITORS

pytestmark = pytest.mark.browser
FIRST = (SCREEN, STRANGER)
"""Whose pages come first: the file is written after each, so a walk cut short tells its own."""
PATIENCE_MS = 120_000


@dataclass
class Walk:
    """What was opened and what failed: the pages by rule, each page once."""

    tool: str = ""
    visits: int = 0
    looks: dict[str, None] = field(default_factory=dict)
    pages: set[str] = field(default_factory=set)
    failing: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def measure(self, page: Page, stop: Stop, look: str) -> None:
        """Note what axe says of a page that is open."""
        told = Axe().run(page).response
        self.tool = f"{told['testEngine']['name']} {told['testEngine']['version']}"
        self.visits += 1
        self.looks[look] = None
        self.pages.add(stop.endpoint)
        for fault in told["violations"]:
            self.failing[str(fault["id"])].add(stop.endpoint)

    def lines(self) -> Iterator[str]:
        """Give the file of the measuring."""
        yield "# Written by `python3 run.py bench accessibility`; never by hand."
        yield f"on = {time.strftime('%Y-%m-%d')}"
        yield f'version = "{__version__}"'
        yield f'tool = "{self.tool}"'
        yield f"looks = {json.dumps(list(self.looks))}"
        yield f"pages = {len(self.pages)}"
        yield f"visits = {self.visits}"
        for rule, pages in sorted(self.failing.items()):
            yield f'\n[[failing]]\nrule = "{rule}"\npages = {len(pages)}\nexample = "{min(pages)}"'


@pytest.mark.parametrize("target", [MEASURED], ids=["statement"])
def test_every_page_is_measured(
    open_page: Callable[..., Page], shared: Served, target: Path
) -> None:
    walk = Walk()
    for look in LOOKS:
        for visitor in sorted(VISITORS, key=lambda one: one not in FIRST):
            page = _page_for(open_page, shared, visitor, look)
            page.context.set_default_timeout(PATIENCE_MS)
            for stop in stops(shared):
                if stop.visitor == visitor and _opens(page, shared, stop, look):
                    walk.measure(page, stop, "-".join(look))
            target.write_text("\n".join(walk.lines()) + "\n", "utf-8")
    assert walk.pages


def _opens(page: Page, served: Served, stop: Stop, look: tuple[str, str]) -> bool:
    """Open a page; not what is no page, nor a page of staff in a language that it does not have."""
    first = page.context.request.get(served.url + stop.path, max_redirects=0)
    if "text/html" not in first.headers.get("content-type", "") or "location" in first.headers:
        return False
    page.goto(served.url + stop.path)
    return look[0] in STAFF or is_for_residents(page)
