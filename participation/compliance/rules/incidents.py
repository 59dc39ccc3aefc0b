"""A breach of data: what it touched, how grave it is, and the clock that runs from its finding."""

import datetime as dt
from enum import StrEnum


class Harm(StrEnum):
    """What happened to the data."""

    READ = "read"
    CHANGED = "changed"
    LOST = "lost"


class Risk(StrEnum):
    """How grave it is for the people concerned."""

    UNKNOWN = "unknown"
    NONE = "none"
    SOME = "some"
    HIGH = "high"


class Clock(StrEnum):
    """Where the telling of the authority stands."""

    TOLD = "told"
    TOLD_LATE = "told-late"
    NOT_NEEDED = "not-needed"
    RUNNING = "running"
    LATE = "late"


class Refusal(StrEnum):
    """Why an incident cannot be written so."""

    NOT_FOUND_YET = "incident-not-found-yet"
    TOLD_BEFORE_FOUND = "incident-told-before-found"
    TOLD_NOT_YET = "incident-told-not-yet"
    LATE_BECAUSE = "incident-late-because"


def deadline(found_at: dt.datetime, hours: int) -> dt.datetime:
    """Give the instant until which the authority is told; it runs through nights and Sundays."""
    return found_at + dt.timedelta(hours=hours)


def clock_of(
    risk: Risk,
    found_at: dt.datetime,
    told_at: dt.datetime | None,
    now: dt.datetime,
    hours: int,
) -> Clock:
    """Say where the telling stands; what nobody has judged yet runs as a risk does."""
    until = deadline(found_at, hours)
    if told_at is not None:
        return Clock.TOLD if told_at <= until else Clock.TOLD_LATE
    if risk is Risk.NONE:
        return Clock.NOT_NEEDED
    return Clock.RUNNING if now <= until else Clock.LATE


def hours_left(found_at: dt.datetime, now: dt.datetime, hours: int) -> int:
    """Give the whole hours left, or passed as a negative number."""
    left = deadline(found_at, hours) - now
    return int(left.total_seconds() // 3600)


def why_not(
    *,
    found_at: dt.datetime,
    told_at: dt.datetime | None,
    late_because: str,
    now: dt.datetime,
    hours: int,
) -> Refusal | None:
    """Refuse instants to come or in the wrong order, and a late telling without its reason."""
    if found_at > now:
        return Refusal.NOT_FOUND_YET
    if told_at is None:
        return None
    if told_at > now:
        return Refusal.TOLD_NOT_YET
    if told_at < found_at:
        return Refusal.TOLD_BEFORE_FOUND
    is_late = told_at > deadline(found_at, hours)
    return Refusal.LATE_BECAUSE if is_late and not late_because.strip() else None
