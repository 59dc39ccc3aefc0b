"""The bureau of a vote: who is in it, and what it takes to open, suspend and close."""

import re
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise

ASSESSORS = 2
"""A president and two assessors hold a vote: two read the count, the urn is never left to one."""
CODE = re.compile(r"[0-9]{6}")


class BureauFunction(StrEnum):
    """What somebody is in the bureau."""

    PRESIDENT = "president"
    ASSESSOR = "assessor"


class Turn(StrEnum):
    """What two people of the bureau do together to a vote."""

    OPEN = "open"
    SUSPEND = "suspend"
    RESUME = "resume"
    CLOSE = "close"
    STOP = "stop"
    """The election is given up after its vote has begun: nobody does that alone."""


class DrawMethod(StrEnum):
    """How a tie was settled."""

    NUMBERS = "numbers"
    """Lots from three numbers and the fingerprint of the count, which anyone draws again."""
    BY_HAND = "by-hand"
    """Lots drawn from a hat before everybody, and written down."""
    SENIORITY = "seniority"
    AGE = "age"


def is_whole(functions: Iterable[BureauFunction]) -> bool:
    """Say whether a bureau has its president and two assessors."""
    held = list(functions)
    presidents = held.count(BureauFunction.PRESIDENT)
    return presidents == 1 and held.count(BureauFunction.ASSESSOR) >= ASSESSORS


def is_simple(code: str) -> bool:
    """Say whether six digits are too easily guessed: all the same, or one after the other."""
    steps = {int(b) - int(a) for a, b in pairwise(code)}
    return steps in ({0}, {1}, {-1})
