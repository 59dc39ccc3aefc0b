"""The relaxation: never above what a whole roster reaches, and whole rosters made from it hold."""

import json
import random
from dataclasses import asdict
from types import SimpleNamespace
from typing import Any

import pytest
from ortools.sat.python import cp_model_helper

from participation.roster import child
from participation.roster.board import Board
from participation.roster.fitting import Fitting
from participation.roster.greedy import Greedy
from participation.roster.modelling import RosterModel
from participation.roster.problem import Measure, Method, Problem
from participation.roster.relaxing import Relaxation
from participation.roster.solve import Choices, solve
from participation.roster.solving import Found, _Followed, start_child
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


def test_a_worse_roster_never_takes_the_place_of_a_better_one() -> None:
    told = _Followed(2, lambda _progress: None)

    def take(**facts: object) -> None:
        told.take(json.dumps({"phase": 0, "peak_mb": 1.0, "seconds": 1.0} | facts).encode())

    take(value=5, chosen=[1], bound=3.0)
    take(value=7, chosen=[2])
    assert (told.values, told.chosen) == ([5, None], [1])
    take(phase=1, value=9_000_000, chosen=[3], bound=9_000_000.9)
    found = told.found()
    assert found.chosen == [3]
    assert found.measures[1] == Measure(9_000_000, 9_000_000), "never above what was reached"


@pytest.mark.parametrize("found", ["UNKNOWN", "FEASIBLE"])
def test_the_roster_of_the_dive_outlives_a_search_that_finds_less(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: str
) -> None:
    class Response:
        solution, objective_value, best_objective_bound = [0], 10_000_000, 0
        status = SimpleNamespace(name=found)

    class Search:
        def solve(self, _model: object) -> Response:
            return Response()

        def __getattr__(self, _name: str) -> Any:
            return lambda *_words: None

    roster, task = task_of(make_week(12, 60, 3, balanced=False))
    shown = task["shown"]
    task["start"] = roster.model.complete([])
    monkeypatch.setattr(child, "MANY_COLUMNS", 0)
    monkeypatch.setattr(cp_model_helper, "SolveWrapper", Search)
    lines = told(task, capsys)
    assert {each["phase"] for each in lines} == {0, 1}, "the second phase begins from the dive"
    made = [each for each in lines if "chosen" in each]
    assert all(roster.model.holds(roster.model.complete(each["chosen"])) for each in made)
    assert all(column < shown for each in made for column in each["chosen"])
    covers = [roster.model.value(0, roster.model.complete(each["chosen"])) for each in made]
    assert covers == sorted(covers, reverse=True)


def test_what_is_impossible_for_no_slot_leaves_the_greedy_roster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("participation.roster.solve.run", lambda *_, **__: Found(impossible=True))
    made = solve(draw_week(random.Random(1)), Choices(seconds=2))
    assert made.method is Method.GREEDY


def test_the_child_starts_no_threads_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[dict[str, str]] = []
    monkeypatch.setattr("subprocess.Popen", lambda *_, **how: started.append(how["env"]))
    start_child()
    assert started[0]["OPENBLAS_NUM_THREADS"] == "1"
