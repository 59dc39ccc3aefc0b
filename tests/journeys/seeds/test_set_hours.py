"""Somebody whose hours are set by others books when she can, and nobody is told why."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from participation.foundation.clock import PARIS
from participation.peers.models import HelpRequest
from participation.peers.rules.booking import LENGTH
from tests.builders import looking_in
from tests.journeys.seeds.walkers import Person, Walk

pytestmark = pytest.mark.sqlite

PEOPLE = "/tilleul/meet/people"
MOST = 3
"""Helpers whose times are read: enough to meet the morning and the evening."""
ONE = re.compile(r'href="/rive(/tilleul/meet/people/\w{13})"')
OFFER = re.compile(r'name="starts" value="(\d{8}T\d{4}Z)"')


def hours_of(person: Person) -> list[dt.datetime]:
    """Give every beginning that is offered, whoever is chosen, on the clock of Paris."""
    found = []
    shown = dict.fromkeys(ONE.findall(person.read(PEOPLE)))
    for path in list(shown)[:MOST]:
        for sent in OFFER.findall(person.read(f"{path}?all=1")):
            instant = dt.datetime.strptime(sent, "%Y%m%dT%H%MZ").replace(tzinfo=dt.UTC)
            found.append(instant.astimezone(PARIS))
    return found


def in_evening(starts: dt.datetime) -> bool:
    """Say whether a meeting lies after 17:00."""
    return starts.hour >= 17


def test_only_times_within_her_set_hours_are_offered(walk: Walk) -> None:
    person = walk.screen("tilleul")
    person.send("/tilleul/meet/", topic="none")
    every = hours_of(person)
    assert {in_evening(one) for one in every} == {True, False}
    person.send(PEOPLE, wish="evening")
    assert 'value="evening" aria-pressed="true"' in person.read(PEOPLE)
    assert "Vos heures ne sont pas gardées" in person.read(PEOPLE)
    late = hours_of(person)
    assert late
    assert all(in_evening(one) for one in late)
    person.send(PEOPLE, wish="morning")
    both = hours_of(person)
    assert any(one.hour < 12 for one in both)
    assert all(in_evening(one) or one + LENGTH <= one.replace(hour=12, minute=0) for one in both)
    for wish in ("evening", "morning"):
        person.send(PEOPLE, wish=wish)
    assert hours_of(person) == every, "a second touch takes it back"


def test_her_set_hours_are_kept_in_no_row(walk: Walk) -> None:
    person = walk.screen("amandier")
    person.send("/amandier/meet/", topic="none")
    for wish in ("evening", "noon"):
        person.send("/amandier/meet/people", wish=wish)
    assert "/meet/t/" in person.send("/amandier/meet/people", "/amandier/meet/ask")
    with looking_in(walk.served.engine, walk.town, walk.service("amandier")) as session:
        row = session.scalars(select(HelpRequest).order_by(HelpRequest.id.desc()).limit(1)).one()
        columns = HelpRequest.__mapper__.column_attrs.keys()
        said = " ".join(str(getattr(row, each)) for each in columns)
    assert not {"evening", "noon"} & set(said.split())
