"""Two walls: a session sees one organisation, and in it the services it was opened for."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, ForeignKey, Table, TextClause, event
from sqlalchemy.orm import (
    LoaderCriteriaOption,
    Mapped,
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
    declared_attr,
    mapped_column,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors
from sqlalchemy.sql.base import Executable

from participation.foundation.keys import new_key
from participation.foundation.types import announce_organisation


class ScopeError(LookupError):
    """A walled table was touched without saying for whom, or for someone else."""


class Owned:
    """Row of one organisation; the organisation stands first in its key."""

    @declared_attr
    def organisation_id(self) -> Mapped[int]:
        """Key of the organisation, set by the session itself."""
        return mapped_column(ForeignKey("organisation.id"), primary_key=True, sort_order=-3)


class Keyed(Owned):
    """Row of one organisation with an ordinary key."""

    id: Mapped[int] = mapped_column(primary_key=True, sort_order=-2, default=new_key)


class Scoped(Owned):
    """Row of one service; subclasses declare `service_id` in the foreign key they need."""

    service_id: Mapped[int] = mapped_column(sort_order=-1)


def enter_organisation(session: Session, organisation_id: int) -> None:
    """Open the outer wall for one organisation; refuse to change it afterwards."""
    if session.info.get("organisation", organisation_id) != organisation_id:
        message = "a session serves one organisation"
        raise ScopeError(message)
    session.info["organisation"] = organisation_id
    if session.in_transaction():
        announce_organisation(session.connection(), organisation_id)


def enter(session: Session, service_ids: Collection[int]) -> None:
    """Open the inner wall for these services and no other."""
    if "organisation" not in session.info:
        message = "enter the organisation first"
        raise ScopeError(message)
    session.info["services"] = frozenset(service_ids)


@contextmanager
def within(session: Session, service_ids: Collection[int]) -> Iterator[None]:
    """Stand in other services for a while: each figure of a desk has its own permission."""
    before = entered(session)
    enter(session, service_ids)
    try:
        yield
    finally:
        enter(session, before)


def entered(session: Session) -> frozenset[int]:
    """Give the services of the session; none when it has not entered any."""
    services: frozenset[int] = session.info.get("services", frozenset())
    return services


@event.listens_for(Session, "after_begin")
def _announce(session: Session, transaction: SessionTransaction, connection: Connection) -> None:
    if not transaction.nested:  # a savepoint has the setting of its transaction
        announce_organisation(connection, session.info.get("organisation"))


@event.listens_for(Session, "do_orm_execute")
def _keep_to_scope(state: ORMExecuteState) -> None:
    if state.is_column_load:
        return
    owned, scoped = _walled_of(state.statement)
    if not owned:
        return
    info = state.session.info
    if "organisation" not in info or (scoped and "services" not in info):
        message = f"no {'service' if 'organisation' in info else 'organisation'} was entered"
        raise ScopeError(message)
    if state.is_relationship_load:
        return
    if state.is_insert:
        _refuse_foreign_parameters(state, scoped=scoped)
        return
    state.statement = _kept_in(state.statement, info)


def _kept_in(statement: Executable, info: dict[Any, Any]) -> Executable:
    """Give a statement with the walls of a session; one that is run for ever is walled once."""
    walled = _WALLED.setdefault(statement, {})
    key = info["organisation"], info.get("services")
    found = walled.get(key)
    if found is None:
        if len(walled) >= MOST_WALLED:
            walled.clear()
        found = walled[key] = statement.options(*_walls(info))
    return found


def _walls(info: dict[Any, Any]) -> list[LoaderCriteriaOption]:
    """Give the conditions that every statement takes along; the same ones serve many sessions."""
    owned = _owned_wall(info["organisation"])
    return [owned, _scoped_wall(info["services"])] if "services" in info else [owned]


@lru_cache(maxsize=256)
def _owned_wall(organisation_id: int) -> LoaderCriteriaOption:
    return with_loader_criteria(
        Owned, lambda cls: cls.organisation_id == organisation_id, include_aliases=True
    )


@lru_cache(maxsize=256)
def _scoped_wall(services: frozenset[int]) -> LoaderCriteriaOption:
    return with_loader_criteria(
        Scoped, lambda cls: cls.service_id.in_(services), include_aliases=True
    )


def _refuse_foreign_parameters(state: ORMExecuteState, *, scoped: bool) -> None:
    """Let a bulk insert pass only when each row names an organisation and a service of ours."""
    rows: Any = state.parameters
    if not rows:
        message = "give the rows of a bulk insert as parameters"
        raise ScopeError(message)
    info = state.session.info
    for row in [rows] if isinstance(rows, dict) else rows:
        if row.get("organisation_id") != info["organisation"] or (
            scoped and row.get("service_id") not in info["services"]
        ):
            message = "a row of this insert is outside the session's walls"
            raise ScopeError(message)


@event.listens_for(Session, "before_flush")
def _refuse_foreign_rows(
    session: Session, _context: UOWTransaction, _instances: Iterable[object] | None
) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, Owned):
            continue
        organisation_id = session.info.get("organisation")
        if organisation_id is not None and getattr(row, "organisation_id", None) is None:
            row.organisation_id = organisation_id
        if organisation_id is None or row.organisation_id != organisation_id:
            message = f"{type(row).__name__} of another organisation"
            raise ScopeError(message)
        if isinstance(row, Scoped) and row.service_id not in session.info.get("services", ()):
            message = f"{type(row).__name__} of a service that was not entered"
            raise ScopeError(message)


_WALLED: WeakKeyDictionary[Executable, dict[Any, Executable]] = WeakKeyDictionary()
"""What statements became within the walls of sessions, which are the same for many."""
MOST_WALLED = 64
_KNOWN: WeakKeyDictionary[Executable, tuple[bool, bool]] = WeakKeyDictionary()
"""What was seen of statements; they never change, and some are written once and run for ever."""


def _walled_of(statement: Executable) -> tuple[bool, bool]:
    """Give what was seen of a statement, or look at it."""
    found = _KNOWN.get(statement)
    if found is None:
        found = _KNOWN[statement] = _walled(statement)
    return found


def _walled(statement: Executable) -> tuple[bool, bool]:
    """Say whether a statement touches (owned, scoped) tables; refuse what cannot be filtered."""
    owned, scoped, mapped, bare = False, False, set(), set()
    for element in visitors.iterate(statement):  # type: ignore[arg-type]
        if isinstance(element, TextClause):
            message = "raw SQL cannot be kept to a scope"
            raise ScopeError(message)
        entity = element._annotations.get("parententity")  # noqa: SLF001
        if entity is not None and issubclass(entity.mapper.class_, Owned):
            mapped.add(entity.mapper.local_table.name)
            owned = True
            scoped = scoped or issubclass(entity.mapper.class_, Scoped)
        elif isinstance(element, Table) and "organisation_id" in element.c:
            bare.add(element.name)
    if stray := bare - mapped:
        message = f"use the mapped class, not the bare table {sorted(stray)}"
        raise ScopeError(message)
    return owned, scoped
