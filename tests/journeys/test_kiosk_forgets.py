"""The public screen after somebody: Back, Forward, reload, history and silence tell nothing."""

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect

from tests.application import Served
from tests.browser import KIOSK, PATIENCE_MS, Watch, launch
from tests.journeys.records import survey_path
from tests.journeys.walking import EARS, Open, pair_kiosk, path_of, press, touch_answer, words

pytestmark = pytest.mark.browser

TYPED = "CANARI-7431"
MEMORY = "BackForwardCache,CacheControlNoStoreEnterBackForwardCache"
KEEPING: dict[str, tuple[tuple[str, ...], dict[str, Any]]] = {
    "back-forward-cache": (
        (f"--enable-features={MEMORY}",),
        {"ignore_default_args": ["--disable-back-forward-cache"]},
    ),
    "no-cache": ((f"--disable-features={MEMORY}",), {}),
}
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
SEEN = """() => document.documentElement.outerHTML + document.title + [
    ...document.querySelectorAll("input, textarea")
].map((field) => field.checked ? "CHOSEN" : field.type === "hidden" ? "" : field.value).join(" ")"""


class Plain(BaseHTTPRequestHandler):
    """A page that any browser may keep in memory."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>plain</title>plain")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(params=KEEPING)
def keeping(
    request: pytest.FixtureRequest, playwright: Playwright
) -> Iterator[tuple[str, Browser]]:
    """Start a browser that keeps left pages in its memory, and one that does not."""
    flags, options = KEEPING[request.param]
    started = launch(playwright, *flags, **options)
    yield request.param, started
    started.close()


def brings_back(page: Page) -> bool:
    """Say whether this browser shows a page again from its memory."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Plain)
    Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    page.add_init_script("addEventListener('pageshow', e => (window.persisted = e.persisted))")
    page.goto(f"{address}/one")
    page.goto(f"{address}/two")
    page.go_back(wait_until="commit")
    persisted = bool(page.evaluate("window.persisted"))
    server.shutdown()
    server.server_close()
    return persisted


def say_something(page: Page, served: Served) -> list[str]:
    """Answer as somebody who will be followed; give every address that was visited."""
    path, visited = survey_path(served), []
    page.on("framenavigated", lambda frame: visited.append(frame.url))
    page.goto(f"{served.url}/rive/tilleul/")
    page.locator(f'main a[href="{path}"]').click()
    press(page, "fr", "Commencer")
    for value in (4, 5):
        number = int(path_of(page).rpartition("/")[2])
        touch_answer(page, number, value)
        press(page, "fr", "Suivant")
    token = CSRF.search(page.content())
    assert token is not None
    page.context.request.post(
        f"{served.url}{path}/questions/14/words", form={"csrf_token": token[1], "q14": TYPED}
    )
    page.goto(f"{served.url}{path}/review")
    assert TYPED in page.content()
    page.goto(f"{served.url}{path}/questions/1")
    assert "CHOSEN" in page.evaluate(SEEN)
    return visited


def tells_nothing(page: Page) -> None:
    """Look for what she typed or chose in all that the page holds."""
    page.wait_for_function("() => document.documentElement?.hidden === false")
    seen = page.evaluate(SEEN)
    assert TYPED not in seen, page.url
    assert "CHOSEN" not in seen, page.url


def look_back(page: Page, steps: int) -> None:
    """Walk through the history both ways, and reload on each step."""
    for _step in range(steps):
        page.go_back(wait_until="commit")
        tells_nothing(page)
    for _step in range(steps):
        page.go_forward(wait_until="commit")
        tells_nothing(page)
        page.reload()
        tells_nothing(page)


def test_the_next_person_finds_nothing_of_the_one_before(
    keeping: tuple[str, Browser], server: Served, watch: Watch
) -> None:
    name, browser = keeping
    context = browser.new_context(locale="fr-FR", **KIOSK)
    context.set_default_timeout(PATIENCE_MS)
    assert brings_back(context.new_page()) is (name == "back-forward-cache")
    page = watch.over(context.new_page())
    pair_kiosk(page, server)
    visited = say_something(page, server)
    page.goto(f"{server.url}/rive/tilleul/")
    press(page, "fr", "J’ai fini")
    page.wait_for_url("**/kiosk/")
    steps = min(6, int(page.evaluate("history.length")))
    look_back(page, steps)
    for address in dict.fromkeys(visited):
        page.goto(address)
        tells_nothing(page)
    page.goto(server.url + survey_path(server))
    press(page, "fr", "Commencer")
    tells_nothing(page)
    page.goto(f"{server.url}{survey_path(server)}/review")
    tells_nothing(page)
    look_back(page, 3)
    context.close()


@pytest.fixture
def waiting(open_page: Open, server: Served) -> Page:
    """Give a public screen where somebody has begun, with a clock that the test moves."""
    page = open_page(**KIOSK)
    page.clock.install()
    page.add_init_script(EARS)
    pair_kiosk(page, server)
    page.goto(server.url + survey_path(server))
    press(page, "fr", "Commencer")
    touch_answer(page, 1, 4)
    press(page, "fr", "Suivant")
    page.wait_for_url("**/questions/2")
    return page


def is_warning(page: Page) -> bool:
    """Say whether the screen asks if somebody is there."""
    return page.locator("dialog").evaluate("dialog => dialog.open") is True


def test_silence_is_asked_about_then_everything_goes(waiting: Page) -> None:
    waiting.clock.run_for(110_000)
    assert not is_warning(waiting)
    waiting.clock.run_for(12_000)
    assert is_warning(waiting)
    with waiting.expect_response("**/kiosk/"):
        waiting.clock.run_for(46_000)
    assert {each["name"] for each in waiting.context.cookies()} <= {"kiosk", "session"}


def test_yes_keeps_everything(waiting: Page) -> None:
    waiting.clock.run_for(122_000)
    press_in_dialog(waiting, "Oui, je continue")
    assert not is_warning(waiting)
    waiting.clock.run_for(110_000)
    assert not is_warning(waiting)
    press(waiting, "fr", "Retour")
    expect(waiting.locator('input[name="q1"][value="4"]')).to_be_checked()


def test_who_needs_time_has_it_on_every_page(waiting: Page) -> None:
    waiting.clock.run_for(122_000)
    press_in_dialog(waiting, "J’ai besoin de temps")
    waiting.clock.run_for(280_000)
    assert not is_warning(waiting)
    press(waiting, "fr", "Retour")
    waiting.clock.run_for(280_000)
    assert not is_warning(waiting)
    waiting.clock.run_for(30_000)
    assert is_warning(waiting)


def press_in_dialog(page: Page, french: str) -> None:
    """Answer the question that covers the screen."""
    assert is_warning(page)
    page.locator("dialog").get_by_role("button", name=words("fr", french)).click()


def test_the_warning_is_spoken(open_page: Open, spoken_server: Served) -> None:
    page = open_page(**KIOSK)
    page.clock.install()
    page.add_init_script(EARS)
    pair_kiosk(page, spoken_server)
    page.goto(spoken_server.url + survey_path(spoken_server))
    press(page, "fr", "Commencer")
    page.locator("body").click(position={"x": 5, "y": 5})
    page.clock.run_for(122_000)
    assert is_warning(page)
    page.wait_for_function("() => window.heard.at(-1)?.seconds > 0")
