"""The limits of a helper as the library of rosters knows them, by its names."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.foundation.clock import PARIS
from participation.peers.models import Peer
from participation.peers.rules import facts
from participation.peers.rules.civil import WEEK, Span, day_of, monday_of
from participation.peers.rules.dated import Limits, Measure
from participation.peers.rules.planning import days_span
from participation.peers.rules.working import MEAN_WEEKS, weekly_rest
from participation.roster import problem as lib

COUNTED: Mapping[Measure, str] = {
    Measure.DAY: "minutes_per_day",
    Measure.DAYS: "days_per_week",
    Measure.HEAVY_WEEK: "heavy_per_week",
    Measure.MEAN: "minutes_per_week",
    Measure.NIGHTS: "nights_in_a_row",
    Measure.SLOTS_DAY: "slots_per_day",
    Measure.SUPPORT_DAY: "slots_per_day",
    Measure.WEEK: "minutes_per_week",
    Measure.WEEKLY_REST: "weekly_rest",
}
"""Which limits of the law and of the charter the solver knows by which of its names."""
PARTS: Mapping[Measure, int] = {Measure.MEAN: MEAN_WEEKS}
"""A sum of twelve weeks is shared among them: no twelve can then be beyond it."""


def solver_limits(
    peer: Peer, held: Sequence[facts.Reservation], span: Span, law: Limits
) -> lib.Limits:
    """Give the limits of her status by their names in the solver; rest is eleven hours for all.

    What she promised already is never a breach of the hours that she chose, nor of the rest of a
    week: she is then full in that week, and what is added makes its rest no shorter than it is.
    """
    numbers: dict[str, Any] = {}
    for each in law.of(peer.status):
        name = COUNTED.get(each.measure)
        if name is not None and each.minors in (None, peer.is_minor):
            number = each.number // PARTS.get(each.measure, 1)
            numbers[name] = min(numbers.get(name, number), number)
    week = min(peer.weekly_minutes, numbers.pop("minutes_per_week", peer.weekly_minutes))
    limits = lib.Limits(
        minutes_per_week=week, weekly_rest=numbers.pop("weekly_rest", None), **numbers
    )
    return replace(limits, full_weeks=_full_weeks(peer, held, span, limits))


def _full_weeks(
    peer: Peer, held: Sequence[facts.Reservation], span: Span, limits: lib.Limits
) -> dict[dt.date, lib.FullWeek]:
    """Give the weeks in which her promises alone are beyond a limit, by their Mondays.

    As in the solver, what begins in a week counts in it.
    """
    found, rest = {}, limits.weekly_rest or 0
    monday = monday_of(day_of(span.starts, PARIS))
    while days_span(monday, monday + WEEK).starts < span.ends:
        begun = [each for each in held if monday_of(day_of(each.starts, PARIS)) == monday]
        minutes, left = sum(each.span.minutes for each in begun), rest
        if rest:
            case = facts.week_case(facts.Commitment(peer.status), held, monday)
            left = min(rest, *(each.value for each in weekly_rest(case, rest) if each.on == monday))
        if minutes > limits.minutes_per_week or left < rest:
            found[monday] = lib.FullWeek(minutes, left)
        monday += WEEK
    return found
