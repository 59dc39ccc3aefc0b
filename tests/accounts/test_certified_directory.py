"""Léa comes in by a certified directory, is put out when she leaves it, and when she is removed."""

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import Engine, select

from participation.accounts.adapters import provider as published
from participation.accounts.models import User
from participation.accounts.queries import list_held
from participation.accounts.rules.powers import Role
from participation.foundation import clock as house_clock
from participation.settings import Directory
from tests.accounts.arriving import BOSS, GROUP, make_mapped_town
from tests.accounts.certified_directory import Certified, run_certified
from tests.accounts.registered import CLIENT, SECRET
from tests.application import Served, serve
from tests.browser import DESK
from tests.builders import Town, looking_in
from tests.conftest import Clock
from tests.journeys.walking import Open, path_of

pytestmark = pytest.mark.browser

OWN = "/rive/me"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_mapped_town(engine)


@pytest.fixture
def served(engine: Engine, tmp_path: Path) -> Iterator[Served]:
    with serve(str(engine.url), tmp_path) as served:
        yield served


@pytest.fixture
def directory(served: Served, clock: Clock) -> Iterator[Certified]:
    """Join the association to the directory, whose clock is the machine's own."""
    meet(clock)
    published.forget()
    extensions = served.app.extensions
    with run_certified(f"{served.url}/rive") as running:
        joined = Directory(issuer=running.issuer, client_id=CLIENT, secret=SECRET, ask_every=30)
        extensions["settings"] = replace(extensions["settings"], directories={"rive": joined})
        yield running


def meet(clock: Clock) -> None:
    """Set our clock, which stands still, to the hour of the directory and of the browser."""
    clock.set(dt.datetime.fromtimestamp(time.time(), dt.UTC))


def come(page: Page, served: Served) -> None:
    """Touch the button of the directory; sign in there, unless it knows her still."""
    page.goto(f"{served.url}/rive/sign-in/staff?back={OWN}")
    page.locator('main a[href*="/sign-in/directory"]').click()
    page.wait_for_load_state()
    if "/enter/" in page.url:
        page.get_by_label("Identifiant").fill("lea")
        page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"**{OWN}")


def is_inside(page: Page, served: Served) -> bool:
    """Say whether her own page opens."""
    page.goto(f"{served.url}{OWN}")
    return path_of(page) == OWN


def test_lea_comes_in_by_a_certified_directory(
    open_page: Open,
    served: Served,
    directory: Certified,
    engine: Engine,
    town: Town,
    clock: Clock,
) -> None:
    directory.knows({"lea": {**BOSS, "groups": [GROUP]}})
    page = open_page(**DESK)
    come(page, served)
    with looking_in(engine, town) as session:
        lea = session.scalars(select(User).where(User.email == BOSS["email"])).one()
        held = list_held(session, lea.id, house_clock.today())
    assert [(one.role, one.from_directory) for one in held] == [(Role.FACILITATOR, True)]
    meet(clock)
    page.goto(f"{directory.issuer}/session/end")
    page.get_by_role("button", name="Sortir").click()
    page.get_by_text("Sortie").wait_for()
    assert not is_inside(page, served), "the directory announced that she left"
    meet(clock)
    come(page, served)
    directory.knows({})
    clock.advance(seconds=40)
    assert not is_inside(page, served), "she is in the directory no more"
