"""Scanned sheets that wait for a person, for days at most."""

import datetime as dt
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, LargeBinary, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Scoped
from participation.foundation.types import RandomKey

from .answers import of_survey


class ScannedSheet(Scoped, Base):
    """A sheet that was read and is not kept yet; gone when kept, set aside, or old.

    Its key is a keyed digest of its pages, so that a pile sent twice waits once. The response that
    comes of it has a key of chance: a copy of this database that still holds the sheet, and its
    day, does not say which response it became.
    """

    __tablename__ = "scanned_sheet"
    __table_args__ = (
        of_survey(),
        CheckConstraint("doubts >= 0", name="doubts_counted"),
        Index("ix_scanned_sheet_day", "organisation_id", "day"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    language: Mapped[str] = mapped_column(String(20))
    place: Mapped[int] = mapped_column(SmallInteger)
    """Its first page in the files that were sent: where to find the paper."""
    doubts: Mapped[int] = mapped_column(SmallInteger)
    is_drawn: Mapped[bool]
    """One of ten: a person types it from its picture before the reading of the machine counts."""
    content: Mapped[bytes] = mapped_column(LargeBinary)
    """Sealed: what was read, and the pictures that a person needs."""
    day: Mapped[dt.date]
    """For the purge of what nobody settled."""
