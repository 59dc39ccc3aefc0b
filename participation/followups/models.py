"""One table: what people said, what was decided, who does it, by when, and what became of it."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.followups.rules import State
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


class FollowUp(Scoped, Keyed, Base):
    """One thing said and its answer; `origin` names what it came from (`survey:KEY`)."""

    __tablename__ = "follow_up"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("state <> 'done' OR done_on IS NOT NULL", name="done_has_day"),
        Index("ix_follow_up_origin", "organisation_id", "service_id", "origin"),
    )

    origin: Mapped[str] = mapped_column(String(60))
    said: Mapped[Localized]
    decided: Mapped[Localized]
    because: Mapped[Localized]
    owner: Mapped[str] = mapped_column(String(80))
    """A function in the house (“la cuisine”, “la direction”), shown to residents."""
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    state: Mapped[State] = mapped_column(code(State))
    pictogram: Mapped[str] = mapped_column(String(40), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
