"""Counting tries in the database: the same limit over any number of workers and restarts."""

import datetime as dt

from sqlalchemy import String, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.foundation.database import Base
from participation.foundation.keys import new_key
from participation.foundation.scope import Keyed


class Try(Keyed, Base):
    """One try at a lock; `bucket` is a digest of what is being tried, never the thing itself."""

    __tablename__ = "attempt"

    bucket: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[dt.datetime]


def count_tries(session: Session, bucket: str, since: dt.datetime) -> int:
    """Count the tries at this lock since an instant."""
    statement = select(func.count(Try.id)).where(Try.bucket == bucket, Try.at >= since)
    return session.scalar(statement) or 0


def note_try(session: Session, bucket: str, at: dt.datetime) -> None:
    """Count one more try."""
    row = {
        "organisation_id": session.info["organisation"],
        "id": new_key(),
        "bucket": bucket,
        "at": at,
    }
    session.execute(insert(Try), [row])


def forget_tries(session: Session, bucket: str) -> None:
    """Start from zero after the right secret was given."""
    session.execute(delete(Try).where(Try.bucket == bucket))
