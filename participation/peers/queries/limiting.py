"""The limits of a helper as the library of rosters knows them, by its names."""

from collections.abc import Mapping, Sequence

from participation.foundation.clock import PARIS
from participation.peers.models import Peer
from participation.peers.rules import facts
from participation.peers.rules.civil import WEEK, Span, day_of, monday_of
from participation.peers.rules.dated import Limits, Measure
from participation.peers.rules.planning import days_span
from participation.peers.rules.working import MEAN_WEEKS, weekly_rest
from participation.roster import problem as lib

from .loads import minutes_in

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
    week: she is then full, and what is added makes her rest no shorter than it is.
    """
    numbers: dict[str, int] = {}
    for each in law.of(peer.status):
        name = COUNTED.get(each.measure)
        if name is not None and each.minors in (None, peer.is_minor):
            number = each.number // PARTS.get(each.measure, 1)
            numbers[name] = min(numbers.get(name, number), number)
    week = min(peer.weekly_minutes, numbers.pop("minutes_per_week", peer.weekly_minutes))
    rest, most = numbers.pop("weekly_rest", None), 0
    monday = monday_of(day_of(span.starts, PARIS))
    while days_span(monday, monday + WEEK).starts < span.ends:
        most = max(most, minutes_in(held, days_span(monday, monday + WEEK)))
        if rest is not None:
            case = facts.week_case(facts.Commitment(peer.status), held, monday)
            rest = min(rest, *(each.value for each in weekly_rest(case, rest)))
        monday += WEEK
    return lib.Limits(minutes_per_week=max(week, most), weekly_rest=rest, **numbers)
