"""A helper's own weeks: what she said, her absences, her calendars, and what it all comes to."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from participation.peers.models import Absence, BusyTime, CalendarSource, Peer, WeeklyTime
from participation.peers.rules.civil import DAY, PARIS, Span, day_of, day_span, merged
from participation.peers.rules.times import cut
from participation.peers.rules.weekly import Weekly

from .offered import free_times


def list_weekly(session: Session, peer: Peer) -> Sequence[WeeklyTime]:
    """Give the times of a helper's week, from Monday on."""
    statement = select(WeeklyTime).where(WeeklyTime.helper_id == peer.id)
    order = (WeeklyTime.weekday, WeeklyTime.starts_at, WeeklyTime.since)
    return session.scalars(statement.order_by(*order)).all()


def as_weekly(row: WeeklyTime) -> Weekly:
    """Give a row as rules judge it."""
    return Weekly(row.weekday, row.starts_at, row.minutes, row.since, row.until)


def get_weekly(session: Session, peer: Peer, key: int) -> WeeklyTime:
    """Give a time of a helper's own week; NoResultFound for another's."""
    own = (WeeklyTime.helper_id == peer.id, WeeklyTime.id == key)
    return session.scalars(select(WeeklyTime).where(*own)).one()


def list_absences(session: Session, peer: Peer, now: dt.datetime) -> Sequence[Absence]:
    """Give a helper's days otherwise that are not over, the next first."""
    own = (Absence.helper_id == peer.id, Absence.ends > now)
    return session.scalars(select(Absence).where(*own).order_by(Absence.starts)).all()


def get_absence(session: Session, peer: Peer, key: int) -> Absence:
    """Give an absence of a helper's own; NoResultFound for another's."""
    own = (Absence.helper_id == peer.id, Absence.id == key)
    return session.scalars(select(Absence).where(*own)).one()


def list_calendars(session: Session, peer: Peer) -> Sequence[CalendarSource]:
    """Give the calendars that a helper linked, oldest first."""
    statement = select(CalendarSource).where(CalendarSource.helper_id == peer.id)
    return session.scalars(statement.order_by(CalendarSource.id)).all()


def get_calendar(session: Session, peer: Peer, key: int) -> CalendarSource:
    """Give a calendar of a helper's own; NoResultFound for another's."""
    own = (CalendarSource.helper_id == peer.id, CalendarSource.id == key)
    return session.scalars(select(CalendarSource).where(*own)).one()


def list_due(session: Session, before: dt.datetime) -> Sequence[tuple[int, bytes]]:
    """Give (key, sealed address) of the calendars last read before an instant, oldest first."""
    statement = (
        select(CalendarSource.id, CalendarSource.address)
        .where(CalendarSource.address.is_not(None), CalendarSource.read_at < before)
        .order_by(CalendarSource.read_at)
    )
    return [(key, sealed) for key, sealed in session.execute(statement) if sealed is not None]


def find_calendar(session: Session, key: int) -> CalendarSource | None:
    """Give a calendar for the worker, or nothing when it was taken away meanwhile."""
    return session.scalars(select(CalendarSource).where(CalendarSource.id == key)).one_or_none()


def count_over(session: Session, *, busy: dt.datetime, away: dt.datetime) -> int:
    """Count the busy times and the absences that ended before two instants."""
    one = select(func.count(BusyTime.id)).where(BusyTime.ends < busy)
    other = select(func.count(Absence.id)).where(Absence.ends < away)
    return (session.scalar(one) or 0) + (session.scalar(other) or 0)


@dataclass(frozen=True, slots=True)
class FreeDay:
    """A day with the times at which others see her as free."""

    day: dt.date
    spans: tuple[Span, ...]


def see_days(session: Session, peer: Peer, now: dt.datetime, days: int = 7) -> list[FreeDay]:
    """Give what she said as the next days show it: weekly times, less absences and busy times."""
    first = day_of(now, PARIS)
    last = first + days * DAY
    within = Span(day_span(first, PARIS).starts, day_span(last, PARIS).starts)
    free = free_times(session, [peer], within)[peer.id]
    found = []
    for number in range(days):
        day = first + number * DAY
        spans = cut(merged(list(free)), day_span(day, PARIS))
        found.append(FreeDay(day, tuple(spans)))
    return found


def is_ever_there(session: Session, peer: Peer, today: dt.date) -> bool:
    """Say whether a helper has said any time that still holds."""
    own = (
        WeeklyTime.helper_id == peer.id,
        or_(WeeklyTime.until.is_(None), WeeklyTime.until > today),
    )
    return session.scalars(select(WeeklyTime.id).where(*own).limit(1)).first() is not None
