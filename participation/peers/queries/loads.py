"""What limits are judged from: a helper's facts, and all that she is taken for, in every house."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from sqlalchemy import BindParameter, and_, bindparam, func, select
from sqlalchemy.orm import Session

import participation
from participation.accounts.models import Membership
from participation.accounts.queries import all_services, held_on
from participation.accounts.rules.powers import Role
from participation.foundation.clock import PARIS
from participation.foundation.scope import within
from participation.peers.models import Assignment, Peer, Reservation, Slot
from participation.peers.rules import facts
from participation.peers.rules.civil import DAY, MINUTE, WEEK, Span, day_of
from participation.peers.rules.dated import Breach, Limits, limits_on, read_limits
from participation.peers.rules.kinds import SUPERVISION_KINDS, Status
from participation.peers.rules.limits import Near, examine, near
from participation.peers.rules.planning import is_heavy

LAW = Path(participation.__file__).parent / "law"
AROUND = 12 * WEEK
"""How far limits look to each side (L3121-22: twelve weeks in a row)."""
LONG_AGO = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
YOUNG = 17
"""An age under eighteen, for her who said only that she is a minor."""

KEYS: BindParameter[int] = bindparam("keys", expanding=True)
TAKEN = (
    select(Reservation.subject_id, Slot)
    .join(
        Slot,
        and_(Slot.organisation_id == Reservation.organisation_id, Slot.id == Reservation.slot_id),
    )
    .where(
        Reservation.subject_id.in_(KEYS),
        Reservation.starts < bindparam("ends"),
        Reservation.ends > bindparam("starts"),
        Slot.id != bindparam("but"),
    )
)
SUPERVISED = (
    select(Assignment.helper_id, func.max(Slot.starts))
    .join(
        Slot,
        and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id),
    )
    .where(
        Assignment.helper_id.in_(KEYS),
        Assignment.attended.is_(True),
        Slot.kind.in_(SUPERVISION_KINDS),
        Slot.starts < bindparam("now"),
    )
    .group_by(Assignment.helper_id)
)
"""Written once, as those of `offered`."""


@cache
def _every() -> tuple[Limits, ...]:
    return tuple(read_limits(path.read_text("utf-8")) for path in LAW.glob("helpers-fr-*.toml"))


def limits_in_force(day: dt.date) -> Limits:
    """Give the limits of a day: the past is judged by the law of its day."""
    return limits_on(_every(), day)


Taken = Mapping[int, Sequence[facts.Reservation]]


def taken_by(
    session: Session, peer_ids: Collection[int], span: Span, *, but: int | None = None
) -> Taken:
    """Give what helpers are taken for in a time, whatever the service: limits know no walls.

    `but` leaves out a slot. Only instants, kinds and keys leave this function: nothing of another
    house is shown.
    """
    found: dict[int, list[facts.Reservation]] = defaultdict(list)
    facts_of = {"keys": list(peer_ids), "starts": span.starts, "ends": span.ends, "but": but or 0}
    with within(session, all_services(session)):
        for peer_id, slot in session.execute(TAKEN, facts_of):
            found[peer_id].append(fact_of(slot))
    return found


def fact_of(slot: Slot, *, team: int = 0) -> facts.Reservation:
    """Give a slot as limits see it; its team is whom it needs, or who is there when more."""
    heavy = is_heavy(slot.kind, Span(slot.starts, slot.ends))
    number = max(slot.need_min, team)
    return facts.Reservation(
        slot.starts, slot.ends, slot.kind, slot.service_id, heavy=heavy, team=number
    )


def known_helpers(
    session: Session, peers: Iterable[Peer], now: dt.datetime
) -> Mapping[int, facts.Commitment]:
    """Give helpers as limits see them: contract, chosen hours, home, pause, supervision."""
    peers = list(peers)
    homes = _homes(session, [one.user_id for one in peers], day_of(now, PARIS))
    supervised = _supervised(session, [one.id for one in peers], now)
    return {
        one.id: _helper(one, now, homes.get(one.user_id, ()), supervised.get(one.id, ()))
        for one in peers
    }


def _helper(
    peer: Peer, now: dt.datetime, homes: Iterable[int], supervised: Iterable[dt.date]
) -> facts.Commitment:
    last = None if peer.until is None else peer.until - DAY
    today = day_of(now, PARIS)
    return facts.Commitment(
        status=peer.status,
        born_on=today.replace(year=today.year - YOUNG, day=1) if peer.is_minor else None,
        contract=facts.Contract(peer.since, last, peer.weekly_minutes),
        quota=peer.weekly_minutes,
        began_on=peer.since,
        lives_in=frozenset(homes),
        helps_at_home=peer.at_home,
        stopped=() if peer.paused_until is None else (Span(LONG_AGO, peer.paused_until),),
        supervised_on=tuple(supervised),
    )


def _homes(session: Session, user_ids: Sequence[int], day: dt.date) -> Mapping[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    own = (Membership.user_id.in_(user_ids), Membership.role == Role.RESIDENT, held_on(day))
    for user_id, service_id in session.execute(
        select(Membership.user_id, Membership.service_id).where(*own)
    ):
        if service_id is not None:
            found[user_id].add(service_id)
    return found


def _supervised(
    session: Session, peer_ids: Sequence[int], now: dt.datetime
) -> Mapping[int, set[dt.date]]:
    """Give the days on which helpers were at a supervision that took place."""
    found: dict[int, set[dt.date]] = defaultdict(set)
    asked = {"keys": list(peer_ids), "now": now}
    with within(session, all_services(session)):
        for peer_id, last in session.execute(SUPERVISED, asked):
            found[peer_id].add(day_of(_aware(last), PARIS))
    return found


def _aware(instant: dt.datetime) -> dt.datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=dt.UTC)


def judge(
    session: Session, slot: Slot, peers: Iterable[Peer], now: dt.datetime, *, team: int = 0
) -> Mapping[int, tuple[Breach, ...]]:
    """Say for each helper which limits this slot would break, those that refuse first."""
    peers = list(peers)
    around = Span(slot.starts - AROUND, slot.ends + AROUND)
    taken = taken_by(session, [one.id for one in peers], around, but=slot.id)
    limits = limits_in_force(day_of(slot.starts, PARIS))
    one, known = fact_of(slot, team=team), known_helpers(session, peers, now)
    fellows = fellows_of(session, peers, day_of(slot.starts, PARIS), around)
    return {
        peer.id: examine(
            known[peer.id], taken.get(peer.id, ()), one, limits, house=fellows.get(peer.id, ())
        )
        for peer in peers
    }


def fellows_of(session: Session, peers: Iterable[Peer], day: dt.date, around: Span) -> Taken:
    """Give what the others of the same flat are taken for: 42 hours are shared by a house.

    Whoever lives there on the day counts, whatever her status; others are asked nothing.
    """
    sharing = [one for one in peers if one.status is Status.FLAT_SHARE]
    homes = _homes(session, [one.user_id for one in sharing], day) if sharing else {}
    wanted = {one.id: homes.get(one.user_id, set()) for one in sharing}
    shared = {home for found in wanted.values() for home in found}
    if not shared:
        return {}
    own = and_(
        Membership.organisation_id == Peer.organisation_id, Membership.user_id == Peer.user_id
    )
    lives = (Membership.role == Role.RESIDENT, Membership.service_id.in_(shared), held_on(day))
    statement = select(Membership.service_id, Peer.id).join(Peer, own).where(*lives)
    rows = [(home, key) for home, key in session.execute(statement)]
    taken = taken_by(session, {key for _home, key in rows}, around)
    return {
        peer_id: [
            each
            for home, key in rows
            if home in found and key != peer_id
            for each in taken.get(key, ())
        ]
        for peer_id, found in wanted.items()
    }


def near_limits(
    session: Session, peers: Iterable[Peer], day: dt.date, now: dt.datetime
) -> Mapping[int, tuple[Near, ...]]:
    """Say who comes near which limit in the week of a day; nobody who is far from all."""
    peers = list(peers)
    middle = dt.datetime.combine(day, dt.time(12), PARIS).astimezone(dt.UTC)
    around = Span(middle - AROUND, middle + AROUND)
    taken = taken_by(session, [one.id for one in peers], around)
    limits, known = limits_in_force(day), known_helpers(session, peers, now)
    fellows = fellows_of(session, peers, day, around)
    found = {
        peer.id: near(
            known[peer.id], taken.get(peer.id, ()), day, limits, house=fellows.get(peer.id, ())
        )
        for peer in peers
    }
    return {key: those for key, those in found.items() if those}


def minutes_in(taken: Iterable[facts.Reservation], span: Span) -> int:
    """Count the minutes of some times that fall in a span."""
    shared = (Span(each.starts, each.ends).shared(span) for each in taken)
    return sum(shared, dt.timedelta()) // MINUTE
