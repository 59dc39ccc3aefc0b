"""Whom a meeting calls: everybody who has a seat on the day, in her language, by her way."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.queries import contact_of
from participation.councils.models import Term
from participation.councils.rules.kinds import SeatKind
from participation.foundation.languages import SOURCE
from participation.meetings.rules.kinds import CallWay
from participation.notifications.rules import Address, Channel

from .sheet import MeetingSheet

WAYS = {Channel.EMAIL: CallWay.EMAIL, Channel.SMS: CallWay.SMS}


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody to call: her seat, her language, and how; `address` is None for paper."""

    term: Term
    name: str
    kind: SeatKind
    locale: str
    address: Address | None

    @property
    def way(self) -> CallWay:
        """Give how she is called: on paper when no address is known."""
        return WAYS[self.address.channel] if self.address else CallWay.PAPER


def list_recipients(session: Session, sheet: MeetingSheet) -> Sequence[Recipient]:
    """Give everybody to call, titulaires and substitutes, college by college.

    Substitutes are called as well: they must know the day on which they may have to come.
    """
    seats = (*sheet.seats(SeatKind.MEMBER), *sheet.seats(SeatKind.SUBSTITUTE))
    keys = {seat.holder.user_id for seat in seats if seat.holder and seat.holder.user_id}
    statement = select(User).where(User.id.in_(keys), User.is_disabled.is_(False))
    users = {user.id: user for user in session.scalars(statement)}
    found = []
    for seat in seats:
        if seat.holder is None:
            continue
        user = users.get(seat.holder.user_id or 0)
        address = contact_of(user, prefer_email=True) if user else None
        locale = user.locale if user else SOURCE
        found.append(Recipient(seat.holder.term, seat.holder.name, seat.seat.kind, locale, address))
    return found
