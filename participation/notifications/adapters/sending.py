"""What every way out promises."""

from typing import Protocol

from ..rules import Letter, Problem

TIMEOUT = 20.0
"""Seconds of silence after which the far side counts as unreachable."""
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})


class UndeliveredError(Exception):
    """The letter did not leave, or nobody can tell; it carries no word of the far server."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


class Transport(Protocol):
    """A way out: sends one letter, or raises UndeliveredError."""

    def send(self, letter: Letter) -> None:
        """Send it; the same key sent twice should arrive once."""
