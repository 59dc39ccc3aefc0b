"""Counting tries in the database: the same limit over any number of workers and restarts."""

import datetime as dt
import hmac

from sqlalchemy import String, delete, func, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.foundation.database import Base
from participation.foundation.keys import new_key
from participation.foundation.scope import Keyed
from participation.foundation.types import lock_for_transaction


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


def take_try(
    session: Session, bucket: str, *, limit: int, since: dt.datetime, at: dt.datetime
) -> bool:
    """Count one more try unless the limit is reached; one at a time, so that none slips through."""
    lock_for_transaction(session.connection(), int(bucket[:15], 16))
    if count_tries(session, bucket, since) >= limit:
        return False
    note_try(session, bucket, at)
    return True


def bucket_of(secret_key: str, *parts: str) -> str:
    """Give the name of a lock: a keyed digest (HMAC-SHA-256), from which nothing can be guessed."""
    return hmac.new(secret_key.encode(), "\0".join(parts).encode(), "sha256").hexdigest()


def forget_old(session: Session, before: dt.datetime) -> int:
    """Forget the tries made before an instant and give their number."""
    gone = delete(Try).where(Try.at < before).returning(Try.id)
    return len(session.scalars(gone, execution_options={"synchronize_session": False}).all())
