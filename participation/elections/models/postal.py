"""Votes by post: who asked, when envelopes went and came; never what is in them."""

import datetime as dt

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed


class PostalVote(Keyed, Base):
    """One line of the roll that votes by post: a sealed envelope within a signed one."""

    __tablename__ = "postal_vote"
    __table_args__ = (
        refers("roll_entry", "roll_entry_id", cascade=True),
        UniqueConstraint("organisation_id", "roll_entry_id"),
        CheckConstraint("received_on IS NULL OR sent_on IS NOT NULL", name="sent_first"),
        CheckConstraint(
            "received_on IS NOT NULL OR (NOT is_late AND NOT is_opened)", name="came_first"
        ),
        CheckConstraint("NOT (is_late AND is_opened)", name="late_stays_closed"),
    )

    roll_entry_id: Mapped[int]
    asked_on: Mapped[dt.date]
    sent_on: Mapped[dt.date | None]
    received_on: Mapped[dt.date | None]
    is_late: Mapped[bool] = mapped_column(default=False)
    """It came after the last day, or after the vote was closed: it is never opened."""
    is_opened: Mapped[bool] = mapped_column(default=False)
    """The outer envelope was opened before all, the roll signed, the inner one put in the urn."""
