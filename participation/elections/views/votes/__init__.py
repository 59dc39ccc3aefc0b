"""The pages of a vote: the bureau's desk, counts, ties, results, papers; who is elected."""

from . import (
    again,
    bureau,
    cards,
    checking,
    counting,
    incidents,
    members,
    outcome,
    papers,
    postal,
    results,
    roll,
    sitting,
    ties,
    urns,
)
from .desk import bp

__all__ = [
    "again",
    "bp",
    "bureau",
    "cards",
    "checking",
    "counting",
    "incidents",
    "members",
    "outcome",
    "papers",
    "postal",
    "results",
    "roll",
    "sitting",
    "ties",
    "urns",
]
