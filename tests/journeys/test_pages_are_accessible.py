"""Everybody opens every page: axe finds nothing, fingers find targets, nothing is cut off."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from zlib import crc32

import pytest
from playwright.sync_api import APIResponse, Error, Page, Response, ViewportSize

from participation.accounts.rules.powers import STAFF as STAFF_ROLES
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

Look = tuple[str, str]
LOOKS: tuple[Look, Look] = (("fr", "light"), ("ar", "dark"))
IN_THEME = """theme => {
    document.documentElement.dataset.theme = theme;
    document.getAnimations().forEach(one => one.finish());
}"""
"""Colours that fade into others are not looked at half-way."""
AT_WORK = {role.value for role in STAFF_ROLES} | {"second-factor", "enrol"}
"""Those who open pages of staff, nearly always."""
FILE = re.compile(r"[.][a-z0-9]+$|/(opus|photo|voice|template|state|setup)$|/files/|^/health$")
"""Addresses of what is no page; most of them, since the others only cost a second question."""
OTHER_THEMES = ("dark", "contrast")
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe that a theme may break: a theme changes colours alone."""
NARROW: ViewportSize = {"width": 320, "height": 640}
TABLET: ViewportSize = {"width": 768, "height": 1024}
LEAST = {SCREEN: 60.0}
LEAST_PHONE = 48.0
STAFF_SHEET = 'href="/static/staff-'
FRENCH = '<html lang="fr" dir="ltr"'
SMALL = """least => [...document.querySelectorAll(
    "a.button, a.say, button, summary, select, input:not([type=hidden]), textarea, audio[controls]"
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


def test_each_page_has_its_turn_and_each_look_its_half(shared: Served) -> None:
    places = stops(shared)
    turns = list(by_turns(places))
    assert [stop for stop, _look in turns] == list(places)
    for look in LOOKS:
        assert abs(sum(each == look for _stop, each in turns) / len(places) - 0.5) < 0.1
    assert turns == list(by_turns(places)), "a page that fails fails again"


def _page_for(open_page: Callable[..., Page], served: Served, visitor: str, look: Look) -> Page:
    page = open_page(**(KIOSK if visitor == SCREEN else PHONE))
    client = client_as(served, visitor, locale=look[0], theme=look[1])
    for name, value, path in cookies_of(served, client):
        page.context.add_cookies(
            [{"name": name, "value": value, "domain": "localhost", "path": path}]
        )
    return page


def by_turns(places: tuple[Stop, ...]) -> Iterator[tuple[Stop, Look]]:
    """Give each page one of the two looks: the same each time, the other at its next address.

    `--long` opens each of them in every language, and shows it in every theme.
    """
    turns: dict[str, int] = {}
    for stop in places:
        turn = turns.setdefault(stop.endpoint, crc32(stop.endpoint.encode()))
        turns[stop.endpoint] += 1
        yield stop, LOOKS[turn % 2]


class Visit:
    """The pages of one visitor: one of Chromium in each look, and what is wrong with them."""

    def __init__(self, open_page: Callable[..., Page], served: Served, visitor: str) -> None:
        self._served = served
        self._open = cache(lambda look: _page_for(open_page, served, visitor, look))

    def faults(self, stop: Stop, look: Look, *, themes: Iterable[str] = ()) -> list[str]:
        """Open a page and list what is wrong with it; look at its colours in more themes.

        Pages of staff have no Arabic and the colours that a test of the tokens measures: unless
        more themes are asked for they are opened in the first look.
        """
        in_french = look == LOOKS[1] and stop.visitor in AT_WORK
        page, answer = self._reach(stop, LOOKS[0] if in_french else look)
        if answer.status != stop.status:
            return [f"{answer.status} instead of {stop.status}"]
        if not _is_page(answer):
            return []
        text = answer.text()
        staff = STAFF_SHEET in text
        if staff and look == LOOKS[1] and not in_french:
            return self.faults(stop, LOOKS[0])
        if staff and look[0] not in STAFF and not in_french:  # judged in French
            return [] if FRENCH in text else ["not in French"]
        if in_french and not staff:
            page, answer = self._reach(stop, look)
            text = answer.text()
        if page.url != answer.url:
            page.goto(answer.url)
        return self._judge(page, stop, text, themes)

    def _reach(self, stop: Stop, look: Look) -> tuple[Page, Response | APIResponse]:
        """Go to a page; give what was answered first, before any other address.

        A file is asked for beside the page, since a browser would keep it; so is, with --long, what
        is mostly read in French only.
        """
        page, address = self._open(look), self._served.url + stop.path
        if FILE.search(stop.path) or (look not in LOOKS and stop.visitor in AT_WORK):
            return page, page.context.request.get(address, max_redirects=0)
        try:
            answer = page.goto(address)
        except Error:  # a file all the same
            return page, page.context.request.get(address, max_redirects=0)
        while answer and answer.request.redirected_from:
            answer = answer.request.redirected_from.response()
        assert answer, address
        return page, answer

    def _judge(self, page: Page, stop: Stop, text: str, themes: Iterable[str]) -> list[str]:
        found = [*problems(text), *violations(page)]
        if STAFF_SHEET not in text:
            found += page.evaluate(SMALL, LEAST.get(stop.visitor, LEAST_PHONE))
        found += _cut_off(page)
        for theme in themes:
            page.evaluate(IN_THEME, theme)
            found += [f"{theme}: {fault}" for fault in violations(page, *OF_COLOURS)]
        return found


def _is_page(answer: Response | APIResponse) -> bool:
    kind = answer.headers.get("content-type", "")
    return "text/html" in kind and "location" not in answer.headers


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


def _told(wrong: Iterable[tuple[Stop, list[str]]]) -> str:
    return "\n".join(
        f"{stop.endpoint} {stop.path}: {'; '.join(found)}" for stop, found in wrong if found
    )


@pytest.mark.parametrize("visitor", VISITORS)
def test_each_page_of(open_page: Callable[..., Page], shared: Served, visitor: str) -> None:
    visit = Visit(open_page, shared, visitor)
    places = [each for each in by_turns(stops(shared)) if each[0].visitor == visitor]
    wrong = _told((stop, visit.faults(stop, look)) for stop, look in places)
    assert not wrong, wrong


@pytest.mark.long
@pytest.mark.parametrize("locale", [language.tag for language in INTERFACE])
@pytest.mark.parametrize("visitor", VISITORS)
def test_each_page_in_each_language_and_theme_of(
    open_page: Callable[..., Page], shared: Served, visitor: str, locale: str
) -> None:
    visit, look = Visit(open_page, shared, visitor), (locale, "light")
    places = [stop for stop in stops(shared) if stop.visitor == visitor]
    wrong = _told((stop, visit.faults(stop, look, themes=OTHER_THEMES)) for stop in places)
    assert not wrong, wrong
