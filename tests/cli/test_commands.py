"""Commands: what each answers, and one clear sentence when it cannot."""

import json
import shutil
from collections import namedtuple
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect

from participation.cli import main, participation
from participation.foundation import health, keys, security
from participation.foundation.database import connect
from participation.notifications import operations
from participation.notifications.rules import Address, Channel, Kind
from participation.surveys.adapters.xlsform import read_form
from participation.surveys.operations.questionnaires import import_questionnaire
from tests.builders import acting_in, make_town
from tests.cli.conftest import Command, point_to
from tests.conftest import Clock
from tests.inspection import Inspecting

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil gives it


def walk(group: object = participation, *path: str) -> list[tuple[str, ...]]:
    """List every command by its words."""
    commands = getattr(group, "commands", None)
    if commands is None:
        return [path]
    return [found for name, one in commands.items() for found in walk(one, *path, name)]


@pytest.mark.parametrize("words", walk(), ids=" ".join)
def test_each_command_says_what_it_does(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*words, "--help"]) == 0
    usage, _blank, sentence = capsys.readouterr().out.partition("\n\n")
    assert usage.startswith(f"Usage: participation {' '.join(words)}")
    assert sentence.strip().split("\n")[0]


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["backup"],
        ["restore", "missing.backup"],
        ["backup", "x", "--key-file", "missing"],
        ["xlsform", "export", "nothing"],
        ["xlsform"],
        ["demo-sign-ins"],
    ],
    ids=" ".join,
)
def test_a_wrong_command_is_one_sentence(command: Command, words: list[str]) -> None:
    answer = command(*words)
    assert answer.code != 0
    assert "Traceback" not in answer.err
    assert "Error" in answer.err or "Usage" in answer.out + answer.err


def test_unsafe_settings_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    point_to(monkeypatch, "sqlite://", tmp_path)
    assert main(["settings", "check"]) == 0
    monkeypatch.setenv("PARTICIPATION_SECRET_KEY", "short")
    monkeypatch.setenv("PARTICIPATION_BACKUP_MINUTES", "5")
    capsys.readouterr()
    assert main(["settings", "check"]) == 1
    said = capsys.readouterr().err
    assert "PARTICIPATION_SECRET_KEY" in said
    assert "PARTICIPATION_BACKUP_KEY" in said
    assert "short" not in said.replace("shorter", "")


@pytest.mark.sqlite
def test_migrate_makes_the_database_and_a_second_time_nothing(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path / 'new' / 'participation.sqlite'}"
    point_to(monkeypatch, url, tmp_path / "new")
    assert command("migrate").code == 0
    engine = connect(url)
    assert inspect(engine).has_table("organisation")
    engine.dispose()
    again = command("migrate")
    assert "(0 steps taken)" in again.out
    assert command("health").code == 0


def test_health_is_red_when_messages_wait_for_hours(
    command: Command, engine: Engine, clock: Clock
) -> None:
    town = make_town(engine)
    assert command("journal", "verify").code == 0
    with acting_in(engine, town) as act:
        operations.queue(
            act,
            address=Address(Channel.EMAIL, "amina@example.org", "fr"),
            kind=Kind.SURVEY_OPEN,
            dedupe="one",
            link="https://avis.example.org/1",
        )
    clock.advance(minutes=59)
    assert "worker: ok" in command("health").out
    clock.advance(minutes=2)
    answer = command("health")
    assert (answer.code, "worker: NOT ok" in answer.out) == (1, True)


def test_health_is_red_without_its_tables(command: Command, engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.begin() as connection:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("ALTER TABLE organisation RENAME TO gone")
        answer = command("health")
        assert (answer.code, "worker: NOT ok" in answer.out) == (1, True)


def test_the_health_page_is_red_when_the_disk_is_full(
    client: Inspecting, monkeypatch: pytest.MonkeyPatch
) -> None:
    well = client.get("/health")
    assert (well.status_code, well.get_json()["status"]) == (200, "ok")
    full = Usage(10, 10, health.LEAST_FREE - 1)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: full)
    red = client.get("/health")
    assert (red.status_code, red.get_json()) == (
        503,
        {"status": "failing", "parts": {"database": True, "disk": False}},
    )


