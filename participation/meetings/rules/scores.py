"""What the room thought of a meeting: three faces each, told as totals and never below five."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

FEWEST = 5
"""Answers before anything is shown (k = 5)."""
LOWEST, HIGHEST = 1, 5
DAYS_OPEN = 30


class Question(StrEnum):
    """What is asked after a meeting (HAS, avis n° 1-2022: how the body works)."""

    HEARD = "heard"
    CLEAR = "clear"
    USEFUL = "useful"


@dataclass(frozen=True, slots=True)
class Total:
    """How many chose each face, the saddest first."""

    question: Question
    counts: tuple[int, ...]

    @property
    def pleased(self) -> int:
        """Count the two best faces."""
        return sum(self.counts[3:])


def totals(scores: Sequence[Sequence[int]]) -> tuple[Total, ...]:
    """Give the totals of each question; nothing at all while fewer than five have answered."""
    if len(scores) < FEWEST:
        return ()
    return tuple(
        Total(question, tuple(sum(row[place] == n for row in scores) for n in range(1, 6)))
        for place, question in enumerate(Question)
    )
