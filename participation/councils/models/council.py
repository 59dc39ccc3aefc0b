"""Councils, the services they cover, colleges, seats, who held them, and their offices."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.kinds import (
    CollegeKind,
    CouncilForm,
    EndReason,
    Filling,
    Office,
    Origin,
    OtherFormReason,
    QuorumBase,
    SeatKind,
    SubstituteOrder,
    TieBreak,
)
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


class Council(Keyed, Base):
    """An instance where people are heard; reached through the services it covers, never alone."""

    __tablename__ = "council"
    __table_args__ = (
        refers("service", "carrier_id"),
        CheckConstraint("term_months IS NULL OR term_months > 0", name="term_lasts"),
        CheckConstraint("sent_on IS NULL OR founded_on IS NOT NULL", name="sent_once_founded"),
        CheckConstraint("services > 0", name="covers_somebody"),
    )

    name: Mapped[Localized]
    form: Mapped[CouncilForm] = mapped_column(code(CouncilForm))
    reason: Mapped[OtherFormReason | None] = mapped_column(code(OtherFormReason))
    """Why it stands in for a CVS; nothing for a CVS itself."""
    carrier_id: Mapped[int]
    """The service that keeps its papers: who manages it there may change the council."""
    services: Mapped[int]
    """Number of the services it covers, for those who see only some of them."""
    founded_on: Mapped[dt.date | None]
    founding_act: Mapped[str] = mapped_column(String(200), default="")
    """What the founding decision is called and where it lies."""
    sent_on: Mapped[dt.date | None]
    """When the founding decision was sent to the authority (D311-27)."""
    procedure_on: Mapped[dt.date | None]
    """When the rules of procedure were adopted."""
    term_months: Mapped[int | None]
    quorum_base: Mapped[QuorumBase] = mapped_column(code(QuorumBase), default=QuorumBase.MEMBERS)
    publication: Mapped[str] = mapped_column(String(200), default="")
    """Where its minutes can be read."""
    ended_on: Mapped[dt.date | None]
    """First day on which it no longer exists."""
    ended_because: Mapped[str] = mapped_column(String(200), default="")


class Coverage(Scoped, Base):
    """A service that a council speaks for."""

    __tablename__ = "council_service"
    __table_args__ = (
        refers("service", "service_id"),
        refers("council", "council_id", cascade=True),
    )

    council_id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True)


class College(Keyed, Base):
    """Those for whom some seats speak; in one of the covered services, or in all of them."""

    __tablename__ = "college"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("service", "service_id"),
        CheckConstraint("members >= 0 AND substitutes >= 0", name="seats_counted"),
        CheckConstraint(
            "(shortage_on IS NULL) = (shortage_because = '')", name="shortage_has_reason"
        ),
        Index("ix_college_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    service_id: Mapped[int | None]
    kind: Mapped[CollegeKind] = mapped_column(code(CollegeKind))
    members: Mapped[int]
    substitutes: Mapped[int]
    filling: Mapped[Filling] = mapped_column(code(Filling))
    substitute_order: Mapped[SubstituteOrder] = mapped_column(
        code(SubstituteOrder), default=SubstituteOrder.RANKED
    )
    tie_break: Mapped[TieBreak] = mapped_column(code(TieBreak))
    stands_in: Mapped[bool] = mapped_column(default=False)
    """Groupement seats that speak for residents who cannot (D311-11, alinéa 4)."""
    shortage_on: Mapped[dt.date | None]
    """Date of the constat de carence (D311-7)."""
    shortage_because: Mapped[str] = mapped_column(String(400), default="")


class Seat(Keyed, Base):
    """One place in a college, numbered from 1; a retired one is kept for those who held it."""

    __tablename__ = "seat"
    __table_args__ = (
        refers("college", "college_id", cascade=True),
        UniqueConstraint("organisation_id", "college_id", "kind", "rank"),
        CheckConstraint("rank > 0", name="rank_counts_from_one"),
    )

    college_id: Mapped[int]
    kind: Mapped[SeatKind] = mapped_column(code(SeatKind))
    rank: Mapped[int]
    is_retired: Mapped[bool] = mapped_column(default=False)


class Term(Keyed, Base):
    """Who holds a seat, from a day until another: a person of ours, or a name alone.

    Erasing the person erases her terms: the signed procès-verbal is what the law keeps.
    """

    __tablename__ = "council_term"
    __table_args__ = (
        refers("seat", "seat_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        CheckConstraint("membership_id IS NOT NULL OR name <> ''", name="somebody_holds_it"),
        CheckConstraint("until IS NULL OR until > since", name="until_after_since"),
        CheckConstraint("ended_on IS NULL OR ended_on >= since", name="ended_after_since"),
        CheckConstraint("(ended_on IS NULL) = (end_reason IS NULL)", name="end_has_reason"),
        Index("ix_council_term_seat", "organisation_id", "seat_id"),
        Index("ix_council_term_membership", "organisation_id", "membership_id"),
    )

    seat_id: Mapped[int]
    membership_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120), default="")
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
    """First day after the term as planned; None while no length was set."""
    ended_on: Mapped[dt.date | None]
    """First day after it, when it ended otherwise."""
    end_reason: Mapped[EndReason | None] = mapped_column(code(EndReason))
    origin: Mapped[Origin] = mapped_column(code(Origin))
    election: Mapped[str] = mapped_column(String(40), default="")
    """Which election it comes from: an opaque word of the room of elections."""
    extended_because: Mapped[str] = mapped_column(String(200), default="")


class OfficeTerm(Keyed, Base):
    """Who chairs the council, or deputises: one of those who sit."""

    __tablename__ = "council_office"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("council_term", "term_id", cascade=True),
        CheckConstraint("ended_on IS NULL OR ended_on >= since", name="ended_after_since"),
        Index("ix_council_office_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    term_id: Mapped[int]
    office: Mapped[Office] = mapped_column(code(Office))
    since: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    because: Mapped[str] = mapped_column(String(200), default="")
    """Why no resident chairs, where none does (D311-9)."""
    election: Mapped[str] = mapped_column(String(40), default="")
