"""All that is shown of a question, taken together: lines, boxes, faces, inside and outside."""

import random

import pytest

from participation.surveys.rules.anonymity import (
    Cell,
    Hidden,
    ProtectedTable,
    Sum,
    Table,
    Threshold,
    fill,
)
from participation.surveys.rules.counts import Sheet
from participation.surveys.rules.findings import Findings, find
from participation.surveys.rules.lines import Groups, shown
from participation.surveys.rules.questions import Choice, Question, QuestionKind
from participation.surveys.rules.scores import boxes
from tests.surveys.intruder import Intruder


def _groups(draw: random.Random, last: int) -> Groups:
    """Draw up to seven houses in two poles, some very small, some of one mind."""
    sheets = []
    for house in range(1, draw.randint(1, 7) + 1):
        size = draw.choice([draw.randint(0, 9), draw.randint(5, 30), draw.randint(10, 60)])
        weights = [draw.random() ** 3 + 1e-9 for _ in range(last)]
        said = draw.choices(range(1, last + 1), weights, k=size)
        sheets.append(
            Sheet(
                house,
                population=size + 5,
                pole=draw.choice("ab"),
                responses=size + draw.choice([0, 0, 2]),
                values={1: {value: said.count(value) for value in said}},
            )
        )
    return Groups(shown(sheets)[0])


def _whole(groups: Groups, last: int) -> Table:
    """Give every figure there is, shown or not."""
    scale = {value: value for value in range(1, last + 1)}
    parts: dict[str, list[str]] = {}
    for value, box in boxes(scale).items():
        parts.setdefault(box.value, []).append(f"v{value}")
    rest = tuple(box for box in parts if box != "top")
    sums = [Sum(box, tuple(keys)) for box, keys in parts.items()]
    sums += [Sum("rest", rest), Sum("answered", ("rest", "top"))]
    keys = [f"v{value}" for value in scale]
    counts = {}
    for line in groups.members:
        for value in scale:
            number = sum(
                groups.sheets[member].values[1].get(value, 0) for member in groups.members[line]
            )
            counts[line, f"v{value}"] = number
    return fill(
        counts,
        row_sums=groups.sums,
        column_sums=sums,
        bases=dict.fromkeys([*keys, *parts, "rest"], "answered"),
    )


def _all_shown(whole: Table, findings: Findings) -> ProtectedTable:
    """Put together all that any page says; what no page speaks of is withheld."""
    cells: dict[tuple[str, str], Cell] = dict.fromkeys(whole.counts, Hidden.WITHHELD)
    cells |= findings.table.cells
    for found in (findings.details, findings.public.cells):
        for place, cell in found.items():
            if not isinstance(cell, Hidden):
                assert cells[place] in {cell, Hidden.WITHHELD}, "shown here and hidden there"
                cells[place] = cell
    return ProtectedTable(whole.rows, whole.columns, cells, whole.bases, Threshold.INTERNAL)


def _siege(seed: int) -> None:
    draw = random.Random(seed)
    last = draw.choice([2, 3, 5, 5, 5])
    groups = _groups(draw, last)
    if not groups.members:
        return
    choices = tuple(Choice(str(v), v, {}, score=v) for v in range(1, last + 1))
    question = Question("meals", QuestionKind.FACES, number=1, choices=choices)
    whole = _whole(groups, last)
    together = _all_shown(whole, find(question, groups))
    for row, column in Intruder(whole, together).pinned(whole=False):
        count = whole.counts[row, column]
        base = whole.counts[row, whole.bases.get(column, column)]
        told = together.cells[row, column]
        assert told is Hidden.WITHHELD, (seed, row, column)
        assert count >= 5, (seed, row, column)
        assert column == "answered" or base - count >= 5, (seed, row, column)


@pytest.mark.parametrize("chunk", range(6))
def test_no_small_figure_follows_from_all_that_is_shown(chunk: int) -> None:
    for seed in range(chunk * 25, chunk * 25 + 25):
        _siege(seed)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(20))
def test_no_small_figure_follows_from_all_that_is_shown_of_thousands(chunk: int) -> None:
    for seed in range(1_000 + chunk * 200, 1_200 + chunk * 200):
        _siege(seed)
