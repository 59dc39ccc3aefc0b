"""Two people of the bureau make the cards: their codes are printed and told to no server."""

import re

import pytest
from playwright.sync_api import Page, expect

from participation.belenios.encoding import fingerprint
from participation.elections.operations import sealed as sealing
from participation.elections.queries.sealed import credentials_of, get_sealed
from participation.foundation.keys import to_text
from participation.seed.devices.cards import derive_public
from tests.application import Served
from tests.browser import Watch, violations
from tests.builders import acting_in, looking_in
from tests.elections.booths import ASSESSORS, settle
from tests.elections.calling import Calling
from tests.journeys.hearing import Heard
from tests.journeys.records import town_of
from tests.journeys.walking import Open

pytestmark = pytest.mark.browser
CODE = re.compile(r"^\w{5}-\w{6}-\w{5}-\w{6}$")


def invite(server: Served, calling: Calling) -> tuple[str, str]:
    """Begin the ceremony; give the address of the page for cards, and the election's uuid."""
    with acting_in(server.engine, town_of(server)) as act:
        made = sealing.prepare(act, calling.residents(act.session), ASSESSORS, title="Le conseil")
        path = f"/rive/tilleul/vote/{to_text(calling.residents_id)}/make-cards"
        return f"{server.url}{path}#{made.cards}", made.sealed.uuid


def piece(page: Page, name: str) -> None:
    page.locator(f'[data-part="{name}"]:not([hidden])').wait_for()


def test_cards_are_printed_and_their_codes_are_told_to_nobody(
    open_page: Open, server: Served
) -> None:
    calling = settle(server.engine, town_of(server))
    address, uuid = invite(server, calling)
    heard, page = Heard(server), open_page()
    page.goto(address)
    piece(page, "numbers")
    assert not violations(page)
    page.get_by_label("Cartes de vote").fill("9")
    page.get_by_label("Bulletins de papier, pour le bureau").fill("4")
    page.get_by_role("button", name="Faire les cartes").click()
    piece(page, "made")
    assert not violations(page)
    codes = page.locator("[data-sheets] [data-code]").all_inner_texts()
    assert len(set(codes)) == 13
    assert all(CODE.match(code) for code in codes)
    shown = page.locator('[data-part="made"] [data-whole]').inner_text()
    with looking_in(server.engine, town_of(server)) as session:
        sealed = get_sealed(session, calling.residents_id)
        listed = credentials_of(session, sealed)
        assert (sealed.cards, sealed.papers) == (9, 4)
    assert shown == fingerprint(listed)
    assert sorted(derive_public(uuid, code) for code in codes) == sorted(
        listed.decode().strip('[]"').split('","')
    )
    assert len(page.pdf()) > 10_000
    page.get_by_role("button", name="J’ai imprimé").click()
    piece(page, "forgotten")
    expect(page.locator("[data-sheets] *")).to_have_count(0)
    assert not any(code in page.content() for code in codes)
    assert not page.evaluate("localStorage.length + sessionStorage.length")
    assert not any(heard.knows(code) for code in codes)


def test_only_who_was_named_makes_cards(open_page: Open, server: Served, watch: Watch) -> None:
    calling = settle(server.engine, town_of(server))
    address, _uuid = invite(server, calling)
    page = open_page()
    page.goto(address.split("#", maxsplit=1)[0] + "#somebody-else")
    piece(page, "trouble")
    assert [each[:3] for each in watch.troubles] == ["404"]
    watch.troubles.clear()
    page.goto("about:blank")
    page.goto(address)
    piece(page, "numbers")
