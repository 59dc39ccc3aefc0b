"""Solves a model with OR-Tools in a process of its own, and tells each better result at once."""

# Reads one JSON object from its input (`solving` writes it), then writes JSON lines: what was found
# and proved so far, phase by phase. Its memory and processor time are limited before OR-Tools is
# loaded, so that a model too large ends this process and nothing else. With 2 workers the one
# subsolver `max_lp` proves the same optimum several times faster than the usual set of them.

import json
import math
import resource
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from .generating import Weeks
from .relaxing import Relaxation

WORKERS, SEED, INFINITE = 2, 1, 2**62
BLIND = (
    "fj feasibility_pump ls graph_arc_lns graph_cst_lns graph_dec_lns graph_var_lns rnd_cst_lns "
    "rnd_var_lns"
).split()
"""Searches that do not look at the relaxation: the second worker does better with those that do."""
MEGABYTE = 2**20
MANY_COLUMNS = 2_000
"""From so many on the relaxation is solved first; smaller models are proved in that time."""
RELAXED = 3
"""Part of a phase's time that the relaxation may take, and the dive from it of what is left."""
MARGIN = 1e-6
"""What a value in floating point may lie above a whole number and mean it, for each unit of it."""
SOFT_SHARE = 0.8
"""Part of the memory at which the solver ends by itself; the rest is the hard limit's."""
OVERHEAD_MB = 160
"""Address space that the libraries and their threads reserve without using it."""

Whole = tuple[list[int], int]
"""The first columns of a whole roster, or all of them, and its value."""


def main() -> int:
    """Solve what stands on the standard input."""
    task = json.load(sys.stdin)
    limit_resources(task["memory_mb"], task["seconds"])
    from ortools.sat.python import cp_model_helper  # noqa: PLC0415 - after the limits are set

    _Run(cp_model_helper, task).solve()
    return 0


