"""The files of the house, as the house tests read them."""

import ast
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ABOVE = {"cli", "seed"}
"""Packages at the top of the staircase, which are no rooms."""
BELOW = {"foundation", "migrations"}
"""Packages under the rooms, which are none either."""


@cache
def kept() -> tuple[Path, ...]:
    """List the files that git keeps or would keep; without git, all but what tools make."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "-co", "--exclude-standard"]
    if (ROOT / ".git").exists():
        listed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        found = [ROOT / name for name in listed.split("\0") if name]
    else:
        made = {"static", "node_modules", "__pycache__"}
        found = [
            path
            for path in ROOT.rglob("*")
            if not any(part in made or part[:1] == "." for part in path.relative_to(ROOT).parts)
        ]
    return tuple(sorted(path for path in found if path.is_file()))


def sources(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Give each Python file below these folders (or of these names), parsed."""
    roots = [ROOT / folder for folder in folders or ("participation", "tests", "run.py")]
    for path in kept():
        if path.suffix == ".py" and any(path.is_relative_to(root) for root in roots):
            yield path, ast.parse(path.read_text(), str(path))


def rooms() -> set[str]:
    """Name the rooms: packages of the house between its roof and its ground."""
    package = ROOT / "participation"
    found = {path.parent.name for path in package.glob("*/__init__.py")}
    return found - ABOVE - BELOW


def shown(path: Path) -> str:
    """Write a path as a person types it."""
    return str(path.relative_to(ROOT))


@cache
def configuration() -> dict[str, Any]:
    """Read pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text())
