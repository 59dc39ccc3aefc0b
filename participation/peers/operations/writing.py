"""Writing to a person about her own time: in her language, with an hour and a link, no more."""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from participation.audit.operations import unjournaled
from participation.foundation.act import Act
from participation.notifications.operations import queue
from participation.notifications.rules import Kind
from participation.peers.adapters.links import link_of
from participation.peers.models import Booking, Slot
from participation.peers.queries.addressing import address_of, shown_time


@unjournaled("the message writes its own entry")
def remind(act: Act, booking: Booking, slot: Slot, *, mark: str, base_url: str) -> bool:
    """Queue a reminder of a time; `mark` names which, and the same one is sent once."""
    address = address_of(act.session, booking)
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
    address = address_of(act.session, booking)
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
    address = address_of(act.session, booking)
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
