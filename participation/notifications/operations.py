"""Queueing a message with its deed, lending it to one sender, noting what became of it."""

import datetime as dt
import hashlib
import json
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased

from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, time_of
from participation.foundation.security import sealer

from . import queries, rules
from .models import Message
from .rules import Address, Channel, Kind, Problem, State

PURPOSE = "outbox"
LEASE = dt.timedelta(minutes=5)
"""Longer than any sending may last; then another sender may take the message."""
MANY = 200
"""Marks looked for in one statement; SQLite reads no more than a thousand."""
KEPT = {State.SENT: time_of(Kept.SENT_MESSAGE), State.DEAD: time_of(Kept.DEAD_MESSAGE)}


@unjournaled("writes its own entry, when the message is new")
def queue(
    act: Act,
    *,
    address: Address,
    kind: Kind,
    dedupe: str,
    due_at: dt.datetime | None = None,
    **facts: str,
) -> Message:
    """Write a message in the transaction of the deed it tells of; `dedupe` names the deed.

    A second message of the same deed is not written: the first is given back. Refuses what is no
    e-mail address or telephone number. Raises ValueError for facts that this kind does not say,
    so that no name of a person or a service can slip into a message.
    """
    if reason := rules.why_not(address):
        raise Refused(reason)
    if facts.keys() != rules.FACTS[kind]:
        message = f"a message `{kind}` says {sorted(rules.FACTS[kind])}, not {sorted(facts)}"
        raise ValueError(message)
    if (earlier := queries.find_message(act.session, dedupe)) is not None:
        return earlier
    value = rules.phone(address.value) if address.channel is Channel.SMS else address.value
    row = Message(
        kind=kind.value,
        dedupe=dedupe,
        channel=address.channel,
        locale=address.locale,
        envelope=sealer(PURPOSE).seal(json.dumps({"to": value, "facts": facts}).encode()),
        due_at=rules.hour_to_send(address.channel, kind, due_at or act.now),
    )
    try:
        with act.session.begin_nested():
            act.session.add(row)
    except IntegrityError:
        return queries.get_message(act.session, dedupe)
    record(act, Action.MESSAGE_QUEUED, subject_of(row), kind=kind.value)
    return row


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message lent to one sender; `key` is the idempotency key of every try."""

    id: int
    attempt: int
    kind: Kind
    address: Address
    facts: dict[str, str]
    key: str


@unjournaled("lends a message; the deed was journaled when it was queued")
def claim(
    act: Act, *, channels: Collection[Channel], lease: dt.timedelta = LEASE
) -> Claimed | None:
    """Lend the message that waits longest, to one sender only; None when nothing is due.

    A message whose sender died comes back when its lease ends. One that may not ring now waits
    until the morning; one that cannot be opened any more (the key changed), or whose senders
    died again and again, is given up.
    """
    while (row := _lend(act, channels, lease)) is not None:
        kind = Kind(row.kind)
        later = rules.hour_to_send(row.channel, kind, act.now)
        content = sealer(PURPOSE).open(row.envelope)
        if later > act.now:
            row.state, row.due_at, row.lease_until = State.WAITING, later, None
            row.attempts -= 1
        elif content is None:
            _give_up(act, row, Problem.UNREADABLE)
        elif row.attempts > rules.MOST_TRIES:
            _give_up(act, row, Problem.UNREACHABLE)
        else:
            opened = json.loads(content)
            address = Address(row.channel, opened["to"], row.locale)
            facts = dict(opened["facts"])
            return Claimed(row.id, row.attempts, kind, address, facts, _delivery_key(row))
        act.session.flush()
    return None


def _lend(act: Act, channels: Collection[Channel], lease: dt.timedelta) -> Message | None:
    """Take one message in one statement; other senders pass over it on both databases."""
    due = aliased(Message)
    oldest = (
        select(due.id)
        .where(
            due.channel.in_(channels),
            or_(
                and_(due.state == State.WAITING, due.due_at <= act.now),
                and_(due.state == State.LEASED, due.lease_until < act.now),
            ),
        )
        .order_by(due.due_at, due.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    lent = (
        update(Message)
        .where(Message.id == oldest.scalar_subquery())
        .values(state=State.LEASED, lease_until=act.now + lease, attempts=Message.attempts + 1)
        .returning(Message)
    )
    options = {"populate_existing": True, "synchronize_session": False}
    return act.session.scalars(lent, execution_options=options).one_or_none()


def _delivery_key(row: Message) -> str:
    return hashlib.sha256(f"{row.organisation_id}:{row.id}".encode()).hexdigest()[:32]


@unjournaled("what became of a message is its own row; addresses stay out of the journal")
def settle(act: Act, claimed: Claimed, problem: Problem | None) -> State:
    """Note what became of a try: sent and forgotten, to be tried again, or given up.

    Nothing is changed when the lease was lost to another sender: that one will settle.
    """
    mine = (Message.id == claimed.id, Message.attempts == claimed.attempt)
    row = act.session.scalar(select(Message).where(*mine, Message.state == State.LEASED))
    if row is None:
        return State.LEASED
    if problem is None:
        row.state, row.envelope, row.problem = State.SENT, b"", None
        row.settled_on, row.lease_until = act.now.astimezone(PARIS).date(), None
    else:
        again = rules.next_try(row.attempts, act.now)
        if again is None or problem in rules.PERMANENT:
            _give_up(act, row, problem)
        else:
            row.state, row.problem, row.lease_until = State.WAITING, problem, None
            row.due_at = rules.hour_to_send(row.channel, claimed.kind, again)
    act.session.flush()
    return row.state


def _give_up(act: Act, row: Message, problem: Problem) -> None:
    row.state, row.problem, row.lease_until = State.DEAD, problem, None
    row.settled_on = act.now.astimezone(PARIS).date()


@journaled(Action.MESSAGE_QUEUED)
def try_again(act: Act, message: Message) -> Message:
    """Put a message that was given up back at the start, at the next hour that may ring."""
    if message.state is State.DEAD:
        message.state, message.problem, message.settled_on = State.WAITING, None, None
        message.attempts = 0
        message.due_at = rules.hour_to_send(message.channel, Kind(message.kind), act.now)
    return message


@unjournaled("forgets rows that say nothing any more")
def forget_old(act: Act) -> int:
    """Remove what was sent 90 days ago and what was given up 30 days ago; give their number."""
    today = act.now.astimezone(PARIS).date()
    old = [and_(Message.state == state, Message.settled_on < today - kept)
           for state, kept in KEPT.items()]  # fmt: skip
    gone = delete(Message).where(or_(*old)).returning(Message.id)
    options = {"synchronize_session": False}
    return len(act.session.scalars(gone, execution_options=options).all())


@unjournaled("forgets whom messages name; an entry would name her again")
def forget_naming(act: Act, keys: Collection[int]) -> int:
    """Remove the messages, waiting or sent, whose deed names one of these keys; give their number.

    A deed names a key where it is one of its parts: `slot:<slot>:booked:<person>`. Whoever is
    erased is written to no more (RGPD, article 17).
    """
    marks = [mark for key in keys for mark in _marks(key)]
    gone = 0
    for first in range(0, len(marks), MANY):
        named = or_(*(Message.dedupe.like(each) for each in marks[first : first + MANY]))
        deleted = delete(Message).where(named).returning(Message.id)
        options = {"synchronize_session": False}
        gone += len(act.session.scalars(deleted, execution_options=options).all())
    return gone


@unjournaled("takes back what did not leave; the deed that asks for it has its own entry")
def take_back(act: Act, kinds: Collection[Kind], *, naming: int) -> int:
    """Remove the messages of these kinds that did not leave and whose deed names a key.

    One that is leaving at this very moment may still arrive. Gives their number.
    """
    named = or_(*(Message.dedupe.like(mark) for mark in _marks(naming)))
    gone = (
        delete(Message)
        .where(Message.kind.in_(kinds), Message.state != State.SENT, named)
        .returning(Message.id)
    )
    return len(act.session.scalars(gone, execution_options={"synchronize_session": False}).all())


def _marks(key: int) -> tuple[str, str]:
    """Give the patterns of the deeds that name a key: at their end, or in their middle."""
    return f"%:{key}", f"%:{key}:%"
