"""Who may import whom, style and types: each failure says what to do and where."""

import os
import subprocess
import sys
from pathlib import Path

from tests.house.tree import ROOT, configuration, rooms

PROGRAMS = Path(sys.executable).parent


def _passes(remedy: str, *command: str) -> None:
    environment = {**os.environ, "NO_COLOR": "1", "COLUMNS": "100"}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{remedy}\n{done.stdout}{done.stderr}"


def _contracts() -> dict[str, dict[str, object]]:
    return {each["id"]: each for each in configuration()["tool"]["importlinter"]["contracts"]}


def test_imports_go_down_the_staircase() -> None:
    remedy = "Move the code to the room that owns it, or pass a plain value down."
    _passes(remedy, str(PROGRAMS / "lint-imports"), "--no-cache")


def test_each_room_is_under_the_contract_of_its_inside() -> None:
    contracts = [each for id_, each in _contracts().items() if id_.startswith("inside")]
    declared = [room for each in contracts for room in each["containers"]]  # type: ignore[attr-defined]
    assert {f"participation.{room}" for room in rooms()} == {*declared}, (
        "Name the new room in pyproject.toml: contract `inside`, list `containers`."
    )


def test_no_contract_forgives_an_import() -> None:
    for contract in _contracts().values():
        assert "ignore_imports" not in contract, "Mend the import; do not forgive it."


def test_ruff_finds_nothing() -> None:
    remedy = "Run .venv/bin/ruff check --fix, and mend by hand what stays."
    _passes(remedy, sys.executable, "-m", "ruff", "check")


def test_files_are_formatted() -> None:
    _passes("Run .venv/bin/ruff format.", sys.executable, "-m", "ruff", "format", "--check")


def test_types_hold() -> None:
    _passes("Mend the types named here.", sys.executable, "-m", "mypy")
