"""What was done: hours by status, and the figures of a service in which nobody is found."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.foundation.clock import PARIS
from participation.peers.models import Assignment, Booking, HelpRequest, Peer, Slot
from participation.peers.rules.booking import person_of
from participation.peers.rules.civil import MINUTE, Span, day_of
from participation.peers.rules.impact import Attendance, HeldSlot, Impact, impact_of, stretches
from participation.peers.rules.kinds import (
    AttendanceMark,
    BookingState,
    SlotState,
    Status,
)
from participation.peers.rules.planning import days_span

MARKS = {
    BookingState.CAME: AttendanceMark.CAME,
    BookingState.ABSENT: AttendanceMark.NOT_SEEN,
    BookingState.BOOKED: AttendanceMark.UNMARKED,
    BookingState.CANCELLED: AttendanceMark.PUT_OFF,
}


@dataclass(frozen=True, slots=True)
class Hours:
    """What the helpers of one status gave: how many of them, slots, and elapsed minutes."""

    status: Status
    peers: int
    slots: int
    minutes: int


def hours_by_status(session: Session, since: dt.date, until: dt.date) -> list[Hours]:
    """Give the hours that were attended in the entered services from a day to another."""
    span = days_span(since, until)
    own = and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id)
    hers = and_(Peer.organisation_id == Assignment.organisation_id, Peer.id == Assignment.helper_id)
    statement = (
        select(Peer.status, Peer.id, Slot.starts, Slot.ends)
        .join(Assignment, hers)
        .join(Slot, own)
        .where(
            Assignment.attended.is_(True),
            Slot.state == SlotState.HELD,
            Slot.starts >= span.starts,
            Slot.starts < span.ends,
        )
    )
    found: dict[Status, list[tuple[int, int]]] = defaultdict(list)
    for status, peer_id, starts, ends in session.execute(statement):
        found[status].append((peer_id, (ends - starts) // MINUTE))
    return [
        Hours(
            status,
            len({key for key, _minutes in lines}),
            len(lines),
            sum(minutes for _key, minutes in lines),
        )
        for status in Status
        if (lines := found.get(status))
    ]


def held_slots(session: Session, since: dt.date, until: dt.date) -> list[HeldSlot]:
    """Give what took place in the entered services, with bookings as keys without names."""
    span = days_span(since, until)
    own = (Slot.state == SlotState.HELD, Slot.starts >= span.starts, Slot.starts < span.ends)
    slots = session.scalars(select(Slot).where(*own).order_by(Slot.starts)).all()
    teams, bookings = _teams(session, slots), _bookings(session, slots)
    return [
        HeldSlot(
            Span(one.starts, one.ends),
            teams.get(one.id, 0),
            tuple(bookings.get(one.id, ())),
            one.came or 0,
        )
        for one in slots
    ]


def _teams(session: Session, slots: Sequence[Slot]) -> Mapping[int, int]:
    found: dict[int, int] = defaultdict(int)
    keys = [one.id for one in slots]
    own = (Assignment.slot_id.in_(keys), Assignment.attended.is_(True))
    for key in session.scalars(select(Assignment.slot_id).where(*own)):
        found[key] += 1
    return found


def _bookings(session: Session, slots: Sequence[Slot]) -> Mapping[int, list[Attendance]]:
    """Give the bookings of some slots, in the order of time.

    Somebody without an account counts as somebody new each time: nothing joins her bookings.
    Whose name is gone counts once a year.
    """
    keys = {one.id: one for one in slots}
    own = (Booking.slot_id.in_(keys), Booking.state.in_(MARKS))
    rows = session.scalars(select(Booking).where(*own).order_by(Booking.id)).all()
    asked = _asked(session, list(keys))
    found: dict[int, list[Attendance]] = defaultdict(list)
    seen: set[int] = set()
    for row in sorted(rows, key=lambda each: (keys[each.slot_id].starts, each.id)):
        person = person_of(row.user_id, row.nickname, row.id)
        first = person not in seen and row.state is BookingState.CAME
        at = asked.get(row.slot_id)
        found[row.slot_id].append(Attendance(person, MARKS[row.state], row.locale, at, first))
        if first:
            seen.add(person)
    return found


def _asked(session: Session, slot_ids: Sequence[int]) -> Mapping[int, dt.datetime]:
    """Give the day on which what became a slot was asked for, at its noon."""
    statement = select(HelpRequest.slot_id, HelpRequest.asked_on)
    rows = session.execute(statement.where(HelpRequest.slot_id.in_(slot_ids)))
    noon = dt.time(12, tzinfo=PARIS)
    return {key: dt.datetime.combine(day, noon) for key, day in rows if key is not None}


@dataclass(frozen=True, slots=True)
class Year:
    """The figures of a year: as a whole, by stretches that may be told, and hours by status."""

    year: int
    whole: Impact
    stretches: list[tuple[dt.date, dt.date, Impact]]
    """First and last day, both included."""
    hours: list[Hours]


def see_year(session: Session, year: int) -> Year:
    """Give the figures of the entered services; fewer than five people are never told.

    Months in which fewer came are told together with their neighbours, so that no difference of
    two figures tells of them.
    """
    since, until = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    slots = held_slots(session, since, until)
    parts = [
        (first, last, impact_of([one for one in slots if _is_within(one, first, last)]))
        for first, last in stretches(slots, since, 12)
    ]
    return Year(year, impact_of(slots), parts, hours_by_status(session, since, until))


def _is_within(slot: HeldSlot, first: dt.date, last: dt.date) -> bool:
    return first <= day_of(slot.span.starts, PARIS) <= last
