"""Solves a model without its wholeness, by OR-Tools' simplex: a bound at once, and a good start."""

# It is read by the child process alone. What the relaxation says of a roster is a bound that every
# roster keeps; where it is nearly whole, the nearest whole roster is a better start than greed.

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

WHOLE = 1e-6
SHARE = 8
"""One in so many of the columns that are not whole yet is made whole before looking again."""

Broken = tuple[float, Sequence[float]]
"""A value and the columns that make it."""


class Relaxation:
    """A model whose columns may be broken, solved again as more of them are made whole."""

    def __init__(self, task: dict[str, Any], objective: Sequence[tuple[int, int]]) -> None:
        from ortools.linear_solver.python import model_builder_helper  # noqa: PLC0415 - has limits

        self.library, self.uppers = model_builder_helper, task["uppers"]
        self.duals: Sequence[float] = ()
        """What one unit more of each row's end would cost, from the last solution."""
        self.model = model_builder_helper.ModelBuilderHelper()
        prices = dict(objective)
        for column, upper in enumerate(self.uppers):
            self.model.add_var()
            self.model.set_var_lower_bound(column, 0)
            self.model.set_var_upper_bound(column, upper)
            self.model.set_var_objective_coefficient(column, prices.get(column, 0))
        for low, high, columns, rates in task["rows"]:
            self.add(low, high, columns, rates)
        self.cliques: dict[int, set[int]] = defaultdict(set)
        for number, clique in enumerate(task["cliques"]):
            self.add(None, 1, clique, [1] * len(clique))
            for column in clique:
                self.cliques[column].add(number)

    def add(
        self, low: float | None, high: float | None, columns: Sequence[int], rates: Sequence[int]
    ) -> None:
        """Add a row."""
        row = self.model.add_linear_constraint()
        self.model.set_constraint_lower_bound(row, -float("inf") if low is None else low)
        self.model.set_constraint_upper_bound(row, float("inf") if high is None else high)
        for column, rate in zip(columns, rates, strict=True):
            self.model.add_term_to_constraint(row, column, rate)

    def solve(self, seconds: float) -> Broken | None:
        """Give the least value and the columns, or None when the time does not suffice."""
        solver = self.library.ModelSolverHelper("glop")
        solver.set_time_limit_in_seconds(seconds)
        solver.solve(self.model)
        if solver.status() != self.library.SolveStatus.OPTIMAL:
            return None
        self.duals = solver.dual_values().tolist()
        return solver.objective_value(), solver.variable_values().tolist()

    def dive(
        self, found: Broken, whole: Iterable[int], seconds: float
    ) -> tuple[float, list[int]] | None:
        """Make some columns whole, the nearest first; give the value and those of them that are 1.

        What turns out not to go together is tried by less and less; one alone that does not go
        is left out.
        """
        (value, values), wanted = found, sorted(whole)
        until, free, batch = time.monotonic() + seconds, set(wanted), len(wanted)
        while time.monotonic() < until:
            ranked = sorted(free, key=lambda column: (-values[column], column))
            ready = [column for column in ranked if values[column] >= 1 - WHOLE]
            broken = [column for column in ranked if WHOLE < values[column] < 1 - WHOLE]
            if not broken:
                return value, [column for column in wanted if values[column] > 1 / 2]
            batch = max(1, min(batch, len(broken) // SHARE))
            chosen = self._apart(broken, batch) + (ready if batch > 1 else [])
            self.hold(chosen, 1, 1)
            after = self.solve(max(0.0, until - time.monotonic()))
            if after is None and batch > 1:
                self.hold(chosen, 0, 1)
                batch //= 4
                continue
            if after is None:
                self.hold(chosen, 0, 0)
                after = self.solve(max(0.0, until - time.monotonic()))
            if after is None:
                return None
            (value, values), batch = after, 2 * batch
            free.difference_update(chosen)
        return None

    def hold(self, columns: Iterable[int], low: int, high: int) -> None:
        """Hold some columns between two ends."""
        for column in columns:
            self.model.set_var_lower_bound(column, low)
            self.model.set_var_upper_bound(column, high)

    def _apart(self, ranked: Sequence[int], most: int) -> list[int]:
        """Choose the first columns of which no two are in one clique."""
        found: list[int] = []
        taken: set[int] = set()
        for column in ranked:
            if not taken & self.cliques[column]:
                taken |= self.cliques[column]
                found.append(column)
                if len(found) == most:
                    break
        return found
