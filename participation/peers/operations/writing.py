"""Writing to a person about her own time: in her language, with an hour and a link, no more."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from participation.accounts.models import User
from participation.accounts.queries import contact_of, get_user
from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.i18n import show_hour, show_short_day, speaking
from participation.foundation.security import sealer
from participation.notifications.operations import queue
from participation.notifications.rules import Address, Channel, Kind
from participation.peers.adapters.links import link_of
from participation.peers.models import Booking, HelpRequest, Slot
from participation.peers.rules.booking import MESSAGES
from participation.peers.rules.kinds import ReminderChannel

PURPOSE = "meet-contact"
ON_OUTBOX = {ReminderChannel.SMS: Channel.SMS, ReminderChannel.EMAIL: Channel.EMAIL}


def address_of(act: Act, of: Booking | HelpRequest) -> Address | None:
    """Give where to write to somebody, by the way she chose; None for paper, nothing, no address.

    Somebody with an account is written to at the address of her account; the number of somebody
    without one lies sealed with her booking.
    """
    if of.channel not in MESSAGES:
        return None
    channel = ON_OUTBOX[of.channel]
    if of.user_id is None:
        number = sealer(PURPOSE).open(of.contact) if of.contact else None
        return Address(channel, number.decode(), of.locale) if number else None
    user = get_user(act.session, of.user_id)
    value = contact_by(user, of.channel)
    return None if value is None or user.is_disabled else Address(channel, value, of.locale)


def contact_by(user: User, channel: ReminderChannel) -> str | None:
    """Give the address of an account for a way of writing, if it has one."""
    value = user.phone if channel is ReminderChannel.SMS else user.email
    found = contact_of(user, value or "") if value else None
    return None if found is None else found.value


def shown_time(instant: dt.datetime, locale: str) -> str:
    """Give a day and an hour in somebody's language."""
    with speaking(locale):
        return f"{show_short_day(instant.astimezone(PARIS).date())}, {show_hour(instant)}"


@unjournaled("the message writes its own entry")
def remind(act: Act, booking: Booking, slot: Slot, *, mark: str, base_url: str) -> bool:
    """Queue a reminder of a time; `mark` names which, and the same one is sent once."""
    address = address_of(act, booking)
    if address is None:
        return False
    queue(
        act,
        address=address,
        kind=Kind.TIME_SOON,
        dedupe=f"time-soon:{booking.id}:{slot.sequence}:{mark}",
        when=shown_time(slot.starts, address.locale),
        link=link_of(act.session, base_url, slot.service_id, booking.id),
    )
    return True


@unjournaled("the message writes its own entry")
def tell_change(act: Act, booking: Booking, slot: Slot, *, base_url: str) -> bool:
    """Tell somebody, with or without account, that the team moved or gave up her time; once."""
    address = address_of(act, booking)
    if address is None:
        return False
    queue(
        act,
        address=address,
        kind=Kind.TIME_CHANGED,
        dedupe=f"time-changed:{booking.id}:{slot.sequence}",
        link=link_of(act.session, base_url, slot.service_id, booking.id),
    )
    return True


@unjournaled("each message writes its own entry")
def tell_guests(act: Act, bookings: Iterable[Booking], slot: Slot, *, link: str) -> int:
    """Tell those who have a place that the team moved or gave up their time, as each chose.

    Whoever chose no message is told by the team. `link` is any address of this installation: where
    theirs begin.
    """
    place = urlsplit(link)
    base_url = f"{place.scheme}://{place.netloc}"
    return sum(tell_change(act, one, slot, base_url=base_url) for one in bookings)


@unjournaled("the message writes its own entry")
def tell_offer(act: Act, booking: Booking, slot: Slot, tell_at: dt.datetime, base_url: str) -> bool:
    """Tell somebody who waits that a place is kept for her, and until when."""
    address = address_of(act, booking)
    if address is None or booking.offer_until is None:
        return False
    queue(
        act,
        address=address,
        kind=Kind.PLACE_KEPT,
        dedupe=f"place-kept:{booking.id}:{booking.offers}",
        due_at=tell_at,
        until=shown_time(booking.offer_until, address.locale),
        link=link_of(act.session, base_url, slot.service_id, booking.id),
    )
    return True
