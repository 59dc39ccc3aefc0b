"""One table: the entries of the journal."""

import datetime as dt

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Owned


class Entry(Owned, Base):
    """One deed; the actor is kept as text, so that it survives the person's erasure."""

    __tablename__ = "audit_entry"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(80))
    action: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(120))
    facts: Mapped[str] = mapped_column(default="{}")
    digest: Mapped[str] = mapped_column(String(64))
