"""Letting a person go: her times ahead are free, who counted on her is promised another."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete, or_, select, update

from participation.accounts.models import User
from participation.accounts.queries import all_services
from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.foundation.scope import within
from participation.notifications.operations import forget_naming
from participation.peers.adapters.links import helping_link
from participation.peers.models import (
    Assignment,
    Booking,
    HelpRequest,
    Peer,
    Reservation,
    Roster,
    Slot,
    SwapOffer,
)
from participation.peers.queries.handing import get_offer, own_lines
from participation.peers.queries.people import find_own
from participation.peers.queries.slots import COMING, list_assignments, list_bookings
from participation.peers.queries.tickets import LIVE
from participation.peers.rules.booking import promised_day
from participation.peers.rules.civil import day_of
from participation.peers.rules.handing import PERSONAL
from participation.peers.rules.kinds import AssignmentState, RequestState, SlotState
from participation.peers.rules.proposals import without_helper

from .leaving import cancel_booking
from .telling import tell_peers
from .writing import tell_guests

PROMISED = (AssignmentState.PROMISED, AssignmentState.COVER_WANTED)
QUIET = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Farewell:
    """What is done here before a person is erased, by the address that messages lead to."""

    base_url: str

    def __call__(self, act: Act, user: User) -> None:
        """Let her go."""
        let_go(act, user, base_url=self.base_url)


@unjournaled("the erasure of the person writes its own entry")
def let_go(act: Act, user: User, *, base_url: str) -> None:
    """Free every time of a person in every service, and leave no row that names her.

    What she booked is given back, so that whoever waits is offered it. Who booked a talk with her
    is told and promised another; other times of hers stay, and the board shows what is missing.
    Source: RGPD, article 17; rows without a foreign key would outlive her account.
    """
    with within(act.session, all_services(act.session)):
        _give_back(act, user, base_url)
        peer = find_own(act.session, user.id)
        if peer is not None:
            _hand_on(act, peer, base_url)
            _end_exchanges(act, peer, base_url)
        _rub_out(act, user, peer)
        act.session.flush()


def _give_back(act: Act, user: User, base_url: str) -> None:
    """Give back all that she has ahead: the helper is told, the next of a list has the place."""
    same = (Slot.organisation_id == Booking.organisation_id) & (Slot.id == Booking.slot_id)
    ahead = (Slot.starts > act.now, Slot.state == SlotState.PLANNED)
    own = (Booking.user_id == user.id, Booking.state.in_(LIVE))
    helping = helping_link(act.session, base_url)
    for booking in act.session.scalars(select(Booking).join(Slot, same).where(*own, *ahead)).all():
        cancel_booking(act, booking, base_url=base_url, helping=helping)


def _hand_on(act: Act, peer: Peer, base_url: str) -> None:
    """Promise to who booked a time with her alone that somebody else is found.

    Who was only asked to be there as well did not say yes: nobody counts on her.
    """
    ahead = (Slot.starts > act.now, Slot.state == SlotState.PLANNED, Slot.kind.in_(PERSONAL))
    for _line, slot in own_lines(act.session, peer, *ahead):
        there = list_assignments(act.session, [slot.id], PROMISED)
        others = [one for _row, one in there if one != peer]
        bookings = list_bookings(act.session, slot, COMING)
        if others or not bookings:
            continue
        slot.state, slot.taken, slot.sequence = SlotState.CANCELLED, 0, slot.sequence + 1
        tell_guests(act, bookings, slot, link=base_url)
        for line, _one in list_assignments(act.session, [slot.id]):
            line.state = AssignmentState.LEFT
        act.session.execute(delete(Reservation).where(Reservation.slot_id == slot.id))
        wished = act.session.scalar(select(HelpRequest).where(HelpRequest.slot_id == slot.id))
        for booking in bookings:
            _promise(act, booking, peer, wished)


def _promise(act: Act, booking: Booking, peer: Peer, wished: HelpRequest | None) -> None:
    """Put a request in the place of a booking, under its key: her slip and her link lead there.

    What she wished when she asked is wished again; where she chose herself, a woman or a man may
    have been chosen on purpose, and is looked for again.
    """
    today = day_of(act.now, PARIS)
    request = HelpRequest(
        id=booking.id,
        service_id=booking.service_id,
        user_id=booking.user_id,
        nickname=booking.nickname,
        code_digest=booking.code_digest,
        contact=booking.contact,
        channel=booking.channel,
        locale=booking.locale,
        gender=peer.gender if wished is None else wished.gender,
        not_from_here=wished is not None and wished.not_from_here,
        asked_on=today,
        promised_for=promised_day(today),
        state=RequestState.WAITING,
    )
    act.session.delete(booking)
    act.session.flush()
    act.session.add(request)
    if wished is not None and _is_same_person(wished, booking):
        wished.again_id = request.id


def _is_same_person(wished: HelpRequest, booking: Booking) -> bool:
    """Say whether who asked is who booked: what answers a request may take in others too."""
    return (wished.user_id, wished.nickname) == (booking.user_id, booking.nickname)


def _end_exchanges(act: Act, peer: Peer, base_url: str) -> None:
    """Tell who wished an exchange with her that it is gone, as when she says no."""
    hers = select(Assignment.id).where(Assignment.helper_id == peer.id)
    open_ones = (SwapOffer.against_id.in_(hers), SwapOffer.taken_by.is_(None))
    link = helping_link(act.session, base_url)
    for key in act.session.scalars(select(SwapOffer.id).where(*open_ones)).all():
        offer, _given, slot, giver = get_offer(act.session, key)
        what = f"no-exchange:{offer.against_id}"
        tell_peers(act, slot, [giver], what=what, link=link)


def _rub_out(act: Act, user: User, peer: Peer | None) -> None:
    """Take her key away wherever no foreign key would do it."""
    keys = [user.id] if peer is None else [user.id, peer.id]
    hers = delete(Reservation).where(Reservation.subject_id.in_(keys))
    referents = update(Peer).where(Peer.referent_id == user.id).values(referent_id=None)
    duos = update(Peer).where(Peer.duo_id.in_(keys)).values(duo_id=None)
    askers = update(Roster).where(Roster.asked_by == user.id).values(asked_by=None)
    for statement in (hers, referents, duos, askers):
        act.session.execute(statement, execution_options=QUIET)
    forget_naming(act, [*keys, *_told_of(act, user)])
    if peer is None:
        return
    lines = select(Assignment.id).where(Assignment.helper_id == peer.id)
    wished = delete(SwapOffer).where(
        or_(SwapOffer.against_id.in_(lines), SwapOffer.taken_by == peer.id)
    )
    act.session.execute(wished, execution_options=QUIET)
    for roster in act.session.scalars(select(Roster)):
        roster.proposal = without_helper(roster.proposal, to_text(peer.id))
        roster.progress = without_helper(roster.progress, to_text(peer.id))


def _told_of(act: Act, user: User) -> Iterator[int]:
    """Give the keys of her bookings and requests, which messages about her times name."""
    for kind in (Booking, HelpRequest):
        yield from act.session.scalars(select(kind.id).where(kind.user_id == user.id))
