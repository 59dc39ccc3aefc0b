"""The examination of an installation: sound ones pass, each fault is named with what to do."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from participation.audit.models import Entry
from participation.cli import examining
from participation.foundation.assets import BuildMissingError
from participation.foundation.backups import make_key
from participation.foundation.database import connect
from participation.migrations import run
from participation.notifications.operations import queue
from participation.notifications.rules import Address, Channel, Kind
from tests.builders import acting_in, make_town
from tests.cli.conftest import Answer, Command
from tests.conftest import Clock, owner_url

Spoil = Callable[[pytest.MonkeyPatch, Path], None]


def findings(answer: Answer) -> dict[str, str]:
    """Give what was found, by its sentence."""
    lines = [json.loads(line) for line in answer.out.splitlines()]
    return {line["what"]: line["weight"] for line in lines}


def setting(name: str, value: str) -> Spoil:
    def spoil(monkeypatch: pytest.MonkeyPatch, _data: Path) -> None:
        monkeypatch.setenv(f"PARTICIPATION_{name}", value)

    return spoil


def open_data(_monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    data.chmod(0o755)


def open_key(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    key = data / "key"
    make_key(key)
    key.chmod(0o644)
    setting("BACKUP_KEY", str(key))(monkeypatch, data)


def directory(text: str, mode: int = 0o600) -> Spoil:
    def spoil(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
        place = data / "directories.toml"
        place.write_text(text)
        place.chmod(mode)
        setting("DIRECTORIES", str(place))(monkeypatch, data)

    return spoil


DEAD = '[nowhere]\nissuer = "http://127.0.0.1:9/"\nclient_id = "us"\nsecret = "hush"\n'


def no_copy(monkeypatch: pytest.MonkeyPatch, data: Path) -> None:
    open_key(monkeypatch, data)
    (data / "key").chmod(0o600)
    setting("BACKUP_FOLDER", str(data))(monkeypatch, data)
    setting("BACKUP_MINUTES", "60")(monkeypatch, data)


def no_build(monkeypatch: pytest.MonkeyPatch, _data: Path) -> None:
    def missing(_name: str) -> str:
        raise BuildMissingError("no build")

    monkeypatch.setattr(examining, "asset", missing)


def as_root(monkeypatch: pytest.MonkeyPatch, _data: Path) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 0)


@pytest.fixture(autouse=True)
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: Command) -> None:
    """Begin with an installation in which only outside servers and copies are missing."""
    del command
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "one").touch()
    tmp_path.chmod(0o750)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    monkeypatch.setenv("PARTICIPATION_SECRET_KEY", "Zq3vT9xL5wK1rB7nD2mF8hJ4cG6sP0aY")


OUTSIDE = {
    "No mail server is set: nobody can be told anything by e-mail.": "MISSING",
    "No gateway for text messages is set: reminders go by e-mail and on paper only.": "ADVICE",
    "No copy of the database is made.": "MISSING",
}


def test_a_sound_house_lacks_what_is_outside_only(command: Command, engine: Engine) -> None:
    make_town(engine)
    answer = command("doctor", "--json")
    found = findings(answer)
    hasty = {what for what in found if "a power cut may lose" in what}
    assert len(hasty) == (3 if engine.dialect.name == "postgresql" else 0), "as tests may run it"
    assert ({what: found[what] for what in found.keys() - hasty}, answer.code) == (OUTSIDE, 1)
    plain = command("doctor")
    assert "→ Set PARTICIPATION_SMTP_URL" in plain.out
    assert plain.out.endswith(f"{2 + len(hasty)} to mend, 1 to think about.\n")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("spoil", "weight", "what"),
    [
        (setting("SECRET_KEY", "ab" * 20), "UNSAFE", "easy to guess"),
        (setting("SECRET_KEY", ""), "UNSAFE", "must have 32 characters"),
        (setting("TRUSTED_HOSTS", "elsewhere.example"), "UNSAFE", "not among the trusted hosts"),
        (
            setting("SMTP_URL", "smtp://127.0.0.1:9"),
            "MISSING",
            "The mail server 127.0.0.1 does not",
        ),
        (
            setting("SMS_URL", "https://127.0.0.1:9/send"),
            "MISSING",
            "messages 127.0.0.1 does not answer",
        ),
        (
            setting("SMS_URL", "https://127.0.0.1:9/send"),
            "ADVICE",
            "whoever answers STOP is not heard",
        ),
        (setting("SMS_REPLY_SECRET", "too short"), "UNSAFE", "SMS_REPLY_SECRET must have 32"),
        (open_data, "UNSAFE", "Every user of this machine can open"),
        (open_key, "UNSAFE", "Others than its owner can read the key"),
        (directory(DEAD, 0o640), "UNSAFE", "Others than its owner can read the file"),
        (directory(DEAD), "MISSING", "The directory of nowhere does not answer"),
        (directory(DEAD), "MISSING", "which is no association here"),
        (directory(DEAD.replace("http:", "ftp:")), "UNSAFE", "issuer must begin with https://"),
        (directory("[nowhere"), "UNSAFE", "PARTICIPATION_DIRECTORIES cannot be read"),
        (no_copy, "MISSING", "too old, or there is none"),
        (no_build, "MISSING", "The files for the browser were not built"),
        (as_root, "ADVICE", "runs as root"),
    ],
)
def test_each_fault_is_named(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    spoil: Spoil,
    weight: str,
    what: str,
) -> None:
    spoil(monkeypatch, tmp_path)
    found = findings(command("doctor", "--json"))
    assert {kind for sentence, kind in found.items() if what in sentence} == {weight}


def test_a_journal_of_another_hand_and_late_messages_are_named(
    command: Command, engine: Engine, clock: Clock
) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        address = Address(Channel.EMAIL, "amina@example.org", "fr")
        queue(act, address=address, kind=Kind.PASSWORD_CHANGED, dedupe="one")
    with acting_in(engine, town) as act:
        act.session.delete(act.session.query(Entry).filter(Entry.number == 2).one())
    clock.advance(hours=2)
    found = findings(command("doctor", "--json"))
    assert [kind for what, kind in found.items() if "another hand at entry 2" in what] == ["UNSAFE"]
    assert [kind for what, kind in found.items() if "worker does not run" in what] == ["MISSING"]


def test_a_database_behind_the_program_is_named(
    command: Command, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del database
    monkeypatch.setattr(run, "steps", lambda _engine: ["one", "two"])
    found = findings(command("doctor", "--json"))
    assert found["The database is 2 steps behind the program."] == "MISSING"


def test_a_database_of_a_newer_program_is_named_by_each_command(
    command: Command, database: str
) -> None:
    """On the way back the program is older than the database: no command may break on it."""
    owner = connect(owner_url(database))
    known = text("UPDATE alembic_version SET version_num = :version")
    with owner.begin() as connection:
        before = connection.scalar(text("SELECT version_num FROM alembic_version"))
        connection.execute(known, {"version": "of tomorrow"})
    try:
        found = findings(command("doctor", "--json"))
        assert [kind for what, kind in found.items() if "newer version" in what] == ["MISSING"]
        health, migrate = command("health"), command("migrate")
        assert (health.code, "schema: NOT ok" in health.out) == (1, True)
        assert (migrate.code, "restore the copy from before" in migrate.err) == (1, True)
    finally:
        with owner.begin() as connection:
            connection.execute(known, {"version": before})
        owner.dispose()


@pytest.mark.postgresql
def test_walls_and_powers_of_postgresql(
    command: Command, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = connect(owner_url(database))
    try:
        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE pole DISABLE ROW LEVEL SECURITY"))
        found = findings(command("doctor", "--json"))
        assert found["No wall between associations stands round: pole."] == "UNSAFE"
        monkeypatch.setenv("PARTICIPATION_DATABASE_URL", owner_url(database))
        said = " ".join(findings(command("doctor", "--json")))
        assert "owns its tables" in said
    finally:
        with owner.begin() as connection:
            connection.execute(text("ALTER TABLE pole ENABLE ROW LEVEL SECURITY"))
        owner.dispose()
