"""The rows of an urn: read, written, stirred, each time in one transaction of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from random import SystemRandom
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Row,
    Table,
    and_,
    bindparam,
    delete,
    func,
    select,
    update,
)

from participation.elections.rules.sealed import CardState, Phase, pack, unpack
from participation.foundation.types import announce_organisation

from .slots import SLOT, URN, Slot, queue

STIRRED = 7
"""How many other slots PostgreSQL writes again with each batch: its rows know who came last."""
CHANCE = SystemRandom()
Written = Mapping[str, object]
"""What is written to a slot: its `key`, `packed` content, and whether it is `final`."""
READ = 64
"""How many slots are in memory at a time while they are read."""


@lru_cache(maxsize=512)
def _own(table: Table, organisation_id: int, contest_id: int) -> ColumnElement[bool]:
    """Say which rows are of a contest."""
    return and_(table.c.organisation_id == organisation_id, table.c.contest_id == contest_id)


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the urn of a contest, in the organisation that it belongs to."""

    engine: Engine
    organisation_id: int
    contest_id: int

    @contextmanager
    def _begin(self, *, writing: bool = True) -> Iterator[Connection]:
        engine = self.engine.execution_options(writing=writing)
        with queue(self.engine, writing=writing), engine.begin() as connection:
            announce_organisation(connection, self.organisation_id)
            yield connection

    def _own(self, table: Table) -> ColumnElement[bool]:
        return _own(table, self.organisation_id, self.contest_id)

    def _lock(self, connection: Connection, *, alone: bool = False) -> Row[Any, Any, Any] | None:
        """Hold the urn where it stands: together with other votes, or alone."""
        statement = select(URN.c.uuid, URN.c.phase, URN.c.size).where(self._own(URN))
        return connection.execute(statement.with_for_update(read=not alone)).one_or_none()

    def _read(
        self, connection: Connection, keys: Sequence[str] | None = None, *, lock: bool = False
    ) -> Iterator[Slot]:
        """Give slots in the order of their credentials, which tells no other."""
        columns = SLOT.c.credential, SLOT.c.is_paper, SLOT.c.is_final, SLOT.c.content
        statement = select(*columns).where(self._own(SLOT)).order_by(SLOT.c.credential)
        statement = statement if keys is None else statement.where(SLOT.c.credential.in_(keys))
        statement = statement.with_for_update() if lock else statement
        options = {"yield_per": READ} if keys is None else {}
        for row in connection.execute(statement, execution_options=options):
            yield Slot(row.credential, row.is_paper, row.is_final, unpack(row.content))

    def _write(self, connection: Connection, rows: Sequence[Written]) -> None:
        """Write slots where they lie."""
        own = and_(self._own(SLOT), SLOT.c.credential == bindparam("key"))
        again = update(SLOT).where(own)
        again = again.values(is_final=bindparam("final"), content=bindparam("packed"))
        if rows:
            connection.execute(again, [*rows])

    def _stir(
        self, connection: Connection, size: int, some: ColumnElement[bool], *, most: int | None
    ) -> None:
        """Write some slots again, shuffled, with new noise: the newest rows are of several cards.

        SQLite needs none of it: a slot of the same size is overwritten where it lies.
        """
        columns = SLOT.c.credential, SLOT.c.content
        chosen = select(*columns).where(some).order_by(func.random()).limit(most)
        chosen = chosen.with_for_update(skip_locked=True)
        own = and_(self._own(SLOT), SLOT.c.credential == bindparam("key"))
        again = update(SLOT).where(own).values(content=bindparam("noisy"))
        rows = [
            {"key": row.credential, "noisy": pack(unpack(row.content), size)}
            for row in connection.execute(chosen)
        ]
        CHANCE.shuffle(rows)
        if rows:
            connection.execute(again, rows)

    def _forget_channels(self, connection: Connection) -> None:
        """Keep no longer which votes came from a kiosk: none of them is replaced any more."""
        phones = [
            {"key": each.credential}
            for each in self._read(connection)
            if each.state is CardState.VOTED
        ]
        own = and_(self._own(SLOT), SLOT.c.credential == bindparam("key"))
        if phones:
            connection.execute(update(SLOT).where(own).values(is_final=True), phones)

    def _set_phase(self, connection: Connection, phase: Phase) -> None:
        connection.execute(update(URN).where(self._own(URN)).values(phase=phase.value))

    def _clear(self, connection: Connection) -> None:
        for table in (SLOT, URN):
            connection.execute(delete(table).where(self._own(table)))
