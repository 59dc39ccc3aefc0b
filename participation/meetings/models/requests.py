"""A session that members or the manager ask for, and each member who asks."""

import datetime as dt

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed


class SessionRequest(Keyed, Base):
    """A session asked for between two others (CASF D311-16); it ends when one is called."""

    __tablename__ = "meeting_request"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        Index("ix_meeting_request_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    opened_on: Mapped[dt.date]
    manager_on: Mapped[dt.date | None]
    """The day on which the manager asked, if she did."""
    because: Mapped[str] = mapped_column(String(200), default="")


class SessionAsker(Keyed, Base):
    """A member who asks for a session: once a request, by the seat that she holds."""

    __tablename__ = "meeting_request_asker"
    __table_args__ = (
        refers("meeting_request", "request_id", cascade=True),
        refers("council_term", "term_id", cascade=True),
        UniqueConstraint("organisation_id", "request_id", "term_id"),
    )

    request_id: Mapped[int]
    term_id: Mapped[int]
    asked_on: Mapped[dt.date]
