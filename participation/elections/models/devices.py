"""Public screens of a sealed vote: when they last answered, how many envelopes they hold."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import PortableJson, UtcDateTime


class VotingScreen(Keyed, Base):
    """The last sign of life of a public screen, and no earlier one: it tells no hour of a vote.

    Reached through the services that a council covers, as the election itself.
    """

    __tablename__ = "voting_screen"
    __table_args__ = (
        refers("service", "service_id"),
        UniqueConstraint("organisation_id", "screen_id"),
        CheckConstraint("label <> ''", name="is_named"),
    )

    service_id: Mapped[int]
    screen_id: Mapped[int]
    """The key of its pairing."""
    label: Mapped[str] = mapped_column(String(60))
    answered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    waiting: Mapped[dict[str, Any]] = mapped_column(PortableJson)
    """Closed envelopes that it holds, by the key of their contest."""
    refused: Mapped[dict[str, Any]] = mapped_column(PortableJson)
    """Envelopes that no urn took any more, by the key of their contest; only added to."""
