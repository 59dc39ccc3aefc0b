"""The solver in its child process: the true optimum, limits, a stop, a kill; and the command."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

import pytest

from participation.cli import main
from participation.roster import solving
from participation.roster.board import Board
from participation.roster.check import count_costs, find_violations
from participation.roster.fitting import Fitting
from participation.roster.problem import Assignment, End, Method, Problem, Rule
from participation.roster.solve import Choices, ContradictionError, solve
from participation.roster.solving import Progress
from participation.roster.writing import write_problem
from tests.roster.instances import make_week
from tests.roster.test_reading import example
from tests.roster.weeks import draw_week, helper, problem, slot

LARGE = make_week(60, 240, 2, balanced=False)


@pytest.fixture(autouse=True)
def _solver() -> None:
    assert solving.can_solve(), "the tests need OR-Tools: python3 run.py test installs it"


def best_of_all(week: Problem) -> tuple[int, int]:
    """Try every roster, slot by slot; give the least missing and the least score for it."""
    board = Board(week)
    fits = Fitting(board).fits
    choices = []
    for number, wanted in enumerate(week.slots):
        able = [each.id for other, each in enumerate(week.helpers) if fits(number, other)]
        sets = chain.from_iterable(combinations(able, size) for size in range(wanted.most + 1))
        choices.append([tuple(Assignment(wanted.id, name) for name in each) for each in sets])
    rosters = (tuple(chain.from_iterable(each)) for each in product(*choices))
    costs = (count_costs(week, each) for each in rosters if not find_violations(week, each))
    return min((each.missing, each.score) for each in costs)


@pytest.mark.parametrize("seed", [3, 11, 12, 17, 24, 31])
def test_the_proved_roster_is_the_best_of_all(seed: int) -> None:
    week = draw_week(random.Random(seed), helpers=3, slots=4)
    made = solve(week, Choices(seconds=20))
    assert (made.method, made.end, made.violations) == (Method.SOLVER, End.PROVED, ())
    assert (made.cover.gap, made.score.gap) == (0, 0)
    assert (made.costs.missing, made.costs.score) == best_of_all(week)


def test_the_solver_is_better_than_greedy_and_says_how_it_went() -> None:
    week = make_week(20, 60, 1, balanced=True)
    told: list[Progress] = []
    made = solve(week, Choices(seconds=30), progress=told.append)
    plain = solve(week, Choices(seconds=30, with_solver=False))
    assert made.end is End.PROVED
    assert (made.costs.missing, plain.costs.missing) == (135, 137)
    assert made.violations == plain.violations == ()
    assert {each.phase for each in told} == {0, 1}
    values = [each.value for each in told if each.phase == 1 and each.value is not None]
    bounds = [each.bound for each in told if each.phase == 1 and each.bound is not None]
    assert values == sorted(values, reverse=True)
    assert bounds == sorted(bounds)
    assert made.score.value == made.score.bound == values[-1] == bounds[-1]


def children(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """Keep each solver process that is started."""
    started: list[subprocess.Popen[bytes]] = []
    start = solving.start_child

    def kept() -> subprocess.Popen[bytes]:
        started.append(start())
        return started[-1]

    monkeypatch.setattr(solving, "start_child", kept)
    return started


def test_a_killed_solver_leaves_the_best_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    started = children(monkeypatch)

    def kill(known: Progress) -> None:
        if known.value is not None:
            os.kill(started[0].pid, signal.SIGKILL)

    made = solve(LARGE, Choices(seconds=30), progress=kill)
    assert made.end is End.KILLED
    assert made.violations == ()
    assert made.score.bound is None
    assert made.costs == count_costs(LARGE, made.assignments)
    plain = solve(LARGE, Choices(seconds=5, with_solver=False))
    assert (made.costs.missing, made.costs.score) <= (plain.costs.missing, plain.costs.score)


def test_a_solver_killed_after_its_first_bound_leaves_it(monkeypatch: pytest.MonkeyPatch) -> None:
    started = children(monkeypatch)

    def kill(_known: Progress) -> None:
        os.kill(started[0].pid, signal.SIGKILL)

    made = solve(LARGE, Choices(seconds=30), progress=kill)
    assert (made.method, made.end, made.violations) == (Method.GREEDY, End.KILLED, ())
    assert made.cover.bound is not None, "the relaxation speaks before the search"
    assert 0 < made.cover.bound < made.cover.value
    assert made.score.bound is None


def test_a_solver_killed_before_it_says_anything_leaves_the_greedy_roster(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = solving.start_child

    def stillborn() -> subprocess.Popen[bytes]:
        child = start()
        child.kill()
        return child

    monkeypatch.setattr(solving, "start_child", stillborn)
    made = solve(LARGE, Choices(seconds=20))
    assert (made.method, made.end) == (Method.GREEDY, End.KILLED)
    assert made.cover.bound is None
    assert made.violations == ()


def test_a_stop_ends_the_search_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    started, pressed = children(monkeypatch), []

    def press(_known: Progress) -> None:
        pressed.append(time.monotonic())

    made = solve(LARGE, Choices(seconds=60), progress=press, stop=lambda: bool(pressed))
    assert made.end is End.STOPPED
    assert time.monotonic() - pressed[0] < 10
    assert started[0].poll() is not None
    assert made.violations == ()


def test_a_solver_that_is_refused_memory_leaves_a_roster() -> None:
    made = solve(LARGE, Choices(seconds=20, memory_mb=-80))  # not even its libraries have room
    assert (made.method, made.end) == (Method.GREEDY, End.MEMORY)
    assert made.violations == ()
    assert made.assignments


def test_without_the_extra_the_roster_says_that_it_is_greedy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("participation.roster.solve.can_solve", lambda: False)
    made = solve(make_week(20, 60, 1, balanced=True), Choices(seconds=20))
    assert (made.method, made.end) == (Method.GREEDY, End.NO_SOLVER)
    assert (made.cover.gap, made.score.gap) == (None, None)


def test_promises_that_leave_no_whole_team_are_named() -> None:
    night = slot("night", "03-10 20:00", "03-10 23:00", team=2, most=2)
    other = slot("other", "03-10 20:00", "03-10 23:00", service="elm")
    fixed = (Assignment("night", "ann"), Assignment("other", "bea"))
    week = problem([helper("ann"), helper("bea")], [night, other], fixed=fixed)
    with pytest.raises(ContradictionError) as caught:
        solve(week, Choices(seconds=10))
    assert [(each.rule, each.slots) for each in caught.value.violations] == [
        (Rule.TEAM, ("night",))
    ]
    plain = solve(week, Choices(seconds=5, with_solver=False))
    assert [each.rule for each in plain.violations] == [Rule.TEAM]


def test_the_packages_of_the_solver_are_not_loaded_here() -> None:
    words = "import sys, participation.roster.solve as it; print('ortools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]


def asked(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str, str]:
    code = main(["roster", "solve", *map(str, words)])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_command_prints_the_roster(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "week.json"
    file.write_text(json.dumps(example()))
    code, out, err = asked(capsys, file, "--seconds", "20", "--progress")
    assert code == 0, err
    printed: dict[str, Any] = json.loads(out)
    assert printed["assignments"] == [{"slot": "round-1", "helper": "ann"}]
    assert printed["cover"] == {
        "places": 1, "filled": 1, "missing": 0, "bound": 0, "gap": 0,
    }  # fmt: skip
    assert (printed["score"], printed["bound"], printed["gap"]) == (1500, 1500, 0)
    assert (printed["method"], printed["end"], printed["pruned"]) == ("solver", "proved", False)
    assert printed["hard_rules"]["violations"] == 0
    assert {"rest", "minutes_per_week", "team"} <= set(printed["hard_rules"]["checked"])
    assert printed["empty"] == []
    assert "cover: 0" in err


def test_the_command_refuses_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "week.json"
    file.write_text(json.dumps(example() | {"zone": 7}))
    assert asked(capsys, file) == (
        1, "", "Error: zone: must be a time zone such as Europe/Paris\n",
    )  # fmt: skip
    away = example()
    away["helpers"][0]["available"] = []
    file.write_text(json.dumps(away))
    code, out, err = asked(capsys, file)
    assert (code, out) == (1, "")
    assert err == "Error: what is promised contradicts itself: away, ann in round-1 (and 2 more)\n"


def test_the_command_takes_what_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "week.json"
    file.write_text(write_problem(make_week(20, 60, 2, balanced=False)))
    code, out, _err = asked(capsys, file, "--seconds", "5", "--greedy")
    printed = json.loads(out)
    assert code == 0
    assert printed["method"] == "greedy"
    assert [list(each) for each in printed["empty"]][:1] == [
        ["slot", "places", "possible", "reasons", "remedies"]
    ]
