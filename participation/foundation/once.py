"""Idempotency: a form sent twice, or fifty times at once, has one effect and one answer."""

from sqlalchemy import CheckConstraint, String, delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, Session, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Owned

LENGTH = 32


class Once(Owned, Base):
    """A key that a form carried, and where its sender was led; written with the deed itself."""

    __tablename__ = "once"
    __table_args__ = (CheckConstraint(f"length(key) = {LENGTH}", name="key_length"),)

    key: Mapped[str] = mapped_column(String(LENGTH), primary_key=True)
    day: Mapped[int]
    location: Mapped[str | None]


def claim(session: Session, key: str, day: int) -> str | None:
    """Claim a key for this request; give the earlier answer when somebody claimed it before.

    A twin that is still at work is waited for: on PostgreSQL by the unique index, on SQLite by
    the single writer. `day` is an ordinal (`date.toordinal`), for the purge.
    """
    earlier = find_answer(session, key)
    if earlier is not None:
        return earlier
    row = {"organisation_id": session.info["organisation"], "key": key, "day": day}
    try:
        with session.begin_nested():
            session.execute(insert(Once), [row])
    except IntegrityError:
        return find_answer(session, key) or ""
    return None


def settle(session: Session, key: str, location: str) -> None:
    """Keep where this form led, in the same transaction as what it did."""
    session.execute(
        update(Once).where(Once.key == key).values(location=location),
        execution_options={"synchronize_session": False},
    )


def forget_old(session: Session, day: int) -> int:
    """Forget the keys of forms sent before a day (an ordinal) and give their number."""
    gone = delete(Once).where(Once.day < day).returning(Once.key)
    return len(session.scalars(gone, execution_options={"synchronize_session": False}).all())


def find_answer(session: Session, key: str) -> str | None:
    """Give where a form led that was sent before; empty when nobody knows, None for a new one."""
    row = session.execute(select(Once.location).where(Once.key == key)).first()
    return None if row is None else row[0] or ""
