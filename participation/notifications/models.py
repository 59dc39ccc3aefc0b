"""The outbox: one row a message, written in the transaction of the deed it tells of."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Keyed
from participation.foundation.types import code

from .rules import Channel, Problem, State


class Message(Keyed, Base):
    """One message to one address; once sent, nothing of it is left but that it was."""

    __tablename__ = "message"
    __table_args__ = (
        UniqueConstraint("organisation_id", "dedupe"),
        Index("ix_message_due", "organisation_id", "state", "due_at"),
        CheckConstraint("state <> 'sent' OR length(envelope) = 0", name="forgotten_once_sent"),
    )

    kind: Mapped[str] = mapped_column(String(40))
    dedupe: Mapped[str] = mapped_column(String(120))
    """Names the deed, such as `survey-open:<campaign>:<person>`: one deed, one message."""
    channel: Mapped[Channel] = mapped_column(code(Channel))
    locale: Mapped[str] = mapped_column(String(20))
    envelope: Mapped[bytes] = mapped_column(LargeBinary)
    """Address and facts, sealed with the installation's key; empty once sent."""
    state: Mapped[State] = mapped_column(code(State), default=State.WAITING)
    due_at: Mapped[dt.datetime]
    lease_until: Mapped[dt.datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    problem: Mapped[Problem | None] = mapped_column(code(Problem))
    settled_on: Mapped[dt.date | None]
