"""What a slot needs to make sense, and why a deed of the coordinator is refused."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .civil import DAY, PARIS, Span, instant_of, monday_of, months_after, night_minutes
from .kinds import SUPPORT_KINDS, Invited, SlotKind, Topic

SHORTEST, LONGEST = 10, 12 * 60
"""Minutes of a slot; a night out is 12 hours at most."""
MOST_HELPERS, MOST_PEOPLE = 20, 40
OUTSIDE = frozenset({SlotKind.ROUND, SlotKind.COMPANY})
"""What happens outside the house: no room is taken."""
WITHOUT_BOOKING = frozenset(
    {SlotKind.DROP_IN, SlotKind.ROUND, SlotKind.TRAINING, SlotKind.SUPERVISION, SlotKind.PRACTICE}
)
"""Where nobody takes a place before: doors that stand open, and what is between helpers."""
ALONE = frozenset({SlotKind.MEETING, SlotKind.COMPANY})
"""What is between one person and the team: nobody else hears it."""
TEAM = 2
"""Who goes outside goes in two at least (charter of peer help)."""


class Refusal(StrEnum):
    """Why a deed of the coordinator was refused."""

    PAST = "slot-past"
    LENGTH = "slot-length"
    NEED = "slot-need"
    TEAM = "slot-team"
    CAPACITY = "slot-capacity"
    ONE_PERSON = "slot-one-person"
    NAMELESS = "slot-nameless"
    INVITED_ALONE = "slot-invited-alone"
    OVER = "slot-over"
    NOT_YET = "slot-not-yet"
    FULL = "slot-full"
    TOO_MANY_BOOKED = "slot-too-many-booked"
    ROOM_ELSEWHERE = "room-elsewhere"
    ROOM_CLOSED = "room-closed"
    ROOM_SMALL = "room-small"
    ROOM_TAKEN = "room-taken"
    ROOM_KNOWN = "room-known"
    ROOM_NAME = "room-name"
    PEER_TAKEN = "peer-taken"
    PEER_THERE = "peer-there"
    PEER_ELSEWHERE = "peer-elsewhere"
    PEER_LIMIT = "peer-limit"
    PEER_WARNING = "peer-warning"
    PERSON_TAKEN = "person-taken"
    DATES = "peer-dates"
    NAME = "qualification-name"
    SERIES_OVER = "series-over"
    REQUEST_OVER = "request-over"
    ROSTER_DAYS = "roster-days"
    ROSTER_PLACES = "roster-places"
    ROSTER_SOLVING = "roster-solving"
    ROSTER_OVER = "roster-over"
    ROSTER_ROW = "roster-row"


@dataclass(frozen=True, slots=True)
class Shape:
    """What happens in a slot and how many it needs, without its day: what a series repeats."""

    kind: SlotKind
    minutes: int
    need_min: int = 1
    need_max: int = 1
    capacity: int = 1
    priority: int = 1
    locale: str = ""
    topic: Topic | None = None
    needs_lead: bool = False
    needs_child_care: bool = False
    needs_interpreter: bool = False
    is_nameless: bool = False
    invited: Invited | None = None

    @property
    def seats(self) -> int:
        """Count the chairs that a room must hold."""
        return self.capacity + self.need_min + (self.invited is not None)


def usual_capacity(kind: SlotKind, wished: int | None) -> int:
    """Give how many people can book: one for a talk, none where doors stand open, 15 a group."""
    if kind in WITHOUT_BOOKING:
        return 0
    if kind is SlotKind.GROUP:
        return 15 if wished is None else wished
    return 1


def why_not(shape: Shape) -> Refusal | None:
    """Refuse a slot too short or long, without or with too many helpers or places, or alone."""
    return next(_faults(shape), None)


def _faults(shape: Shape) -> Iterator[Refusal]:
    if not SHORTEST <= shape.minutes <= LONGEST:
        yield Refusal.LENGTH
    if not 1 <= shape.need_min <= shape.need_max <= MOST_HELPERS:
        yield Refusal.NEED
    if shape.kind is SlotKind.ROUND and shape.need_min < TEAM:
        yield Refusal.TEAM
    if not 0 <= shape.capacity <= MOST_PEOPLE:
        yield Refusal.CAPACITY
    if shape.kind in ALONE and shape.capacity != 1:
        yield Refusal.ONE_PERSON
    if shape.is_nameless and shape.capacity:
        yield Refusal.NAMELESS
    if shape.invited is not None and shape.kind in ALONE:
        yield Refusal.INVITED_ALONE


def is_at_night(kind: SlotKind, span: Span) -> bool:
    """Say whether somebody is supported between 22:00 and 6:00."""
    return kind in SUPPORT_KINDS and night_minutes(span, PARIS) > 0


def is_heavy(kind: SlotKind, span: Span) -> bool:
    """Say whether a slot weighs: outside in a round, or at night (the charter of peer help)."""
    return kind is SlotKind.ROUND or is_at_night(kind, span)


def days_span(since: dt.date, until: dt.date) -> Span:
    """Give the instants from the midnight of a day to that of another, where the services are."""
    return Span(instant_of(since, dt.time(), PARIS), instant_of(until, dt.time(), PARIS))


MOST_DAYS = 45


class Period(StrEnum):
    """How long a roster is."""

    WEEK = "week"
    MONTH = "month"


def period_of(day: dt.date, period: Period) -> tuple[dt.date, dt.date]:
    """Give the first day and the first day after: the week from Monday, or the month."""
    if period is Period.WEEK:
        monday = monday_of(day)
        return monday, monday + 7 * DAY
    first = day.replace(day=1)
    return first, months_after(first, 1)
