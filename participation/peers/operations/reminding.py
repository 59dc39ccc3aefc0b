"""How somebody is reminded, the reminders that are due, and numbers forgotten in time."""

from collections.abc import Iterator

from sqlalchemy import and_, or_, select, update

from participation.accounts.queries import get_user
from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.foundation.security import sealer
from participation.notifications import rules as messages
from participation.notifications.rules import Address, Channel
from participation.peers.models import Booking, HelpRequest, Slot
from participation.peers.queries.addressing import PURPOSE, contact_by
from participation.peers.queries.tickets import LIVE
from participation.peers.rules.booking import KEPT, LEADS, MESSAGES, Refusal, reminders_due
from participation.peers.rules.kinds import BookingState, ReminderChannel, SlotState

from .meeting import UNTOLD
from .writing import remind

QUIET = {"synchronize_session": False}


@unjournaled(UNTOLD)
def choose_reminder(
    act: Act, of: Booking | HelpRequest, channel: ReminderChannel, *, number: str = ""
) -> None:
    """Remember how somebody wants to be reminded; nothing at all is a choice.

    Somebody without an account gives a telephone number, which is sealed. Refuses a message to an
    account without that address, a voice (nothing here calls), and what is no number.
    """
    if isinstance(of, Booking) and of.state not in LIVE:
        raise Refused(Refusal.IS_OVER)
    if channel is ReminderChannel.VOICE:
        raise Refused(Refusal.NO_ADDRESS)
    of.contact = None
    if channel in MESSAGES:
        if of.user_id is not None:
            if contact_by(get_user(act.session, of.user_id), channel) is None:
                raise Refused(Refusal.NO_ADDRESS)
        else:
            of.contact = _sealed(channel, number, of.locale)
    of.channel = channel
    act.session.flush()


def _sealed(channel: ReminderChannel, number: str, locale: str) -> bytes:
    if channel is not ReminderChannel.SMS or not number:
        raise Refused(Refusal.NO_ADDRESS)
    if reason := messages.why_not(Address(Channel.SMS, number, locale)):
        raise Refused(reason)
    return sealer(PURPOSE).seal(messages.phone(number).encode())


@unjournaled("each reminder writes its own entry")
def send_reminders(act: Act, *, base_url: str) -> int:
    """Queue what is due the day before and two hours before each time; give how many were due.

    Whoever gave her time back is in no list, and a time that moved is told anew.
    """
    return sum(
        remind(act, booking, slot, mark=lead, base_url=base_url)
        for booking, slot, lead in _due(act)
    )


def _due(act: Act) -> Iterator[tuple[Booking, Slot, str]]:
    furthest = act.now + max(before for _lead, before in LEADS)
    statement = (
        select(Booking, Slot)
        .join(Slot, and_(Slot.organisation_id == Booking.organisation_id,
                         Slot.id == Booking.slot_id))
        .where(Booking.state == BookingState.BOOKED, Booking.channel.in_(MESSAGES))
        .where(Slot.state == SlotState.PLANNED, Slot.starts > act.now, Slot.starts <= furthest)
        .order_by(Slot.starts, Booking.id)
    )  # fmt: skip
    for booking, slot in act.session.execute(statement).all():
        if (lead := reminders_due(slot.starts, act.now)) is not None:
            yield booking, slot, lead.value


@unjournaled("forgets numbers and codes; an entry would name what is forgotten")
def forget_contacts(act: Act) -> int:
    """Take telephone numbers and codes away 30 days after the time they were for."""
    before = act.now - KEPT
    old = select(Slot.id).where(Slot.ends < before)
    gone = 0
    for kind, is_old in (
        (Booking, Booking.slot_id.in_(old)),
        (HelpRequest, HelpRequest.promised_for < before.date()),
    ):
        holds = or_(kind.contact.is_not(None), kind.code_digest.is_not(None))
        cleared = (
            update(kind).where(is_old, holds).values(contact=None, code_digest=None)
            .returning(kind.id)
        )  # fmt: skip
        gone += len(act.session.scalars(cleared, execution_options=QUIET).all())
    return gone
