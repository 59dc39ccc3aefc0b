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
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.findings import Findings, find
from participation.surveys.rules.lines import Groups, shown
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from participation.surveys.rules.report import publish
from participation.surveys.rules.scores import boxes
from tests.surveys.intruder import Intruder
from tests.surveys.waves import both, faces

NET = Question("conseil", QuestionKind.NUMBER, number=1, minimum=0, maximum=10, appearance="nps")


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


def whole_of(groups: Groups, last: int) -> Table:
    """Give every figure there is, shown or not."""
    scale = {value: value for value in range(1, last + 1)}
    parts: dict[str, list[str]] = {}
    for value, box in boxes(scale).items():
        parts.setdefault(box.value, []).append(f"v{value}")
    rest = tuple(box for box in parts if box != "top")
    sums = [Sum(box, tuple(keys)) for box, keys in parts.items()]
    sums += [Sum("rest", rest), Sum("answered", ("rest", "top"))]
    sums.append(Sum("responses", ("answered", "no_opinion")))
    keys = [f"v{value}" for value in scale]
    counts = {}
    for line in groups.members:
        for value in scale:
            number = sum(
                groups.sheets[member].values[1].get(value, 0) for member in groups.members[line]
            )
            counts[line, f"v{value}"] = number
        responses = sum(groups.sheets[member].responses for member in groups.members[line])
        counts[line, "no_opinion"] = responses - sum(counts[line, key] for key in keys)
    return fill(
        counts,
        row_sums=groups.sums,
        column_sums=sums,
        bases=dict.fromkeys([*keys, *parts, "rest"], "answered"),
    )


def _all_shown(whole: Table, findings: Findings) -> ProtectedTable:
    """Put together all that any page says; what no page speaks of is withheld.

    How many responded stands on every page, and nobody answers without responding.
    """
    cells: dict[tuple[str, str], Cell] = dict.fromkeys(whole.counts, Hidden.WITHHELD)
    cells |= findings.table.cells
    cells |= {(row, "responses"): whole.counts[row, "responses"] for row in whole.rows}
    cells |= {(row, "no_opinion"): n for row, n in findings.no_opinion.items()}
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
    whole = whole_of(groups, last)
    together = _all_shown(whole, find(question, groups))
    for row, column in Intruder(whole, together).pinned(whole=False):
        if column == "no_opinion":
            continue  # no answer of anybody
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


@pytest.mark.parametrize("seed", [33, 75, 79, 107])
def test_the_number_of_responses_tells_no_hidden_answer(seed: int) -> None:
    # Five responded and “answered” is hidden, though not for being small: it would be five.
    _siege(seed)


def test_a_mark_of_recommendation_gives_its_net_score_where_all_bands_are_shown() -> None:
    form = Questionnaire(both("Avis"), ("fr",), (NET,))
    sheet = Sheet(1, 60, responses=40, values={1: {10: 12, 9: 8, 8: 10, 3: 10}})
    found = publish(Wave(form, (sheet,)))
    net = found.findings[0].net(found.lines[0])
    assert net is not None
    assert net.value == pytest.approx((20 - 10) / 40)
    few = publish(Wave(form, (Sheet(1, 60, responses=40, values={1: {10: 36, 3: 4}}),)))
    assert few.findings[0].net(few.lines[0]) is None


def test_a_mean_is_given_where_every_face_is_shown() -> None:
    sheet = Sheet(1, 90, responses=60, values={1: {1: 8, 2: 12, 3: 10, 4: 20, 5: 10}})
    form = Questionnaire(both("Avis"), ("fr",), (faces("repas", "Les repas", 1),))
    found = publish(Wave(form, (sheet,)))
    mean = found.findings[0].mean(found.lines[0])
    assert mean is not None
    assert mean.value == pytest.approx((12 * 25 + 10 * 50 + 20 * 75 + 10 * 100) / 60)
    few = Sheet(1, 90, responses=60, values={1: {1: 2, 2: 18, 3: 10, 4: 20, 5: 10}})
    hidden = publish(Wave(form, (few,)))
    assert hidden.findings[0].mean(hidden.lines[0]) is None
