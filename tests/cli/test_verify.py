"""The command that verifies an election: its exit codes and its one line."""

import json
from pathlib import Path

import pytest

from participation.cli import main
from tests.belenios.ceremony import archive, make_voted
from tests.belenios.writing import FOLDER


@pytest.mark.parametrize("jobs", [[], ["--jobs", "1"]])
@pytest.mark.parametrize("name", ["ours.bel", "tool-3.3.bel"])
def test_a_good_archive(name: str, jobs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(FOLDER / name), *jobs]) == 0
    line = json.loads(capsys.readouterr().out)
    assert list(line) == ["ok", "election", "ballots", "credentials", "result", "checks"]
    assert line["ok"] is True
    assert line["credentials"] == 5
    assert sum(line["result"][0]) > 5
    assert {"individual_proof", "chain", "result"} <= {each["check"] for each in line["checks"]}


def test_an_election_that_is_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "open.bel"
    path.write_bytes(archive(make_voted().events()[:3]))
    assert main(["verify", str(path)]) == 0
    line = json.loads(capsys.readouterr().out)
    assert (line["ballots"], line["result"]) == (2, None)


def test_a_forged_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "forged.bel"
    made = make_voted()
    ballot = made.ballots[1].replace(
        b'"blank_proof":[{"challenge":"', b'"blank_proof":[{"challenge":"0'
    )
    events = made.events()
    path.write_bytes(archive([*events[:2], ("Ballot", (ballot,)), *events[3:]]))
    assert main(["verify", str(path)]) == 1
    line = json.loads(capsys.readouterr().out)
    assert list(line) == ["ok", "failures"]
    assert line["ok"] is False
    first = line["failures"][0]
    assert list(first) == ["object", "ballot", "check", "reason"]
    assert (first["object"], first["check"]) == ("ballot", "scalar")
    assert len(first["ballot"]) == 43
    assert "answers.1.blank_proof.1.challenge" in first["reason"]


@pytest.mark.parametrize("content", [b"", b"a page of text", bytes(2048)])
def test_a_file_that_is_no_archive(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.bel"
    path.write_bytes(content)
    assert main(["verify", str(path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Error: ")
    assert len(said.err.splitlines()) == 1


def test_no_file_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", "missing.bel"]) == 2
    assert "Error" in capsys.readouterr().err
