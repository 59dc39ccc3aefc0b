"""The command that judges services, and what it says of the demonstration."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest

from participation import demo as demonstration
from participation.cli import main
from participation.seed.law import FIVE
from tests.cli.conftest import Command, point_to
from tests.councils.sitting import TODAY

KEYS = ["service", "rule", "state", "article", "verified", "since", "todo"]
ON = TODAY.isoformat()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_the_demonstration_has_one_service_in_breach_of_five_rules(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    point_to(monkeypatch, demo, tmp_path)
    assert main(["law", "check", "--all", "--on", ON]) == 0
    found = lines(capsys)
    assert all(list(line) == KEYS for line in found)
    assert len(found) == 23 * 40
    errors: dict[object, list[object]] = defaultdict(list)
    others: dict[object, list[object]] = defaultdict(list)
    for line in found:
        if line["state"] in {"error", "warning"}:
            group = errors if line["state"] == "error" else others
            group[line["service"]].append(line["rule"])
            assert line["todo"]
            assert line["verified"] or line["state"] == "warning"
    assert errors["platane"] == list(FIVE)
    assert others["platane"] == []
    assert {service for service, rules in errors.items() if len(rules) > 1} == {"platane"}
    assert not errors["saule"]
    assert not others["saule"]
    assert errors["noisetier"] == errors["bouleau"] == ["R01"]
    assert others["figuier"] == ["R33"]
    for service in ("tilleul", "olivier", "chene", "erable"):
        assert not errors[service], "councils that met three times a year"
        assert set(others[service]) <= {"R10"}, "only today's vote asks something of a candidate"
    judged = {
        line["rule"] for line in found if line["service"] == "tilleul" and line["state"] == "ok"
    }
    assert judged >= {"R20", *(f"R{n}" for n in (22, 23, 24, 26, 28, 29, 30, 31, 39, 40))}


def test_one_service_on_a_day(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    point_to(monkeypatch, demo, tmp_path)
    assert main(["law", "check", "--service", "platane", "--on", "2024-01-15"]) == 0
    found = lines(capsys)
    assert len(found) == 40
    assert {line["service"] for line in found} == {"platane"}
    assert {line["since"] for line in found} == {"2023-01-01"}
    state = {line["rule"]: line["state"] for line in found}
    assert (state["R05"], state["R16"], state["R17"]) == (
        "error",
        "not_applicable",
        "not_applicable",
    )
    assert main(["law", "check", "--service", "platane", "--on", "2022-06-01"]) == 0
    found = lines(capsys)
    assert {line["since"] for line in found} == {"2011-11-01"}
    assert not any(line["verified"] or line["state"] == "error" for line in found)
    todo = {line["rule"]: line["todo"] for line in found}
    assert "n’est pas jugée" in str(todo["R36"])
    assert "ne le demandait pas" in str(todo["R31"])
    assert main(["law", "check", "--service", "nowhere"]) == 1
    assert "no service nowhere" in capsys.readouterr().err
    assert main(["law", "check", "--all", "--on", "1999-01-01"]) == 1


def test_what_is_asked_wrongly_is_refused(command: Command) -> None:
    assert command("law", "check").code == 2
    assert command("law", "check", "--all", "--service", "x").code == 2
    assert command("law", "check", "--all", "--on", "hier").code == 2


def test_without_settings_the_demonstration_is_judged(
    demo: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [each for each in os.environ if each.startswith("PARTICIPATION_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(demonstration, "FOLDER", tmp_path / "demo")
    filled: list[str] = []

    def fill(env: dict[str, str], out: object) -> None:
        filled.append(env["PARTICIPATION_DATA"])
        env["PARTICIPATION_DATABASE_URL"] = demo
        assert out is not None, "the lines of the law stand alone on the output"

    monkeypatch.setattr(demonstration, "fill", fill)
    assert main(["law", "check", "--service", "saule"]) == 0
    assert filled == [str(tmp_path / "demo")]
    assert len(lines(capsys)) == 40