@pytest.mark.sqlite
def test_the_health_page_is_red_when_the_database_is_gone(
    client: Inspecting, engine: Engine, tmp_path: Path
) -> None:
    engine.dispose()
    path = tmp_path / "participation.sqlite"
    path.unlink()
    path.mkdir()
    assert client.get("/health").get_json()["parts"]["database"] is False


def form(tmp_path: Path, *, broken: bool = False) -> Path:
    """Write a small form of our own."""
    import openpyxl  # noqa: PLC0415 - beside its only use

    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    rows = [
        ("type", "name", "label"),
        ("select_one taste", "meals", "Les repas sont bons ?"),
        ("no_such_type" if broken else "text", "why", "Pourquoi ?"),
    ]
    for row in rows:
        survey.append(row)
    choices = book.create_sheet("choices")
    for row in [("list_name", "name", "label"), ("taste", "1", "Oui"), ("taste", "2", "Non")]:
        choices.append(row)
    path = tmp_path / ("broken.xlsx" if broken else "form.xlsx")
    book.save(path)
    return path


def test_a_form_is_checked_as_one_line(command: Command, tmp_path: Path) -> None:
    good = command("xlsform", "check", form(tmp_path))
    line = json.loads(good.out)
    assert (good.code, line["ok"], line["questions"], line["choices"]) == (0, True, 2, 2)
    assert set(line) == {
        "file", "ok", "questions", "choices", "languages", "groups", "warnings", "errors",
    }  # fmt: skip
    both = command("xlsform", "check", form(tmp_path), form(tmp_path, broken=True), tmp_path / "no")
    lines = [json.loads(each) for each in both.out.splitlines()]
    assert (both.code, [each["ok"] for each in lines]) == (1, [True, False, False])
    assert lines[1]["errors"][0].keys() == {"sheet", "row", "column", "reason"}
    assert (lines[1]["errors"][0]["sheet"], lines[1]["errors"][0]["row"]) == ("survey", 3)
    said = command("xlsform", "check", "--sentences", form(tmp_path, broken=True))
    assert " " in json.loads(said.out)["errors"][0]["reason"]


def test_an_exported_questionnaire_imports_to_the_same(
    command: Command, engine: Engine, tmp_path: Path
) -> None:
    town = make_town(engine)
    questionnaire, _report = read_form(form(tmp_path).read_bytes())
    assert questionnaire is not None
    with acting_in(engine, town) as act:
        version = import_questionnaire(act, name="repas", questionnaire=questionnaire)
        key, digest = version.id, version.digest
    assert key
    out = tmp_path / "out.xlsx"
    assert command("xlsform", "export", "repas", "--out", out).code == 0
    again, report = read_form(out.read_bytes())
    assert report.ok
    assert again is not None
    with acting_in(engine, town) as act:
        assert import_questionnaire(act, name="repas", questionnaire=again).digest == digest
    assert command("xlsform", "export", keys.to_text(keys.new_key())).code == 1


def test_words_are_counted_and_written_for_translators(command: Command, tmp_path: Path) -> None:
    answer = command("translations", "extract", tmp_path / "pot")
    assert answer.code == 0
    assert {path.name for path in (tmp_path / "pot").iterdir()} == {"resident.pot", "staff.pot"}
    assert 'msgid "Aller au contenu"' in (tmp_path / "pot" / "resident.pot").read_text()


def test_secrets_are_kept_for_the_commands(command: Command) -> None:
    assert command("worker", "--once").code == 0
    assert security.sealer("outbox").open(security.sealer("outbox").seal(b"a")) == b"a"
