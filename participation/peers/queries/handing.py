"""Times that helpers look to give away or exchange, and who may stand in for whom."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.organisations.models import Service
from participation.peers.models import Assignment, Booking, Peer, Slot, SwapOffer
from participation.peers.rules.dated import Breach
from participation.peers.rules.handing import HandRefusal, keeps_the_choice
from participation.peers.rules.kinds import AssignmentState, SlotState
from participation.peers.rules.limits import blocks

from .fitting import Fit, fit_of
from .people import places_of
from .slots import COMING, THERE
from .team import services_here

Offered = tuple[SwapOffer, Assignment, Slot, Peer]
"""An offer, the line that is given away, its slot, and whose it is."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A time that a colleague would give for one of hers."""

    offer: SwapOffer
    giver: Peer
    given: Slot
    wished: Slot
    service: Service


@dataclass(frozen=True, slots=True)
class Cover:
    """A time that somebody looks to give away, and why she cannot take it, if she cannot."""

    offer: SwapOffer
    giver: Peer
    slot: Slot
    service: Service
    why_not: HandRefusal | None
    fit: Fit

    @property
    def breaches(self) -> tuple[Breach, ...]:
        """Give the limits of hers that stand against it, where nothing else does."""
        return self.fit.breaches if self.why_not is HandRefusal.LIMIT else ()


def of_slot() -> ColumnElement[bool]:
    """Give the condition that ties an assignment to its slot, which walls its service."""
    return and_(Slot.organisation_id == Assignment.organisation_id, Slot.id == Assignment.slot_id)


def own_lines(
    session: Session, peer: Peer, *conditions: ColumnElement[bool]
) -> Sequence[tuple[Assignment, Slot]]:
    """Give where a helper holds a place in the entered services, by beginning."""
    statement = (
        select(Assignment, Slot)
        .join(Slot, of_slot())
        .where(Assignment.helper_id == peer.id, Assignment.state.in_(THERE), *conditions)
        .order_by(Slot.starts, Slot.id)
    )
    return [(one, slot) for one, slot in session.execute(statement)]


def find_offer(session: Session, assignment: Assignment) -> SwapOffer | None:
    """Give the offer of a line, open or taken."""
    statement = select(SwapOffer).where(SwapOffer.assignment_id == assignment.id)
    return session.scalars(statement).one_or_none()


def get_offer(session: Session, key: int) -> Offered:
    """Give an offer in an entered service with the line, the slot and the giver."""
    (found,) = _offers(session, SwapOffer.id == key) or (None,)
    if found is None:
        raise NoResultFound
    return found


def _offers(session: Session, *conditions: ColumnElement[bool]) -> list[Offered]:
    line = and_(
        SwapOffer.organisation_id == Assignment.organisation_id,
        SwapOffer.assignment_id == Assignment.id,
    )
    giver = and_(
        Peer.organisation_id == Assignment.organisation_id, Peer.id == Assignment.helper_id
    )
    statement = (
        select(SwapOffer, Assignment, Slot, Peer)
        .join(Assignment, line)
        .join(Slot, of_slot())
        .join(Peer, giver)
        .where(*conditions)
        .order_by(Slot.starts, SwapOffer.id)
    )
    rows = session.execute(statement)
    return [(offer, given, slot, giver) for offer, given, slot, giver in rows]


def list_open(session: Session, peer: Peer, now: dt.datetime) -> list[Offered]:
    """Give what anybody of her services may take over."""
    mine = [each.service_id for each in places_of(session, peer.id)]
    return _offers(
        session,
        SwapOffer.taken_by.is_(None),
        SwapOffer.against_id.is_(None),
        Assignment.helper_id != peer.id,
        Assignment.state == AssignmentState.COVER_WANTED,
        Slot.service_id.in_(mine),
        Slot.state == SlotState.PLANNED,
        Slot.starts > now,
    )


def list_covers(session: Session, peer: Peer, now: dt.datetime) -> list[Cover]:
    """Give what a helper could take over, the soonest first, with what stands against it."""
    services = services_here(session)
    found = []
    for offer, given, slot, giver in list_open(session, peer, now):
        fit = look_at(session, slot, given, peer, now)
        reason = why_not_taken(session, slot, given, giver, fit)
        found.append(Cover(offer, giver, slot, services[slot.service_id], reason, fit))
    return found


