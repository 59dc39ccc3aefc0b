"""Numbers and days that nobody means, in addresses and forms: a page all the same."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from tests.builders import Town, acting_in, make_town
from tests.councils.visiting import enter_as, page, send, visit
from tests.peers.crew import make_peer

LONG = "9" * 5000
ODD = (
    (Role.ADMINISTRATOR, "/rive/journal/?before=99999999999999999999"),
    (Role.ADMINISTRATOR, "/rive/journal/?before=-99999999999999999999"),
    (Role.ADMINISTRATOR, f"/rive/journal/?before={LONG}"),
    (Role.QUALITY_MANAGER, "/rive/tilleul/evidence?years=05000"),
    (Role.QUALITY_MANAGER, f"/rive/tilleul/evidence?years=1{LONG}"),
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.mark.parametrize(("role", "address"), ODD, ids=["large", "small", "long", "five", "years"])
def test_odd_numbers_break_no_page(
    app: Flask, engine: Engine, town: Town, role: Role, address: str
) -> None:
    page(visit(app, engine, town, role, None), address)


@pytest.mark.parametrize("year", ["20265", f"2026{LONG}"], ids=["five digits", "thousands"])
def test_a_year_of_too_many_digits_is_this_year(
    app: Flask, engine: Engine, town: Town, year: str
) -> None:
    with acting_in(engine, town) as act:
        user_id = make_peer(act, town).user_id
    page(enter_as(app, engine, town, user_id), f"/rive/helping/hours?year={year}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_breach_of_no_known_year_is_refused_beside_its_day(
    app: Flask, engine: Engine, town: Town, day: str
) -> None:
    desk = visit(app, engine, town, Role.ADMINISTRATOR, None)
    fields = {"found_on": day, "found_hour": "0:00", "harm": "lost", "risk": "none", "words": "Une"}
    shown = send(desk, "/rive/trust/incidents/new", fields, 422)
    assert "Écrivez un jour comme 31/05/2026." in shown
