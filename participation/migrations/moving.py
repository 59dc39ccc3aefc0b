"""Moving an association's whole database from SQLite to PostgreSQL, each row read back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Table, delete, func, insert, inspect, select, tuple_

from participation.elections.adapters.slots import METADATA as URN_TABLES, URN, engine_of
from participation.elections.rules.sealed import Phase
from participation.foundation.database import Base, engine_for
from participation.foundation.types import announce_organisation

from .run import steps, upgrade

BATCH = 500
UNDER_WAY = frozenset({Phase.OPEN, Phase.SUSPENDED, Phase.PAPER})
Rows = Sequence[Mapping[str, Any]]
Told = Callable[[str, int], None]


class MoveError(ValueError):
    """The database cannot be moved, or was not moved whole; the text says why."""


def move(source: Engine, target: Engine, tell: Told) -> int:
    """Copy every row of an SQLite database into an empty PostgreSQL one; give how many rows.

    The source is held against writers all the while, and nothing in it changes; the target is
    written in one transaction, each row read back and compared before it is kept. The urn goes
    with it, whole. `tell` hears the name and the rows of each table. MoveError when the kinds are
    others, the schemas differ, the target holds something, a vote is under way, or a row differs.
    """
    _require_movable(source, target)
    upgrade(target)
    with (
        engine_for(source, writing=True).connect() as here,
        engine_for(target, writing=True).connect() as there,
        engine_for(engine_of(source), writing=True).connect() as urn_here,
        engine_for(engine_of(target), writing=True).connect() as urn_there,
    ):
        _refuse_votes(urn_here)
        keys = list(here.scalars(select(Base.metadata.tables["organisation"].c.id)))
        _empty_urn(urn_there, keys)
        moved = 0
        pairs = (
            (Base.metadata.sorted_tables, here, there),
            (URN_TABLES.sorted_tables, urn_here, urn_there),
        )
        for tables, read, write in pairs:
            for table in tables:
                rows = _move_table(table, keys, read, write)
                tell(table.name, rows)
                moved += rows
        urn_there.commit()  # first: the associations, which mark that all is there, come last
        there.commit()
        here.rollback()
        urn_here.rollback()
    return moved


def _require_movable(source: Engine, target: Engine) -> None:
    if source.dialect.name != "sqlite" or target.dialect.name != "postgresql":
        raise MoveError("this moves an SQLite database to PostgreSQL, and nothing else")
    if steps(source):
        raise MoveError("bring the present database up to date first: participation migrate")
    if not inspect(target).has_table("organisation"):
        return
    with target.connect() as connection:
        if connection.scalar(select(func.count()).select_from(_organisations())):
            raise MoveError("the new database holds something already; it must be empty")


def _organisations() -> Table:
    return Base.metadata.tables["organisation"]


def _refuse_votes(urn: Connection) -> None:
    phases = urn.scalars(select(URN.c.phase).distinct())
    if any(Phase(each) in UNDER_WAY for each in phases):
        raise MoveError("a sealed vote is under way: move the database once it has ended")


def _empty_urn(urn: Connection, organisations: Sequence[int]) -> None:
    """Remove what a move that was cut between its two endings left in the urn."""
    for key in organisations:
        announce_organisation(urn, key)
        for table in reversed(URN_TABLES.sorted_tables):
            urn.execute(delete(table).where(table.c.organisation_id == key))


def _move_table(
    table: Table, organisations: Sequence[int], here: Connection, there: Connection
) -> int:
    """Copy a table association by association, so that the wall itself lets each row in."""
    if "organisation_id" not in table.c:
        return _copy(table, [dict(row) for row in here.execute(select(table)).mappings()], there)
    copied = 0
    for key in organisations:
        announce_organisation(there, key)
        own = select(table).where(table.c.organisation_id == key).order_by(*table.primary_key)
        found = here.execute(own).mappings()
        if _links(table):
            copied += _copy(table, _parents_first(table, [dict(row) for row in found]), there)
            continue
        for batch in found.partitions(BATCH):
            copied += _copy(table, [dict(row) for row in batch], there)
    if copied != here.scalar(select(func.count()).select_from(table)):
        raise MoveError(f"{table.name} holds rows of an association that does not exist")
    return copied


def _copy(table: Table, rows: Rows, there: Connection) -> int:
    for batch in _batches(rows):
        there.execute(insert(table), batch)
        _compare(table, batch, there)
    return len(rows)


def _compare(table: Table, rows: Rows, there: Connection) -> None:
    """Read rows back by their keys; MoveError for one that is not what was read."""
    keys = list(table.primary_key)
    wanted = [tuple(row[key.name] for key in keys) for row in rows]
    found = there.execute(select(table).where(tuple_(*keys).in_(wanted))).mappings()
    kept = {tuple(row[key.name] for key in keys): dict(row) for row in found}
    for key, row in zip(wanted, rows, strict=True):
        if kept.get(key) != row:
            raise MoveError(f"a row of {table.name} is not the same after the move: {key}")


def _batches(rows: Rows) -> Iterator[Rows]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


def _links(table: Table) -> list[dict[str, str]]:
    """Give the columns by which a table points at itself, with those that they point at."""
    return [
        {each.parent.name: each.column.name for each in constraint.elements}
        for constraint in table.foreign_key_constraints
        if constraint.referred_table is table
    ]


def _parents_first(table: Table, rows: Rows) -> Rows:
    """Give rows in an order in which none points at one that comes later."""
    waiting: Rows = list(rows)
    placed: list[Mapping[str, Any]] = []
    for link in _links(table):
        known: set[tuple[Any, ...]] = set()
        waiting, placed = [*placed, *waiting], []
        while waiting:
            ready = [
                row
                for row in waiting
                if None in (points := tuple(row[name] for name in link)) or points in known
            ]
            if not ready:
                raise MoveError(f"rows of {table.name} point at each other in a circle")
            known |= {tuple(row[name] for name in link.values()) for row in ready}
            placed += ready
            waiting = [row for row in waiting if row not in ready]
    return placed
