"""One idea a file, one deed a function: 300 lines, 40 lines."""

import ast

import pytest

from tests.house.tree import kept, shown, sources

LONGEST_FILE = 300
LONGEST_FUNCTION = 40
COUNTED = {".py", ".html", ".js", ".mjs", ".j2"}
ONE_LONG_LIST = "migrations/versions/"
"""A step of the schema is one list of tables, written by the machine and read by a human."""


def _functions(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


def test_files_hold_one_idea() -> None:
    found = [
        f"{shown(path)} has {lines} lines: it holds more than one idea, split it"
        for path in kept()
        if path.suffix in COUNTED
        and ONE_LONG_LIST not in shown(path)
        and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    ]
    assert not found, "\n".join(found)


def test_functions_do_one_deed() -> None:
    found = [
        f"{shown(path)}:{each.lineno} {each.name} has {length} lines: name its parts"
        for path, tree in sources()
        if ONE_LONG_LIST not in shown(path)
        for each in _functions(tree)
        if (length := (each.end_lineno or each.lineno) - each.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", ["run.py", "participation", "tests"])
def test_the_count_reaches_every_part(name: str) -> None:
    assert any(_functions(tree) for _path, tree in sources(name))
