"""Who came is noted in one touch, can be changed, blames nobody, and is told of five or more."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.peers.labels import figures as words
from participation.peers.models import Assignment, Booking, Slot
from participation.peers.operations.afterwards import note_arrival
from participation.peers.queries.arrivals import count_open, list_arrivals
from participation.peers.queries.hours import see_year
from participation.peers.rules.kinds import AssignmentState, BookingState, SlotKind, SlotState
from participation.peers.rules.planning import Refusal
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.mandated import reason_of
from tests.councils.visiting import page, send, visit
from tests.peers.crew import assign, make_peer, make_slot
from tests.peers.test_roster_answers import book

CAME, ABSENT, BOOKED = BookingState.CAME, BookingState.ABSENT, BookingState.BOOKED
FORM = re.compile(r'action="(/rive/tilleul/rota/slots/\w+/arrivals/(?:came|absent))"')


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def booking_of(act: Act, slot: Slot) -> Booking:
    return act.session.scalars(select(Booking).where(Booking.slot_id == slot.id)).one()


def test_who_came_is_noted_in_one_touch_and_can_be_changed(
    app: Flask, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        slot = make_slot(act, town.here, "03-17 09:00", taken=1)
        assign(act, slot, peer)
        book(act, town, slot)
        make_slot(act, town.here, "03-17 08:00", kind=SlotKind.DROP_IN, is_nameless=True)
        key = {"booking": to_text(booking_of(act, slot).id)}
    desk = visit(app, engine, town, Role.COORDINATOR, town.here)
    assert "Qui est venu ? (1)" in page(desk, "/rive/rota")
    shown = page(desk, "/rive/rota/arrivals")
    assert shown.count("Sam</bdi>") == 1
    came, absent = FORM.findall(shown)
    send(desk, absent, key)
    assert re.search(r'aria-pressed="true">.*?N’est pas venu', page(desk, "/rive/rota/arrivals"))
    send(desk, came, key)
    assert "Qui est venu ? (0)" in page(desk, "/rive/rota")
    send(desk, came, {"booking": to_text(7)}, 404)
    send(desk, came.replace("tilleul", "olivier"), key, 404)
    with looking_in(engine, town) as session:
        assert session.scalars(select(Booking.state)).all() == [CAME]
        assert session.scalars(select(Assignment.attended)).all() == [True]
        noted = session.scalars(select(Entry).where(Entry.action == "slot.held")).all()
        assert {one.subject for one in noted} == {f"peer_slot:{to_text(slot.id)}"}


@pytest.mark.parametrize(
    ("starts", "state", "booking", "reason"),
    [
        ("03-17 11:00", SlotState.PLANNED, BOOKED, Refusal.NOT_YET),
        ("03-17 09:00", SlotState.CANCELLED, BOOKED, Refusal.OVER),
        ("03-17 09:00", SlotState.PLANNED, BookingState.CANCELLED, Refusal.OVER),
        ("03-17 09:00", SlotState.PLANNED, BookingState.WAITING, Refusal.OVER),
    ],
)
def test_nothing_is_noted_of_what_was_not(
    engine: Engine,
    town: Town,
    starts: str,
    state: SlotState,
    booking: BookingState,
    reason: Refusal,
) -> None:
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, starts, state=state)
        book(act, town, slot)
        row = booking_of(act, slot)
        row.state = booking
        act.session.flush()
        assert reason_of(note_arrival, act, row, slot, came=True) is reason
        assert list_arrivals(act.session, act.now) == []


def test_what_was_said_before_of_the_team_stays(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, "03-16 09:00", need_max=3)
        ill = assign(act, slot, make_peer(act, town, "Ill"))
        ill.attended = False
        asked = assign(act, slot, make_peer(act, town, "Asked"), AssignmentState.PROPOSED)
        there = assign(act, slot, make_peer(act, town, "There"))
        book(act, town, slot)
        assert count_open(act.session, act.now) == 1
        note_arrival(act, booking_of(act, slot), slot, came=False)
        assert (ill.attended, asked.attended, there.attended) == (False, None, True)
        assert count_open(act.session, act.now) == 0
        assert list_arrivals(act.session, act.now) == [], "what is noted leaves the page next day"
        assert list_arrivals(act.session, act.now + dt.timedelta(days=20)) == []


def test_who_did_not_come_is_told_of_five_people_or_not_at_all(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, "03-16 09:00", kind=SlotKind.GROUP, capacity=15)
        for number in range(11):
            person = make_person(act, f"Résident {number}", Role.RESIDENT, town.here)
            row = Booking(service_id=town.here, slot_id=slot.id, user_id=person.id, locale="fr")
            row.channel, row.state = "nothing", BOOKED  # type: ignore[assignment]
            act.session.add(row)
        act.session.flush()
        rows = act.session.scalars(select(Booking).order_by(Booking.id)).all()
        for row in rows[:6]:
            note_arrival(act, row, slot, came=True)
        told = []
        for row in rows[6:]:
            note_arrival(act, row, slot, came=False)
            act.session.flush()
            seen = see_year(act.session, 2026)
            told.append([(one.names, one.people) for one in seen.whole.not_held])
        assert told[:-1] == [[(("not-seen", "unmarked"), 5)]] * 4
        assert told[-1] == [(("not-seen",), 5)]
        lines = [line[2:] for line in words.rows_of_file(seen)]
        assert ["Ne sont pas venues", 5] in lines
