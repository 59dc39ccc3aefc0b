"""The one place where a time is taken: the database refuses a second taker, whoever was first."""

import datetime as dt
from collections.abc import Collection

from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from participation.foundation.types import lock_for_transaction
from participation.peers.models import Reservation

Interval = tuple[dt.datetime, dt.datetime]
LOST = ("never_overlapping", "deadlock", "locked", "exclusion")
"""What both databases say when somebody was faster."""
THEN = (Reservation.starts < bindparam("ends"), Reservation.ends > bindparam("starts"))
OF_SOME = select(Reservation.subject_id).where(
    Reservation.subject_id.in_(bindparam("subjects", expanding=True)), *THEN
)
OF_ONE = select(Reservation.subject_id).where(
    Reservation.subject_id == bindparam("subjects"), *THEN
)
"""Written once, for they run more often than any other: most who look find that it is taken."""


class TakenError(Exception):
    """One of the subjects is already taken at that time; nothing was written."""


def taken(session: Session, subjects: Collection[int], times: Interval) -> frozenset[int]:
    """Give the subjects that are taken during a part of [start, end): a cheap look, no promise."""
    starts, ends = times
    facts: dict[str, object] = {"subjects": list(subjects), "starts": starts, "ends": ends}
    if len(subjects) == 1:
        (facts["subjects"],) = subjects
        return frozenset(session.scalars(OF_ONE, facts))
    return frozenset(session.scalars(OF_SOME, facts))


def reserve(session: Session, slot_id: int, subjects: Collection[int], times: Interval) -> None:
    """Take a time for helpers, people and rooms together, all or none.

    Looks first, for that costs little and a refused statement much. Then waits in line for each
    subject, in the order of their keys so that nobody waits for each other, and writes: the
    constraint decides. Raises TakenError when somebody was faster; the transaction lives on.
    """
    line = sorted(set(subjects))
    if taken(session, line, times):
        raise TakenError
    for subject in line:
        lock_for_transaction(session.connection(), subject)
    starts, ends = times
    try:
        with session.begin_nested():
            session.add_all(
                Reservation(slot_id=slot_id, subject_id=subject, starts=starts, ends=ends)
                for subject in line
            )
    except DBAPIError as error:
        if any(word in str(error.orig) for word in LOST):
            raise TakenError from error
        raise


def release(session: Session, slot_id: int, subjects: Collection[int] | None = None) -> None:
    """Give times back: those of some subjects in a slot, or all that the slot has taken."""
    statement = delete(Reservation).where(Reservation.slot_id == slot_id)
    if subjects is not None:
        statement = statement.where(Reservation.subject_id.in_(subjects))
    session.execute(statement, execution_options={"synchronize_session": False})
