"""Public screens that may still hold answers given without a network, as they last told."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

EVERY = dt.timedelta(minutes=5)
"""Time between two signs of life of a screen while a survey is open; nothing is dated finer."""
ALIVE = dt.timedelta(minutes=30)
"""A screen silent for longer may have lost its network, with answers in it; it tells at rest."""
MOST = 10_000
"""More envelopes than a screen ever holds."""
MOST_SURVEYS = 50


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen as it last told: how many closed envelopes of a wave it holds, never whose."""

    label: str
    answered_at: dt.datetime
    waiting: int


def read_counts(said: object) -> Mapping[str, int] | None:
    """Read what a screen tells, a number by survey; None when it is something else."""
    if not isinstance(said, dict) or len(said) > MOST_SURVEYS:
        return None
    counts: dict[str, int] = {}
    for key, number in said.items():
        if not isinstance(number, int) or isinstance(number, bool) or number < 0:
            return None
        counts[str(key)] = min(number, MOST)
    return counts


def told_at(now: dt.datetime) -> dt.datetime:
    """Give the instant that is kept of a sign of life: no finer than the time between two."""
    step = int(EVERY.total_seconds())
    return dt.datetime.fromtimestamp(int(now.timestamp()) // step * step, dt.UTC)


def worth_a_look(screens: Iterable[Screen], now: dt.datetime) -> list[Screen]:
    """Give the screens to plug in again before closing: those that hold answers, or are silent."""
    return [one for one in screens if one.waiting or now - one.answered_at > ALIVE]
