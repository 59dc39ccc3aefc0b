"""Helpers exchange times by phone, a coordinator publishes a month, a drop-in names nobody."""

import datetime as dt

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from participation import seed
from participation.foundation.clock import PARIS
from participation.peers.models import Assignment, Booking, Peer, Roster, Slot
from participation.peers.rules.kinds import AssignmentState, RosterState
from tests.application import Served
from tests.browser import DESK, PHONE, violations
from tests.builders import looking_in
from tests.journeys.records import SLUG, cookie_of, town_of
from tests.journeys.walking import Open, press, sign_in

pytestmark = pytest.mark.browser

SAID = ("prison", "détention", "écrou", "Serge")
"""What nobody but the team may read of a time in prison."""


def enter(page: Page, served: Served, name: str) -> Page:
    """Let this browser be that of a helper of the demonstration, on her own page."""
    with looking_in(served.engine, town_of(served)) as session:
        key = session.scalars(select(Peer.user_id).where(Peer.name == name)).one()
    cookie, value = cookie_of(served, key)
    page.context.add_cookies([{"name": cookie, "value": value, "url": served.url}])
    page.goto(f"{served.url}/{SLUG}/helping")
    assert not violations(page)
    return page


def promised_by(served: Served, name: str) -> set[dt.datetime]:
    """Give when a helper is expected, on the clock of Paris."""
    with looking_in(served.engine, town_of(served)) as session:
        statement = (
            select(Slot.starts)
            .join(Assignment, Assignment.slot_id == Slot.id)
            .join(Peer, Peer.id == Assignment.helper_id)
            .where(Peer.name == name, Assignment.state == AssignmentState.PROMISED)
        )
        return {each.astimezone(PARIS).replace(tzinfo=None) for each in session.scalars(statement)}


def test_two_helpers_exchange_times_by_phone(open_page: Open, server: Served) -> None:
    hers, his = dt.datetime(2026, 3, 24, 14), dt.datetime(2026, 3, 26, 10)
    maryam = enter(open_page(**PHONE), server, "Maryam A.")
    card = maryam.locator("section.card").filter(has_text="mardi 24 mars 2026, de 14:00 à 17:00")
    card.get_by_role("link", name="Échanger avec quelqu’un").click()
    maryam.wait_for_url("**/swap")
    assert not violations(maryam)
    offered = maryam.locator("#wished option").filter(has_text="jeudi 26 mars")
    maryam.locator("#wished").select_option(offered.first.get_attribute("value"))
    press(maryam, "fr", "Proposer l’échange")
    maryam.get_by_text("Vous avez proposé un échange.").wait_for()
    idriss = enter(open_page(**PHONE, java_script_enabled=False), server, "Idriss K.")
    assert "Maryam A. vous donne" in idriss.locator("main").inner_text()
    press(idriss, "fr", "D’accord")
    assert not violations(idriss)
    assert hers in promised_by(server, "Idriss K.")
    assert his in promised_by(server, "Maryam A.")
    assert hers not in promised_by(server, "Maryam A.")


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
    page.locator('[name="weekdays"][value="0"]').check()
    press(page, "fr", "Enregistrer")


def test_a_coordinator_builds_and_publishes_a_month(
    open_page: Open, server: Served, sign_ins: dict[str, seed.SignIn]
) -> None:
    page = open_page(**DESK)
    sign_in(page, server, sign_ins["coordination des pairs-aidants"])
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


def give_to_serge(page: Page, served: Served) -> None:
    """Plan a drop-in where nobody is named, this morning, and give it to Serge."""
    page.goto(f"{served.url}/{SLUG}/amandier/rota/slots/new")
    page.locator("#kind").select_option("drop-in")
    for field, value in (
        ("day", "2026-03-17"),
        ("hour", "10:00"),
        ("minutes", "20"),
        ("need_min", "1"),
        ("need_max", "1"),
    ):
        page.locator(f'[name="{field}"]').fill(value)
    page.locator("#topic").select_option("inside")
    page.locator('[name="is_nameless"]').check()
    press(page, "fr", "Enregistrer")
    page.wait_for_url("**/rota/slots/*")
    page.get_by_role("link", name="Choisir quelqu’un").first.click()
    page.get_by_role("link", name="Serge L.").first.click()
    page.locator('[name="confirmed"]').check()
    press(page, "fr", "Donner la place")


def test_a_drop_in_in_prison_names_nobody(
    open_page: Open, server: Served, sign_ins: dict[str, seed.SignIn]
) -> None:
    desk = open_page(**DESK)
    sign_in(desk, server, sign_ins["coordination des pairs-aidants"])
    give_to_serge(desk, server)
    serge = enter(open_page(**PHONE, java_script_enabled=False), server, "Serge L.")
    assert not any(word in serge.locator("main").inner_text() for word in SAID[:3])
    press(serge, "fr", "Oui, j’y serai")
    serge.get_by_role("link", name="Dire comment c’était").first.click()
    assert not violations(serge)
    serge.locator('label:has([name="mark"][value="came"])').click()
    serge.locator('[name="came"]').fill("7")
    press(serge, "fr", "Enregistrer")
    with looking_in(server.engine, town_of(server)) as session:
        held = session.scalars(select(Slot).where(Slot.is_nameless, Slot.came == 7)).one()
        assert session.scalars(select(Booking).where(Booking.slot_id == held.id)).all() == []
    public = open_page(**PHONE)
    public.goto(f"{server.url}/{SLUG}/amandier/meet/groups")
    assert not any(word in public.locator("main").inner_text() for word in SAID)
