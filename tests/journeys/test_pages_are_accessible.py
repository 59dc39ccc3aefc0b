"""Everybody opens every page: axe finds nothing, fingers find targets, nothing is cut off."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, ViewportSize

from participation.foundation.access import OPEN_ENDPOINTS
from participation.foundation.languages import INTERFACE, STAFF
from tests.application import Served
from tests.browser import KIOSK, PHONE, violations
from tests.inspection import problems
from tests.journeys.tour import Stop, stops
from tests.journeys.visitors import (
    SCREEN,
    VISITORS,
    client_as,
    cookies_of,
)

pytestmark = pytest.mark.browser

LOOKS = (("fr", "light"), ("ar", "dark"))
EVERY_LOOK = tuple(
    (language.tag, theme)
    for language in INTERFACE
    for theme in ("light", "dark", "contrast")
    if (language.tag, theme) != LOOKS[0]
)
NARROW: ViewportSize = {"width": 320, "height": 640}
TABLET: ViewportSize = {"width": 768, "height": 1024}
LEAST = {SCREEN: 60.0}
LEAST_PHONE = 48.0
STAFF_SHEET = 'href="/static/staff-'
SMALL = """least => [...document.querySelectorAll(
    "a.button, a.say, button, summary, select, input:not([type=hidden]), textarea"
)].map(one => one.matches("input[type=radio], input[type=checkbox]") ? one.closest("label") : one)
  .filter(one => one && one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
  .filter(one => !one.matches(".unseen"))
  .map(one => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width + 0.5 < least || box.height + 0.5 < least)
  .map(([one, box]) => `${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 30)}: `
      + `${Math.round(box.width)} x ${Math.round(box.height)}`)"""


def test_no_address_is_left_out(shared: Served) -> None:
    """Let no page be added that nobody opens here."""
    toured = {stop.endpoint for stop in stops(shared)}
    rules = list(shared.app.url_map.iter_rules())
    gets = {rule.endpoint for rule in rules if "GET" in (rule.methods or ())}
    assert gets - OPEN_ENDPOINTS - toured == set()
    assert {stop.visitor for stop in stops(shared)} <= set(VISITORS)


def _page_for(
    open_page: Callable[..., Page], served: Served, visitor: str, look: tuple[str, str]
) -> Page:
    page = open_page(**(KIOSK if visitor == SCREEN else PHONE))
    client = client_as(served, visitor, locale=look[0], theme=look[1])
    for name, value, path in cookies_of(served, client):
        page.context.add_cookies(
            [{"name": name, "value": value, "domain": "localhost", "path": path}]
        )
    return page


def _faults(
    page: Page, served: Served, stop: Stop, look: tuple[str, str], *, thorough: bool
) -> list[str]:
    """Open a page and list what is wrong with it.

    Pages of staff have no Arabic and the colours that a test of the tokens measures: unless
    thorough they are opened in the first look only.
    """
    first = page.context.request.get(served.url + stop.path, max_redirects=0)
    if first.status != stop.status:
        return [f"{first.status} instead of {stop.status}"]
    if "text/html" not in first.headers.get("content-type", "") or "location" in first.headers:
        return []
    staff = STAFF_SHEET in first.text()
    if look == LOOKS[1] and not thorough and staff:
        return []
    page.goto(served.url + stop.path)
    if look[0] not in STAFF and staff:  # the page of the first look, in other colours
        return violations(page, "color-contrast")
    found = [*problems(first.text()), *violations(page)]
    if not staff:
        found += page.evaluate(SMALL, LEAST.get(stop.visitor, LEAST_PHONE))
    return found + _cut_off(page)


def is_for_residents(page: Page) -> bool:
    """Say whether fingers of residents touch this page."""
    return page.locator('link[href*="/staff-"]').count() == 0


def _cut_off(page: Page) -> list[str]:
    """Make the page as narrow as WCAG 1.4.10 asks: nothing may be wider than the screen.

    A public screen is a tablet at least.
    """
    narrow = TABLET if page.locator("body[data-home]").count() else NARROW
    usual = page.viewport_size
    assert usual is not None
    page.set_viewport_size(narrow)
    width = int(page.evaluate("() => document.scrollingElement.scrollWidth"))
    page.set_viewport_size(usual)
    return [f"{width} px wide at {narrow['width']} px"] if width > narrow["width"] else []


def _tour(
    open_page: Callable[..., Page],
    served: Served,
    visitor: str,
    look: tuple[str, str],
    *,
    thorough: bool = False,
) -> None:
    page = _page_for(open_page, served, visitor, look)
    wrong = {
        f"{stop.endpoint} {stop.path}": found
        for stop in stops(served)
        if stop.visitor == visitor
        and (found := _faults(page, served, stop, look, thorough=thorough))
    }
    assert not wrong, "\n".join(f"{place}: {'; '.join(found)}" for place, found in wrong.items())


@pytest.mark.parametrize("look", LOOKS, ids="-".join)
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_page_of(
    open_page: Callable[..., Page], shared: Served, visitor: str, look: tuple[str, str]
) -> None:
    _tour(open_page, shared, visitor, look)


@pytest.mark.long
@pytest.mark.parametrize("look", EVERY_LOOK, ids="-".join)
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_page_in_each_language_and_theme_of(
    open_page: Callable[..., Page], shared: Served, visitor: str, look: tuple[str, str]
) -> None:
    _tour(open_page, shared, visitor, look, thorough=True)
