"""The table of whom the program serves, read; the page that says of each part what shows it."""

import ast
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

TESTS = Path(__file__).resolve().parents[2]
ROWS = Path(__file__).with_name("rows.toml")
PAGE = TESTS.parent / "docs" / "who-it-serves.md"
DEMONSTRATION = frozenset({"demo", "server", "spoken", "spoken_server", "shared", "walk"})
"""Fixtures that lend the demonstration."""
SHARED_FIXTURES = ("conftest.py", "browser.py", "demonstration.py", "journeys/seeds/conftest.py")
COMMAND = "python -m tests.journeys.seeds.rows"
HEAD = """# Whom it serves

Five associations wrote down whom they serve and what must work for each. Each line below is one of
those, in our own words, with the tests that walk it.

- **shown**: a test walks it in the demonstration;
- **partly**: a test walks it in a house of its own only, or something that the line says lacks;
- **not yet**: no test walks it.

`{command}` writes this page from `tests/journeys/seeds/rows.toml`; a test of the house compares
both, and asks each named test to be collected.

{sums}
"""


class State(StrEnum):
    """How far a part of a row is shown."""

    SHOWN = "shown"
    PARTLY = "partly"
    NOT_YET = "not yet"


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must work: the tests that show it (`folder/file.py::test`), what lacks."""

    what: str
    tests: tuple[str, ...]
    lacks: str

    @property
    def state(self) -> State:
        """Work the state out: without a lack it is shown, when a test walks the demonstration."""
        if not self.tests:
            return State.NOT_YET
        walked = any(walks_the_demonstration(test) for test in self.tests)
        return State.SHOWN if walked and not self.lacks else State.PARTLY

    @property
    def because(self) -> str:
        """Say what lacks; that no test walks the demonstration is said by itself."""
        if self.lacks or self.state is State.SHOWN:
            return self.lacks
        return "walked in a house of the test, not in the demonstration"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody to serve, and the parts of what must work for her."""

    key: str
    group: str
    who: str
    parts: tuple[Part, ...]

    @property
    def state(self) -> State:
        """Give shown when every part is, not yet when none is shown even partly."""
        states = {part.state for part in self.parts}
        if len(states) == 1:
            return states.pop()
        return State.PARTLY


@cache
def rows() -> tuple[Row, ...]:
    """Read the table."""
    return tuple(
        Row(
            one["key"],
            one["group"],
            one["who"],
            tuple(
                Part(each["what"], tuple(each["tests"]), each.get("lacks", ""))
                for each in one["parts"]
            ),
        )
        for one in tomllib.loads(ROWS.read_text("utf-8"))["rows"]
    )


@cache
def functions_of(file: str) -> Mapping[str, ast.FunctionDef]:
    """Give the functions of a file of tests by name; none when there is no such file."""
    path = TESTS / file
    if not path.is_file():
        return {}
    tree = ast.parse(path.read_text("utf-8"))
    return {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef)}


def walks_the_demonstration(test: str) -> bool:
    """Say whether a test, or a fixture that it asks for, asks for the demonstration."""
    file, _colons, name = test.partition("::")
    known = {
        each: one for place in (*SHARED_FIXTURES, file) for each, one in functions_of(place).items()
    }
    waiting, seen = [name], set()
    while waiting:
        one = known.get(waiting.pop())
        if one is None or one.name in seen:
            continue
        seen.add(one.name)
        asked = [each.arg for each in (*one.args.args, *one.args.kwonlyargs)]
        if DEMONSTRATION & set(asked):
            return True
        waiting += asked
    return False


def write_page() -> str:
    """Give docs/who-it-serves.md."""
    of_rows = Counter(row.state for row in rows())
    of_parts = Counter(part.state for row in rows() for part in row.parts)
    lines = [f"| {state} | {of_rows[state]} | {of_parts[state]} |" for state in State]
    sums = "\n".join(["| | rows | parts |", "|---|---|---|", *lines])
    return "\n".join([HEAD.format(command=COMMAND, sums=sums), *_lines()]) + "\n"


def _lines() -> Iterator[str]:
    group = ""
    for row in rows():
        if row.group != group:
            group = row.group
            yield f"## {group}\n"
        yield f"### {row.who}\n\n{row.state.capitalize()}.\n"
        for part in row.parts:
            yield f"- **{part.state}**: {part.what}" + (
                f" ({part.because})" if part.because else ""
            )
            yield from (
                f"  - `tests/{test.partition('::')[0]}`, {_said(test)}" for test in part.tests
            )
        yield ""


def _said(test: str) -> str:
    """Read the name of a test as a sentence."""
    return test.partition("::")[2].removeprefix("test_").replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(write_page(), "utf-8")
