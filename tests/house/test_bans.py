"""What one file does for all the others: clock, dialects, request, plain SQL, raw HTML."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import ROOT, kept, shown, sources

CLOCK = (
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "time.time",
)
FOUNDATION = "participation/foundation/"
BANS = (
    (CLOCK, ("participation/foundation/clock.py",), "take act.now or foundation.clock"),
    (("sqlalchemy.dialects",), ("participation/foundation/types.py",), "add a portable type there"),
    (("flask.g", "flask.session"), (FOUNDATION,), "take a function of foundation"),
    (("sqlalchemy.text",), (FOUNDATION, "participation/migrations/"), "write a select"),
    (("markupsafe.Markup",), (FOUNDATION,), "let a component of templates/ write the HTML"),
)
UNSAFE = re.compile(r"\|\s*safe\b|\bautoescape false")


def _dotted(node: ast.expr, known: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return known.get(node.id, "")
    if isinstance(node, ast.Attribute) and (start := _dotted(node.value, known)):
        return f"{start}.{node.attr}"
    return ""


def used(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Give (line, full name) of all that a file takes from other modules."""
    known: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                known[each.asname or each.name.partition(".")[0]] = (
                    each.name if each.asname else each.name.partition(".")[0]
                )
                yield node.lineno, each.name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for each in node.names:
                known[each.asname or each.name] = f"{node.module}.{each.name}"
                yield node.lineno, f"{node.module}.{each.name}"
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and (name := _dotted(node, known)):
            yield node.lineno, name


def breaches(path: str, tree: ast.Module) -> list[str]:
    """Name each use of something that is another file's business."""
    taken = list(used(tree))
    return [
        f"{path}:{line} takes {name}: {remedy}"
        for names, places, remedy in BANS
        if not path.startswith(places)
        for line, name in taken
        if any(name == each or name.startswith(f"{each}.") for each in names)
    ]


def test_each_thing_is_done_in_its_one_place() -> None:
    found = [
        line for path, tree in sources("participation") for line in breaches(shown(path), tree)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        "import datetime as dt\nx = dt.datetime.now(dt.UTC)",
        "from datetime import date\nx = date.today()",
        "from flask import g",
        "import flask\nflask.session['a'] = 1",
        "from sqlalchemy import text as plain",
        "import sqlalchemy as sa\nx = sa.text('select 1')",
        "from sqlalchemy.dialects.postgresql import JSONB",
        "from markupsafe import Markup",
    ],
)
def test_the_search_sees_every_way_to_take_it(source: str) -> None:
    assert breaches("participation/surveys/views.py", ast.parse(source))


def test_templates_escape_everything() -> None:
    found = [
        f"{shown(path)}:{number}: let it be escaped, or make a component of it"
        for path in kept()
        if path.is_relative_to(ROOT / "templates")
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if UNSAFE.search(line)
    ]
    assert not found, "\n".join(found)
