"""Free slots of a month for a hundred helpers: python -m tests.bench.peers_times."""

import datetime as dt
import random
import statistics
import time

from participation.peers.rules.civil import PARIS, Span, instant_of
from participation.peers.rules.times import Availability, WeeklyPattern, free, starts_of

HELPERS, ROUNDS, SEED = 100, 9, 20261121
FIRST, LAST = dt.date(2026, 10, 5), dt.date(2026, 11, 4)
"""A month with the longer night of the clock change in it."""
TIMES = ((9, 12), (14, 17), (17, 20), (22, 2))
"""Hours of a day that are drawn, one of them over midnight."""


def run() -> dict[str, float]:
    """Measure the processor time of a month's free slots: median and worst round, in ms."""
    draw = random.Random(SEED)
    helpers = [(_availability(draw), _taken(draw)) for _ in range(HELPERS)]
    month = Span(instant_of(FIRST, dt.time(), PARIS), instant_of(LAST, dt.time(), PARIS))
    found, count = [], 0
    for _ in range(ROUNDS):
        instant_of.cache_clear()
        began = time.process_time()
        count = sum(len(starts_of(free(each, month, taken), 60, 30)) for each, taken in helpers)
        found.append((time.process_time() - began) * 1000)
    return {"free_slots": count, "median_ms": statistics.median(found), "worst_ms": max(found)}


def _availability(draw: random.Random) -> Availability:
    patterns = [
        WeeklyPattern(
            weekday, (dt.time(begin), dt.time(end)), FIRST - dt.timedelta(days=draw.randrange(90))
        )
        for weekday in range(7)
        for begin, end in draw.sample(TIMES, draw.randint(0, 3))
    ]
    off = FIRST + dt.timedelta(days=draw.randrange(30))
    return Availability(patterns, {off: ()}, [(off + dt.timedelta(days=3),) * 2])


def _taken(draw: random.Random) -> list[Span]:
    midnight = instant_of(FIRST, dt.time(), PARIS)
    begun = [midnight + dt.timedelta(minutes=15 * draw.randrange(30 * 96)) for _ in range(30)]
    return [Span(each, each + dt.timedelta(minutes=60)) for each in begun]


if __name__ == "__main__":
    for name, value in run().items():
        print(f"{name} {value:.1f}")
