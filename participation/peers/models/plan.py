"""A roster from what is needed to what was published, and times that pass from hand to hand."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import PortableJson, code
from participation.peers.rules.kinds import RosterState


class Roster(Keyed, Base):
    """A week or a month of some services; a proposal until a person publishes it."""

    __tablename__ = "roster"
    __table_args__ = (
        CheckConstraint("until > since", name="until_after_since"),
        CheckConstraint("seconds > 0", name="takes_time"),
    )

    since: Mapped[dt.date]
    until: Mapped[dt.date]
    """First day after it."""
    state: Mapped[RosterState] = mapped_column(code(RosterState), default=RosterState.DRAFT)
    seconds: Mapped[int] = mapped_column(default=60)
    """How long the solver may think."""
    asked_by: Mapped[int | None]
    started_at: Mapped[dt.datetime | None]
    stop_asked: Mapped[bool] = mapped_column(default=False)
    progress: Mapped[dict[str, object]] = mapped_column(PortableJson, default=dict)
    """Last line that the solver said: cover, bound, seconds."""
    proposal: Mapped[dict[str, object]] = mapped_column(PortableJson, default=dict)
    """What it proposes, and why a place stays empty; emptied when it is published."""
    published_at: Mapped[dt.datetime | None]


class RosterPlace(Scoped, Base):
    """A service of a roster."""

    __tablename__ = "roster_service"
    __table_args__ = (
        refers("service", "service_id"),
        refers("roster", "roster_id", cascade=True),
    )

    roster_id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True)


class SwapOffer(Keyed, Base):
    """A helper looks for someone who takes over her time, or who exchanges it for another."""

    __tablename__ = "swap_offer"
    __table_args__ = (
        refers("slot_helper", "assignment_id", cascade=True),
        refers("helper", "taken_by", cascade=True),
        UniqueConstraint("organisation_id", "assignment_id"),
        Index("ix_swap_offer_taken", "organisation_id", "taken_by"),
    )

    assignment_id: Mapped[int]
    offered_at: Mapped[dt.datetime]
    against_id: Mapped[int | None]
    """The assignment that she would take in exchange; none when she only looks for cover."""
    taken_by: Mapped[int | None]
    taken_at: Mapped[dt.datetime | None]
