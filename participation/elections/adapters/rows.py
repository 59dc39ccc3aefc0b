"""The rows of an urn: read, written, stirred, each time in one transaction of its own."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from random import SystemRandom
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    Row,
    Table,
    and_,
    bindparam,
    delete,
    select,
    update,
)

from participation.elections.rules.sealed import CardState, Phase, pack, unpack
from participation.foundation.database import engine_for
from participation.foundation.types import announce_organisation

from .slots import SLOT, URN, Slot, queue

STIRRED = 7
"""How many other slots PostgreSQL writes again with each batch: its rows know who came last."""
CHANCE = SystemRandom()
Written = Mapping[str, object]
"""What is written to a slot: its `key`, `packed` content, and whether it is `final`."""
READ = 64
"""How many slots are in memory at a time while they are read."""


def _of_contest(table: Table) -> ColumnElement[bool]:
    """Say which rows are of a contest; its keys are given when the statement is run."""
    organisation = bindparam("of_organisation", type_=BigInteger)
    contest = bindparam("of_contest", type_=BigInteger)
    return and_(table.c.organisation_id == organisation, table.c.contest_id == contest)


OF_URN, OF_SLOTS = _of_contest(URN), _of_contest(SLOT)
STANDS = select(URN.c.uuid, URN.c.phase, URN.c.size).where(OF_URN)
HELD_TOGETHER, HELD_ALONE = STANDS.with_for_update(read=True), STANDS.with_for_update()
SET_PHASE = update(URN).where(OF_URN).values(phase=bindparam("moved"))
ALL = (
    select(SLOT.c.credential, SLOT.c.is_paper, SLOT.c.is_final, SLOT.c.content)
    .where(OF_SLOTS)
    .order_by(SLOT.c.credential)
)
SOME = ALL.where(SLOT.c.credential.in_(bindparam("keys", expanding=True)))
SOME_HELD, SOME_FREE = SOME.with_for_update(), SOME.with_for_update(skip_locked=True)
WRITE = (
    update(SLOT)
    .where(OF_SLOTS, SLOT.c.credential == bindparam("key"))
    .values(is_final=bindparam("final"), content=bindparam("packed"))
)
CLEAR = delete(SLOT).where(OF_SLOTS), delete(URN).where(OF_URN)
"""Statements written once: a booth that casts waits while they are prepared."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the urn of a contest, in the organisation that it belongs to."""

    engine: Engine
    organisation_id: int
    contest_id: int

    @property
    def _own(self) -> dict[str, object]:
        return {"of_organisation": self.organisation_id, "of_contest": self.contest_id}

    @contextmanager
    def _begin(self, *, writing: bool = True) -> Iterator[Connection]:
        engine = engine_for(self.engine, writing)
        with queue(self.engine, writing=writing), engine.begin() as connection:
            announce_organisation(connection, self.organisation_id)
            yield connection

    def _lock(self, connection: Connection, *, alone: bool = False) -> Row[Any, Any, Any] | None:
        """Hold the urn where it stands: together with other votes, or alone."""
        statement = HELD_ALONE if alone else HELD_TOGETHER
        return connection.execute(statement, self._own).one_or_none()

    def _read(
        self, connection: Connection, keys: Sequence[str] | None = None, *, lock: bool = False
    ) -> Iterator[Slot]:
        """Give slots in the order of their credentials, which tells no other."""
        if keys is None:
            options = {"yield_per": READ}
            rows = connection.execute(ALL, self._own, execution_options=options)
        else:
            rows = connection.execute(SOME_HELD if lock else SOME, {**self._own, "keys": keys})
        for row in rows:
            yield Slot(row.credential, row.is_paper, row.is_final, unpack(row.content))

    def _write(self, connection: Connection, rows: Sequence[Written]) -> None:
        """Write slots where they lie."""
        if rows:
            connection.execute(WRITE, [{**self._own, **each} for each in rows])

    def _again(self, connection: Connection, size: int, keys: Sequence[str]) -> list[Written]:
        """Give some slots as they are, with new noise; those that another vote holds are left out.

        PostgreSQL writes them with what is new, shuffled: its newest rows are of several cards.
        SQLite needs none of it: a slot of the same size is overwritten where it lies.
        """
        rows = connection.execute(SOME_FREE, {**self._own, "keys": keys})
        return [
            {
                "key": row.credential,
                "final": row.is_final,
                "packed": pack(unpack(row.content), size),
            }
            for row in rows
        ]

    def _stir(self, connection: Connection, size: int) -> None:
        """Write every slot again, shuffled, with new noise; a few in memory at a time."""
        keys = [slot.credential for slot in self._read(connection)]
        CHANCE.shuffle(keys)
        for start in range(0, len(keys), READ):
            rows = self._again(connection, size, keys[start : start + READ])
            CHANCE.shuffle(rows)
            self._write(connection, rows)

    def _forget_channels(self, connection: Connection) -> None:
        """Keep no longer which votes came from a kiosk: none of them is replaced any more."""
        own = and_(OF_SLOTS, SLOT.c.credential == bindparam("key"))
        phones = [
            {**self._own, "key": each.credential}
            for each in self._read(connection)
            if each.state is CardState.VOTED
        ]
        if phones:
            connection.execute(update(SLOT).where(own).values(is_final=True), phones)

    def _set_phase(self, connection: Connection, phase: Phase) -> None:
        connection.execute(SET_PHASE, {**self._own, "moved": phase.value})

    def _clear(self, connection: Connection) -> None:
        for statement in CLEAR:
            connection.execute(statement, self._own)
