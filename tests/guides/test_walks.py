"""Every guide is walked as it is written; with a folder, its pictures are taken again."""

# docs/development.md says how: the folder is named by GUIDE_PICTURES.

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from participation.accounts.models import User
from participation.accounts.operations.signing import open_session
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from participation.home.adapters import list_guides
from tests.application import Served
from tests.builders import acting_in
from tests.guides import walks
from tests.guides.camera import DESK, PHONE, Camera
from tests.journeys.records import town_of

pytestmark = [pytest.mark.browser, pytest.mark.long]

PATIENCE_MS = 60_000
"""A walk fails by what a page says, not by how busy the machine is."""
WALKERS = {
    "facilitator": ("Yann Kerbrat", walks.facilitator),
    "representative": ("Régine C.", walks.representative),
    "quality-manager": ("Claire Morvan", walks.quality_manager),
    "bureau": ("Yann Kerbrat", walks.bureau),
    "coordinator": ("Sofia Brunel", walks.coordinator),
    "administrator": ("Hugo Lemaire", walks.administrator),
}


@pytest.mark.parametrize("name", WALKERS)
def test_the_way_of(name: str, server: Served, open_page: Callable[..., Page]) -> None:
    who, walk = WALKERS[name]
    page = open_page(**(PHONE if name == "representative" else DESK))
    page.set_default_timeout(PATIENCE_MS)
    come_in_as(page, server, who)
    guide = next(one for one in list_guides() if one.name == name)
    folder = os.environ.get("GUIDE_PICTURES")
    pages = {picture.name: picture.page for picture in guide.pictures}
    walk(Camera(page, server, Path(folder) if folder else None, pages))
    assert not pages, f"no walk shows {sorted(pages)}"


def come_in_as(page: Page, served: Served, name: str) -> None:
    """Let this browser be that of somebody of the demonstration, who reads French."""
    with acting_in(served.engine, town_of(served)) as act:
        called = select(User).where(User.name == name).order_by(User.id)
        person = act.session.scalars(called).first()
        assert person
        kind = SessionKind.STAFF if person.email else SessionKind.RESIDENT
        token = open_session(act, person, kind, SessionStage.OPEN).token
    client = served.app.test_client()
    with client.session_transaction(base_url="http://localhost") as browser:
        browser.update({TOKEN: token, "locale": "fr", "theme": "light"})
    cookie = client.get_cookie(served.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": served.url}])
