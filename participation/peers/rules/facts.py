"""What is known of a helper and of what she is asked for, when limits are judged."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from .civil import PARIS, Span, day_of, merged, monday_of, week_span
from .kinds import SlotKind, Status


@dataclass(frozen=True, slots=True)
class Reservation:
    """A time for which a helper is taken; instants in UTC.

    `team` counts the helpers who are to be there, herself among them, `pause_minutes` the longest
    pause inside it. Its pauses count as time worked: the careful side.
    """

    starts: dt.datetime
    ends: dt.datetime
    kind: SlotKind = SlotKind.MEETING
    service_id: int = 0
    heavy: bool = False
    team: int = 1
    pause_minutes: int = 0

    @property
    def span(self) -> Span:
        """Give its interval."""
        return Span(self.starts, self.ends)


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract or an engagement: first and last day, renewals included, and its hours."""

    since: dt.date
    until: dt.date | None = None
    weekly_minutes: int | None = None
    has_derogation: bool = False
    """Whether the authority allowed fewer hours or another length."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """The facts of a helper that limits ask for; what is not known is not judged."""

    status: Status
    born_on: dt.date | None = None
    age_extended: bool = False
    """Whether the law lets her sign until thirty; why is not known here."""
    contract: Contract | None = None
    quota: int | None = None
    """Minutes a week that she chose, within or beyond the usual cap of the charter."""
    began_on: dt.date | None = None
    lives_in: frozenset[int] = frozenset()
    helps_at_home: bool = False
    stopped: tuple[Span, ...] = ()
    difficult_at: tuple[dt.datetime, ...] = ()
    """When slots ended that she marked difficult."""
    supervised_on: tuple[dt.date, ...] = ()
    zone: ZoneInfo = PARIS


@dataclass(frozen=True, slots=True)
class Case:
    """What is judged: a helper, all that she is taken for, and where to look.

    `one` is the reservation to add, already among `every`; without one, a whole week is looked at.
    """

    helper: Commitment
    every: tuple[Reservation, ...]
    focus: Span
    one: Reservation | None = None
    house: tuple[Reservation, ...] = ()
    worked: tuple[Span, ...] = field(default=())
    day: dt.date | None = None
    """The day on which a whole week is looked at."""

    @property
    def zone(self) -> ZoneInfo:
        """Give the zone whose civil days count."""
        return self.helper.zone

    @property
    def before(self) -> list[Span]:
        """Give the time worked without the one to add."""
        return merged([each.span for each in self.every if each is not self.one])

    @property
    def looked_at(self) -> Sequence[Reservation]:
        """Give the reservations on which the judgement turns."""
        if self.one is not None:
            return (self.one,)
        return [each for each in self.every if each.span.meets(self.focus)]


def case_of(
    helper: Commitment,
    taken: Iterable[Reservation],
    one: Reservation,
    house: Iterable[Reservation] = (),
) -> Case:
    """Put one more reservation among those that a helper has."""
    every = tuple(sorted((*taken, one), key=lambda each: each.span))
    worked = tuple(merged([each.span for each in every]))
    return Case(helper, every, one.span, one, tuple(house), worked)


def week_case(
    helper: Commitment,
    taken: Iterable[Reservation],
    day: dt.date,
    house: Iterable[Reservation] = (),
) -> Case:
    """Look at the civil week of a day as it stands."""
    every = tuple(sorted(taken, key=lambda each: each.span))
    worked = tuple(merged([each.span for each in every]))
    focus = week_span(monday_of(day), helper.zone)
    return Case(helper, every, focus, None, tuple(house), worked, day)


def is_minor_on(helper: Commitment, instant: dt.datetime) -> bool:
    """Say whether somebody is known to be under eighteen on the civil day of an instant."""
    if helper.born_on is None:
        return False
    born, day = helper.born_on, day_of(instant, helper.zone)
    return (day.year - 18, day.month, day.day) < (born.year, born.month, born.day)
