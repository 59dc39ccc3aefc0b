"""Whom the program serves: no row is missing, no test is invented, the page says the same."""

import subprocess
import sys
from collections import Counter

import pytest

from tests.journeys.seeds.rows import (
    COMMAND,
    PAGE,
    TESTS,
    Part,
    State,
    functions_of,
    rows,
    write_page,
)

ROWS, PARTS = 50, 104
"""As many as the five associations asked for: a row that goes away is seen."""
NAMED = sorted({test for row in rows() for part in row.parts for test in part.tests})


def test_every_row_is_there_and_says_something() -> None:
    found = rows()
    assert len(found) == ROWS
    assert sum(len(row.parts) for row in found) == PARTS
    assert not [key for key, count in Counter(row.key for row in found).items() if count > 1]
    for row in found:
        assert row.who
        assert row.parts, row.key
        assert all(part.tests or part.lacks for part in row.parts), (
            f"{row.key}: name the test that shows it, or say what lacks"
        )


@pytest.mark.parametrize("test", NAMED)
def test_a_test_that_is_named_exists(test: str) -> None:
    file, _colons, name = test.partition("::")
    assert name in functions_of(file), f"{test} does not exist: name another, or say what lacks"


def test_tests_that_are_named_are_collected() -> None:
    files = sorted({test.partition("::")[0] for test in NAMED})
    asked = [sys.executable, "-m", "pytest", "--collect-only", "-q", "--database", "sqlite"]
    told = subprocess.run(
        [*asked, "-p", "no:cacheprovider", *files],
        cwd=TESTS,
        capture_output=True,
        text=True,
        check=False,
    )
    found = {line.partition("[")[0].removeprefix("tests/") for line in told.stdout.splitlines()}
    assert not set(NAMED) - found, told.stdout[-2000:] + told.stderr[-2000:]


def test_states_are_worked_out_and_not_written() -> None:
    walked, alone = (
        "journeys/seeds/test_events.py::test_what_happens_soon_is_read_where_people_are_invited",
        "elections/test_postal.py::test_where_envelopes_are",
    )
    assert Part("a", (alone, walked), "").state is State.SHOWN
    assert Part("b", (alone,), "").state is State.PARTLY, "no test walks the demonstration"
    assert Part("c", (walked,), "half of it").state is State.PARTLY
    assert Part("d", (), "all of it").state is State.NOT_YET
    assert all(not part.lacks for row in rows() if row.state is State.SHOWN for part in row.parts)


def test_the_page_says_what_the_table_says() -> None:
    assert PAGE.read_text("utf-8") == write_page(), f"run `{COMMAND}` and commit the page"
