"""The desk and the room, walked from the first date to the published minutes."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import page, visit
from tests.inspection import Inspecting
from tests.meetings.gathering import MEETS_AT, Gathering, begin, call, gather


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.FACILITATOR, town.here)


def test_every_page_of_the_desk_opens(
    app: Flask,
    desk: Inspecting,
    engine: Engine,
    town: Town,
    gathering: Gathering,
    clock: Clock,
) -> None:
    base = f"/rive/meetings/{gathering.key}"
    assert "0 sur 3" in page(desk, "/rive/meetings")
    page(desk, f"/rive/meetings/new/{gathering.sitting.key}")
    for tail in ("", "/change", "/cancel", "/items/new", "/files", "/call"):
        page(desk, base + tail)
    call(engine, town, gathering)
    page(desk, base)
    with acting_in(engine, town) as act:
        item = to_text(gathering.items(act.session)[0].id)
    page(desk, f"/rive/meetings/items/{item}")
    clock.set(MEETS_AT.astimezone(dt.UTC))
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    room = f"/rive/tilleul/meetings/{gathering.key}"
    page(desk, f"{room}/now")
    page(desk, f"{room}/people")
    begin(engine, town, gathering)
    page(desk, f"{room}/now")
    page(desk, f"{room}/people")
    page(desk, f"/rive/tilleul/meetings/items/{item}/talk")
    page(desk, f"/rive/tilleul/meetings/items/{item}/vote")
    page(desk, room)
    page(desk, "/rive/tilleul/meetings")
