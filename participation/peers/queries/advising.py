"""Whom to propose to somebody who waits, and when each is free."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.foundation.clock import PARIS
from participation.peers.models import HelpRequest, Peer
from participation.peers.rules.civil import DAY, WEEK, Span, day_of, instant_of, merged, monday_of
from participation.peers.rules.kinds import Gender
from participation.peers.rules.planning import days_span
from participation.peers.rules.times import starts_of, without

from .loads import known_helpers, minutes_in, taken_by
from .offered import first_lapses, free_times
from .team import fluent_in, list_placed, lived_by

AHEAD = 14
MINUTES, FIRST = 45, 3
EARLIEST, LATEST = dt.time(8), dt.time(20)
"""Talks are proposed between these hours; another can be written by hand."""


@dataclass(frozen=True, slots=True)
class Advice:
    """A helper for somebody who waits: what fits, what does not, and her next free times."""

    peer: Peer
    speaks: bool
    knows: bool
    is_wished: bool
    """Of the gender that was wished, or none was."""
    lives_here: bool
    has_lapsed: bool
    minutes: int
    """What she gives this week."""
    free: Sequence[dt.datetime]

    @property
    def rank(self) -> tuple[object, ...]:
        """Give her place: the same order for the same facts."""
        return (
            self.has_lapsed or not self.free,
            not self.speaks,
            not self.is_wished,
            self.lives_here,
            not self.knows,
            self.minutes,
            self.peer.name,
            self.peer.id,
        )


def advise(session: Session, request: HelpRequest, now: dt.datetime) -> list[Advice]:
    """Look at every helper of the service for a request, who fits best first; none is hidden.

    Whom the person does not want (from her own house) comes late, and says why.
    """
    day = day_of(now, PARIS)
    peers = list_placed(session, [request.service_id], day)
    span = Span(now, instant_of(day + AHEAD * DAY, dt.time(), PARIS))
    ids, monday = [one.id for one in peers], monday_of(day)
    week = days_span(monday, monday + WEEK)
    taken = taken_by(session, ids, Span(min(now, week.starts), span.ends))
    offered, spoken = free_times(session, peers, span), fluent_in(session, peers)
    lived, lapses = lived_by(session, peers), first_lapses(session, peers)
    known = known_helpers(session, peers, now)
    found = [
        Advice(
            peer=one,
            speaks=request.locale in spoken[one.id],
            knows=request.topic is not None and request.topic in lived[one.id],
            is_wished=request.gender in (Gender.UNSAID, one.gender),
            lives_here=request.service_id in known[one.id].lives_in,
            has_lapsed=lapses.get(one.id, dt.date.max) <= day,
            minutes=minutes_in(taken.get(one.id, ()), week),
            free=_first(offered[one.id], [each.span for each in taken.get(one.id, ())], one),
        )
        for one in peers
    ]
    return sorted(found, key=lambda each: each.rank)


def _first(offered: Sequence[Span], taken: list[Span], peer: Peer) -> list[dt.datetime]:
    """Give the first free times of the day, one a day, none before her pause ends."""
    after = peer.paused_until
    starts = [
        each
        for each in starts_of(without(offered, merged(taken)), MINUTES)
        if (after is None or each >= after) and EARLIEST <= each.astimezone(PARIS).time() <= LATEST
    ]
    by_day: dict[dt.date, dt.datetime] = {}
    for each in starts:
        by_day.setdefault(day_of(each, PARIS), each)
    return sorted(by_day.values())[:FIRST]
