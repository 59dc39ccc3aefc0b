"""Public screens during a sealed vote: which still answer, which may hold envelopes."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

ALIVE = dt.timedelta(minutes=5)
"""A screen that has not answered for so long may have lost its network, with envelopes in it."""
EVERY = 60
"""Seconds between two signs of life of a screen while a sealed vote is open."""
MOST = 10_000
"""More envelopes than a screen ever holds."""


@dataclass(frozen=True, slots=True)
class Screen:
    """A public screen as it last answered."""

    label: str
    answered_at: dt.datetime
    waiting: int
    """Closed envelopes of this election that it still holds."""
    refused: int
    """Envelopes that came when the urn did not take them any more."""

    def is_alive(self, now: dt.datetime) -> bool:
        """Say whether it answered in the last minutes."""
        return now - self.answered_at <= ALIVE


@dataclass(frozen=True, slots=True)
class Screens:
    """Why closing should wait: envelopes that screens told of, and screens that are silent."""

    waiting: int
    silent: int

    def __bool__(self) -> bool:
        """Say whether there is a reason to wait."""
        return bool(self.waiting or self.silent)


def reasons_to_wait(screens: Iterable[Screen], now: dt.datetime) -> Screens:
    """Count what may be lost if the vote were closed now."""
    known = list(screens)
    silent = sum(not one.is_alive(now) for one in known)
    return Screens(sum(one.waiting for one in known), silent)
