"""Whole copies of a live database, and putting one in its place, on SQLite and PostgreSQL."""

import contextlib
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from sqlalchemy import URL, inspect, make_url

from participation.foundation.backups import BackupError, Progress
from participation.foundation.database import APART, connect

EMPTY = """DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT oid::regclass AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    LOOP EXECUTE format('DROP TABLE %s CASCADE', one.name); END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
            SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
    LOOP EXECUTE format('DROP ROUTINE %s CASCADE', one.name); END LOOP;
END $$;
"""
"""Leaves nothing of a newer version, whose tables hang on those that a copy brings back."""
PAGES = 1000
"""Pages copied before writers get their turn."""


def kind_of(url: str) -> str:
    """Give `sqlite` or `postgresql`."""
    return make_url(url).get_backend_name()


def file_of(url: str) -> Path:
    """Give the file of an SQLite URL."""
    return Path(make_url(url).database or "")


@contextlib.contextmanager
def copied(url: str, folder: Path, progress: Progress) -> Iterator[IO[bytes]]:
    """Lend a consistent copy as a stream; the plain copy on disk lives in a private folder.

    Never of the urn: two copies of it would tell who voted in between. What it holds is copied
    with the chain of ballots, once the vote has ended.
    """
    if kind_of(url) == "sqlite":
        with TemporaryDirectory(prefix=".copy-", dir=folder) as private:
            place = Path(private) / "copy.sqlite"
            _copy_sqlite(file_of(url), place, progress)
            check_sqlite(place)
            with place.open("rb") as stream:
                yield stream
        return
    words, environment = _postgresql("pg_dump", url)
    words += ["--format=custom", "--compress=0", "--no-password", f"--exclude-schema={APART}"]
    with subprocess.Popen(  # noqa: S603 - our own words
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        if program.stdout is None or program.stderr is None:  # pragma: no cover - asked for above
            raise BackupError("pg_dump gives nothing")
        yield program.stdout
        said = program.stderr.read().decode(errors="replace").strip()
        if program.wait():
            raise BackupError(f"pg_dump failed: {said.splitlines()[-1] if said else 'no word'}")


def _copy_sqlite(source: Path, target: Path, progress: Progress) -> None:
    """Copy page by page while others read and write (SQLite's backup API; `cp` would tear it)."""
    if not source.is_file():
        raise BackupError(f"there is no database at {source}")
    with (
        contextlib.closing(sqlite3.connect(source, timeout=30)) as present,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        present.backup(
            copy,
            pages=PAGES,
            progress=lambda _status, left, total: progress(total - left, total),
        )


def check_sqlite(path: Path) -> None:
    """Refuse a file that is torn or whose rows point nowhere."""
    try:
        with contextlib.closing(sqlite3.connect(path)) as connection:
            (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
            stray = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BackupError(f"the copy is no sound database: {error}") from None
    if sound != "ok" or stray is not None:
        raise BackupError(f"the copy is damaged: {sound if sound != 'ok' else stray}")


def holds_rows(url: str) -> bool:
    """Say whether a database already serves some association."""
    if kind_of(url) == "sqlite" and not file_of(url).exists():
        return False
    engine = connect(url)
    try:
        if not inspect(engine).has_table("organisation"):
            return False
        with engine.execution_options(writing=False).connect() as connection:
            found = connection.exec_driver_sql("SELECT 1 FROM organisation LIMIT 1")
            return found.first() is not None
    finally:
        engine.dispose()


def replace_sqlite(copy: Path, target: Path) -> None:
    """Put a checked copy in the place of a database that nobody has open."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        _close_sqlite(target)
    arriving = target.with_name(f"{target.name}.restored")
    shutil.copyfile(copy, arriving)
    with arriving.open("rb+") as stream:
        os.fsync(stream.fileno())
    arriving.replace(target)


def _close_sqlite(path: Path) -> None:
    """Fold the write-ahead log in; refuse while a program still has the database open."""
    with contextlib.closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            (mode,) = connection.execute("PRAGMA journal_mode=DELETE").fetchone()
        except sqlite3.OperationalError:
            mode = "busy"
        except sqlite3.DatabaseError:
            mode = "delete"  # torn already: nothing to fold in
    if mode != "delete":
        raise BackupError(f"{path} is in use: stop the server and the worker first")
    for ending in ("-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def restore_postgresql(dump: Path, url: str, *, replace: bool) -> None:
    """Restore a dump in one transaction: all of it, or nothing."""
    script, empty = dump.with_name("restore.sql"), dump.with_name("empty.sql")
    empty.write_text(EMPTY if replace else "")
    tool, environment = _postgresql("pg_restore", url)
    _run([tool[0], f"--file={script}", str(dump)], environment)
    words, environment = _postgresql("psql", url)
    words += ["--no-psqlrc", "--quiet", "--no-password", "--set=ON_ERROR_STOP=1"]
    words += ["--single-transaction", f"--file={empty}", f"--file={script}"]
    _run(words, environment)


def _run(words: list[str], environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        words, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["no word"]
        name = Path(words[0]).name
        raise BackupError(f"{name} failed and nothing was changed: {lines[0]}")


def _postgresql(program: str, url: str) -> tuple[list[str], dict[str, str]]:
    """Give the words and environment of a PostgreSQL program; the password is in no word."""
    path = shutil.which(program)
    if path is None:
        raise BackupError(f"{program} is missing: install the client programs of PostgreSQL")
    parts: URL = make_url(url)
    environment = dict(os.environ)
    if parts.password:
        environment["PGPASSWORD"] = str(parts.password)
    bare = parts.set(drivername="postgresql", password=None)
    return [path, f"--dbname={bare.render_as_string()}"], environment
