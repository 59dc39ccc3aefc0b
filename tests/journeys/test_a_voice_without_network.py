"""The network is down: Mariam says her comment at the screen, and staff hear it later."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, Route, expect
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.surveys.models import Comment
from tests.application import Served, serve
from tests.browser import KIOSK, PATIENCE_MS, Watch, launch, violations
from tests.conftest import START
from tests.journeys.test_a_kiosk_without_network import (
    KEPT,
    SHELF,
    keeps_nothing_readable,
    leave,
    make_ready,
    press_seen,
)
from tests.journeys.test_voice_comment import MICROPHONE, record
from tests.journeys.walking import Open, come_in, pair_kiosk, touch_answer, wait_for_answer, words
from tests.surveys.asking import open_house

pytestmark = pytest.mark.browser


@pytest.fixture
def screen(playwright: Playwright, watch: Watch) -> Iterator[Page]:
    """Give a public screen whose microphone is open."""
    browser = launch(playwright, *MICROPHONE)
    usual = {"locale": "fr-FR", "timezone_id": "Europe/Paris", **KIOSK}
    context = browser.new_context(permissions=["microphone"], **usual)
    context.set_default_timeout(PATIENCE_MS)
    context.clock.install(time=START)
    yield watch.over(context.new_page())
    browser.close()


def come_to_the_comment(page: Page) -> None:
    """Answer what must be answered, and come to where one may speak."""
    page.get_by_role("link", name="Français", exact=True).click()
    page.wait_for_url("**/whole?**", wait_until="commit")
    press_seen(page, "fr", "Commencer")
    press_seen(page, "fr", "Passer cette question")
    touch_answer(page, 2, 2)
    for name in ("Suivant", "Passer cette question", "Passer cette question", "Suivant"):
        press_seen(page, "fr", name)
    page.locator("[data-start]:visible").wait_for()


def say(page: Page, served: Served) -> None:
    """Record, erase, record again, look, send and go; nothing of her stays on the page."""
    page.goto(f"{served.url}/rive/tilleul/kiosk/")
    come_to_the_comment(page)
    record(page)
    assert not violations(page)
    press_seen(page, "fr", "Effacer")
    expect(page.locator("[data-player]:visible")).to_have_count(0)
    record(page)
    press_seen(page, "fr", "Suivant")
    page.get_by_text("Ma voix", exact=True).wait_for()
    page.clock.fast_forward(6_000)  # nobody answers all in five seconds
    press_seen(page, "fr", "Envoyer mes réponses")
    page.get_by_text(words("fr", KEPT)).wait_for()
    assert page.locator("[data-input]").evaluate("box => box.files.length") == 0
    assert page.locator("[data-player]").get_attribute("src") is None
    leave(page, "fr")


def hear(page: Page, served: Served) -> bool:
    """Listen to the one message as those who read them do."""
    come_in(page, served, Role.QUALITY_MANAGER)
    page.goto(f"{served.url}/rive/comments")
    player = page.locator("main audio").first
    return bool(player.evaluate("async it => { await it.play(); return it.duration > 1 }"))


def test_a_voice_waits_closed_is_sent_once_and_is_heard(
    screen: Page, open_page: Open, engine: Engine, tmp_path: Path
) -> None:
    house, cuts = open_house(engine, tmp_path), [True]

    def cut(route: Route) -> None:
        """Let the first sending arrive, and lose the server's word on it."""
        cuts.append(False)
        if cuts.pop(0):
            route.fetch()
            route.abort()
        else:
            route.continue_()

    with serve(str(engine.url), tmp_path) as served:
        pair_kiosk(screen, served)
        make_ready(screen, served)
        screen.context.set_offline(True)
        say(screen, served)
        keeps_nothing_readable(screen, 1)
        ((_fields, sealed),) = screen.evaluate(SHELF)
        assert not [word for word in ("Opus", "webm", "voices") if word in sealed]
        assert not house.count()["comment"]
        screen.route("**/surveys/envelopes", cut)
        screen.context.set_offline(False)
        make_ready(screen, served)
        wait_for_answer(screen, SHELF, [], patience=60)
        assert not cuts[0], "its answer was lost, and the envelope went again"
        with house.looking() as session:
            (one,) = session.scalars(select(Comment)).all()
        assert one.text == ""
        assert (one.sound or b"").startswith(b"OggS")
        assert house.count()["response"] == 1
        assert hear(open_page(), served)


def test_who_leaves_without_sending_leaves_no_voice(
    screen: Page, engine: Engine, tmp_path: Path
) -> None:
    open_house(engine, tmp_path)
    with serve(str(engine.url), tmp_path) as served:
        pair_kiosk(screen, served)
        make_ready(screen, served)
        screen.context.set_offline(True)
        screen.goto(f"{served.url}/rive/tilleul/kiosk/")
        come_to_the_comment(screen)
        record(screen)
        screen.goto(f"{served.url}/rive/tilleul/kiosk/")
        assert screen.evaluate(SHELF) == []
        come_to_the_comment(screen)
        expect(screen.locator("[data-player]:visible")).to_have_count(0)
        assert screen.locator("[data-input]").evaluate("box => box.files.length") == 0
