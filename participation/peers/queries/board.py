"""The coordinator's board: today, this week's gaps, who carries much, what expires, who waits."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.foundation.scope import within
from participation.peers.models import (
    Assignment,
    HelpRequest,
    Peer,
    Qualification,
    Slot,
    SwapOffer,
)
from participation.peers.rules.civil import DAY, WEEK, Span, day_of, monday_of
from participation.peers.rules.kinds import (
    SUPERVISION_KINDS,
    SUPPORT_KINDS,
    AssignmentState,
    RequestState,
    SlotState,
)
from participation.peers.rules.limits import Near
from participation.peers.rules.planning import days_span

from .arrivals import count_open
from .loads import minutes_in, near_limits, taken_by
from .people import list_peers
from .slots import Line, lines_of, list_slots

EXPIRES = (7, 30, 60)
"""Days before a training expires at which it is said, the nearest first."""
SUPERVISION_LATE = 45
"""Days without supervision after which it is said (charter of peer help)."""
OPEN = (RequestState.WAITING, RequestState.PROMISED)
AHEAD = 2 * WEEK
SHOWN_FIRST = 8
"""Requests that stand on the board; the others are a page further."""


@dataclass(frozen=True, slots=True)
class Expiry:
    """A training that ends soon or has ended; `days` are those left, below zero since it ended."""

    peer: Peer
    qualification: Qualification
    days: int

    @property
    def step(self) -> int:
        """Give how near it is: 0 for one that has ended, else 7, 30 or 60 days."""
        return 0 if self.days <= 0 else next(each for each in EXPIRES if self.days <= each)


@dataclass(frozen=True, slots=True)
class Late:
    """A helper without supervision for long; `days` since the last one, or since she began."""

    peer: Peer
    days: int


@dataclass(frozen=True, slots=True)
class Load:
    """What a helper gives in a week, in elapsed minutes, and what she wished to give."""

    peer: Peer
    minutes: int

    @property
    def is_over(self) -> bool:
        """Say whether she does more than she wished."""
        return self.minutes > self.peer.weekly_minutes


@dataclass(frozen=True, slots=True)
class Handover:
    """A helper who looks for somebody else, or whose pause leaves a place to somebody else."""

    slot: Slot
    assignment: Assignment
    peer: Peer
    offer: SwapOffer | None


@dataclass(frozen=True, slots=True)
class Board:
    """All that a coordinator looks at in the morning."""

    today: list[Line]
    gaps: list[Line]
    near: list[tuple[Peer, tuple[Near, ...]]]
    expiring: list[Expiry]
    unsupervised: list[Late]
    requests: Sequence[HelpRequest]
    """The first of those who wait; `waiting` counts all of them."""
    waiting: int
    handovers: list[Handover]
    paused: list[Peer]
    overloaded: list[Load]
    to_note: list[Line]
    to_mark: int
    """People of whom it is not noted yet whether they came."""


def see_board(session: Session, now: dt.datetime) -> Board:
    """Look at everything in the entered services as it stands."""
    day = day_of(now, PARIS)
    monday = monday_of(day)
    ahead = Span(now, days_span(day, day + AHEAD.days * DAY).ends)
    week = days_span(monday, monday + WEEK)
    peers = list_peers(session, day)
    close = near_limits(session, peers, day, now)
    coming = lines_of(session, list_slots(session, ahead))
    loads = loads_of(session, peers, week)
    return Board(
        today=lines_of(session, list_slots(session, days_span(day, day + DAY))),
        gaps=[each for each in coming if each.is_empty],
        near=[(one, close[one.id]) for one in peers if one.id in close],
        expiring=list_expiring(session, peers, day),
        unsupervised=list_unsupervised(session, peers, now),
        requests=list_requests(session, most=SHOWN_FIRST),
        waiting=count_requests(session),
        handovers=list_handovers(session, now),
        paused=[one for one in peers if one.paused_until and one.paused_until > now],
        overloaded=[one for one in loads if one.is_over],
        to_note=list_to_note(session, now),
        to_mark=count_open(session, now),
    )


def loads_of(session: Session, peers: Sequence[Peer], span: Span) -> list[Load]:
    """Give what each helper gives in a time, in every house, the most first."""
    taken = taken_by(session, [one.id for one in peers], span)
    found = [Load(one, minutes_in(taken.get(one.id, ()), span)) for one in peers]
    return sorted(found, key=lambda each: (-each.minutes, each.peer.name, each.peer.id))


def list_expiring(session: Session, peers: Sequence[Peer], day: dt.date) -> list[Expiry]:
    """Give the trainings that end within sixty days or have ended, the nearest first.

    One that was followed again under the same name is known by its later day.
    """
    known = {one.id: one for one in peers}
    last: dict[tuple[int, str], Qualification] = {}
    statement = select(Qualification).where(Qualification.helper_id.in_(known))
    for one in session.scalars(statement.order_by(Qualification.id)):
        key = (one.helper_id, one.name.casefold())
        before = last.get(key)
        if before is None or _ends(one) > _ends(before):
            last[key] = one
    found = [Expiry(known[one.helper_id], one, (_ends(one) - day).days) for one in last.values()]
    soon = [each for each in found if each.days <= EXPIRES[-1]]
    return sorted(soon, key=lambda each: (each.days, each.peer.name, each.qualification.id))


def _ends(of: Qualification) -> dt.date:
    return of.expires_on or dt.date.max


def list_unsupervised(session: Session, peers: Sequence[Peer], now: dt.datetime) -> list[Late]:
    """Give who supports people and has had no supervision for 45 days, the longest first."""
    day = day_of(now, PARIS)
    ids = [one.id for one in peers]
    with within(session, all_services(session)):
        heard = _last(session, ids, Slot.kind.in_(SUPERVISION_KINDS), Slot.starts < now)
        helps = _last(session, ids, Slot.kind.in_(SUPPORT_KINDS), Slot.starts > now - 6 * WEEK)
    found = [
        Late(one, (day - max(one.since, heard.get(one.id, one.since))).days)
        for one in peers
        if one.id in helps
    ]
    late = [each for each in found if each.days > SUPERVISION_LATE]
    return sorted(late, key=lambda each: (-each.days, each.peer.name, each.peer.id))


def _last(session: Session, ids: Sequence[int], *conditions: object) -> Mapping[int, dt.date]:
    same = and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id)
    present = Assignment.attended.is_(True) | (
        Assignment.attended.is_(None) & (Assignment.state == AssignmentState.PROMISED)
    )
    statement = (
        select(Assignment.helper_id, Slot.starts)
        .join(Slot, same)
        .where(Assignment.helper_id.in_(ids), present, *conditions)  # type: ignore[arg-type]
        .where(Slot.state != SlotState.CANCELLED)
    )
    found: dict[int, dt.date] = {}
    for key, starts in session.execute(statement):
        found[key] = max(found.get(key, dt.date.min), day_of(starts, PARIS))
    return found


def list_requests(session: Session, *, most: int, after: int = 0) -> Sequence[HelpRequest]:
    """Give some of what nobody could take at once, the nearest promise first, `after` others.

    However many come from one screen, a page of them costs the same.
    """
    order = (HelpRequest.promised_for, HelpRequest.id)
    statement = select(HelpRequest).where(HelpRequest.state.in_(OPEN)).order_by(*order)
    return session.scalars(statement.limit(most).offset(after)).all()


def get_request(session: Session, key: int) -> HelpRequest:
    """Give a request of the entered services; NoResultFound otherwise."""
    return get_row(session, HelpRequest, key)


def count_requests(session: Session) -> int:
    """Count what waits for an answer in the entered services."""
    statement = select(func.count()).select_from(HelpRequest).where(HelpRequest.state.in_(OPEN))
    return session.scalar(statement) or 0


def list_handovers(session: Session, now: dt.datetime) -> list[Handover]:
    """Give the places whose helper looks for somebody else, by beginning."""
    own = and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id)
    hers = and_(Peer.organisation_id == Assignment.organisation_id, Peer.id == Assignment.helper_id)
    offered = and_(
        SwapOffer.organisation_id == Assignment.organisation_id,
        SwapOffer.assignment_id == Assignment.id,
        SwapOffer.taken_by.is_(None),
    )
    wanted = (Assignment.state == AssignmentState.COVER_WANTED) | SwapOffer.id.is_not(None)
    statement = (
        select(Slot, Assignment, Peer, SwapOffer)
        .join(Assignment, own)
        .join(Peer, hers)
        .join(SwapOffer, offered, isouter=True)
        .where(Slot.starts > now, Slot.state == SlotState.PLANNED, wanted)
        .order_by(Slot.starts, Peer.name)
    )
    return [Handover(*row) for row in session.execute(statement)]


def list_to_note(session: Session, now: dt.datetime) -> list[Line]:
    """Give what took place in the last two weeks and of which nobody noted who was there."""
    own = (Slot.state == SlotState.PLANNED, Slot.ends < now, Slot.ends > now - AHEAD)
    found = session.scalars(select(Slot).where(*own).order_by(Slot.starts))
    return [each for each in lines_of(session, found) if each.people]
