"""Where to write to somebody about her own time, and how a time is shown in her language."""

import datetime as dt

from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.queries import contact_of, get_user
from participation.foundation.clock import PARIS
from participation.foundation.i18n import show_hour, show_short_day, speaking
from participation.foundation.security import sealer
from participation.notifications.rules import Address, Channel
from participation.peers.models import Booking, HelpRequest
from participation.peers.rules.booking import MESSAGES
from participation.peers.rules.kinds import ReminderChannel

PURPOSE = "meet-contact"
ON_OUTBOX = {ReminderChannel.SMS: Channel.SMS, ReminderChannel.EMAIL: Channel.EMAIL}


def address_of(session: Session, of: Booking | HelpRequest) -> Address | None:
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
    user = get_user(session, of.user_id)
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
