"""Both databases, a stopped clock, a closed network, an odd time zone, for every test."""

import contextlib
import datetime as dt
import gc
import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from hypothesis import HealthCheck, settings
from sqlalchemy import Engine, create_engine

from participation.accounts.adapters import hashing
from participation.app import create_app
from participation.foundation import clock as house_clock, database as database_of_house
from participation.foundation.database import connect
from participation.migrations import run
from tests import postgresql
from tests.application import moved, settings_for
from tests.inspection import Inspecting, Plain, client_of
from tests.statements import sharing
from tests.templates import Templates

Reach = Callable[[socket.socket, Any], Any]

pytest_plugins = ["tests.browser", "tests.demonstration"]

FOLDER = "PARTICIPATION_TEST_FOLDER"
ODD_ZONE = "CHAST-12:45CHADT,M9.5.0/2:45,M4.1.0/3:45"
"""The Chatham Islands, spelt out for machines without zone files: UTC + 12:45, + 13:45 in March."""
KINDS = ("sqlite", "postgresql")
LOCAL = {"127.0.0.1", "::1", "localhost"}
SEARCH_AFTER = 10_000
"""New things after which garbage is looked for, instead of 700."""
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # no test fails because the machine has other work
START = dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)
"""When every test begins: a Tuesday morning, 10:30 in Paris, 23:15 in the machine's zone."""
GUARDIAN = """
{
    while kill -0 "$0"; do sleep 2; done
    for pid in "$1"/postgresql-*/data/postmaster.pid; do kill -QUIT "$(head -n 1 "$pid")"; done
    sleep 1
    rm -rf "$1"
} >/dev/null 2>&1 &
"""
"""Ends the databases and removes the files of a run, even of one that was killed."""


def make_schema(url: str) -> None:
    """Make every table and every wall in an empty database."""
    engine = connect(url)
    run.upgrade(engine)
    engine.dispose()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer the choices of a run."""
    group = parser.getgroup("participation")
    group.addoption("--database", choices=["sqlite", "postgresql", "both"], default="both")
    group.addoption("--postgresql", choices=sorted(postgresql.VERSIONS), default="18")
    group.addoption("--long", action="store_true", help="run the sieges whole")


def pytest_configure(config: pytest.Config) -> None:
    """Give all workers of a run an odd time zone and one folder, removed when the run is over."""
    os.environ["TZ"] = ODD_ZONE
    time.tzset()
    if not hasattr(config, "workerinput"):
        folder = Path(tempfile.mkdtemp(prefix="participation-"))
        folder.chmod(0o755)
        os.environ[FOLDER] = str(folder)
        command = ["sh", "-c", GUARDIAN, str(os.getpid()), str(folder)]
        subprocess.run(command, start_new_session=True, check=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run tests that touch a database on both; journeys and sieges on one unless --long."""
    if "kind" not in metafunc.fixturenames:
        return
    options, marked = metafunc.config.option, metafunc.definition.get_closest_marker
    kinds = [each for each in KINDS if options.database in (each, "both")]
    if marked("sqlite") or marked("postgresql"):
        kinds = [each for each in kinds if marked(each)]
    elif marked("browser") and not options.long:
        kinds = kinds[:1]
    elif marked("siege") and not options.long:
        kinds = kinds[-1:]
    metafunc.parametrize("kind", kinds, scope="session", indirect=True)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the sieges out unless they were asked for."""
    if config.option.long:
        return
    long = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the search for garbage leave out what stays to the end: the program and all tests.

    To look through them again and again takes a fifth of the run.
    """
    del session
    gc.collect()
    gc.freeze()
    gc.set_threshold(SEARCH_AFTER)


@pytest.fixture(scope="session")
def run_folder() -> Path:
    """Give the folder that all workers of the run share."""
    return Path(os.environ[FOLDER])


@pytest.fixture(scope="session")
def kind(request: pytest.FixtureRequest) -> str:
    """Give the database of this test: `sqlite` or `postgresql`."""
    return str(request.param)


