"""Measures rosters: time, proved gap and memory of the solver beside the greedy roster."""

import argparse
import os
import resource
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from participation.roster.problem import End, Solution
from participation.roster.solve import Choices, solve
from tests.bench import figures
from tests.bench.figures import Figures, Line
from tests.bench.published.run import cpu_of_children, measure as measure_published
from tests.roster.instances import make_week

BEGUN = time.monotonic()
PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Week:
    """An invented week: its size, whether help is enough, what the search may take, its goals."""

    name: str
    helpers: int
    slots: int
    balanced: bool
    seconds: float
    memory_mb: float = 1000
    seeds: tuple[int, ...] = (1,)
    goal_seconds: float | None = None
    goal_cover: float | None = None
    proved: bool = False

    @property
    def words(self) -> str:
        """Say which week it is."""
        return f"{self.helpers} × {self.slots} {'balanced' if self.balanced else 'scarce'}"

    def lines(self) -> tuple[Line, ...]:
        """Give what is measured of it; of several seeds the worst."""
        name, words = self.name, self.words
        cover, score = (0.0, 0.0) if self.proved else (self.goal_cover, None)
        return (
            Line(f"{name}_seconds", f"{words}: seconds", self.goal_seconds, digits=2),
            Line(
                f"{name}_cover_gap",
                f"{words}: proved gap of the cover, %",
                cover,
                digits=2,
            ),
            Line(
                f"{name}_score_gap",
                f"{words}: proved gap of the score, %",
                score,
                digits=2,
            ),
            Line(f"{name}_cpu", f"{words}: processor seconds of the solver", digits=1),
            Line(f"{name}_missing", f"{words}: priorities missed"),
            Line(f"{name}_greedy_missing", f"{words}: the same, greedy"),
            Line(f"{name}_greedy_seconds", f"{words}: seconds, greedy", digits=2),
            Line(f"{name}_violations", f"{words}: hard rules broken", 0),
            Line(f"{name}_mb", f"{words}: most memory of the solver, MB", self.memory_mb),
        )


WEEKS = (
    Week("small", 20, 60, balanced=True, seconds=10, seeds=(1, 2, 3), goal_seconds=1, proved=True),
    Week(
        "sparse", 20, 60, balanced=False, seconds=10, seeds=(1, 2, 3), goal_seconds=1, proved=True
    ),
    Week("balanced", 100, 400, balanced=True, seconds=60, goal_seconds=15, proved=True),
    Week("scarce", 100, 400, balanced=False, seconds=60, goal_cover=5),
    Week(
        "large",
        400,
        2000,
        balanced=True,
        seconds=170,
        memory_mb=1400,
        goal_seconds=180,
        goal_cover=3,
    ),
)
QUICK = (
    Week("small", 8, 20, balanced=True, seconds=5, proved=True),
    Week("scarce", 12, 40, balanced=False, seconds=5, goal_cover=5),
)
LINES = tuple(line for week in WEEKS for line in week.lines())
OWN = Line("own_mb", "most memory of the program itself, MB", 1400)


def say(sentence: str) -> None:
    """Tell what happens, and how busy the machine is."""
    spent, load = time.monotonic() - BEGUN, os.getloadavg()[0]
    print(f"[{spent:6.1f} s, load {load:.1f}] {sentence}", file=sys.stderr, flush=True)


def measure(week: Week) -> Figures:
    """Make each week of a size twice, greedily and with the solver; keep the worst of each."""
    found: Figures = {}
    for seed in week.seeds:
        problem = make_week(week.helpers, week.slots, seed, balanced=week.balanced)
        plain = solve(problem, Choices(seconds=week.seconds, with_solver=False))
        before = cpu_of_children()
        made = solve(problem, Choices(seconds=week.seconds, memory_mb=week.memory_mb))
        spent = cpu_of_children() - before
        if made.end not in (End.PROVED, End.TIME):
            sys.exit(f"the solver of {week.words} ended by itself: {made.end}")
        say(f"{week.words}, seed {seed}: {_told(made)}; greedy {_told(plain)}.")
        for name, value in (_figures(made, plain) | {"cpu": spent}).items():
            key = f"{week.name}_{name}"
            found[key] = max(found.get(key, value), value)
    return found


def _told(made: Solution) -> str:
    costs = made.costs
    return f"{costs.filled} of {costs.places} places, {costs.missing} missed, score {costs.score}"


def _figures(made: Solution, plain: Solution) -> Figures:
    return {
        "seconds": made.seconds,
        "cover_gap": _percent(made.cover.gap),
        "score_gap": _percent(made.score.gap),
        "missing": made.costs.missing,
        "greedy_missing": plain.costs.missing,
        "greedy_seconds": plain.seconds,
        "violations": len(made.violations) + len(plain.violations),
        "mb": made.peak_mb,
    }


def _percent(gap: float | None) -> float:
    return 100 * (1 if gap is None else gap)


def main(words: list[str] | None = None) -> int:
    """Measure, print the table and the JSON."""
    parser = argparse.ArgumentParser(prog="run.py bench peers", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="tiny weeks only")
    sizes_of = [week.name for week in WEEKS]
    parser.add_argument("--only", choices=[*sizes_of, PUBLISHED], help="one size only, or those")
    parser.add_argument("--rosters", type=Path, metavar="DIR", help="folder of published rosters")
    parser.add_argument("--json", type=Path, help="write the JSON there instead of printing it")
    options = parser.parse_args(words)
    if options.rosters and not options.rosters.is_dir():
        parser.error(f"there is no folder {options.rosters}")
    if options.only == PUBLISHED:
        return not measure_published(options.rosters)
    weeks = [
        week for week in (QUICK if options.quick else WEEKS) if options.only in (None, week.name)
    ]
    found: Figures = {}
    for week in weeks:
        found |= measure(week)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found[OWN.name] = own / (2**20 if sys.platform == "darwin" else 1024)
    lines = (*(line for week in weeks for line in week.lines()), OWN)
    sizes = {week.words: len(week.seeds) for week in weeks}
    text = figures.as_json({"here": found}, sizes, lines)
    print(figures.table({"here": found}, lines))
    if options.json:
        figures.keep(text, options.json)
    else:
        print(text)
    return not (options.only or measure_published(options.rosters))
