"""Who was expected at what has begun, for noting who came: one line a person."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.peers.models import Booking, Slot
from participation.peers.rules.civil import WEEK, day_of
from participation.peers.rules.kinds import BookingState, SlotState

from .slots import Line, lines_of

BACK = 2 * WEEK
"""How far back what nobody noted is still shown; the rota's weeks lead to the rest."""
EXPECTED = (BookingState.BOOKED, BookingState.CAME, BookingState.ABSENT)


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody with a place, by her name; empty for who is known by a drawing alone."""

    booking: Booking
    name: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A slot that has begun, with its team and who was expected."""

    line: Line
    guests: Sequence[Guest]

    @property
    def open(self) -> int:
        """Count those of whom nothing is noted yet."""
        return sum(one.booking.state is BookingState.BOOKED for one in self.guests)


def list_arrivals(session: Session, now: dt.datetime) -> list[Arrival]:
    """Give what has begun today, and of the two weeks before what is not noted yet, last first.

    What nobody is named in is never there: only how many came is noted of it.
    """
    own = (Slot.starts <= now, Slot.ends > now - BACK, Slot.state != SlotState.CANCELLED)
    begun = select(Slot).where(*own, Slot.capacity > 0, Slot.is_nameless.is_(False))
    slots = session.scalars(begun.order_by(Slot.starts.desc(), Slot.id)).all()
    guests = _guests(session, [one.id for one in slots])
    today = day_of(now, PARIS)
    found = [
        Arrival(line, guests[line.slot.id])
        for line in lines_of(session, [one for one in slots if one.id in guests])
    ]
    return [one for one in found if one.open or day_of(one.line.slot.starts, PARIS) == today]


def _guests(session: Session, slot_ids: Sequence[int]) -> Mapping[int, list[Guest]]:
    own = (Booking.slot_id.in_(slot_ids), Booking.state.in_(EXPECTED))
    rows = session.scalars(select(Booking).where(*own).order_by(Booking.id)).all()
    people = {one.user_id for one in rows}
    named = select(User.id, User.name).where(User.id.in_(people))
    names: dict[int | None, str] = {key: name for key, name in session.execute(named)}  # noqa: C416 - rows are no pairs to mypy
    found: dict[int, list[Guest]] = defaultdict(list)
    for row in rows:
        found[row.slot_id].append(Guest(row, names.get(row.user_id, "")))
    return found


def count_open(session: Session, now: dt.datetime) -> int:
    """Count the people of whom it is not noted yet whether they came."""
    return sum(one.open for one in list_arrivals(session, now))


def get_guest(session: Session, slot: Slot, booking_id: int) -> Booking:
    """Give a booking of a slot; NoResultFound for one of another."""
    get_row(session, Booking, booking_id)
    own = (Booking.id == booking_id, Booking.slot_id == slot.id)
    return session.scalars(select(Booking).where(*own)).one()
