"""The databases under measure: an empty one with every table, filled by its own driver."""

import contextlib
import os
import signal
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psycopg
from psycopg import sql

from participation.foundation.database import connect
from participation.migrations import run
from tests import postgresql
from tests.bench.server import cpu_seconds

KINDS = ("sqlite", "postgresql")
VERSION = "18"
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")

Row = Sequence[object]


class Store(Protocol):
    """A database that rows are poured into, past the program."""

    @property
    def kind(self) -> str:
        """Give `sqlite` or `postgresql`."""

    @property
    def url(self) -> str:
        """Give the URL by which the program reaches it."""

    def put(self, rows: dict[tuple[str, tuple[str, ...]], Iterable[Row]]) -> None:
        """Insert rows by (table, columns) in one transaction."""

    def count(self, table: str, survey_ids: Iterable[int]) -> int:
        """Count the rows of a table that belong to these surveys."""

    def settle(self) -> None:
        """Do what the database does by itself in quiet hours."""

    def cpu_seconds(self) -> float:
        """Give the processor time of the database's own processes: none where it has none."""


@dataclass(frozen=True, slots=True)
class Sqlite:
    """A file, with foreign keys unchecked and no flush to the disk while it is filled."""

    url: str
    path: Path
    kind: str = "sqlite"

    def put(self, rows: dict[tuple[str, tuple[str, ...]], Iterable[Row]]) -> None:
        """Insert rows by (table, columns) in one transaction."""
        with contextlib.closing(sqlite3.connect(self.path, timeout=60)) as driver, driver:
            driver.execute("PRAGMA synchronous=OFF")
            for (table, names), lines in rows.items():
                columns, marks = ",".join(names), ",".join("?" * len(names))
                words = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
                driver.executemany(words, lines)

    def count(self, table: str, survey_ids: Iterable[int]) -> int:
        """Count the rows of a table that belong to these surveys."""
        keys = ",".join(map(str, survey_ids))
        with contextlib.closing(sqlite3.connect(self.path, timeout=60)) as driver:
            words = f"SELECT count(*) FROM {table} WHERE survey_id IN ({keys})"  # noqa: S608
            return int(driver.execute(words).fetchone()[0])

    def settle(self) -> None:
        """Fold the write-ahead log into the file."""
        with contextlib.closing(sqlite3.connect(self.path, timeout=60)) as driver:
            driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def cpu_seconds(self) -> float:
        """Give nothing: it runs in the processes of the server."""
        return 0.0


@dataclass(frozen=True, slots=True)
class Postgresql:
    """A database of the tests' server, filled by its superuser with triggers at rest."""

    url: str
    server: postgresql.Server
    name: str
    kind: str = "postgresql"

    def _open(self) -> "psycopg.Connection[tuple[object, ...]]":
        place = str(self.server.folder)
        return psycopg.connect(host=place, user="postgres", dbname=self.name, autocommit=True)

    def put(self, rows: dict[tuple[str, tuple[str, ...]], Iterable[Row]]) -> None:
        """Insert rows by (table, columns) in one transaction."""
        with self._open() as driver, driver.transaction(), driver.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            for (table, names), lines in rows.items():
                columns = sql.SQL(",").join(map(sql.Identifier, names))
                words = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), columns)
                with cursor.copy(words) as copy:
                    for line in lines:
                        copy.write_row(line)

    def count(self, table: str, survey_ids: Iterable[int]) -> int:
        """Count the rows of a table that belong to these surveys."""
        words = sql.SQL("SELECT count(*) FROM {} WHERE survey_id = ANY(%s)")
        with self._open() as driver:
            found = driver.execute(words.format(sql.Identifier(table)), [list(survey_ids)])
            row = found.fetchone()
        return int(str(row[0])) if row else 0

    def settle(self) -> None:
        """Vacuum and gather statistics, as autovacuum does; the tests' server has none."""
        with self._open() as driver:
            driver.execute("VACUUM ANALYZE")

    def cpu_seconds(self) -> float:
        """Give the processor time of the server and of what serves its connections."""
        return cpu_seconds(_pid_of(self.server))


@contextlib.contextmanager
def empty(kind: str, folder: Path) -> Iterator[Store]:
    """Make a database with every table and no row, gone afterwards."""
    if kind == "sqlite":
        path = folder / "bench.sqlite"
        _make_tables(f"sqlite:///{path}")
        yield Sqlite(f"sqlite:///{path}", path)
        return
    server, name = postgresql.server(folder, VERSION), "bench"
    try:
        _keep(server)
        server.create(name)
        postgresql.grant(server, name)
        _make_tables(server.url(name, postgresql.OWNER))
        yield Postgresql(server.url(name), server, name)
    finally:
        _stop(server)


def _keep(server: postgresql.Server) -> None:
    """Let the server of the tests lose nothing in a power cut, as an installation's does."""
    kept = [sql.SQL("ALTER SYSTEM SET {} = on").format(sql.Identifier(each)) for each in DURABLE]
    server.run(*kept, sql.SQL("SELECT pg_reload_conf()").format())


def _pid_of(server: postgresql.Server) -> int:
    lines = (server.folder / "data" / "postmaster.pid").read_text().splitlines()
    return int(lines[0])


def _stop(server: postgresql.Server) -> None:
    """End the server at once and wait until its files may be removed."""
    pid = _pid_of(server)
    os.kill(pid, signal.SIGQUIT)
    while Path(f"/proc/{pid}").exists():
        time.sleep(0.1)


def _make_tables(url: str) -> None:
    engine = connect(url)
    run.upgrade(engine)
    engine.dispose()
