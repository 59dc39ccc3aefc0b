"""Paired screens and calls for help; nothing of who stood there."""

import datetime as dt

from sqlalchemy import CheckConstraint, Float, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code

from .rules import HelpKind


class Pairing(Keyed, Base):
    """A public screen of a service: its cookie holds the token, the table its digest only.

    It is read before any service is entered, for it says which one: so it is not scoped, and its
    queries name the services themselves.
    """

    __tablename__ = "pairing"
    __table_args__ = (
        refers("service", "service_id"),
        UniqueConstraint("organisation_id", "digest"),
        UniqueConstraint("organisation_id", "code_digest"),
        CheckConstraint("label <> ''", name="label_given"),
    )

    service_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(60))
    code_digest: Mapped[str | None] = mapped_column(String(64))
    code_until: Mapped[dt.datetime | None]
    digest: Mapped[str | None] = mapped_column(String(64))
    paired_on: Mapped[dt.date | None]
    revoked_on: Mapped[dt.date | None]
    seen_on: Mapped[dt.date | None]
    px_per_mm: Mapped[float | None] = mapped_column(Float)


class HelpCall(Scoped, Keyed, Base):
    """Somebody touched “call someone” on a screen; who it was is not known."""

    __tablename__ = "help_call"
    __table_args__ = (
        refers("service", "service_id"),
        refers("pairing", "pairing_id", cascade=True),
        Index("ix_help_call_waiting", "organisation_id", "service_id", "answered_at"),
    )

    pairing_id: Mapped[int]
    kind: Mapped[HelpKind] = mapped_column(code(HelpKind))
    called_at: Mapped[dt.datetime]
    answered_at: Mapped[dt.datetime | None]
