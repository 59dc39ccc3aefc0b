"""Events of a place: who reads them, until when, and what cannot be told."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.operations import events as deeds
from participation.councils.queries import events as queries
from participation.councils.rules.events import FARTHEST, EventRefusal as R, why_not_told
from participation.councils.rules.network import Scope
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import START, Clock
from tests.councils.mandated import reason_of
from tests.councils.test_gallery import protect
from tests.councils.visiting import page, visit

SOON = START + dt.timedelta(hours=5)
HOUR = dt.timedelta(hours=1)
GOOD = {
    "title": "Un concert",
    "place": "La cour",
    "ahead": HOUR,
    "scope": Scope.HOUSE,
    "is_protected": False,
}
CASES: dict[str, tuple[R | None, dict[str, object]]] = {
    "a house": (None, {}),
    "every house, in a year": (None, {"scope": Scope.ASSOCIATION, "ahead": FARTHEST}),
    "no title": (R.UNTITLED, {"title": "  "}),
    "no place": (R.NOWHERE, {"place": " "}),
    "now": (R.PAST, {"ahead": dt.timedelta()}),
    "a year mistyped": (R.TOO_FAR, {"ahead": FARTHEST + HOUR}),
    "a refuge": (None, {"is_protected": True}),
    "beyond a refuge": (R.STAYS_HERE, {"scope": Scope.ASSOCIATION, "is_protected": True}),
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.mark.parametrize("case", CASES)
def test_what_cannot_be_told(case: str) -> None:
    refusal, more = CASES[case]
    assert why_not_told(**{**GOOD, **more}) is refusal  # type: ignore[arg-type]


def sheet(title: str = "Un concert", **more: object) -> deeds.EventSheet:
    """Give an event that may be told."""
    facts = {"title": Localized(fr=title), "starts_at": SOON, "place": "La cour", **more}
    return deeds.EventSheet(**facts)  # type: ignore[arg-type]


def read_in(engine: Engine, town: Town, service_id: int) -> list[tuple[str, str]]:
    """Give what a house reads: title and host."""
    with looking_in(engine, town, service_id) as session:
        found = queries.list_coming(session, START.date())
        return [(one.event.title.text("fr"), one.host) for one in found]


def test_an_event_goes_as_far_as_it_invites(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        deeds.tell_event(act, sheet("Ici"), service_id=town.here)
        open_to_all = sheet("Partout", scope=Scope.ASSOCIATION, starts_at=SOON - HOUR)
        deeds.tell_event(act, open_to_all, service_id=town.here)
        refused = reason_of(deeds.tell_event, act, sheet(" "), service_id=town.here)
        assert refused is R.UNTITLED
    assert read_in(engine, town, town.here) == [("Partout", ""), ("Ici", "")]
    assert read_in(engine, town, town.there) == [("Partout", "Maison Tilleul")]
    with acting_in(engine, town) as act:
        protect(act, town.here)
    assert read_in(engine, town, town.there) == [], "it was made a refuge since"


def test_an_event_is_read_until_its_day_is_over(
    app: Flask, engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        told = deeds.tell_event(act, sheet(), service_id=town.here)
        deeds.call_off(act, told)
    clock.advance(hours=6)
    sam = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Annulé" in page(sam, "/rive/tilleul/events"), "whoever counted on it reads it"
    clock.advance(days=1)
    sam = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Rien n’est prévu" in page(sam, "/rive/tilleul/events")
    assert "/rive/tilleul/events" not in page(sam, "/rive/tilleul/")
    with acting_in(engine, town) as act:
        assert reason_of(deeds.call_off, act, again(act, told.id)) is R.OVER


def again(act: Act, key: int) -> object:
    """Read an event again in another session."""
    return queries.get_event(act.session, key)


def test_a_page_holds_a_hundred_events(
    engine: Engine, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds, "MOST_EVENTS", 1)
    with acting_in(engine, town, town.here) as act:
        deeds.tell_event(act, sheet(), service_id=town.here)
        assert reason_of(deeds.tell_event, act, sheet(), service_id=town.here) is R.TOO_MANY
