"""Who comes, with or without an account; who waits; what nobody could take today."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code
from participation.peers.rules.kinds import (
    BookingState,
    Gender,
    ReminderChannel,
    RequestState,
    Topic,
)


class Booking(Keyed, Scoped, Base):
    """A place in a slot for one person, or her turn on its waiting list; what about is not kept.

    Someone without an account has a nickname and a code of six digits, kept as a digest.
    """

    __tablename__ = "booking"
    __table_args__ = (
        refers("service", "service_id"),
        refers("peer_slot", "slot_id", cascade=True),
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "slot_id", "user_id"),
        UniqueConstraint("organisation_id", "code_digest"),
        CheckConstraint("user_id IS NOT NULL OR nickname <> ''", name="somebody_comes"),
        CheckConstraint("(state = 'offered') = (offer_until IS NOT NULL)", name="offers_expire"),
        Index("ix_booking_slot", "organisation_id", "slot_id", "rank"),
        Index("ix_booking_person", "organisation_id", "user_id"),
    )

    service_id: Mapped[int]
    slot_id: Mapped[int]
    user_id: Mapped[int | None]
    nickname: Mapped[str] = mapped_column(String(40), default="")
    code_digest: Mapped[str | None] = mapped_column(String(64))
    """Digest of the six digits with which she cancels without an account; unique while it lives."""
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Telephone number, sealed; taken away 30 days after the slot."""
    channel: Mapped[ReminderChannel] = mapped_column(code(ReminderChannel))
    locale: Mapped[str] = mapped_column(String(20))
    state: Mapped[BookingState] = mapped_column(code(BookingState))
    rank: Mapped[int] = mapped_column(default=0)
    """Order on the waiting list, from 1; 0 for who has a place."""
    offer_until: Mapped[dt.datetime | None]
    """Until when a place that became free is kept for her."""
    offers: Mapped[int] = mapped_column(default=0)
    """How many offers were made to her; after two without an answer a person asks her."""


class HelpRequest(Keyed, Scoped, Base):
    """What nobody can take today: it becomes a promise with a date, seen by the coordinator."""

    __tablename__ = "help_request"
    __table_args__ = (
        refers("service", "service_id"),
        refers("user_account", "user_id", cascade=True),
        refers("peer_slot", "slot_id"),
        UniqueConstraint("organisation_id", "code_digest"),
        CheckConstraint("user_id IS NOT NULL OR nickname <> ''", name="somebody_asks"),
        CheckConstraint("(state = 'answered') = (slot_id IS NOT NULL)", name="answered_by_a_slot"),
        Index("ix_help_request_service", "organisation_id", "service_id", "state"),
    )

    service_id: Mapped[int]
    user_id: Mapped[int | None]
    nickname: Mapped[str] = mapped_column(String(40), default="")
    code_digest: Mapped[str | None] = mapped_column(String(64))
    contact: Mapped[bytes | None] = mapped_column(LargeBinary)
    channel: Mapped[ReminderChannel] = mapped_column(code(ReminderChannel))
    locale: Mapped[str] = mapped_column(String(20))
    """Language wished, which is also the one that messages speak."""
    topic: Mapped[Topic | None] = mapped_column(code(Topic))
    """Taken away as soon as the request is answered or withdrawn."""
    gender: Mapped[Gender] = mapped_column(code(Gender), default=Gender.UNSAID)
    """Wished of the helper; unsaid when it does not matter."""
    not_from_here: Mapped[bool] = mapped_column(default=False)
    asked_on: Mapped[dt.date]
    promised_for: Mapped[dt.date]
    """Day by which she is told when and with whom."""
    state: Mapped[RequestState] = mapped_column(code(RequestState), default=RequestState.WAITING)
    slot_id: Mapped[int | None]
    again_id: Mapped[int | None]
    """Request that took the place of the time that answered this one, when its helper left."""
