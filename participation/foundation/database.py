"""One engine recipe for SQLite and PostgreSQL, one base for all tables, one kind of session."""

import datetime as dt
import math
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, ClassVar, TypeVar, cast

from sqlalchemy import (
    BigInteger,
    Connection,
    Engine,
    ForeignKeyConstraint,
    MetaData,
    Select,
    Table,
    bindparam,
    create_engine,
    event,
    select,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

from participation.foundation.localized import Localized
from participation.foundation.types import LocalizedText, UtcDateTime, roll_back_at_once

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
}
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA busy_timeout=10000",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
)
"""FULL costs writes a factor of five and keeps what was acknowledged through a power cut."""
PATIENCE = 10.0
"""Seconds that a writer waits for its turn, as long as `busy_timeout`."""
ALONE = 1.0
"""Seconds after which a connection is asked whether its server is still there."""
LEFT = "left"
LINE = "line"
WRITING = "writing"
"""Execution option of every connection that serves a session: whether it may write."""
APART = "urn"
"""The schema on PostgreSQL, and the ending of the file's name on SQLite, of what is kept apart."""


class Base(DeclarativeBase):
    """Root of every table; tables are STRICT on SQLite."""

    metadata: ClassVar[MetaData] = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        Localized: LocalizedText,
        dt.datetime: UtcDateTime,
        int: BigInteger,
    }

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        if "__tablename__" in cls.__dict__:
            cast("Table", cls.__table__).dialect_options["sqlite"]["strict"] = True


Row = TypeVar("Row", bound=Base)


def connect(url: str) -> Engine:
    """Open the database of a URL, tuned so that an acknowledged write is never lost."""
    if url.startswith("sqlite"):
        engine = create_engine(url)
        event.listen(engine, "connect", _tune_sqlite)
        _keep_line(engine)
        return engine
    engine = create_engine(url, pool_size=10, isolation_level="READ COMMITTED")
    _keep_alive(engine)
    event.listen(engine, "rollback", _roll_back)
    return engine


def connect_apart(main: Engine) -> Engine:
    """Open what stands apart from the main database: its own file on SQLite, a schema elsewhere.

    The file keeps no log of what was written (journal DELETE, then secure_delete): an image of it
    tells nothing of the order of its rows. Call it once for each main engine.
    """
    if main.dialect.name != "sqlite":
        return main.execution_options(schema_translate_map={None: APART})
    place = Path(main.url.database or "")
    url = main.url.set(database=str(place.with_name(f"{place.stem}-{APART}{place.suffix}")))
    engine = create_engine(url)
    event.listen(engine, "connect", _tune_apart)
    _keep_line(engine)
    return engine


def open_session(engine: Engine, *, writing: bool) -> Session:
    """Open a session; only a writing one takes SQLite's single writer's place, from its start."""
    return Session(engine_for(engine, writing), expire_on_commit=False)


@lru_cache(maxsize=16)
def engine_for(engine: Engine, writing: bool) -> Engine:  # noqa: FBT001 - a cache key
    """Give an engine whose transactions write, or only read."""
    return engine.execution_options(**{WRITING: writing})


def _roll_back(connection: Connection) -> None:
    """Let who was refused, or only looked, leave the statements prepared for who comes next."""
    is_session = WRITING in connection.get_execution_options()
    if is_session and not connection.closed and not connection.invalidated:
        roll_back_at_once(connection)


def _keep_alive(engine: Engine) -> None:
    """Ask a server that was left alone whether it is there still: it may have begun anew.

    Not each time, for it takes as long as a statement.
    """

    def leave(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
        record.info[LEFT] = time.monotonic()

    def take(connection: DBAPIConnection, record: ConnectionPoolEntry, _lent: object) -> None:
        if time.monotonic() - record.info.get(LEFT, math.inf) > ALONE:
            try:
                engine.dialect.do_ping(connection)
            except Exception as error:
                raise InvalidatePoolError from error

    event.listen(engine, "checkin", leave)
    event.listen(engine, "checkout", take)


def _tune_sqlite(connection: DBAPIConnection, _record: object) -> None:
    _tune(connection, PRAGMAS)


def _tune_apart(connection: DBAPIConnection, _record: object) -> None:
    _tune(connection, [*PRAGMAS[1:], "PRAGMA journal_mode=DELETE"])


def _tune(connection: DBAPIConnection, pragmas: Sequence[str]) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in pragmas:
        cursor.execute(pragma)
    cursor.close()


def _keep_line(engine: Engine) -> None:
    """Let writers enter their line when they begin, and leave it however they end."""
    event.listen(engine, "begin", _begin_sqlite)
    for ending in ("commit", "rollback"):
        event.listen(engine, ending, _leave_line)
    event.listen(engine, "checkin", _leave_line_late)


def _begin_sqlite(connection: Connection) -> None:
    """Begin at once as writer, for a reader that turns writer loses updates or the lock."""
    writing = connection.get_execution_options().get(WRITING, True)
    if not writing:
        connection.exec_driver_sql("BEGIN")
        return
    _wait_in_line(connection)
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _leave_line(connection)
        raise


@lru_cache(maxsize=64)
def _line_of(path: str) -> threading.Lock:
    """Give the line in which the writers of this process wait for a file.

    SQLite lets them ask again and again, each time later: of fifty at once some would starve until
    it gives up for them. The line is a courtesy: whoever waits too long in it asks SQLite anyway.
    """
    del path
    return threading.Lock()


def _wait_in_line(connection: Connection) -> None:
    line = _line_of(connection.engine.url.database or "")
    if line.acquire(timeout=PATIENCE):
        connection.info[LINE] = line


def _leave_line(connection: Connection) -> None:
    if (line := connection.info.pop(LINE, None)) is not None:
        line.release()


def _leave_line_late(_connection: DBAPIConnection | None, record: ConnectionPoolEntry) -> None:
    """Leave it when a connection comes back that was neither committed nor rolled back."""
    if (line := record.info.pop(LINE, None)) is not None:
        line.release()


def refers(table: str, column: str, *, cascade: bool = False) -> ForeignKeyConstraint:
    """Give the foreign key of `column` to a tenant's table, organisation included in the key."""
    return ForeignKeyConstraint(
        ["organisation_id", column],
        [f"{table}.organisation_id", f"{table}.id"],
        ondelete="CASCADE" if cascade else None,
    )


def get_row(session: Session, kind: type[Row], key: int) -> Row:
    """Give the row of a key within the session's scope; raise NoResultFound (404) otherwise."""
    statement: Select[Row] = _row_of(kind)
    return session.scalars(statement, {"key": key}).one()


@lru_cache(maxsize=256)
def _row_of(kind: type[Row]) -> Select[Row]:
    """Write the statement once for each kind: to write it takes as long as to run it."""
    return select(kind).where(kind.id == bindparam("key"))  # type: ignore[attr-defined]
