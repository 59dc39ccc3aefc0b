"""`participation ics occurrences`: one line an occurrence, or one sentence; and it is quick."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from participation.cli import HOMES, main
from tests.calendars.files import PARIS, calendar, event

YEAR = ("--from", "2026-01-01", "--to", "2027-01-01")


def listed(folder: Path, capsys: pytest.CaptureFixture[str], raw: bytes, *words: str) -> list[str]:
    """List the occurrences of a calendar."""
    file = folder / "a.ics"
    file.write_bytes(raw)
    assert main(["ics", "occurrences", str(file), *(words or YEAR)]) == 0
    return capsys.readouterr().out.splitlines()


def test_each_occurrence_is_a_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    raw = calendar(
        event("DTSTART;VALUE=DATE:20260401", uid="day", summary="Été"),
        event("DTSTART:20260324T140000", "DURATION:PT1H", uid="floating"),
        event(f"DTSTART;{PARIS}:20260324T140000", "DURATION:PT1H", uid="paris"),
    )
    assert [list(json.loads(line).values()) for line in listed(tmp_path, capsys, raw)] == [
        ["2026-03-24T13:00:00Z", "2026-03-24T14:00:00Z", "Rendez-vous", "paris"],
        ["2026-03-24T14:00:00", "2026-03-24T15:00:00", "Rendez-vous", "floating"],
        ["2026-04-01", "2026-04-02", "Été", "day"],
    ]
    (line,) = listed(
        tmp_path, capsys, raw, "--from", "2026-03-24T14:00:00+01:00", "--to", "2026-03-24T13:30:00Z"
    )
    assert list(json.loads(line)) == ["start", "end", "summary", "uid"]


def test_an_event_that_cannot_be_read_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(calendar(event("DTSTART:20260401T090000Z"), event("DTSTART:x", uid="two")))
    assert main(["ics", "occurrences", str(file), *YEAR]) == 0
    said = capsys.readouterr()
    assert len(said.out.splitlines()) == 1
    assert "1 event" in said.err


@pytest.mark.parametrize(
    ("raw", "words", "sentence"),
    [
        (b"nonsense", YEAR, "not an iCalendar file"),
        (calendar(event("RRULE:FREQ=SECONDLY")), YEAR, "too often"),
        (b"BEGIN:VCALENDAR\r\n" * 100_000, YEAR, "larger than one megabyte"),
        (calendar(), ("--from", "2027-01-01", "--to", "2026-01-01"), "must come after"),
        (calendar(), ("--from", "yesterday", "--to", "2026-01-01"), "write an instant"),
    ],
)
def test_what_is_refused_is_one_sentence(
    raw: bytes,
    words: tuple[str, ...],
    sentence: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "a.ics"
    file.write_bytes(raw)
    assert main(["ics", "occurrences", str(file), *words]) in {1, 2}
    said = capsys.readouterr()
    assert sentence in said.err
    assert not said.out


def test_a_file_is_read_without_the_house(tmp_path: Path) -> None:
    """What a command does not need is not loaded: it would take seconds and 160 MB."""
    file = tmp_path / "a.ics"
    file.write_bytes(calendar())
    code = (
        "import sys; from participation.cli import main; code = main(sys.argv[1:]);"
        "heavy = {'flask', 'sqlalchemy', 'alembic', 'icalendar'} & sys.modules.keys();"
        "sys.exit(str(heavy) if heavy else code)"
    )
    words = [sys.executable, "-c", code, "ics", "occurrences", str(file), *YEAR]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_command_has_its_home() -> None:
    """A module of commands that is named in no table would be out of reach."""
    folder = Path(__file__).parents[2] / "participation" / "cli"
    homes = {path.stem for path in folder.glob("*.py") if "\nCOMMANDS = " in path.read_text()}
    assert homes == set(HOMES)
    for home, names in HOMES.items():
        commands = import_module(f"participation.cli.{home}").COMMANDS
        assert [one.name for one in commands] == names.split()
