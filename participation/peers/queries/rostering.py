"""The facts of a roster, read from the tables as the library of rosters wants them."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.clock import PARIS
from participation.foundation.database import get_row
from participation.foundation.keys import from_text, to_text
from participation.foundation.scope import entered, within
from participation.peers.models import Peer, Roster, RosterPlace
from participation.peers.rules import facts
from participation.peers.rules.civil import DAY, WEEK, Span, day_of, monday_of
from participation.peers.rules.dated import Limits
from participation.peers.rules.kinds import AssignmentState, RosterState, SlotKind, SlotState
from participation.peers.rules.limits import blocks, examine
from participation.peers.rules.planning import days_span, is_at_night, is_heavy
from participation.roster import problem as lib

from .limiting import solver_limits
from .loads import Taken, fact_of, known_helpers, limits_in_force, taken_by
from .offered import FOR_HELPERS, first_lapses, free_times
from .slots import Line, lines_of, list_assignments, list_slots
from .team import fluent_in, list_placed, lived_by, places_of

TRAINED = "trained"
"""The one skill that the tables know: every required training holds on the day."""
KEPT = "kept-"
"""Begins the name of a time that is promised already, here or in another house."""
KINDS: Mapping[SlotKind, lib.Kind] = {
    SlotKind.MEETING: lib.Kind.ONE,
    SlotKind.DROP_IN: lib.Kind.DROP_IN,
    SlotKind.GROUP: lib.Kind.GROUP,
    SlotKind.ROUND: lib.Kind.OUTREACH,
    SlotKind.COMPANY: lib.Kind.ACCOMPANIMENT,
    SlotKind.TRAINING: lib.Kind.TRAINING,
    SlotKind.SUPERVISION: lib.Kind.SUPERVISION,
    SlotKind.PRACTICE: lib.Kind.SUPERVISION,
}


def get_roster(session: Session, key: int) -> Roster:
    """Give a roster all of whose services were entered; NoResultFound otherwise."""
    row = get_row(session, Roster, key)
    with within(session, all_services(session)):
        wanted = services_of(session, row)
    if not set(wanted) <= entered(session):
        raise NoResultFound
    return row


def list_rosters(session: Session) -> Sequence[Roster]:
    """Give the rosters of the entered services, the newest first."""
    mine = select(RosterPlace.roster_id)
    statement = select(Roster).where(Roster.id.in_(mine))
    return session.scalars(statement.order_by(Roster.since.desc(), Roster.id.desc())).all()


def count_solving(session: Session) -> int:
    """Count the rosters that are being worked out, or wait for it."""
    statement = select(func.count()).select_from(Roster)
    return session.scalar(statement.where(Roster.state == RosterState.SOLVING)) or 0


def services_of(session: Session, roster: Roster) -> list[int]:
    """Give the services of a roster among those that were entered."""
    statement = select(RosterPlace.service_id).where(RosterPlace.roster_id == roster.id)
    return sorted(session.scalars(statement))


@dataclass(frozen=True, slots=True)
class Need:
    """What a roster is made for: its slots as they stand, and who may be asked."""

    lines: list[Line]
    peers: list[Peer]

    def line(self, key: str) -> Line | None:
        """Give the slot of a name in the problem; None for what is no slot of the roster."""
        if key.startswith(KEPT):
            return None
        wanted = from_text(key)
        return next((each for each in self.lines if each.slot.id == wanted), None)

    def peer(self, key: str) -> Peer | None:
        """Give the helper of a name in the problem."""
        wanted = from_text(key)
        return next((each for each in self.peers if each.id == wanted), None)


def see_need(session: Session, roster: Roster) -> Need:
    """Read what a roster has to fill: its slots that are still planned, and its helpers."""
    services = services_of(session, roster)
    span = days_span(roster.since, roster.until)
    slots = list_slots(session, span, services=services)
    planned = [one for one in slots if one.state is SlotState.PLANNED and one.starts >= span.starts]
    peers = [
        one
        for one in list_placed(session, services)
        if one.since < roster.until and (one.until is None or one.until > roster.since)
    ]
    return Need(lines_of(session, planned), peers)


def read_problem(
    session: Session,
    roster: Roster,
    need: Need,
    now: dt.datetime,
    *,
    pinned: Iterable[lib.Assignment] = (),
    excluded: Iterable[lib.Assignment] = (),
) -> lib.Problem:
    """Give the problem of a roster.

    What is promised, here or elsewhere, is a time of its own held by its helper: it counts for her
    rest and her hours, and nothing that it lacks can make the roster impossible. Each slot asks for
    those who are still missing. A helper whose promises go beyond the hours that she chose is asked
    for no more.
    """
    span = days_span(monday_of(roster.since) - DAY, roster.until + WEEK)
    ids = [one.id for one in need.peers]
    taken = taken_by(session, ids, span)
    law = limits_in_force(roster.since)
    places = {one.id: dict(places_of(session, need.peers).get(one.id, {})) for one in need.peers}
    kept, fixed = _kept(taken, places)
    people = _people(session, need.peers, span, (taken, places), law)
    return lib.Problem(
        zone=PARIS.key,
        helpers=tuple(people),
        slots=(*(_slot(each) for each in need.lines), *kept),
        fixed=(*fixed, *pinned),
        excluded=tuple({*_barred(session, need, taken, now), *excluded}),
    )


def _barred(
    session: Session, need: Need, taken: Taken, now: dt.datetime
) -> Iterator[lib.Assignment]:
    """Give whom not to ask for what: who is there or said no, and whom a limit protects.

    The solver counts hours, rest and days; what it does not know (supervision before what weighs,
    nights of minors, her home, her contract, her pause) is judged here, for what weighs and for
    each place. A supervision that the roster itself would bring does not count yet.
    """
    lines = list_assignments(session, [each.slot.id for each in need.lines], tuple(AssignmentState))
    for one, _peer in lines:
        yield lib.Assignment(to_text(one.slot_id), to_text(one.helper_id))
    helpers, law = known_helpers(session, need.peers, now), limits_in_force(day_of(now, PARIS))
    for each in need.lines:
        fact = fact_of(each.slot)
        for peer in need.peers:
            helper = helpers[peer.id]
            is_home = fact.service_id in helper.lives_in and not peer.at_home
            day = day_of(each.slot.starts, PARIS)
            outside = day < peer.since or (peer.until is not None and day >= peer.until)
            heavy = fact.heavy and blocks(examine(helper, taken.get(peer.id, ()), fact, law))
            if is_home or outside or heavy:
                yield lib.Assignment(to_text(each.slot.id), to_text(peer.id))


def _slot(line: Line) -> lib.Slot:
    slot, there = line.slot, len(line.people)
    span = Span(slot.starts, slot.ends)
    least = max(0, slot.need_min - there)
    leads = int(slot.needs_lead and not line.has_lead)
    return lib.Slot(
        id=to_text(slot.id),
        kind=KINDS[slot.kind],
        service=to_text(slot.service_id),
        starts=slot.starts,
        ends=slot.ends,
        least=max(least, leads),
        most=max(slot.need_max - there, least, leads),
        priority=slot.priority,
        language=slot.locale or None,
        topic=None if slot.topic is None else slot.topic.value,
        skills=frozenset() if slot.kind in FOR_HELPERS else frozenset({TRAINED}),
        leads=leads,
        team=max(1, slot.need_min - there) if slot.kind is SlotKind.ROUND else 1,
        heavy=is_heavy(slot.kind, span),
        night=is_at_night(slot.kind, span) or slot.kind is SlotKind.ROUND,
    )


def _place(service_id: int, places: Collection[int]) -> str:
    """Name a service; one where she does not help is a place of its own, for what is kept there."""
    return f"{KEPT if service_id not in places else ''}{to_text(service_id)}"


def _kept(
    taken: Mapping[int, Sequence[facts.Reservation]], places: Mapping[int, Collection[int]]
) -> tuple[list[lib.Slot], list[lib.Assignment]]:
    slots, fixed = [], []
    for peer_id, those in sorted(taken.items()):
        for number, each in enumerate(sorted(those, key=lambda one: one.span)):
            name = f"{KEPT}{to_text(peer_id)}-{number}"
            slots.append(
                lib.Slot(
                    id=name,
                    kind=KINDS[each.kind],
                    service=_place(each.service_id, places.get(peer_id, ())),
                    starts=each.starts,
                    ends=each.ends,
                    heavy=each.heavy,
                    night=is_at_night(each.kind, each.span),
                )
            )
            fixed.append(lib.Assignment(name, to_text(peer_id)))
    return slots, fixed


def _people(
    session: Session,
    peers: Sequence[Peer],
    span: Span,
    known: tuple[Taken, Mapping[int, Mapping[int, int]]],
    law: Limits,
) -> list[lib.Peer]:
    (taken, places), spoken = known, fluent_in(session, peers)
    lived, lapses = lived_by(session, peers), first_lapses(session, peers)
    offered = free_times(session, peers, span)
    found = []
    for one in peers:
        held = taken.get(one.id, ())
        homes = {_place(each.service_id, places[one.id]) for each in held}
        homes |= {to_text(key) for key in places[one.id]}
        last = lapses[one.id] - DAY if one.id in lapses else None
        found.append(
            lib.Peer(
                id=to_text(one.id),
                limits=solver_limits(one, held, span, law),
                languages=spoken[one.id],
                topics=frozenset(each.value for each in lived[one.id]),
                skills={TRAINED: last},
                services=frozenset(homes),
                available=_available(one, offered[one.id], held),
                leads=one.is_lead,
                likes=_likes(one),
                travel={to_text(key): way for key, way in places[one.id].items()},
            )
        )
    return found


def _likes(peer: Peer) -> frozenset[lib.Kind]:
    """Give the kinds of slots that she would rather hold; learning is never held against her."""
    liked = {KINDS[SlotKind(each)] for each in peer.likes}
    return frozenset(liked | {KINDS[each] for each in FOR_HELPERS}) if liked else frozenset()


def _available(
    peer: Peer, offered: Iterable[Span], held: Iterable[facts.Reservation]
) -> tuple[lib.Span, ...]:
    """Give when she can, and when she promised to be there; nothing before her pause ends."""
    after = [
        Span(max(each.starts, peer.paused_until or each.starts), each.ends) for each in offered
    ]
    times = sorted([each for each in after if each.starts < each.ends] + [one.span for one in held])
    return tuple(lib.Span(each.starts, each.ends) for each in times)
