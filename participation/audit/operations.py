"""Writing the journal: a decorator on each operation, in the same transaction as the deed."""

import datetime as dt
import json
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from sqlalchemy import delete, select

from participation.audit.models import Entry
from participation.audit.rules import ANCHOR, Action, Sealed, seal
from participation.foundation.act import Act
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.foundation.retention import Kept, oldest_kept
from participation.foundation.types import lock_for_transaction

Given = ParamSpec("Given")
Result = TypeVar("Result")


def journaled(
    action: Action,
) -> Callable[
    [Callable[Concatenate[Act, Given], Result]], Callable[Concatenate[Act, Given], Result]
]:
    """Journal the deed with what it returned as its subject; a refusal leaves no entry."""

    def decorate(
        operation: Callable[Concatenate[Act, Given], Result],
    ) -> Callable[Concatenate[Act, Given], Result]:
        @wraps(operation)
        def run(act: Act, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
            outcome = operation(act, *args, **kwargs)
            act.session.flush()
            record(act, action, subject=subject_of(outcome))
            return outcome

        run.action = action  # type: ignore[attr-defined]
        return cast("Callable[Concatenate[Act, Given], Result]", run)

    return decorate


def unjournaled(
    because: str,
) -> Callable[[Callable[Given, Result]], Callable[Given, Result]]:
    """Say why an operation leaves no entry, such as an answer whose hour nobody may know."""

    def mark(operation: Callable[Given, Result]) -> Callable[Given, Result]:
        operation.unjournaled = because  # type: ignore[attr-defined]
        return operation

    return mark


def record(act: Act, action: Action, subject: str, **facts: str | int) -> Entry:
    """Add an entry at the end of the organisation's chain, one writer at a time."""
    act.session.flush()
    lock_for_transaction(act.session.connection(), act.organisation_id)
    newest = select(Entry.number, Entry.digest).order_by(Entry.number.desc()).limit(1)
    number, previous = act.session.execute(newest).one_or_none() or (0, "")
    draft = Sealed(
        number=number + 1,
        at=act.now.isoformat(),
        actor=act.actor,
        action=action.value,
        subject=subject,
        facts=json.dumps(facts, ensure_ascii=False, sort_keys=True),
        digest="",
    )
    entry = Entry(
        number=draft.number,
        at=act.now,
        actor=draft.actor,
        action=draft.action,
        subject=draft.subject,
        facts=draft.facts,
        digest=seal(previous, draft),
    )
    act.session.add(entry)
    act.session.flush()
    return entry


def subject_of(outcome: object) -> str:
    """Name what an operation returned: `table:key`, or the bare word of a value."""
    table = getattr(outcome, "__tablename__", None)
    key = getattr(outcome, "id", None)
    if table and isinstance(key, int):
        return f"{table}:{to_text(key)}"
    return table or type(outcome).__name__.lower()


@unjournaled("writes its own entry, with the seal that the rest of the chain hangs on")
def forget_entries(act: Act) -> int:
    """Erase the journal's entries of more than twelve whole months ago; give how many.

    The new entry says up to which number, and the last seal that went: the chain is verified from
    there. CNIL, journalisation: six months to a year [to verify].
    """
    first = oldest_kept(Kept.JOURNAL, act.now.astimezone(PARIS).date())
    midnight = dt.datetime.combine(first, dt.time(), PARIS)
    old = select(Entry.number, Entry.digest).where(Entry.at < midnight)
    last = act.session.execute(old.order_by(Entry.number.desc()).limit(1)).one_or_none()
    if last is None:
        return 0
    record(act, Action.RETENTION_APPLIED, ANCHOR, through=last.number, seal=last.digest)
    gone = delete(Entry).where(Entry.number <= last.number).returning(Entry.number)
    options = {"synchronize_session": False}
    return len(act.session.scalars(gone, execution_options=options).all())
