"""Whom a resident is proposed, why, and when: the same order for the same facts."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from participation.foundation.clock import PARIS
from participation.peers.models import Peer, PeerLanguage, PeerPlace
from participation.peers.rules import booking, times
from participation.peers.rules.booking import AHEAD, LENGTH, NOTICE, half_of
from participation.peers.rules.civil import Span, day_of, merged, monday_of, week_span
from participation.peers.rules.facts import Commitment, Reservation
from participation.peers.rules.kinds import Gender, Topic
from participation.peers.rules.matching import (
    Because,
    Candidate,
    Obstacle,
    Proposal,
    Wish,
    propose,
)

from .loads import AROUND, fellows_of, known_helpers, limits_in_force, minutes_in, taken_by
from .offered import first_lapses, free_times
from .weighing import met_by, spoken_by, topics_of, wanted_by, ways_to

PASSING = frozenset({Obstacle.TAKEN, Obstacle.LIMIT})
"""What stands against a time and not against a person."""
SHOWN_FIRST = 6
"""Beginnings that are proposed before she asks for more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What she said on the way: all of it may be left open; it is never stored."""

    locale: str
    topic: Topic | None = None
    gender: Gender | None = None
    not_from_here: bool = False
    user_id: int | None = None
    parts: frozenset[booking.Part] = frozenset()


@dataclass(frozen=True, slots=True)
class Shown:
    """A helper as a resident sees her: only what she wants shown; when she is free first."""

    peer: Peer
    because: tuple[Because, ...]
    first: dt.datetime
    languages: Sequence[PeerLanguage]
    topics: Sequence[Topic]
    speaks: bool
    """Whether she speaks the reader's language."""


@dataclass(frozen=True, slots=True)
class _Offering:
    peer: Peer
    candidate: Candidate
    starts: Sequence[dt.datetime]
    lapses_on: dt.date | None


def window(now: dt.datetime) -> Span:
    """Give the time in which a meeting can begin and end."""
    return Span(now + NOTICE, now + AHEAD + LENGTH)


def get_helper(session: Session, service_id: int, peer_id: int, day: dt.date) -> Peer:
    """Give who helps in a service on a day; NoResultFound (404) for anybody else."""
    return session.scalars(_helping(service_id, day).where(Peer.id == peer_id)).one()


def has_helpers(session: Session, service_id: int, day: dt.date) -> bool:
    """Say whether anybody helps in a service on a day."""
    return session.scalars(_helping(service_id, day).limit(1)).first() is not None


def _helping(service_id: int, day: dt.date) -> Select[Peer]:
    places = select(PeerPlace.helper_id).where(PeerPlace.service_id == service_id)
    time = and_(Peer.since <= day, or_(Peer.until.is_(None), Peer.until > day))
    return select(Peer).where(Peer.id.in_(places), time).order_by(Peer.id)


def list_proposals(
    session: Session, service_id: int, asked: Asked, now: dt.datetime
) -> list[Shown]:
    """Give who can help in the next two weeks, the best match first, each with her first time.

    When nobody speaks the reader's language, the others are shown with the languages they speak.
    """
    helpers = _gather(session, service_id, asked, now)
    met = met_by(session, asked.user_id)
    for languages in ((plain(asked.locale),), ()):
        found = [
            (proposal, starts, helper)
            for helper in helpers
            for proposal, starts in _first(helper, service_id, asked, languages, met)
        ]
        if found:
            break
    found.sort(key=lambda each: (-each[0].points, each[1], each[0].key))
    keys = [helper.peer.id for _proposal, _starts, helper in found]
    tongues, topics = spoken_by(session, keys), topics_of(session, keys)
    return [
        Shown(
            helper.peer,
            proposal.because,
            starts,
            tongues.get(helper.peer.id, ()),
            topics.get(helper.peer.id, ()),
            speaks=bool(languages),
        )
        for proposal, starts, helper in found
    ]


def plain(locale: str) -> str:
    """Give the language of a locale: easy French is French."""
    return locale.partition("@")[0]


def list_starts(
    session: Session, service_id: int, peer: Peer, asked: Asked, now: dt.datetime
) -> list[dt.datetime]:
    """Give when a meeting with a helper can begin in the next two weeks, in order.

    Each keeps every limit that refuses, and falls where neither is taken.
    """
    (helper,) = _gather(session, service_id, asked, now, peer) or (None,)
    if helper is None:
        return []
    return [starts for _proposal, starts in _able(helper, service_id, asked, (), {})]


def can_begin(
    session: Session,
    service_id: int,
    peer: Peer,
    asked: Asked,
    now: dt.datetime,
    starts: dt.datetime,
) -> bool:
    """Say whether a meeting with a helper can begin at an instant: the same answer, one judged."""
    alone = Span(starts, starts + LENGTH)
    return any(
        beginning == starts
        for helper in _gather(session, service_id, asked, now, peer, alone)
        for _proposal, beginning in _able(helper, service_id, asked, (), {})
    )


