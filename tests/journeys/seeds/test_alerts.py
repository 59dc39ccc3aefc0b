"""A neighbour worries about a home: she tells a place and a worry, and the team goes there."""

import re
from typing import Any

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.voices.models import Alert
from tests.builders import looking_in
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

PLACE = "3 impasse du Moulin, premier étage"


def places(walk: Walk) -> list[str]:
    """Give where alerts that wait are about."""
    with looking_in(walk.served.engine, walk.town) as session:
        return list(session.scalars(select(Alert.place)))


def test_a_neighbour_tells_a_place_and_a_worry_and_no_name(walk: Walk) -> None:
    neighbour, before = walk.stranger(), len(places(walk))
    assert "/aulne/alert" in neighbour.read("/aulne/")
    page = neighbour.read("/aulne/alert")
    names = set(re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"', page))
    assert names == {"csrf_token", "once", "worry", "place", "teller"}, "no box asks for a name"
    named = "Mme Durand, 3 impasse du Moulin"
    told: dict[str, Any] = {"worry": "damp", "place": named, "teller": "neighbour"}
    again = neighbour.send("/aulne/alert", status=422, **told)
    assert "Enlevez le nom" in again
    assert "3 impasse du Moulin" in again, "nothing that was typed is lost"
    led = neighbour.send("/aulne/alert", **told | {"place": PLACE})
    assert "va voir" in neighbour.read(led)
    assert len(places(walk)) == before + 1
    team = walk.staff(Role.FACILITATOR, "aulne")
    waiting = team.read("/alerts")
    assert PLACE in waiting
    assert "Une voisine, un voisin" in waiting
    path = re.findall(r'action="/rive(/alerts/[^"]+)"', waiting.partition(PLACE)[2])[0]
    team.send("/alerts", path)
    assert PLACE not in places(walk), "taken over, the place is erased"


def test_a_house_asks_nobody_to_watch_its_residents(walk: Walk) -> None:
    assert "/tilleul/alert" not in walk.stranger().read("/tilleul/")
    walk.stranger().read("/tilleul/alert", status=404)
    elsewhere = walk.staff(Role.FACILITATOR, "tilleul")
    assert "Immeuble du Parc" not in elsewhere.read("/alerts")
