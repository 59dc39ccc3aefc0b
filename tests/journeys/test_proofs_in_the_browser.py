"""Proofs that a browser gives: a passkey of the device, a link of a message opened by one touch."""

import pytest
from playwright.sync_api import Page, expect

from participation.accounts.operations import send_link, set_password
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from tests.accounts.people import PASSWORD
from tests.application import Served
from tests.browser import violations
from tests.builders import acting_in, make_person
from tests.journeys.records import town_of

pytestmark = pytest.mark.browser

DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def sign_in(page: Page, served: Served, slug: str, email: str) -> None:
    """Give address and password."""
    page.goto(f"{served.url}/{slug}/sign-in/staff")
    page.get_by_label("Adresse e-mail").fill(email)
    page.get_by_label("Mot de passe").fill(PASSWORD)
    page.get_by_role("button", name="Continuer").click()


def test_a_passkey_of_the_device_is_the_second_proof(server: Served, page: Page) -> None:
    town = town_of(server)
    with acting_in(server.engine, town) as act:
        user = make_person(act, "Nour", Role.MANAGER, town.here, email="nour@pins.example")
        set_password(act, user, PASSWORD)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    sign_in(page, server, town.slug, "nour@pins.example")
    page.get_by_role("link", name="Une clé d’accès de mon appareil").click()
    assert not violations(page)
    page.get_by_role("button", name="Créer la clé sur cet appareil").click()
    page.get_by_role("heading", name="Vos dix codes de secours").wait_for()
    expect(page.locator("code")).to_have_count(10)
    page.goto(f"{server.url}/{town.slug}/me")
    page.get_by_role("button", name="Sortir", exact=True).click()
    sign_in(page, server, town.slug, "nour@pins.example")
    page.get_by_role("button", name="Utiliser ma clé d’accès").click()
    page.wait_for_url(f"{server.url}/{town.slug}/")


def test_the_link_of_a_message_opens_by_one_touch_and_leaves_no_trace(
    server: Served, page: Page
) -> None:
    town = town_of(server)
    with acting_in(server.engine, town) as act:
        user = make_person(act, "Samia T.", Role.RESIDENT, town.here)
        user.phone = "+33612345678"
        code = send_link(act, user, LinkPurpose.ENTER, base_url=f"{server.url}/{town.slug}")
    page.goto(f"{server.url}/{town.slug}/link#{code}")
    page.wait_for_url(f"{server.url}/{town.slug}/link")
    assert page.evaluate("location.hash") == ""
    page.get_by_role("button", name="Entrer").click()
    page.goto(f"{server.url}/{town.slug}/me")
    assert "Samia T." in page.inner_text("main")
    page.go_back()
    assert code not in page.url
