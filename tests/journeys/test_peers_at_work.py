"""Two helpers exchange times by phone; a drop-in in prison names nobody, from plan to number."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.kiosk.operations import offer_pairing, pair
from participation.peers.models import Booking, Peer, Slot
from tests.application import Served
from tests.browser import DESK, KIOSK, PHONE, violations
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.journeys.records import SLUG, cookie_of, service_id, town_of
from tests.journeys.walking import Open, come_in, press
from tests.peers.crew import at

pytestmark = pytest.mark.browser

PLAIN = {"java_script_enabled": False}
SAID = re.compile(r"prison|détention|écrou", re.IGNORECASE)
"""What nobody but the team may read of a time in prison."""


def enter(page: Page, served: Served, name: str) -> Page:
    """Let this browser be that of a helper of the demonstration, on her own page."""
    with acting_in(served.engine, town_of(served)) as act:
        key = act.session.scalars(select(Peer.user_id).where(Peer.name == name)).one()
        get_user(act.session, key).locale = "fr"
    cookie, value = cookie_of(served, key)
    page.context.add_cookies([{"name": cookie, "value": value, "url": served.url}])
    page.goto(f"{served.url}/{SLUG}/helping")
    return page


def read(page: Page) -> str:
    """Give what a page says."""
    return " ".join(page.locator("main").inner_text().split())


def test_two_helpers_exchange_times_by_phone(open_page: Open, server: Served) -> None:
    maryam = enter(open_page(**PHONE), server, "Maryam A.")
    assert not violations(maryam)
    hers = maryam.locator("section.card").filter(has_text="mardi 24 mars 2026, de 14:00 à 17:00")
    hers.get_by_role("link", name="Échanger avec quelqu’un").click()
    maryam.wait_for_url("**/swap")
    assert not violations(maryam)
    his = maryam.locator("#wished option").filter(has_text="26 mars").filter(has_text="Idriss")
    maryam.locator("#wished").select_option(his.first.get_attribute("value"))
    press(maryam, "fr", "Proposer l’échange")
    maryam.get_by_text("Vous avez proposé un échange.").wait_for()
    desk = open_page(**DESK)
    come_in(desk, server, Role.COORDINATOR)
    desk.goto(f"{server.url}/{SLUG}/rota")
    assert re.search(r"Maryam A\. .*échange proposé", read(desk))
    idriss = enter(open_page(**PHONE, **PLAIN), server, "Idriss K.")
    assert "Maryam A. vous donne" in read(idriss)
    press(idriss, "fr", "D’accord")
    assert "Ce moment est à vous." in idriss.locator("body").inner_text()
    assert "mardi 24 mars 2026, de 14:00 à 17:00" in read(idriss)
    maryam.reload()
    assert "mardi 24 mars 2026, de 14:00" not in read(maryam)
    assert "jeudi 26 mars 2026" in read(maryam)
    desk.goto(f"{server.url}/{SLUG}/tilleul/rota/week?day=2026-03-24")
    line = desk.locator(".leaf").filter(has_text="14:00").filter(has_text="Idriss K.")
    expect(line).to_have_count(1)
    assert not violations(desk)


def plan(page: Page, served: Served) -> str:
    """Plan a drop-in where nobody is named, give it to Serge; give the address of its page."""
    page.goto(f"{served.url}/{SLUG}/amandier/rota/slots/new")
    page.locator("#kind").select_option("drop-in")
    page.locator("#topic").select_option("inside")
    page.locator('[name="is_nameless"]').check()
    for field, value in (("day", "2026-03-18"), ("hour", "10:00"), ("minutes", "60")):
        page.locator(f'[name="{field}"]').fill(value)
    press(page, "fr", "Enregistrer")
    page.wait_for_url("**/rota/slots/*")
    shown = page.url
    page.get_by_role("link", name="Choisir quelqu’un").click()
    page.get_by_role("link", name="Serge L.").click()
    page.locator('[name="confirmed"]').check()
    press(page, "fr", "Donner la place")
    page.wait_for_url(shown)
    assert not violations(page)
    assert "sans noms" in read(page)
    return shown


def stand_at_the_screen(page: Page, served: Served) -> Page:
    """Let this browser be the public screen of the house, without JavaScript."""
    with acting_in(served.engine, town_of(served)) as act:
        place = service_id(served, "amandier")
        offer_pairing(act, service_id=place, label="Accueil", code="2345abcd")
        pair(act, typed="2345abcd", token="screen")
    page.context.add_cookies([{"name": "kiosk", "value": "screen", "url": served.url}])
    return page


def test_a_drop_in_in_prison_names_nobody(open_page: Open, server: Served, clock: Clock) -> None:
    desk = open_page(**DESK)
    come_in(desk, server, Role.COORDINATOR, "amandier")
    shown = plan(desk, server)
    serge = enter(open_page(**PHONE, **PLAIN), server, "Serge L.")
    press(serge, "fr", "Oui, j’y serai")
    assert "C’est promis" in serge.locator("body").inner_text()
    assert not SAID.search(read(serge))
    screen = stand_at_the_screen(open_page(**KIOSK, **PLAIN), server)
    screen.goto(f"{server.url}/{SLUG}/amandier/meet/groups")
    door = screen.locator("section.card").filter(has_text="mercredi 18 mars")
    assert "Venez sans rendez-vous." in door.inner_text()
    expect(door.locator("button, input")).to_have_count(0)
    assert not SAID.search(screen.content())
    clock.set(at("03-18 11:30"))
    serge = enter(open_page(**PHONE, **PLAIN), server, "Serge L.")
    serge.get_by_role("link", name="Dire comment c’était").first.click()
    assert not SAID.search(serge.content())
    looked_at = enter(open_page(**PHONE), server, "Serge L.")
    looked_at.goto(serge.url)
    assert not violations(looked_at)
    serge.locator('[name="mark"][value="came"]').check(force=True)
    serge.locator('[name="came"]').fill("7")
    press(serge, "fr", "Enregistrer")
    come_in(desk, server, Role.COORDINATOR, "amandier")
    desk.goto(shown)
    assert re.search(r"Personnes venues\s*7", read(desk))
    assert "Qui vient" not in read(desk)
    with looking_in(server.engine, town_of(server)) as session:
        held = session.scalars(select(Slot).where(Slot.is_nameless, Slot.came == 7)).one()
        assert shown.endswith(to_text(held.id))
        assert session.scalars(select(Booking).where(Booking.slot_id == held.id)).all() == []
