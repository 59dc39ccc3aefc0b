"""When helpers said that they can, and until when their trainings hold."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import BindParameter, and_, bindparam, select
from sqlalchemy.orm import Session

from participation.peers.models import (
    Absence,
    BusyTime,
    CalendarSource,
    Peer,
    Qualification,
    WeeklyTime,
)
from participation.peers.rules.civil import DAY, MINUTE, Span, merged
from participation.peers.rules.kinds import SUPERVISION_KINDS, SlotKind
from participation.peers.rules.times import Availability, WeeklyPattern, free

MIDNIGHT = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
FOR_HELPERS = frozenset({SlotKind.TRAINING, *SUPERVISION_KINDS})
"""What a lapsed training does not keep her from: learning, and being heard."""
Spans = Mapping[int, list[Span]]
HERS: BindParameter[int] = bindparam("helpers", expanding=True)
STARTS: BindParameter[dt.datetime] = bindparam("starts")
ENDS: BindParameter[dt.datetime] = bindparam("ends")
WEEKLY = select(WeeklyTime).where(WeeklyTime.helper_id.in_(HERS))
EXCEPTIONS = select(Absence).where(
    Absence.helper_id.in_(HERS), Absence.starts < ENDS, Absence.ends > STARTS
)
BUSY = (
    select(CalendarSource.helper_id, BusyTime)
    .join(
        CalendarSource,
        and_(
            CalendarSource.organisation_id == BusyTime.organisation_id,
            CalendarSource.id == BusyTime.calendar_id,
        ),
    )
    .where(CalendarSource.helper_id.in_(HERS), BusyTime.starts < ENDS, BusyTime.ends > STARTS)
)
REQUIRED = select(Qualification).where(Qualification.helper_id.in_(HERS), Qualification.is_required)
"""Written once, for a deed runs them all: to write one takes as long as to run it."""


def free_times(session: Session, peers: Iterable[Peer], span: Span) -> Mapping[int, Sequence[Span]]:
    """Give when helpers said that they can, less absences and what their own calendars hold.

    What they are taken for is not taken off: whoever looks for a time knows for which slot.
    """
    ids = [one.id for one in peers]
    patterns: dict[int, list[WeeklyPattern]] = defaultdict(list)
    for one in session.scalars(WEEKLY, {"helpers": ids}):
        patterns[one.helper_id].append(_pattern(one))
    holes, there = _exceptions(session, ids, span)
    return {
        key: merged([*free(Availability(tuple(patterns[key])), span, holes[key]), *there[key]])
        for key in ids
    }


def _pattern(of: WeeklyTime) -> WeeklyPattern:
    starts = MIDNIGHT + of.starts_at * MINUTE
    hours = (starts.time(), (starts + of.minutes * MINUTE).time())
    return WeeklyPattern(of.weekday, hours, of.since, None if of.until is None else of.until - DAY)


def _exceptions(session: Session, ids: Sequence[int], span: Span) -> tuple[Spans, Spans]:
    holes: dict[int, list[Span]] = defaultdict(list)
    there: dict[int, list[Span]] = defaultdict(list)
    facts = {"helpers": ids, "starts": span.starts, "ends": span.ends}
    for one in session.scalars(EXCEPTIONS, facts):
        (there if one.is_there else holes)[one.helper_id].append(Span(one.starts, one.ends))
    for key, busy_time in session.execute(BUSY, facts):
        holes[key].append(Span(busy_time.starts, busy_time.ends))
    return holes, there


def first_lapses(session: Session, peers: Iterable[Peer]) -> Mapping[int, dt.date]:
    """Give the day from which a required training of a helper no longer holds.

    A training that was followed again holds until the later day; one without a day, for ever.
    """
    last: dict[tuple[int, str], dt.date] = {}
    for one in session.scalars(REQUIRED, {"helpers": [one.id for one in peers]}):
        key = (one.helper_id, one.name.casefold())
        last[key] = max(last.get(key, dt.date.min), one.expires_on or dt.date.max)
    found: dict[int, dt.date] = {}
    for (peer_id, _name), day in last.items():
        found[peer_id] = min(found.get(peer_id, dt.date.max), day)
    return {key: day for key, day in found.items() if day < dt.date.max}
