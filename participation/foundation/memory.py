"""Remembers for a few seconds what each page would ask again; forgets at once what changed here."""

import threading
import time
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

LIFE_SECONDS = 5.0
"""How long another process may go on with what was true before."""
MOST = 4_000
CHANGED = "remembered_changed"
"""Where a session notes the memories that its commit will empty."""

Found = TypeVar("Found")


class Memory(Generic[Found]):
    """What was found lately; only what exists is remembered, so that something new is found.

    Nothing of one database or organisation may be found from another: both stand in the key.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[tuple[object, ...], tuple[float, Found]] = {}
        self._generation = 0

    def watch(self, *kinds: type) -> None:
        """Forget everything whenever rows of these kinds are written by this process."""
        for kind in kinds:
            _watchers.setdefault(kind, set()).add(self)

    def recall(self, key: tuple[object, ...], find: Callable[[], Found | None]) -> Found | None:
        """Give what was found for this key in the last seconds, or find it now."""
        moment = time.monotonic()
        known = self._found.get(key)
        if known is not None and known[0] > moment:
            return known[1]
        generation = self._generation
        found = find()
        if found is not None:
            with self._lock:
                if len(self._found) >= MOST:
                    self._found.clear()
                if generation == self._generation:
                    self._found[key] = moment + LIFE_SECONDS, found
        return found

    def __len__(self) -> int:
        return len(self._found)

    def forget(self) -> None:
        """Forget everything, and what is being found at this moment too."""
        with self._lock:
            self._generation += 1
            self._found.clear()


_watchers: dict[type, set[Memory[Any]]] = {}


def _note(session: Session, kind: type) -> None:
    if watching := _watchers.get(kind):
        session.info.setdefault(CHANGED, set()).update(watching)


@event.listens_for(Session, "after_flush")
def _note_rows(session: Session, _context: UOWTransaction) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        _note(session, type(row))


@event.listens_for(Session, "do_orm_execute")
def _note_statements(state: ORMExecuteState) -> None:
    if (state.is_update or state.is_delete or state.is_insert) and state.bind_mapper is not None:
        _note(state.session, state.bind_mapper.class_)


@event.listens_for(Session, "after_commit")
def _forget_changed(session: Session) -> None:
    for memory in session.info.pop(CHANGED, ()):
        memory.forget()


def database_of(session: Session) -> object:
    """Give what tells the session's database from any other that this process has open."""
    return session.get_bind().engine.pool
