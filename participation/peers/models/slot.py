"""What is scheduled, in which room, with which helpers; and the times that are taken."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import PortableJson, code
from participation.peers.rules.kinds import AssignmentState, Invited, SlotKind, SlotState, Topic


class SpareRoom(Keyed, Scoped, Base):
    """A room of a service where people can meet, and what it holds."""

    __tablename__ = "meeting_room"
    __table_args__ = (
        refers("service", "service_id"),
        UniqueConstraint("organisation_id", "service_id", "name"),
        CheckConstraint("places > 0", name="holds_somebody"),
    )

    service_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    places: Mapped[int]
    holds: Mapped[str] = mapped_column(String(200), default="")
    is_step_free: Mapped[bool] = mapped_column(default=True)
    is_closed: Mapped[bool] = mapped_column(default=False)


class Series(Keyed, Scoped, Base):
    """What comes back: the pattern from which slots were made, on the clock of Paris."""

    __tablename__ = "slot_series"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("minutes > 0", name="lasts"),
        CheckConstraint("until > since", name="until_after_since"),
    )

    service_id: Mapped[int]
    kind: Mapped[SlotKind] = mapped_column(code(SlotKind))
    pattern: Mapped[dict[str, object]] = mapped_column(PortableJson)
    """What `rules.series` reads: rhythm, weekday, days left out."""
    starts_at: Mapped[int]
    """Minutes after midnight."""
    minutes: Mapped[int]
    since: Mapped[dt.date]
    until: Mapped[dt.date]


class Slot(Keyed, Scoped, Base):
    """A time with people: one-to-one, open door, group, round, company, training, supervision.

    It says nothing of who comes. `taken` counts the places given and is the one truth of how many
    are left: it is raised in the statement that gives a place.
    """

    __tablename__ = "peer_slot"
    __table_args__ = (
        refers("service", "service_id"),
        refers("slot_series", "series_id"),
        refers("meeting_room", "room_id"),
        CheckConstraint("ends > starts", name="ends_after_start"),
        CheckConstraint("taken >= 0 AND taken <= capacity", name="not_over_full"),
        CheckConstraint("capacity >= 0", name="capacity_counts"),
        CheckConstraint("need_min >= 1 AND need_max >= need_min", name="needs_somebody"),
        CheckConstraint("came IS NULL OR came >= 0", name="came_counts"),
        Index("ix_peer_slot_service", "organisation_id", "service_id", "starts"),
        Index("ix_peer_slot_series", "organisation_id", "series_id"),
    )

    service_id: Mapped[int]
    series_id: Mapped[int | None]
    kind: Mapped[SlotKind] = mapped_column(code(SlotKind))
    state: Mapped[SlotState] = mapped_column(code(SlotState), default=SlotState.PLANNED)
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]
    room_id: Mapped[int | None]
    capacity: Mapped[int] = mapped_column(default=1)
    """People who can book; 0 for an open door and for what is between helpers."""
    taken: Mapped[int] = mapped_column(default=0)
    need_min: Mapped[int] = mapped_column(default=1)
    need_max: Mapped[int] = mapped_column(default=1)
    priority: Mapped[int] = mapped_column(default=1)
    """1 to 5: which empty place hurts most."""
    locale: Mapped[str] = mapped_column(String(20), default="")
    """Language asked for; empty when any will do."""
    topic: Mapped[Topic | None] = mapped_column(code(Topic))
    """For finding helpers; never outside the screen of the team."""
    needs_lead: Mapped[bool] = mapped_column(default=False)
    needs_child_care: Mapped[bool] = mapped_column(default=False)
    needs_interpreter: Mapped[bool] = mapped_column(default=False)
    is_nameless: Mapped[bool] = mapped_column(default=False)
    """Nobody who comes is ever named: only how many came."""
    invited: Mapped[Invited | None] = mapped_column(code(Invited))
    """Somebody of another service or a partner comes too: what for, never who."""
    came: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(default=0)
    """Raised at each change, for calendars that follow it (RFC 5545, SEQUENCE)."""
    moved_from: Mapped[dt.datetime | None]


class Assignment(Keyed, Base):
    """A helper for a slot: proposed, promised, declined, or looking for someone to take over."""

    __tablename__ = "slot_helper"
    __table_args__ = (
        refers("peer_slot", "slot_id", cascade=True),
        refers("helper", "helper_id", cascade=True),
        UniqueConstraint("organisation_id", "slot_id", "helper_id"),
        Index("ix_slot_helper_helper", "organisation_id", "helper_id"),
    )

    slot_id: Mapped[int]
    helper_id: Mapped[int]
    state: Mapped[AssignmentState] = mapped_column(code(AssignmentState))
    is_lead: Mapped[bool] = mapped_column(default=False)
    is_pinned: Mapped[bool] = mapped_column(default=False)
    """Set by a person: a roster keeps it."""
    attended: Mapped[bool | None]
    """Said afterwards; hours are certified from it."""


class Reservation(Keyed, Base):
    """A time that is taken for one subject: a helper, a person or a room, whatever the service.

    Two reservations of one subject never overlap: the database itself refuses (an exclusion
    constraint on PostgreSQL, triggers on SQLite), both from `foundation.types.never_overlapping`.
    """

    __tablename__ = "reservation"
    __table_args__ = (
        refers("peer_slot", "slot_id", cascade=True),
        UniqueConstraint("organisation_id", "slot_id", "subject_id"),
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_reservation_subject", "organisation_id", "subject_id", "starts"),
    )

    slot_id: Mapped[int]
    subject_id: Mapped[int]
    """Key of a helper, a user account or a room: keys are unique across tables."""
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]
