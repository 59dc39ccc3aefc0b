"""The relaxation: never above what a whole roster reaches, and whole rosters made from it hold."""

import json
import random
from dataclasses import asdict
from typing import Any

import pytest
from ortools.sat.python import cp_model_helper

from participation.roster import child
from participation.roster.board import Board
from participation.roster.fitting import Fitting
from participation.roster.greedy import Greedy
from participation.roster.modelling import RosterModel
from participation.roster.problem import Problem
from participation.roster.relaxing import Relaxation
from tests.roster.instances import make_week
from tests.roster.weeks import draw_week

PHASES = (0, 1)


def task_of(week: Problem) -> tuple[RosterModel, dict[str, Any]]:
    """Give the model of a week, and what the child is told of it with a greedy start."""
    board = Board(week)
    pairs = Fitting(board).pairs()
    roster, plain = RosterModel(board, pairs), Greedy(board, pairs)
    plain.fill()
    found = asdict(roster.model)
    objectives = [list(each.items()) for each in roster.model.objectives]
    start = roster.model.complete(roster.columns(plain.chosen()))
    found |= {"objectives": objectives, "start": start, "shown": len(roster.pairs)}
    return roster, found | {"seconds": 20.0, "shares": [0.75, 1.0], "memory_mb": 1000}


def told(task: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """Let the child's own code solve here; give the lines that it says."""
    child._Run(cp_model_helper, task).solve()  # noqa: SLF001 - another process runs it otherwise
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def last(lines: list[dict[str, Any]], phase: int) -> tuple[int, str]:
    (end,) = [each for each in lines if each["phase"] == phase and "ended" in each]
    return end["value"], end["ended"]


def test_what_is_said_before_the_search_holds(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    roster, task = task_of(make_week(12, 60, 3, balanced=False))
    plain = told(task, capsys)
    monkeypatch.setattr(child, "MANY_COLUMNS", 0)
    relaxed = told(task, capsys)
    for phase in PHASES:
        best = last(plain, phase)
        assert best == last(relaxed, phase)
        assert best[1] == "OPTIMAL"
        bounds = [each["bound"] for each in relaxed if each["phase"] == phase and "bound" in each]
        assert bounds[0] <= best[0] == bounds[-1]
    for each in relaxed:
        if "chosen" in each:
            values = roster.model.complete(each["chosen"])
            assert roster.model.holds(values)
            assert roster.model.value(each["phase"], values) == each["value"]


def test_a_roster_made_whole_holds_and_costs_what_is_said() -> None:
    made_whole = 0
    for seed in range(25):
        roster, task = task_of(draw_week(random.Random(seed), helpers=5, slots=9))
        relaxation = Relaxation(task, task["objectives"][0])
        found = relaxation.solve(5)
        whole = [each for each, upper in enumerate(task["uppers"])
                 if upper == 1 and each not in roster.missing]  # fmt: skip
        made = None if found is None else relaxation.dive(found, whole, 5)
        if made is not None and found is not None:
            values = roster.model.complete(each for each in made[1] if each < task["shown"])
            assert roster.model.holds(values)
            assert found[0] - 1e-6 <= roster.model.value(0, values) == pytest.approx(made[0])
            made_whole += 1
    assert made_whole > 20
