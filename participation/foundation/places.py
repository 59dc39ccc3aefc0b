"""Remembers for a few seconds whose address is whose, so that each page need not ask again."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

LIFE_SECONDS = 5.0
"""How long another process may go on with a former name; this one forgets at once."""


class Row(Protocol):
    """What is remembered of an association or a service."""

    id: int
    slug: str


@dataclass(frozen=True, slots=True)
class House:
    """An association as the address tells it."""

    id: int
    slug: str
    name: str
    languages: str


@dataclass(frozen=True, slots=True)
class Place:
    """A service as the address tells it."""

    id: int
    slug: str
    public_name: str
    is_protected: bool


class Memory:
    """What was found lately; only what exists is remembered, so that a new place is found."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._found: dict[tuple[object, ...], tuple[float, House | Place]] = {}

    def recall(
        self, key: tuple[object, ...], find: Callable[[], House | Place | None]
    ) -> House | Place | None:
        """Give what was found for this key in the last seconds, or find it now."""
        moment = time.monotonic()
        known = self._found.get(key)
        if known is not None and known[0] > moment:
            return known[1]
        found = find()
        if found is not None:
            with self._lock:
                self._found[key] = moment + LIFE_SECONDS, found
        return found

    def forget(self) -> None:
        """Forget everything: a place was changed here."""
        with self._lock:
            self._found.clear()


memory = Memory()
_kinds: set[type] = set()


def watch(kind: type) -> None:
    """Forget all places whenever a row of this kind is written by this process."""
    _kinds.add(kind)


@event.listens_for(Session, "after_flush")
def _forget_changed(session: Session, _context: UOWTransaction) -> None:
    if any(type(row) in _kinds for row in (*session.dirty, *session.deleted)):
        session.info["places_changed"] = True


@event.listens_for(Session, "after_commit")
def _forget_committed(session: Session) -> None:
    if session.info.pop("places_changed", False):
        memory.forget()
