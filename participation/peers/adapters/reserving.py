"""The one place where a time is taken: the database refuses a second taker, whoever was first."""

import datetime as dt
from collections.abc import Collection, Iterator
from contextlib import contextmanager

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
    subject and writes: the constraint decides. Raises TakenError when somebody was faster; the
    transaction lives on.
    """
    if taken(session, subjects, times):
        raise TakenError
    with all_or_none(session):
        wait_for(session, subjects)
        write(session, slot_id, subjects, times)


@contextmanager
def all_or_none(session: Session) -> Iterator[None]:
    """Take back what was written when somebody was faster, and raise TakenError."""
    try:
        with session.begin_nested():
            yield
    except DBAPIError as error:
        if any(word in str(error.orig) for word in LOST):
            raise TakenError from error
        raise


def wait_for(session: Session, subjects: Collection[int]) -> None:
    """Wait in line for each, in the order of their keys, so that nobody waits for each other."""
    for subject in sorted(set(subjects)):
        lock_for_transaction(session.connection(), subject)


def write(session: Session, slot_id: int, subjects: Collection[int], times: Interval) -> None:
    """Write a time for each subject, whose turn it is; the database refuses one that is taken."""
    starts, ends = times
    session.add_all(
        Reservation(slot_id=slot_id, subject_id=subject, starts=starts, ends=ends)
        for subject in set(subjects)
    )
    session.flush()


def release(session: Session, slot_id: int, subjects: Collection[int] | None = None) -> None:
    """Give times back: those of some subjects in a slot, or all that the slot has taken."""
    statement = delete(Reservation).where(Reservation.slot_id == slot_id)
    if subjects is not None:
        statement = statement.where(Reservation.subject_id.in_(subjects))
    session.execute(statement, execution_options={"synchronize_session": False})
