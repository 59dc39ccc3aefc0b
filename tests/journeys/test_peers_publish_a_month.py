"""A coordinator plans the Mondays of April, lets the program find who, and publishes the month."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.peers.models import Roster
from participation.peers.rules.kinds import RosterState
from tests.application import Served
from tests.browser import DESK, violations
from tests.builders import looking_in
from tests.journeys.records import SLUG, town_of
from tests.journeys.walking import Open, come_in, press

pytestmark = pytest.mark.browser


def plan_april(page: Page, served: Served) -> None:
    """Plan a drop-in on each Monday of April in a house."""
    page.goto(f"{served.url}/{SLUG}/tilleul/rota/series/new")
    page.locator("#kind").select_option("drop-in")
    for field, value in (
        ("day", "2026-04-06"),
        ("hour", "10:00"),
        ("minutes", "90"),
        ("need_min", "1"),
        ("need_max", "1"),
        ("until", "2026-04-30"),
    ):
        page.locator(f'[name="{field}"]').fill(value)
    for day in range(7):
        page.locator(f'[name="weekdays"][value="{day}"]').set_checked(day == 0)
    press(page, "fr", "Enregistrer")


def test_a_coordinator_builds_and_publishes_a_month(open_page: Open, server: Served) -> None:
    page = open_page(**DESK)
    come_in(page, server, Role.COORDINATOR)
    page.goto(f"{server.url}/{SLUG}/rota")
    assert not violations(page)
    plan_april(page, server)
    page.goto(f"{server.url}/{SLUG}/rota/rosters/new")
    page.get_by_label("Maison Tilleul").check()
    page.locator('[name="period"][value="month"]').check()
    page.locator('[name="day"]').fill("2026-04-15")
    press(page, "fr", "Continuer")
    assert "Moments avec une place vide" in page.locator("main").inner_text()
    press(page, "fr", "Calculer simplement, tout de suite")
    assert not violations(page)
    assert "4 sur 4" in page.locator("main").inner_text()
    page.get_by_text("Publier", exact=True).first.click()
    press(page, "fr", "Oui, publier")
    page.get_by_text("4 places sont proposées.").wait_for()
    with looking_in(server.engine, town_of(server)) as session:
        last = session.scalars(select(Roster).order_by(Roster.id.desc()).limit(1)).one()
        assert last.state is RosterState.PUBLISHED
