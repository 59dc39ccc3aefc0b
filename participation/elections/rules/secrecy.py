"""How few voters are too few for a count that keeps the secret."""

from enum import StrEnum

from .stages import Way

LEAST_SEALED = 5
"""Below so many voters nothing is sealed and counted by machine: paper, or a merged college."""
FEW = 12
"""Up to so many voters a count may tell more than it should: said, and never blocked."""


class Crowd(StrEnum):
    """How well a college hides each of its voters."""

    TOO_FEW = "too-few"
    FEW = "few"
    ENOUGH = "enough"


def crowd_of(voters: int) -> Crowd:
    """Say how well so many voters hide one another.

    With 5 voters and 4 candidates a candidate has no vote at all in 61 % of elections, with 12 in
    15 % (simulated): everybody's refusal is known then.
    """
    if voters < LEAST_SEALED:
        return Crowd.TOO_FEW
    return Crowd.FEW if voters <= FEW else Crowd.ENOUGH


def ways_for(voters: int) -> tuple[Way, ...]:
    """Give how so many people may vote: on paper always, in sealed ballots where they hide.

    Paper stands first: it is worth as much, and nobody has to make keys for it.
    """
    return (Way.PAPER,) if crowd_of(voters) is Crowd.TOO_FEW else (Way.PAPER, Way.SEALED)