def first_choices(starts: Sequence[dt.datetime], most: int = SHOWN_FIRST) -> list[dt.datetime]:
    """Give the first beginning of each half day: few to choose from, on different days."""
    halves: dict[tuple[dt.date, bool], dt.datetime] = {}
    for each in starts:
        halves.setdefault(half_of(each), each)
    return list(halves.values())[:most]


@dataclass(frozen=True, slots=True)
class _Marks:
    """What sets helpers apart beside their hours, by helper."""

    tongues: Mapping[int, Sequence[PeerLanguage]] = field(default_factory=dict)
    topics: Mapping[int, Sequence[Topic]] = field(default_factory=dict)
    ways: Mapping[int, int] = field(default_factory=dict)
    wanted: Mapping[int, frozenset[Topic]] = field(default_factory=dict)

    def of(self, one: Peer, helper: Commitment, service_id: int) -> Candidate:
        """Give a helper as she is compared, her hours left aside."""
        return Candidate(
            key=one.id,
            helper=helper,
            languages={each.locale: each.level for each in self.tongues.get(one.id, ())},
            gender=one.gender,
            topics=frozenset(self.topics.get(one.id, ())),
            prefers=self.wanted.get(one.id, frozenset()),
            services=frozenset({service_id}),
            travel_minutes=self.ways.get(one.id),
        )


def _marks_of(session: Session, service_id: int, subjects: Sequence[int]) -> _Marks:
    return _Marks(
        spoken_by(session, subjects),
        topics_of(session, subjects, every=True),
        ways_to(session, service_id, subjects),
        wanted_by(session, subjects),
    )


def _gather(
    session: Session,
    service_id: int,
    asked: Asked,
    now: dt.datetime,
    only: Peer | None = None,
    when: Span | None = None,
) -> list[_Offering]:
    """Gather the facts of every helper of a service, or of one, in few statements.

    Her free times are looked for within the two weeks, or only `when`.
    """
    span, today = window(now), day_of(now, PARIS)
    peers = [only] if only else list(session.scalars(_helping(service_id, today)))
    if asked.user_id is not None:
        peers = [one for one in peers if one.user_id != asked.user_id]
    subjects = [one.id for one in peers]
    own = () if asked.user_id is None else (asked.user_id,)
    around = Span(span.starts - AROUND, span.ends + AROUND)
    taken = taken_by(session, [*subjects, *own], around)
    mine = [each.span for key in own for each in taken.get(key, ())]
    free, known = free_times(session, peers, when or span), known_helpers(session, peers, now)
    lapses, fellows = first_lapses(session, peers), fellows_of(session, peers, today, around)
    # whoever was chosen is no longer compared with others
    marks = _Marks() if only else _marks_of(session, service_id, subjects)
    found = []
    for one in peers:
        held = tuple(taken.get(one.id, ()))
        holes = merged([*mine, *(each.span for each in held)])
        compared = marks.of(one, known[one.id], service_id)
        candidate = replace(compared, taken=held, house=tuple(fellows.get(one.id, ())))
        starts = booking.beginnings(times.without(free[one.id], holes), asked.parts)
        found.append(_Offering(one, candidate, starts, lapses.get(one.id)))
    return found


def _first(
    helper: _Offering,
    service_id: int,
    asked: Asked,
    languages: tuple[str, ...],
    met: dict[int, int],
) -> Iterator[tuple[Proposal, dt.datetime]]:
    for found in _able(helper, service_id, asked, languages, met):
        yield found
        return


def _able(
    helper: _Offering,
    service_id: int,
    asked: Asked,
    languages: tuple[str, ...],
    met: dict[int, int],
) -> Iterator[tuple[Proposal, dt.datetime]]:
    """Give the beginnings at which a helper can, each with why she is proposed."""
    loaded: dict[dt.date, Candidate] = {}
    for starts in helper.starts:
        if helper.lapses_on is not None and day_of(starts, PARIS) >= helper.lapses_on:
            return
        span = Span(starts, starts + LENGTH)
        wish = Wish(
            span,
            service_id,
            Reservation(span.starts, span.ends, service_id=service_id),
            languages,
            asked.topic,
            asked.gender,
            asked.not_from_here,
            met=met,
        )
        monday = monday_of(day_of(starts, PARIS))
        if monday not in loaded:
            loaded[monday] = _in_week(helper.candidate, monday)
        limits = limits_in_force(day_of(starts, PARIS))
        able, unable = propose(wish, (loaded[monday],), limits)
        for proposal in able:
            yield proposal, starts
        if any(not PASSING.issuperset(each.obstacles) for each in unable):
            return


def _in_week(of: Candidate, monday: dt.date) -> Candidate:
    """Give a helper with what she is taken for in the week of a wish."""
    return replace(of, week_minutes=minutes_in(of.taken, week_span(monday, PARIS)))
