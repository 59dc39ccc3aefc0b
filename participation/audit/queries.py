"""Reading the journal, newest first, and looking for a broken seal."""

import json
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.audit.models import Entry
from participation.audit.rules import ANCHOR, Action, Sealed, first_broken

PAGE = 50


def list_entries(session: Session, *, before: int | None = None) -> Sequence[Entry]:
    """Give one page of entries, newest first, older than entry number `before`."""
    statement = select(Entry).order_by(Entry.number.desc()).limit(PAGE)
    if before is not None:
        statement = statement.where(Entry.number < before)
    return session.scalars(statement).all()


def count_entries(session: Session) -> int:
    """Count the entries of the journal."""
    return session.scalar(select(func.count(Entry.number))) or 0


def find_broken_seal(session: Session) -> int | None:
    """Give the number of the first entry that was tampered with; None when the chain holds."""
    return first_broken(_chain(session), start=_start(session))


def _start(session: Session) -> str:
    """Give the seal on which the first entry hangs: that of the last one erased in time."""
    first = session.scalar(select(func.min(Entry.number)))
    told = select(Entry.facts).where(
        Entry.action == Action.RETENTION_APPLIED, Entry.subject == ANCHOR
    )
    newest = session.scalar(told.order_by(Entry.number.desc()).limit(1))
    if first is None or newest is None:
        return ""
    facts = json.loads(newest)
    return str(facts["seal"]) if facts["through"] == first - 1 else ""


def _chain(session: Session) -> Iterator[Sealed]:
    for entry in session.scalars(select(Entry).order_by(Entry.number)).yield_per(500):
        yield Sealed(
            number=entry.number,
            at=entry.at.isoformat(),
            actor=entry.actor,
            action=entry.action,
            subject=entry.subject,
            facts=entry.facts,
            digest=entry.digest,
        )
