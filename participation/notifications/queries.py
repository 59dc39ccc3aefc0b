"""What is waiting, what was given up."""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.foundation.security import sealer

from . import rules
from .models import Message
from .rules import Address, Problem, State

PAGE = 100


def find_message(session: Session, dedupe: str) -> Message | None:
    """Give the message of a deed, or nothing."""
    return session.scalar(select(Message).where(Message.dedupe == dedupe))


def get_message(session: Session, dedupe: str) -> Message:
    """Give the message of a deed; NoResultFound when there is none."""
    return session.scalars(select(Message).where(Message.dedupe == dedupe)).one()


def get_by_key(session: Session, key: int) -> Message:
    """Give a message by its key; NoResultFound outside the organisation."""
    return get_row(session, Message, key)


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A message that was given up, as an administrator sees it: enough to recognise the person."""

    message: Message
    address: str
    problem: Problem


def list_undelivered(session: Session) -> Sequence[Undelivered]:
    """Give the messages that were given up, the newest first, at most 100."""
    statement = (
        select(Message)
        .where(Message.state == State.DEAD)
        .order_by(Message.settled_on.desc(), Message.id.desc())
        .limit(PAGE)
    )
    return [
        Undelivered(row, _masked(row), row.problem or Problem.UNREACHABLE)
        for row in session.scalars(statement)
    ]


def _masked(row: Message) -> str:
    content = sealer("outbox").open(row.envelope)
    if content is None:
        return "…"
    return rules.masked(Address(row.channel, json.loads(content)["to"], row.locale))


def count_waiting(session: Session, now: dt.datetime) -> int:
    """Count the messages that are due and have not left."""
    statement = select(func.count(Message.id)).where(
        Message.state.in_((State.WAITING, State.LEASED)), Message.due_at <= now
    )
    return session.scalar(statement) or 0


def oldest_due(session: Session, now: dt.datetime) -> dt.datetime | None:
    """Give since when the oldest message has been due; None when nothing waits."""
    statement = select(func.min(Message.due_at)).where(
        Message.state.in_((State.WAITING, State.LEASED)), Message.due_at <= now
    )
    return session.scalar(statement)
