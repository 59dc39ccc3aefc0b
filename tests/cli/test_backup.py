"""Copies of a living database, and the way back: whole and checked, or not at all."""

import datetime as dt
import io
import random
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from participation.audit.models import Entry
from participation.cli.keeping import NAME, back_up, rotate
from participation.foundation import backups
from participation.foundation.backups import BackupError, Lock
from participation.foundation.database import connect, open_session
from participation.organisations.models import Organisation, Pole
from participation.organisations.operations import create_pole
from tests.application import settings_for
from tests.builders import acting_in, looking_in, make_town
from tests.cli.conftest import Command, point_to, whole
from tests.conftest import Clock
from tests.templates import Templates


def quiet(_done: int, _total: int) -> None:
    """Say nothing."""


@pytest.fixture
def key(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    backups.make_key(path)
    return path


@pytest.fixture
def elsewhere(templates: Templates, tmp_path: Path) -> Iterator[str]:
    """Lend the URL of another, empty installation."""
    if templates.server:
        name = f"elsewhere_{tmp_path.name.replace('-', '_')}".lower()[:60]
        templates.server.create(name)
        try:
            yield templates.server.url(name)
        finally:
            templates.server.drop(name)
    else:
        yield f"sqlite:///{tmp_path / 'elsewhere' / 'participation.sqlite'}"


def slugs(url: str) -> list[str]:
    engine = connect(url)
    try:
        with open_session(engine, writing=False) as session:
            return list(session.scalars(select(Organisation.slug).order_by(Organisation.slug)))
    finally:
        engine.dispose()


def test_a_copy_restores_elsewhere_with_its_journal(
    command: Command,
    engine: Engine,
    key: Path,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        create_pole(act, name="Été à Évry")
    copy = tmp_path / "one.backup"
    made = command("backup", copy, "--key-file", key)
    assert made.code == 0, made.err
    assert b"Tilleul" not in copy.read_bytes()
    assert "100 %" in made.err or "MB" in made.err
    point_to(monkeypatch, elsewhere, tmp_path / "elsewhere")
    restored = command("restore", copy, "--key-file", key)
    assert restored.code == 0, restored.err
    assert "every seal holds" in restored.out
    assert slugs(whole(elsewhere) if "postgresql" in elsewhere else elsewhere) == ["rive"]
    verified = command("journal", "verify")
    assert (verified.code, verified.out) == (0, "Every seal holds.\n")
    again = connect(elsewhere)
    with looking_in(again, town) as session:
        assert session.scalars(select(Pole.name)).all() == ["Été à Évry"]
        assert session.scalar(select(func.count(Entry.number))) == 4
    again.dispose()


def test_a_database_that_holds_something_is_not_lost_by_mistake(
    command: Command, engine: Engine, key: Path, database: str, tmp_path: Path
) -> None:
    make_town(engine)
    copy = tmp_path / "one.backup"
    assert command("backup", copy, "--key-file", key).code == 0
    make_town(engine, "quai")
    refused = command("restore", copy, "--key-file", key)
    assert (refused.code, "--replace" in refused.err) == (1, True)
    engine.dispose()
    assert command("restore", copy, "--key-file", key, "--replace").code == 0
    assert slugs(database) == ["rive"]


@pytest.mark.sqlite
def test_a_database_that_a_program_has_open_is_not_replaced(
    command: Command, engine: Engine, key: Path, tmp_path: Path
) -> None:
    make_town(engine)
    copy = tmp_path / "one.backup"
    assert command("backup", copy, "--key-file", key).code == 0
    with engine.connect() as connection:
        connection.exec_driver_sql("SELECT 1 FROM organisation").all()
        refused = command("restore", copy, "--key-file", key, "--replace")
    assert (refused.code, "stop the server" in refused.err) == (1, True)


def test_a_journal_that_was_altered_is_not_restored(
    command: Command,
    engine: Engine,
    key: Path,
    elsewhere: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        act.session.delete(act.session.scalars(select(Entry).where(Entry.number == 2)).one())
    assert command("journal", "verify").code == 1
    copy = tmp_path / "one.backup"
    assert command("backup", copy, "--key-file", key).code == 0
    point_to(monkeypatch, elsewhere, tmp_path / "elsewhere")
    refused = command("restore", copy, "--key-file", key)
    assert (refused.code, "entry 2" in refused.err) == (1, True)


@pytest.mark.sqlite
def test_a_copy_made_while_others_write_is_whole(
    engine: Engine, database: str, key: Path, tmp_path: Path
) -> None:
    town = make_town(engine)
    settings = settings_for(database, tmp_path)
    done = threading.Event()

    def write() -> None:
        number = 0
        while not done.is_set() and number < 2000:
            number += 1
            with acting_in(engine, town) as act:
                create_pole(act, name=f"Pôle {number}")

    writer = threading.Thread(target=write)
    writer.start()
    copies = [tmp_path / f"{number}.backup" for number in range(3)]
    for copy in copies:
        back_up(settings, copy, backups.lock_of(key))
    done.set()
    writer.join()
    for copy in copies:
        plain = tmp_path / "plain.sqlite"
        with plain.open("wb") as stream:
            backups.unseal(copy, stream, backups.lock_of(key), progress=quiet)
        restored = connect(f"sqlite:///{plain}")
        with looking_in(restored, town) as session:
            poles = session.scalar(select(func.count(Pole.id)))
            entries = session.scalar(select(func.count(Entry.number)))
        restored.dispose()
        assert entries == (poles or 0) + 3


CONTENT = bytes(range(256)) * 2000


def sealed(path: Path, lock: Lock, content: bytes = CONTENT) -> Path:
    backups.seal(io.BytesIO(content), path, lock, kind="sqlite", made="now", progress=quiet)
    return path


def opened(path: Path, lock: Lock) -> bytes:
    target = io.BytesIO()
    backups.unseal(path, target, lock, progress=quiet)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, 65_519, 65_536, 65_537, 3_000_000])
def test_what_is_sealed_opens_again(tmp_path: Path, size: int) -> None:
    lock = Lock(key=bytes(32))
    content = random.Random(size).randbytes(size)
    assert opened(sealed(tmp_path / "b", lock, content), lock) == content


def test_any_altered_byte_is_seen(tmp_path: Path) -> None:
    lock = Lock(key=bytes(32))
    path = sealed(tmp_path / "b", lock, content=bytes(300))
    whole_file = path.read_bytes()
    for place in range(len(whole_file)):
        altered = bytearray(whole_file)
        altered[place] ^= 1
        path.write_bytes(altered)
        with pytest.raises(BackupError):
            opened(path, lock)


def test_cut_longer_swapped_and_foreign_files_are_refused(tmp_path: Path) -> None:
    lock = Lock(key=bytes(32))
    path = tmp_path / "b"
    whole_file = sealed(path, lock, random.Random(1).randbytes(300_000)).read_bytes()
    start = len(whole_file) - len(whole_file) % backups.SEALED_CHUNK
    chunk = backups.SEALED_CHUNK
    swapped = whole_file[: start - 3 * chunk] + whole_file[start - chunk : start]
    for wrong in (
        b"",
        b"SQLite format 3\0",
        whole_file[:100],
        whole_file[:start],
        whole_file[:-1],
        whole_file + b"\0",
        whole_file + whole_file[-chunk:],
        swapped + whole_file[start:],
    ):
        path.write_bytes(wrong)
        with pytest.raises(BackupError):
            opened(path, lock)


def test_another_key_opens_nothing(tmp_path: Path) -> None:
    path = sealed(tmp_path / "b", Lock(key=bytes(32)))
    with pytest.raises(BackupError):
        opened(path, Lock(key=bytes(31) + b"1"))


def test_a_passphrase_opens_its_backup(tmp_path: Path) -> None:
    lock = backups.lock_of(None, "quatorze lettres au moins")
    assert opened(sealed(tmp_path / "b", lock), lock) == CONTENT
    with pytest.raises(BackupError):
        opened(tmp_path / "b", backups.lock_of(None, "quatorze lettres en moins"))
    with pytest.raises(BackupError, match="14"):
        backups.lock_of(None, "trop court")


def test_a_key_is_for_its_owner_and_never_written_over(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "new"
    assert command("backup-key", path).code == 0
    assert path.stat().st_mode & 0o777 == 0o600
    first = path.read_bytes()
    refused = command("backup-key", path)
    assert (refused.code, path.read_bytes()) == (1, first)
    path.write_text("not a key")
    with pytest.raises(BackupError):
        backups.lock_of(path)


def test_a_failed_copy_leaves_the_former_one(tmp_path: Path) -> None:
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("the disk is full")
            return super().read(size)

    path = sealed(tmp_path / "b", Lock(key=bytes(32)))
    before = path.read_bytes()
    with pytest.raises(OSError, match="full"):
        backups.seal(
            Torn(CONTENT), path, Lock(key=bytes(32)), kind="sqlite", made="now", progress=quiet
        )
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_old_copies_are_removed_so_that_what_was_erased_is_gone(
    tmp_path: Path, clock: Clock
) -> None:
    for hours in range(0, 40 * 24, 6):
        made = clock.now - dt.timedelta(hours=hours)
        (tmp_path / made.strftime(NAME)).touch()
    rotate(tmp_path, clock.now)
    ages = sorted((clock.now - _made(path)).total_seconds() / 3600 for path in tmp_path.iterdir())
    assert [age for age in ages if age <= 24] == [0, 6, 12, 18, 24]
    assert max(ages) <= 30 * 24
    assert 28 <= len([age for age in ages if age > 24]) <= 30
    assert rotate(tmp_path, clock.now) == 0


def _made(path: Path) -> dt.datetime:
    return dt.datetime.strptime(path.name, NAME).replace(tzinfo=dt.UTC)
