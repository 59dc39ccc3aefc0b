"""What is said after a time with people: coded, nobody's fault, and forgotten in time."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from participation.foundation.retention import Kept, time_of

from .civil import monday_of
from .kinds import AssignmentState, AttendanceMark, SlotState

MOST_PEOPLE = 500
TOLD_WITHIN = dt.timedelta(days=60)
"""How long a presence can still be said or corrected."""
DEBRIEFS_KEPT = time_of(Kept.FEELING)
MOST_A_WEEK = 25
"""Debriefs of one week: more than anybody has meetings."""


class AfterRefusal(StrEnum):
    """Why what she says afterwards is not kept."""

    NOT_YET = "after-not-yet"
    NOT_HERS = "after-not-promised"
    TOO_LATE = "after-too-late"
    CANCELLED = "after-cancelled"
    HOW_MANY = "after-how-many"
    TOO_OFTEN = "debrief-too-often"
    NO_PLACE_LEFT = "supervision-full"
    NOT_SUPERVISION = "not-a-supervision"
    SUPERVISION_TAKEN = "supervision-while-taken"


@dataclass(frozen=True, slots=True)
class Told:
    """When a slot is, where it and she stand towards it."""

    starts: dt.datetime
    ends: dt.datetime
    slot: SlotState
    state: AssignmentState


def why_not_told(
    told: Told, mark: AttendanceMark, came: int | None, now: dt.datetime
) -> AfterRefusal | None:
    """Refuse what has not begun, was cancelled, was not hers, is long ago, or counts wrongly."""
    if told.state not in (AssignmentState.PROMISED, AssignmentState.COVER_WANTED):
        return AfterRefusal.NOT_HERS
    if told.slot is SlotState.CANCELLED:
        return AfterRefusal.CANCELLED
    if told.starts > now:
        return AfterRefusal.NOT_YET
    if now > told.ends + TOLD_WITHIN:
        return AfterRefusal.TOO_LATE
    if came is not None and not 0 <= came <= MOST_PEOPLE:
        return AfterRefusal.HOW_MANY
    return AfterRefusal.HOW_MANY if mark is AttendanceMark.UNMARKED else None


def was_there(mark: AttendanceMark) -> bool:
    """Say whether her time counts: she was there, whether or not somebody came."""
    return mark in (AttendanceMark.CAME, AttendanceMark.NOT_SEEN)


def forgotten_before(day: dt.date) -> dt.date:
    """Give the first Monday whose debriefs are kept on a day; none of them is older than 90 days.

    A debrief knows its week only, so a week goes whole as soon as its first day is too old.
    """
    oldest = day - DEBRIEFS_KEPT
    monday = monday_of(oldest)
    return monday if monday == oldest else monday + dt.timedelta(days=7)


def supervision_due(last: dt.date | None, since: dt.date, days: int) -> dt.date:
    """Give by when she has her next supervision: some days after the last, or after she began."""
    return (last or since) + dt.timedelta(days=days)
