"""Someone lends her voice with the microphone of her computer, and a resident hears it."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Playwright
from sqlalchemy import Engine, select

from participation.accessibility import views
from participation.accessibility.models import Recording
from participation.accessibility.rules import Kind, State, text_key
from participation.accounts.rules.powers import Role
from participation.foundation.database import connect
from tests.application import Served, serve
from tests.browser import DESK, PATIENCE_MS, Watch, launch, violations
from tests.builders import Town, looking_in, make_town
from tests.house.visitors import carry, make_visitors

WORDS = "Les repas sont bons ?"
pytestmark = pytest.mark.browser
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""Chromium's own microphone, which beeps every second."""


@pytest.fixture
def served(database: str, tmp_path: Path) -> Iterator[Served]:
    with serve(database, tmp_path) as running:
        studio = running.app.extensions[views.EXTENSION]
        people = [lambda _session, _locale: [WORDS]]
        running.app.extensions[views.EXTENSION] = views.Studio(studio.shelf, people)
        yield running


@pytest.fixture
def town(database: str) -> Iterator[Town]:
    engine = connect(database)
    yield make_town(engine)
    engine.dispose()


def cookie(served: Served, engine: Engine, town: Town) -> tuple[str, str]:
    """Give the name and value of a facilitator's cookie."""
    client = served.app.test_client()
    role = Role.FACILITATOR.value
    carry(client, role, make_visitors(engine, town)[role])
    name = served.app.config["SESSION_COOKIE_NAME"]
    found = client.get_cookie(name)
    assert found is not None
    return name, found.value


def test_a_voice_is_recorded_and_approved(
    playwright: Playwright, served: Served, engine: Engine, town: Town, watch: Watch
) -> None:
    name, value = cookie(served, engine, town)
    browser = launch(playwright, *MICROPHONE)
    context = browser.new_context(locale="fr-FR", permissions=["microphone"], **DESK)
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies(
        [{"name": name, "value": value, "domain": urlsplit(served.url).hostname, "path": "/"}]
    )
    page = watch.over(context.new_page())
    page.goto(f"{served.url}/{town.slug}/voices?language=fr")
    assert not violations(page)
    page.get_by_role("link", name=WORDS).click()
    page.get_by_role("button", name="Parler").click()
    page.locator("[data-time]").filter(has_text="0:02").wait_for()
    page.get_by_role("button", name="Arrêter").click()
    page.locator("[data-player]").wait_for()
    page.get_by_role("button", name="Enregistrer").click()
    page.get_by_text("C’est enregistré").wait_for()
    assert not violations(page)
    played = page.locator("main audio[preload]").evaluate(
        "async sound => { await sound.play(); return sound.duration }"
    )
    assert played > 1
    page.get_by_role("button", name="Accepter cette voix").click()
    page.get_by_text("Les personnes entendront cette voix").wait_for()
    browser.close()
    with looking_in(engine, town) as session:
        row = session.scalars(select(Recording)).one()
    assert (row.kind, row.state) == (Kind.HUMAN, State.APPROVED)
    assert row.text_key == text_key("fr", WORDS)
