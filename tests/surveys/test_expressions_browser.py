"""The browser's interpreter against the server's: the frozen table, and random trees."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from participation.surveys.rules.expressions import ARITIES, Node, parse, portable
from participation.surveys.rules.expressions.tree import Call, walk
from tests.house.tree import ROOT
from tests.surveys.forest import Forest
from tests.surveys.vectors.table import FILE, read_table, scope_of, tree_of, worth, written

TREES, MANY_TREES = 3_000, 60_000
SHARED, LINES = read_table()


def test_each_line_of_the_table_is_worth_what_it_says() -> None:
    assert len(LINES) > 400
    assert [
        (line, found)
        for line in LINES
        if not is_same(found := worth(tree_of(line), scope_of(SHARED, line)), line["value"])
    ] == []


def test_the_trees_of_the_table_are_those_that_the_server_parses() -> None:
    assert written(SHARED, LINES) == FILE.read_text("utf-8")


def test_every_function_has_a_line_in_the_table() -> None:
    trees = [node for line in LINES for node in walk(tree_of(line))]
    called = {node.function for node in trees if isinstance(node, Call)}
    assert set(ARITIES) - called == {"jr:choice-name"}


def is_same(one: object, other: object) -> bool:
    """Say whether two worths are equal and of one kind: 1 is not true."""
    return one == other and isinstance(one, bool) is isinstance(other, bool)


def evaluated(cases: list[dict[str, Any]]) -> list[Any]:
    """Evaluate all cases in the browser's interpreter, by one process."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=path)
    assert node, "python3 run.py setup brings Node where the machine has none"
    done = subprocess.run(
        [node, "tests/evaluated.js"],
        cwd=ROOT / "participation" / "frontend",
        input=json.dumps(cases),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: list[Any] = json.loads(done.stdout)
    return answers


def worths(cases: list[tuple[Node, dict[str, Any]]]) -> list[object]:
    """Give the worth of each tree here, once it is the same in the browser."""
    sent = [{**SHARED, **facts, "tree": portable(tree)} for tree, facts in cases]
    here = [worth(tree, scope_of(SHARED, facts)) for tree, facts in cases]
    both = zip(sent, here, evaluated(sent), strict=True)
    assert [each for each in both if not is_same(*each[1:])] == []
    return here


def test_random_trees_are_worth_the_same_in_the_browser(request: pytest.FixtureRequest) -> None:
    forest = Forest(seed=6)
    count = MANY_TREES if request.config.option.long else TREES
    found = worths([(forest.tree(), forest.scope()) for _ in range(count)])
    assert {type(each) for each in found} == {str, int, float, bool, list, dict}


def test_both_stop_at_the_same_step() -> None:
    """Lists and patterns that would cost too much have no value, in the browser as here."""
    rows = [{"name": f"n{number}"} for number in range(200)]
    nested = "count(instance('l')/root/item[count(instance('l')/root/item[name = 'x']) = 0])"
    crossed = "instance('l')/root/item = instance('l')/root/item[name = 'x' or true()]"
    pattern = "regex(${long}, '(x?){400}')"
    few: dict[str, Any] = {"lists": {"l": rows[:1]}}
    cases = [(parse(text), few) for text in (nested, crossed)]
    cases += [(parse(nested), {"lists": {"l": rows}})]
    cases += [(parse(pattern), {"answers": {"long": "x" * length}}) for length in (150, 160)]
    assert worths(cases) == [1, True, {"none": True}, True, {"none": True}]
