"""Where the urn lies: its tables, its own file on SQLite, its own walled schema on PostgreSQL."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    LargeBinary,
    MetaData,
    String,
    Table,
    inspect,
)
from sqlalchemy.pool import Pool

from participation.elections.rules.sealed import (
    WITNESS,
    CardState,
    Phase,
    SealedRefusal,
    state_of,
)
from participation.foundation.act import Refused
from participation.foundation.database import APART, NAMES, connect_apart
from participation.foundation.types import wall

METADATA = MetaData(naming_convention=NAMES)
URN = Table(
    "urn",
    METADATA,
    Column("organisation_id", BigInteger, primary_key=True, autoincrement=False),
    Column("contest_id", BigInteger, primary_key=True, autoincrement=False),
    Column("uuid", String(22), nullable=False),
    Column("phase", String(20), nullable=False),
    Column("size", BigInteger, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
SLOT = Table(
    "slot",
    METADATA,
    Column("organisation_id", BigInteger, primary_key=True, autoincrement=False),
    Column("contest_id", BigInteger, primary_key=True, autoincrement=False),
    Column("credential", String(64), primary_key=True),
    Column("is_paper", Boolean, nullable=False),
    Column("is_final", Boolean, nullable=False),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
UNPRESSED = f"ALTER TABLE {APART}.slot ALTER COLUMN content SET STORAGE EXTERNAL"
"""Ballots are not compressed: it takes time, and a compressed size would tell of the content."""
_engines: WeakKeyDictionary[Pool, Engine] = WeakKeyDictionary()


def prepare(main: Engine) -> None:
    """Make the tables and walls of the urn where they are missing; as the owner of the tables."""
    engine = engine_of(main)
    with engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            METADATA.create_all(connection)
            return
        if not inspect(connection).has_table(SLOT.name, schema=APART):
            _make_walled(connection)
        connection.exec_driver_sql(UNPRESSED)


def _make_walled(connection: Connection) -> None:
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {APART}")
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {APART} TO PUBLIC")
    METADATA.create_all(connection, checkfirst=False)
    for table in METADATA.sorted_tables:
        for statement in wall(f"{APART}.{table.name}"):
            connection.exec_driver_sql(statement)


def engine_of(main: Engine) -> Engine:
    """Give the engine of the urn that belongs to a main database."""
    if main.dialect.name != "sqlite":
        return connect_apart(main)
    known = _engines.get(main.pool)
    if known is None:
        known = connect_apart(main)
        with known.begin() as connection:
            METADATA.create_all(connection)
        _engines[main.pool] = known
    return known


@contextmanager
def queue(engine: Engine, *, writing: bool) -> Iterator[None]:
    """Let writers of the file pass one by one: a lock wakes the next at once, SQLite would poll.

    Its own lock is the truth: this one, on an empty file beside it, only saves time.
    """
    if not writing or engine.dialect.name != "sqlite":
        yield
        return
    with Path(f"{engine.url.database}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@dataclass(frozen=True, slots=True)
class Slot:
    """What the urn knows of a credential."""

    credential: str
    is_paper: bool
    is_final: bool
    ballot: bytes

    @property
    def is_witness(self) -> bool:
        """Say whether the bureau set it aside: what is voted with it is opened and never cast."""
        return self.ballot.startswith(WITNESS)

    @property
    def is_committed(self) -> bool:
        """Say whether a device has voted with this witness, not knowing that it was one."""
        return self.is_witness and self.ballot != WITNESS

    @property
    def state(self) -> CardState:
        """Say what the card is worth."""
        return state_of(is_paper=self.is_paper, is_final=self.is_final, ballot=self.ballot)


def absence(phase: Phase | None) -> SealedRefusal:
    """Say why a ballot without a slot is refused."""
    return SealedRefusal.NOT_OPEN if phase is None else SealedRefusal.CARD_UNKNOWN


def judge(slot: Slot, phase: Phase) -> None:
    """Refuse a ballot that the urn does not take now, or never again from this card."""
    if phase is Phase.SUSPENDED:
        raise Refused(SealedRefusal.SUSPENDED)
    if phase not in (Phase.OPEN, Phase.PAPER):
        raise Refused(SealedRefusal.CLOSED)
    if slot.is_paper is not (phase is Phase.PAPER):
        raise Refused(SealedRefusal.NOT_PAPER_TIME if slot.is_paper else SealedRefusal.CLOSED)
    if slot.state is CardState.REVOKED:
        raise Refused(SealedRefusal.CARD_REVOKED)
    if slot.state is CardState.EXCHANGED:
        raise Refused(SealedRefusal.CARD_EXCHANGED)
    if slot.is_final:
        raise Refused(SealedRefusal.ALREADY_FINAL)
