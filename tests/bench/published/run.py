"""Solves every published instance of a folder, and has each plan judged by the code apart."""

import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from participation.roster import solving
from participation.roster.problem import Measure

from . import curtois, inrc, nsplib
from .grid import Grid, Plan
from .judging import Verdict, judge_curtois, judge_inrc, judge_nsplib

SECONDS = {"curtois": 60.0, "nsplib": 10.0, "inrc": 60.0}
"""What the design measured with (peers.md 2.3); for INRC the same as for Curtois."""
CASES = range(9, 17)


@dataclass(frozen=True, slots=True)
class Published:
    """An instance: its name, its model, its judge and the best value known."""

    family: str
    name: str
    grid: Grid
    judge: Callable[[Plan], Verdict]
    best_known: int
    unsaid: str = ""
    """What the instance asks that the model does not hold: its cost is then another one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it; `bound` is proved by the solver, `verdict` is that of the code apart."""

    name: str
    best_known: int
    value: int
    bound: int
    seconds: float
    cpu: float
    verdict: Verdict

    @property
    def proved(self) -> bool:
        """Say whether the plan is proved to be the best."""
        return self.bound == self.value


def find(folder: Path) -> Iterator[Published]:
    """Find the instances of the families that are known, in order."""
    for place, family in (("curtois", _curtois), ("nsplib", _nsplib), ("inrc1", _inrc)):
        if (folder / place).is_dir():
            yield from family(folder / place)


def _curtois(place: Path) -> Iterator[Published]:
    for name, best in sorted(curtois.best_known(place).items()):
        if (place / name).is_file():
            one = curtois.read((place / name).read_text())
            judge = partial(judge_curtois, one)
            yield Published("curtois", name, curtois.model(one), judge, best)


def _nsplib(place: Path) -> Iterator[Published]:
    for (name, case), best in sorted(nsplib.best_known(place).items()):
        file, rules = place / name, place / "cases" / f"{case}.gen"
        if file.is_file() and rules.is_file():
            one = nsplib.read(file.read_text(), rules.read_text())
            judge = partial(judge_nsplib, one)
            yield Published("nsplib", f"{name} case {case}", nsplib.model(one), judge, best)


def _inrc(place: Path) -> Iterator[Published]:
    for name, best in sorted(inrc.best_known(place).items()):
        file = place / f"{name}.xml"
        if file.is_file():
            one = inrc.read(file.read_text())
            unsaid = ", ".join(f"{rule} ({count})" for rule, count in sorted(one.unsaid.items()))
            yield Published("inrc", name, inrc.model(one), partial(judge_inrc, one), best, unsaid)


def solve(one: Published, seconds: float) -> Outcome | None:
    """Solve an instance in the child process of rosters; None when nothing was found."""
    began, before = time.monotonic(), cpu_of_children()
    model = one.grid.finish()
    found = solving.run(model, (), seconds=seconds, shown=one.grid.shown, shares=(1.0,))
    spent = time.monotonic() - began
    measure = found.measures[0] if found.measures else None
    if found.chosen is None or measure is None:
        return None
    plan, base = one.grid.plan(found.chosen), one.grid.fixed
    bound = _bound(measure) + base
    verdict = one.judge(plan)
    value = measure.value + base
    return Outcome(
        one.name, one.best_known, value, bound, spent, cpu_of_children() - before, verdict
    )


def _bound(of: Measure) -> int:
    return -(2**62) if of.bound is None else of.bound


def cpu_of_children() -> float:
    """Give the processor seconds of the child processes that have ended."""
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def measure(folder: Path | None, only: str = "") -> bool:
    """Print each instance beside its best known value; say whether every plan was judged right."""
    if folder is None:
        print("Published instances are left out: name their folder with --rosters.")
        return True
    right = True
    for one in find(folder):
        if only in one.name:
            made = solve(one, SECONDS[one.family])
            right = _tell(one, made) and right
    print(f"{folder}: families curtois, nsplib and inrc1; of others nothing is modelled.")
    return right


def _tell(one: Published, made: Outcome | None) -> bool:
    if made is None:
        print(f"{one.name}: nothing found (best known {one.best_known})")
        return False
    if one.unsaid:
        print(f"{one.name}: not to compare, for it asks what the model does not say: {one.unsaid}")
    right = made.value == made.verdict.cost and not made.verdict.broken
    words = "" if right else f"; WRONG: judged {made.verdict.cost}, {made.verdict.broken[:3]}"
    print(
        f"{one.name}: {made.value}, {'proved' if made.proved else f'at least {made.bound}'}, best "
        f"known {one.best_known} ({100 * (made.value / one.best_known - 1):+.2f} %), "
        f"{made.seconds:.1f} s, CPU {made.cpu:.1f} s{words}"
    )
    sys.stdout.flush()
    return right