def look_at(session: Session, slot: Slot, given: Assignment, peer: Peer, now: dt.datetime) -> Fit:
    """Look at a helper in the place of another in a slot."""
    team = len(_others(session, slot, given)) + 1
    return fit_of(session, slot, peer, now, team=team)


def _others(session: Session, slot: Slot, but: Assignment) -> Sequence[Assignment]:
    statement = select(Assignment).where(
        Assignment.slot_id == slot.id, Assignment.state.in_(THERE), Assignment.id != but.id
    )
    return session.scalars(statement).all()


def why_not_taken(
    session: Session, slot: Slot, given: Assignment, giver: Peer, fit: Fit
) -> HandRefusal | None:
    """Say why a helper may not stand in for another: place, time, training, limits, what was asked.

    The limits are those of `rules.limits`, with every house in which she helps.
    """
    others = _others(session, slot, given)
    if any(one.helper_id == fit.peer.id for one in others):
        return HandRefusal.THERE_ALREADY
    checks = (
        (not fit.is_placed, HandRefusal.ELSEWHERE),
        (fit.is_taken, HandRefusal.BUSY),
        (fit.has_lapsed, HandRefusal.LAPSED),
        (not fit.speaks, HandRefusal.LANGUAGE),
        (_misses_lead(slot, others, fit.peer), HandRefusal.LEAD),
        (not _keeps(session, slot, giver, fit.peer), HandRefusal.CHOSEN),
        (blocks(fit.breaches), HandRefusal.LIMIT),
    )
    return next((reason for holds, reason in checks if holds), None)


def _misses_lead(slot: Slot, others: Sequence[Assignment], peer: Peer) -> bool:
    return slot.needs_lead and not peer.is_lead and not any(one.is_lead for one in others)


def _keeps(session: Session, slot: Slot, giver: Peer, taker: Peer) -> bool:
    coming = select(func.count(Booking.id)).where(
        Booking.slot_id == slot.id, Booking.state.in_(COMING)
    )
    booked = bool(session.scalar(coming))
    return keeps_the_choice(slot.kind, giver.gender, taker.gender, is_booked=booked)


def list_exchanges(session: Session, peer: Peer, now: dt.datetime) -> list[Exchange]:
    """Give the times that colleagues would give for one of hers, while both are to come."""
    mine = {one.id: slot for one, slot in own_lines(session, peer, Slot.starts > now)}
    services = services_here(session)
    rows = _offers(
        session,
        SwapOffer.taken_by.is_(None),
        SwapOffer.against_id.in_(mine),
        Slot.state == SlotState.PLANNED,
        Slot.starts > now,
    )
    return [
        Exchange(offer, giver, slot, mine[offer.against_id], services[slot.service_id])
        for offer, _given, slot, giver in rows
        if offer.against_id is not None
    ]


def list_swappable(
    session: Session, peer: Peer, slot: Slot, now: dt.datetime
) -> list[tuple[Assignment, Slot, Peer]]:
    """Give what colleagues promised that could be wished for in exchange of a time of hers.

    Only in her services, to come, and where she is not already.
    """
    mine = [each.service_id for each in places_of(session, peer.id)]
    hers = select(Assignment.slot_id).where(
        Assignment.helper_id == peer.id, Assignment.state.in_(THERE)
    )
    statement = (
        select(Assignment, Slot, Peer)
        .join(Slot, of_slot())
        .join(
            Peer,
            and_(
                Peer.organisation_id == Assignment.organisation_id,
                Peer.id == Assignment.helper_id,
            ),
        )
        .where(
            Assignment.state == AssignmentState.PROMISED,
            Assignment.helper_id != peer.id,
            Slot.service_id.in_(mine),
            Slot.state == SlotState.PLANNED,
            Slot.starts > now,
            Slot.id.not_in(hers),
            or_(Slot.ends <= slot.starts, Slot.starts >= slot.ends),
        )
        .order_by(Slot.starts, Peer.name)
        .limit(60)
    )
    return [(one, other, whose) for one, other, whose in session.execute(statement)]
