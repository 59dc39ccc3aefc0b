"""The life of a mandate: a seat that is offered, office hours, notes, trainings, help asked for."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.serving import (
    OfferState,
    SupportKind,
    SupportState,
    Theme,
    TrainingState,
)
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import code


class SeatOffer(Keyed, Base):
    """The seat of a titulaire who left, proposed to one substitute; she says yes or no."""

    __tablename__ = "seat_offer"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("council_term", "vacated_id", cascade=True),
        refers("council_term", "substitute_id", cascade=True),
        UniqueConstraint("organisation_id", "vacated_id", "substitute_id"),
        CheckConstraint("(answered_on IS NULL) = (state = 'asked')", name="answered_once"),
        Index("ix_seat_offer_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    vacated_id: Mapped[int]
    substitute_id: Mapped[int]
    offered_on: Mapped[dt.date]
    state: Mapped[OfferState] = mapped_column(code(OfferState), default=OfferState.ASKED)
    answered_on: Mapped[dt.date | None]


class OfficeHour(Keyed, Base):
    """When and where a representative can be met: each week on a day, or once."""

    __tablename__ = "office_hour"
    __table_args__ = (
        refers("council_term", "term_id", cascade=True),
        CheckConstraint("(weekday IS NULL) <> (on_day IS NULL)", name="weekly_or_once"),
        CheckConstraint("ends > starts", name="ends_after_it_starts"),
        Index("ix_office_hour_term", "organisation_id", "term_id"),
    )

    term_id: Mapped[int]
    weekday: Mapped[int | None]
    """ISO: Monday is 1."""
    on_day: Mapped[dt.date | None]
    starts: Mapped[str] = mapped_column(String(5))
    """HH:MM where the services are."""
    ends: Mapped[str] = mapped_column(String(5))
    place: Mapped[str] = mapped_column(String(120))


class MandateNote(Keyed, Base):
    """What a representative writes for herself; sealed, and shown to nobody else."""

    __tablename__ = "mandate_note"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        Index("ix_mandate_note_user", "organisation_id", "user_id"),
    )

    user_id: Mapped[int]
    written_on: Mapped[dt.date]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    """The words, sealed with the installation's key: not even a copy of the database tells."""


class Training(Keyed, Base):
    """A training that a representative wishes for, is enrolled in, or has followed."""

    __tablename__ = "mandate_training"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        CheckConstraint("state = 'wished' OR on_day IS NOT NULL", name="planned_has_day"),
        CheckConstraint("hours >= 0", name="hours_counted"),
        Index("ix_mandate_training_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    membership_id: Mapped[int]
    theme: Mapped[Theme] = mapped_column(code(Theme))
    state: Mapped[TrainingState] = mapped_column(code(TrainingState))
    wished_on: Mapped[dt.date]
    on_day: Mapped[dt.date | None]
    hours: Mapped[int] = mapped_column(default=0)
    given_by: Mapped[str] = mapped_column(String(120), default="")


class Support(Keyed, Base):
    """Somebody asked for beside a representative at a meeting: a helper, an interpreter."""

    __tablename__ = "mandate_support"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("membership", "membership_id", cascade=True),
        CheckConstraint("(state = 'refused') = (because <> '')", name="refused_with_reason"),
        CheckConstraint("(settled_on IS NULL) = (state = 'asked')", name="settled_has_day"),
        CheckConstraint("kind <> 'interpreter' OR language <> ''", name="interpreter_of_what"),
        Index("ix_mandate_support_council", "organisation_id", "council_id", "on_day"),
    )

    council_id: Mapped[int]
    membership_id: Mapped[int]
    kind: Mapped[SupportKind] = mapped_column(code(SupportKind))
    language: Mapped[str] = mapped_column(String(20), default="")
    """Tag of the language, for an interpreter."""
    on_day: Mapped[dt.date]
    """The day of the meeting."""
    asked_on: Mapped[dt.date]
    state: Mapped[SupportState] = mapped_column(code(SupportState), default=SupportState.ASKED)
    settled_on: Mapped[dt.date | None]
    found: Mapped[str] = mapped_column(String(120), default="")
    """Who comes: a function or an association, as it is told to her."""
    because: Mapped[str] = mapped_column(String(200), default="")