@pytest.fixture(scope="session")
def templates(kind: str, run_folder: Path, request: pytest.FixtureRequest) -> Templates:
    """Give what makes copies of prepared databases."""
    if kind == "sqlite":
        return Templates(run_folder, None)
    if not postgresql.available():
        complain("no PostgreSQL: install the requirements of the tests (python3 run.py test)")
    return Templates(run_folder, postgresql.server(run_folder, request.config.option.postgresql))


@pytest.fixture
def database(templates: Templates, tmp_path: Path) -> Iterator[str]:
    """Lend the URL of a database with every table and no row."""
    templates.prepare("empty", make_schema)
    with templates.lend("empty", tmp_path) as url:
        yield url


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """Lend the engine of a database with every table and no row."""
    opened = connect(database)
    yield opened
    opened.dispose()


@pytest.fixture(scope="session")
def house(run_folder: Path) -> Flask:
    """Open the house once a worker, for tests that add no door to it."""
    made = create_app(settings_for("sqlite://", run_folder))
    made.test_client_class = Plain
    return made


@pytest.fixture
def app(house: Flask, engine: Engine, tmp_path: Path) -> Iterator[Flask]:
    """Lend the house, on a database with every table and no row."""
    url = engine.url.render_as_string(hide_password=False)
    with moved(house, settings_for(url, tmp_path), engine) as lent:
        yield lent


@pytest.fixture
def client(app: Flask) -> Inspecting:
    """Give a client that inspects every page it receives."""
    return client_of(app)


def owner_url(url: str) -> str:
    """Give the URL by which a test may change the tables of its database."""
    return url.replace(f"//{postgresql.READER}@", f"//{postgresql.OWNER}@", 1)


def complain(sentence: str) -> None:
    """Fail in CI, skip for a person."""
    if os.environ.get("CI"):
        pytest.fail(sentence)
    pytest.skip(f"!!! {sentence}")


class Clock:
    """The stopped clock of a test."""

    def __init__(self, stack: contextlib.ExitStack) -> None:
        self._stack = stack
        self.set(START)

    @property
    def now(self) -> dt.datetime:
        """Give the instant at which it stands."""
        return house_clock.now()

    def set(self, instant: dt.datetime) -> None:
        """Put it at an aware instant."""
        self._stack.enter_context(house_clock.frozen(instant))

    def advance(self, **duration: float) -> None:
        """Let time pass: `clock.advance(minutes=3)`."""
        self.set(self.now + dt.timedelta(**duration))


@pytest.fixture(autouse=True)
def clock() -> Iterator[Clock]:
    """Stop the clock of this process at START; the test moves it."""
    with contextlib.ExitStack() as stack:
        yield Clock(stack)


@pytest.fixture(autouse=True, scope="session")
def real_hasher() -> Iterator[PasswordHasher]:
    """Hash passwords and codes with little work; give what hashes them outside of tests."""
    real = hashing._HASHER  # noqa: SLF001 - what is weakened for the tests
    with pytest.MonkeyPatch.context() as patch:
        quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        patch.setattr(hashing, "_HASHER", quick)
        patch.setattr(hashing, "_NOBODY", quick.hash("nobody has this password"))
        yield real


@pytest.fixture(autouse=True, scope="session")
def _statements() -> Iterator[None]:
    """Let all engines of this process find the statements that one of them wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database_of_house, "create_engine", sharing(create_engine))
        yield


@pytest.fixture(autouse=True, scope="session")
def _closed_network() -> Iterator[None]:
    """Let this process speak to this machine only."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex"):
            patch.setattr(socket.socket, name, _kept_here(getattr(socket.socket, name)))
        yield


def _kept_here(reach: Reach) -> Reach:
    def refuse(this: socket.socket, address: Any) -> Any:
        if this.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOCAL:
            this.close()
            pytest.fail(f"this test speaks to {address[0]}: use a local server")
        return reach(this, address)

    return refuse
