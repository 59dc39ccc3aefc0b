"""Events of a place: an outing, a concert, a workshop; nobody's name."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.network import Scope
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


class Event(Scoped, Keyed, Base):
    """Something to which a place invites; who comes is written nowhere."""

    __tablename__ = "event"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("place <> ''", name="is_somewhere"),
        Index("ix_event_service", "organisation_id", "service_id", "starts_at"),
    )

    title: Mapped[Localized]
    words: Mapped[Localized]
    """What it is, how to come; empty where the title says all."""
    place: Mapped[str] = mapped_column(String(120))
    starts_at: Mapped[dt.datetime]
    scope: Mapped[Scope] = mapped_column(code(Scope))
    """Whether the people of other houses are invited too."""
    is_called_off: Mapped[bool] = mapped_column(default=False)
    """It stays on the page until its day is over: whoever counted on it must read it."""
