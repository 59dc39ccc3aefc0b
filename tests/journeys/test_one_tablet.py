"""Three people make their keys in turn on one tablet: each is alone with hers, and none leaks."""

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from participation.elections.queries.sealed import get_sealed, list_trustees
from participation.foundation.database import Base
from tests.application import Served
from tests.browser import violations
from tests.builders import looking_in
from tests.elections.booths import ASSESSORS, settle
from tests.journeys.hearing import Heard
from tests.journeys.keepers import Keeper, invite, piece
from tests.journeys.records import town_of
from tests.journeys.walking import Open

pytestmark = pytest.mark.browser


def shows(page: Page, seed: str) -> bool:
    """Say whether a page holds a key anywhere: words, attributes, fields, drawings, storage."""
    typed = page.locator("input").evaluate_all("all => all.map(one => one.value).join()")
    drawn = page.locator("[data-qr] *, [data-pictures] *").count()
    kept = page.evaluate("localStorage.length + sessionStorage.length")
    return seed in page.content().replace(" ", "") or seed in typed or bool(drawn or kept)


def rows(server: Served) -> str:
    """Give every row of every table that the association has."""
    with looking_in(server.engine, town_of(server)) as session:
        found, tables = session.connection(), Base.metadata.sorted_tables
        return str([found.execute(select(one)).all() for one in tables])


def test_one_tablet_serves_three_who_each_come_back_with_their_card(
    open_page: Open, server: Served
) -> None:
    calling, heard = settle(server.engine, town_of(server)), Heard(server)
    tablet, door = open_page(), invite(server, calling).together
    keepers = [Keeper(tablet, door) for _name in ASSESSORS]
    rosa, samir, tania = keepers
    rosa.make()
    piece(tablet, "pass")
    assert not violations(tablet)
    assert not shows(tablet, rosa.seed)
    samir.take("Samir")
    samir.draw()
    piece(tablet, "pass")
    rosa.come()  # the page was closed: each comes back with her card
    rosa.take("Rosa")
    piece(tablet, "resume")
    tablet.get_by_role("button", name="Montrer ma carte", exact=True).click()
    rosa.show_card()
    samir.take("Samir")
    piece(tablet, "resume")
    tablet.get_by_role("button", name="Montrer ma carte", exact=True).click()
    samir.show_card(rosa.seed)
    piece(tablet, "misread")
    tablet.get_by_role("button", name="Recommencer").click()
    samir.show_card()
    tania.take("Tania")
    tania.draw()
    piece(tablet, "kept")
    tablet.get_by_role("button", name="Vérifier ma carte").click()
    samir.show_card()
    piece(tablet, "good")
    with looking_in(server.engine, town_of(server)) as session:
        trustees = list_trustees(session, get_sealed(session, calling.residents_id))
        assert [(one.possession is not None, one.shared) for one in trustees] == [(True, True)] * 3
    everything, given = rows(server), trustees[0].commitment or ""
    assert heard.knows(given)  # what is sent is indeed heard, and kept
    assert given in everything
    seeds = [one.seed for one in keepers]
    assert not any(shows(tablet, seed) or heard.knows(seed) or seed in everything for seed in seeds)
