"""Makes a roster: greedy first, then the solver, then the check by code written apart."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from . import check
from .board import Board
from .explaining import explain
from .fitting import Fitting, prune
from .greedy import Greedy
from .modelling import RosterModel
from .problem import (
    Assignment,
    Costs,
    End,
    Measure,
    Method,
    Problem,
    Rule,
    Slot,
    Solution,
    Violation,
)
from .solving import MEMORY_MB, Found, Listener, Stop, can_solve, run

Chosen = Sequence[tuple[int, int]]
"""Pairs (slot, helper) of a roster."""
GREEDY_SECONDS = 10.0
"""The most that swaps take before the solver starts; without a solver they have all the time."""


class ContradictionError(ValueError):
    """Promises that cannot all be kept; `violations` names them."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        first = violations[0]
        who = f"{first.helper} in " if first.helper else ""
        more = f" (and {len(violations) - 1} more)" if len(violations) > 1 else ""
        named = f"{first.rule.value}, {who}{', '.join(first.slots)}"
        super().__init__(f"what is promised contradicts itself: {named}{more}")
        self.violations = tuple(violations)


@dataclass(frozen=True, slots=True)
class Choices:
    """How to search: seconds and memory at most, whether with the solver where it is there."""

    seconds: float = 60.0
    memory_mb: float = MEMORY_MB
    with_solver: bool = True


def find_contradictions(problem: Problem) -> tuple[Violation, ...]:
    """Name the promises that break a hard rule, alone or together, and teams nobody can make.

    None of them depends on how the rest is filled: only a person can resolve it.
    """
    found = list(check.find_violations(problem, problem.fixed, partial=True))
    board = Board(problem)
    fitting, promised = Fitting(board), {each.slot for each in problem.fixed}
    for number, slot in enumerate(board.slots):
        if slot.id in promised and (slot.team > 1 or slot.leads):
            found += _hopeless(board, fitting, number, slot)
    return tuple(found)


def _hopeless(board: Board, fitting: Fitting, number: int, slot: Slot) -> list[Violation]:
    fit = [who for each, who in enumerate(board.helpers) if fitting.fits(number, each)]
    leading = sum(who.leads for who in fit)
    wanted = ((Rule.TEAM, slot.team, len(fit)), (Rule.LEADS, slot.leads, leading))
    return [
        Violation(rule, None, (slot.id,), {"limit": limit, "value": value})
        for rule, limit, value in wanted
        if value < limit
    ]


def solve(
    problem: Problem,
    choices: Choices | None = None,
    *,
    progress: Listener = lambda _progress: None,
    stop: Stop = lambda: False,
) -> Solution:
    """Make the best roster that the time allows; raises ContradictionError when none can be.

    `stop` is asked several times a second; the best roster so far is then given, as it is when
    the solver's process is ended from outside. Every roster keeps what is promised.
    """
    contradictions = find_contradictions(problem)
    if contradictions:
        raise ContradictionError(contradictions)
    return _Search(problem, choices or Choices(), progress, stop).run()


class _Search:
    """One search, from the facts to the explained roster."""

    def __init__(self, problem: Problem, choices: Choices, progress: Listener, stop: Stop) -> None:
        self.began = time.monotonic()
        self.problem, self.choices, self.progress, self.stop = problem, choices, progress, stop
        self.board = Board(problem)
        self.fitting = Fitting(self.board)
        self.pairs = self.fitting.pairs()
        self.kept = prune(self.board, self.pairs)

    def run(self) -> Solution:
        """Search greedily, then with the solver where it is installed; keep the better roster."""
        solver = self.choices.with_solver and can_solve()
        share = min(GREEDY_SECONDS, self.choices.seconds / 4) if solver else self.choices.seconds
        plain = self._greedy(self.began + share)
        solved, found = self._solver(plain) if solver else (None, Found(end=End.NO_SOLVER))
        best, method = self._finish(plain.chosen()), Method.GREEDY
        if solved is not None:
            better = self._finish(solved)
            if self._rank(better) <= self._rank(best):
                best, method = better, Method.SOLVER
        return self._solution(best, method, found)

    def _greedy(self, until: float) -> Greedy:
        def late() -> bool:
            return time.monotonic() > until or self.stop()

        made = Greedy(self.board, self.kept)
        made.start(sorted((slot, helper) for helper, slot in self.board.fixed))
        made.fill()
        made.swap(late)
        made.cheapen(late)
        return made

    def _solver(self, plain: Greedy) -> tuple[Chosen | None, Found]:
        """Solve the model; refuse when promises leave a team that can never be whole."""
        roster = RosterModel(self.board, self.kept)
        found = run(
            roster.model,
            roster.columns(plain.chosen()),
            seconds=max(0.1, self.choices.seconds - (time.monotonic() - self.began)),
            memory_mb=self.choices.memory_mb,
            shown=len(roster.pairs),
            progress=self.progress,
            stop=self.stop,
        )
        slots = tuple(self.board.slots[each].id for each in plain.unfinished())
        if found.impossible and slots:
            raise ContradictionError([Violation(Rule.TEAM, None, (each,)) for each in slots])
        return (None if found.chosen is None else roster.chosen(found.chosen)), found

    def _finish(self, chosen: Chosen) -> Greedy:
        """Fill what all pairs still allow, and let go who is more than is needed."""
        made = Greedy(self.board, self.pairs)
        made.start(chosen)
        made.fill()
        made.trim()
        return made

    def _costs(self, made: Greedy) -> Costs:
        return check.count_costs(self.problem, self._assignments(made))

    def _rank(self, made: Greedy) -> tuple[int, int, int]:
        costs = self._costs(made)
        return len(made.unfinished()), costs.missing, costs.score

    def _assignments(self, made: Greedy) -> tuple[Assignment, ...]:
        slots, helpers = self.board.slots, self.board.helpers
        return tuple(
            Assignment(slots[slot].id, helpers[helper].id) for slot, helper in made.chosen()
        )

    def _solution(self, best: Greedy, method: Method, found: Found) -> Solution:
        assignments, costs = self._assignments(best), self._costs(best)
        cover, score = found.measures or (None, None)
        least = found.bounds[0] if found.bounds else None
        same = cover is not None and cover.value == costs.missing
        return Solution(
            assignments=assignments,
            costs=costs,
            cover=Measure(costs.missing, None if least is None else min(least, costs.missing)),
            score=Measure(costs.score, score.bound if score and same else None),
            method=method,
            end=found.end,
            pruned=len(self.kept) < len(self.pairs),
            violations=check.find_violations(self.problem, assignments),
            empty=explain(self.board, self.fitting, best.loads),
            seconds=time.monotonic() - self.began,
            peak_mb=found.peak_mb,
        )
