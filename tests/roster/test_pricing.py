"""Prices of places: no roster misses less than they prove, whatever they are, promises included."""

import random
from dataclasses import asdict, replace
from typing import Any

import pytest

from participation.roster.board import Board
from participation.roster.fitting import Fitting
from participation.roster.generating import Weeks
from participation.roster.greedy import Greedy
from participation.roster.modelling import RosterModel
from participation.roster.pricing import Market
from participation.roster.problem import Problem
from participation.roster.solve import Choices, solve
from tests.roster.instances import make_week
from tests.roster.weeks import draw_week


def task_of(problem: Problem) -> tuple[RosterModel, dict[str, Any]]:
    board = Board(problem)
    roster = RosterModel(board, Fitting(board).pairs())
    return roster, asdict(roster.model) | {"shown": len(roster.pairs)}


def best_of(roster: RosterModel, columns: list[int], prices: list[int]) -> int:
    """Try every choice of a few columns that the model allows; give the dearest."""
    place = {column: slot for column, (slot, _) in enumerate(roster.pairs)}
    dearest = 0
    for chosen in range(1 << len(columns)):
        held = [column for at, column in enumerate(columns) if chosen >> at & 1]
        if all(_goes(roster, columns, held)):
            dearest = max(dearest, sum(prices[place[column]] for column in held))
    return dearest


def _goes(roster: RosterModel, columns: list[int], held: list[int]) -> list[bool]:
    """Hold a choice beside each row and clique that speaks of these columns alone."""
    every, now = set(columns), set(held)
    found = [len(now & set(clique)) <= 1 for clique in roster.model.cliques]
    for _low, high, those, rates in roster.model.rows:
        if high is not None and every.issuperset(those):
            found.append(
                sum(rate for column, rate in zip(those, rates, strict=True) if column in now)
                <= high
            )
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_dearest_week_is_that_of_all_choices(seed: int) -> None:
    roster, task = task_of(make_week(6, 24, seed, balanced=bool(seed % 2)))
    market, draw = Market(task), random.Random(seed)
    prices = [draw.choice([0, 0, 3, 5, 8, 13]) for _ in task["places"]]
    for week in market.weeks:
        if len(week.columns) <= 11:
            value, chosen = week.dearest(market.numbers.array(prices, dtype="int32"))
            assert value == best_of(roster, week.columns, prices)
            place = dict(zip(week.columns, week.places.tolist(), strict=True))
            assert value == sum(prices[place[column]] for column in chosen)
            assert all(_goes(roster, week.columns, list(chosen)))


@pytest.mark.parametrize("seed", range(40))
def test_no_roster_misses_less_than_any_prices_prove(seed: int) -> None:
    draw = random.Random(seed)
    problem = draw_week(draw, helpers=4, slots=8)
    made = solve(problem, Choices(seconds=10))
    assert made.cover.value == made.cover.bound, "proved to be the least"
    if seed % 2:
        problem = replace(problem, fixed=made.assignments[:2])
    _, task = task_of(problem)
    market, least = Market(task), 0
    for _ in range(30):
        prices = [draw.uniform(0, 1.2 * priority) for _, priority, _ in task["places"]]
        parts, _weeks = market.at(prices, range(len(market.weeks)))
        least = max(least, -(-parts // market.parts))
    weeks = Weeks(task, ())
    weeks.improve([0.0] * len(task["places"]), 1e9, 20, lambda _bound: None)
    assert max(least, weeks.bound) <= made.cover.value


def test_prices_prove_more_than_the_relaxation_and_whole_weeks_keep_all_rules() -> None:
    problem = make_week(20, 80, 1, balanced=False)
    roster, task = task_of(problem)
    weeks, told = Weeks(task, ()), list[int]()
    weeks.improve([0.0] * len(task["places"]), 1e9, 20, told.append)
    assert told == sorted(told)
    made = solve(problem, Choices(seconds=20))
    assert told[-1] <= made.costs.missing
    chosen = weeks.whole(20)
    assert chosen is not None
    values = roster.model.complete(chosen)
    assert roster.model.holds(values)
    assert made.costs.missing <= roster.model.value(0, values)
    plain = Greedy(roster.board, dict.fromkeys(roster.pairs, 0))
    plain.fill()
    greedy = roster.model.complete(roster.columns(plain.chosen()))
    assert roster.model.value(0, values) < roster.model.value(0, greedy)
