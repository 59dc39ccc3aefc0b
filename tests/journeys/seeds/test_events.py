"""What happens soon: told by the team, read by those who are invited, at the screen too."""

import datetime as dt
import re
from typing import Any

import pytest

from participation.accounts.rules.powers import Role
from tests.conftest import START
from tests.journeys.seeds.test_spaces_of_expression import words_of
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

CALL_OFF = re.compile(r'action="/rive(/councils/events/[0-9a-z]+/call-off)"')


def test_what_happens_soon_is_read_where_people_are_invited(walk: Walk) -> None:
    place = walk.screen("platane")
    assert 'href="/rive/platane/events"' in place.read("/platane/")
    there = words_of(place.read("/platane/events"))
    for words in ("Un concert dans la cour", "Sortie au musée", "Il n’y a pas de marche."):
        assert words in there
    assert re.search(r"Lire des poèmes\W+Annulé", there)
    elsewhere = words_of(walk.staff(Role.RESIDENT, "cedre").read("/cedre/events"))
    assert "Un concert dans la cour" in elsewhere
    assert "Invitation : Lieu Platane." in elsewhere
    assert "Sortie au musée" not in elsewhere
    walk.stranger().read("/platane/events", status=303)


def test_a_facilitator_tells_of_an_event_and_calls_it_off(walk: Walk) -> None:
    desk, house = walk.staff(Role.FACILITATOR, "cedre"), walk.staff(Role.RESIDENT, "cedre")
    day = (START.date() + dt.timedelta(days=3)).isoformat()
    written: dict[str, Any] = {
        "title-fr": "On danse",
        "day": day,
        "hour": "18 h 30",
        "place": "Le salon",
    }
    new = "/cedre/events/new"
    assert "Les personnes de tous les lieux" not in desk.read(new), "a protected place invites none"
    refused = desk.send(new, **{**written, "place": "", "scope": "house"}, status=422)
    assert 'value="On danse"' in refused, "nothing that was typed is lost"
    desk.send(new, **written, scope="house")
    assert "On danse" in words_of(house.read("/cedre/events"))
    assert "On danse" not in walk.staff(Role.RESIDENT, "platane").read("/platane/events")
    walk.staff(Role.FACILITATOR, "tilleul").read("/cedre/events/new", status=404)
    (off,) = CALL_OFF.findall(desk.read("/councils/events"))
    desk.send("/councils/events", off)
    assert re.search(r"On danse\W+Annulé", words_of(house.read("/cedre/events")))