def limit_resources(memory_mb: float, seconds: float) -> None:
    """Set the memory and the processor time beyond which the system ends this process."""
    size = int((memory_mb + OVERHEAD_MB) * MEGABYTE)
    cpu = int(WORKERS * seconds) + 30
    for kind, limit in ((resource.RLIMIT_AS, size), (resource.RLIMIT_CPU, cpu)):
        _soft, hard = resource.getrlimit(kind)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        resource.setrlimit(kind, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class _Run:
    """One model being solved, objective after objective.

    It speaks to the compiled part of OR-Tools: the Python part above it loads NumPy and pandas,
    which takes longer than most rosters.
    """

    def __init__(self, solver: Any, task: dict[str, Any]) -> None:  # noqa: ANN401 - has no types
        self.solver, self.task = solver, task
        self.began = time.monotonic()
        self.least = -INFINITE
        """What the objective of this phase is proved to be at least."""
        self.later: list[tuple[None, int, list[int], list[int]]] = []
        self.model = solver.CpModelProto()
        for upper in task["uppers"]:
            self.model.variables.add().domain.extend([0, upper])
        for low, high, columns, rates in task["rows"]:
            self._row(low, high, columns, rates)
        for clique in task["cliques"]:
            self.model.constraints.add().at_most_one.literals.extend(clique)

    def _row(
        self, low: int | None, high: int | None, columns: Sequence[int], rates: Sequence[int]
    ) -> None:
        ends = [-INFINITE if low is None else low, INFINITE if high is None else high]
        linear = self.model.constraints.add().linear
        linear.vars.extend(columns)
        linear.coeffs.extend(rates)
        linear.domain.extend(ends)

    def solve(self) -> None:
        """Minimise each objective in turn; the last takes all the time that is left."""
        start = self.task["start"]
        for phase, objective in enumerate(self.task["objectives"]):
            columns, prices = [each for each, _ in objective], [price for _, price in objective]
            share = self._left() * self.task["shares"][phase]
            until = time.monotonic() + share
            self.least = -INFINITE
            known = self._relax(phase, objective, start, share / RELAXED)
            start = start if known is None else known[0]
            self.model.clear_solution_hint()
            self.model.solution_hint.vars.extend(range(len(start)))
            self.model.solution_hint.values.extend(start)
            self.model.clear_objective()
            self.model.objective.vars.extend(columns)
            self.model.objective.coeffs.extend(prices)
            if known is not None and known[1] <= self.least:
                self._say(phase, value=known[1], bound=known[1], ended="OPTIMAL")
                found: Whole | None = known
            else:
                found = self._search(phase, max(0.01, until - time.monotonic()), known)
            if found is None:
                return
            start, value = found
            self.later.append((None, value, columns, prices))
            self._row(None, value, columns, prices)

    def _left(self) -> float:
        return float(self.task["seconds"]) - (time.monotonic() - self.began)

    def _relax(
        self, phase: int, objective: Sequence[tuple[int, int]], start: list[int], seconds: float
    ) -> Whole | None:
        """Say what the objective is at least; give a better start, if one was made whole.

        A small model has no need of it. What floating point says is never imposed on the search.
        """
        if len(self.task["uppers"]) < MANY_COLUMNS:
            return None
        relaxation = Relaxation(self.task, objective)
        for row in self.later:
            relaxation.add(*row)
        found = relaxation.solve(seconds)
        if found is None:
            return None
        self._prove(phase, math.ceil(found[0] - MARGIN * max(1.0, abs(found[0]))))
        now = math.inf
        if len(start) == len(self.task["uppers"]):
            now = sum(price * start[column] for column, price in objective)
        if now <= self.least:
            return None
        shown, priced = self.task["shown"], {column for column, _ in objective}
        derived = range(shown, len(self.task["uppers"]))
        whole = [each for each in derived if self.task["uppers"][each] == 1 and each not in priced]
        made = None
        if not phase and self.task.get("parts"):
            made = self._week_by_week(relaxation, (now, start), whole, seconds)
        if made is None:
            made = relaxation.dive(found, (*range(shown), *whole), seconds)
        return None if made is None or made[0] > now - 1 / 2 else self._keep(phase, made)

    def _keep(self, phase: int, made: tuple[float, list[int]]) -> Whole:
        """Say a roster that was made whole, and give it."""
        start = [0] * self.task["shown"]
        for column in made[1]:
            if column < len(start):
                start[column] = 1
        self._say(phase, value=round(made[0]), bound=self.least, chosen=self._chosen(start))
        return start, round(made[0])

    def _week_by_week(
        self,
        relaxation: Relaxation,
        known: tuple[float, list[int]],
        whole: Sequence[int],
        seconds: float,
    ) -> tuple[float, list[int]] | None:
        """Prove more by prices of places, and make a roster of whole weeks, if it keeps all rules.

        What weeks do not know, such as teams and rests over a Sunday, the relaxation does.
        """
        shown, (now, start) = self.task["shown"], known
        weeks = Weeks(self.task, {column for column in range(shown) if start[column]})
        prices = [relaxation.duals[row] for _, _, row in self.task["places"]]
        weeks.improve(prices, now, seconds, lambda bound: self._prove(0, bound))
        chosen = weeks.whole(seconds)
        made = None
        if chosen is not None:
            relaxation.hold(range(shown), 0, 0)
            relaxation.hold(chosen, 1, 1)
            found = relaxation.solve(seconds)
            made = found and relaxation.dive(found, (*range(shown), *whole), seconds)
            relaxation.hold((*range(shown), *whole), 0, 1)
        return made

    def _prove(self, phase: int, bound: int) -> None:
        """Say a bound, and keep it."""
        self.least = max(self.least, bound)
        self._say(phase, bound=self.least)

    def _search(self, phase: int, seconds: float, known: Whole | None) -> Whole | None:
        """Search in the time given; give the best there is, which may be what was known before."""
        search = self.solver.SolveWrapper()
        search.set_parameters(self._parameters(seconds))
        search.add_best_bound_callback(lambda bound: self._say(phase, bound=bound))
        listener = _listener(self, phase)
        search.add_solution_callback(listener)
        response = search.solve(self.model)
        search.clear_solution_callback(listener)
        status = response.status.name
        if status not in ("OPTIMAL", "FEASIBLE"):
            self._say(phase, ended=status)
            return known if status == "UNKNOWN" else None
        values, value = list(response.solution), round(response.objective_value)
        bound = value if status == "OPTIMAL" else response.best_objective_bound
        if known is not None and known[1] < value:
            self._say(phase, bound=response.best_objective_bound, ended="FEASIBLE")
            return known
        self._say(phase, value=value, bound=bound, chosen=self._chosen(values), ended=status)
        return values, value

    def _parameters(self, seconds: float) -> Any:  # noqa: ANN401
        found = self.solver.SatParameters()
        found.num_workers = WORKERS
        found.subsolvers.append("max_lp")
        found.ignore_subsolvers.extend(BLIND)
        found.linearization_level = 2
        found.random_seed = SEED
        found.max_time_in_seconds = seconds
        found.max_memory_in_mb = int(self.task["memory_mb"] * SOFT_SHARE)
        return found

    def tell(self, phase: int, found: Any) -> None:  # noqa: ANN401
        """Say a result that was just found."""
        response = found.Response()
        self._say(
            phase,
            value=round(response.objective_value),
            bound=response.best_objective_bound,
            chosen=self._chosen(response.solution),
        )

    def _chosen(self, values: Iterable[int]) -> list[int]:
        shown = islice(values, self.task["shown"])
        return [column for column, value in enumerate(shown) if value]

    def _say(self, phase: int, **facts: object) -> None:
        facts |= {"phase": phase, "peak_mb": peak_mb()}
        facts["seconds"] = round(time.monotonic() - self.began, 3)
        print(json.dumps(facts), flush=True)  # noqa: T201 - the parent reads it


def peak_mb() -> float:
    """Give the most memory that this process has had, in megabytes.

    The figure that getrusage gives counts the parent's pages at the fork too: Linux says better.
    """
    with suppress(OSError), Path("/proc/self/status").open() as lines:
        for line in lines:
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (MEGABYTE if sys.platform == "darwin" else 1024)


def _listener(run: _Run, phase: int) -> Any:  # noqa: ANN401
    class Listener(run.solver.SolutionCallback):  # type: ignore[misc, name-defined]
        """Passes on each better result."""

        def OnSolutionCallback(self) -> None:  # noqa: N802 - OR-Tools names it
            """Tell what was just found."""
            run.tell(phase, self)

    return Listener()


if __name__ == "__main__":
    sys.exit(main())
