"""Incidents of a vote: what happened, what was done about it, who of the bureau wrote it down."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String, event
from sqlalchemy.orm import Mapped, mapped_column

from participation.elections.rules.bureau import BureauFunction
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import UtcDateTime, code


class Incident(Keyed, Base):
    """Something that went wrong, with its hour: an observation has none and may come from anybody.

    Written once and never changed: a correction is another incident. No voter is named.
    """

    __tablename__ = "vote_incident"
    __table_args__ = (
        refers("election", "election_id", cascade=True),
        CheckConstraint("words <> '' AND done <> '' AND name <> ''", name="says_something"),
        Index("ix_vote_incident_election", "organisation_id", "election_id"),
    )

    election_id: Mapped[int]
    happened_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    written_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    words: Mapped[str] = mapped_column(String(600))
    done: Mapped[str] = mapped_column(String(600))
    name: Mapped[str] = mapped_column(String(120))
    """Who of the bureau wrote it down; kept when she leaves the bureau."""
    function: Mapped[BureauFunction] = mapped_column(code(BureauFunction))


@event.listens_for(Incident, "before_update")
def _refuse_change(_mapper: object, _connection: object, _incident: Incident) -> None:
    message = "an incident that was written down is never changed"
    raise TypeError(message)
