"""The pages of a vote: the bureau's desk, counts, ties, results, papers; who is elected."""

from . import (
    bureau,
    cards,
    checking,
    counting,
    incidents,
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
    "bp",
    "bureau",
    "cards",
    "checking",
    "counting",
    "incidents",
    "outcome",
    "papers",
    "postal",
    "results",
    "roll",
    "sitting",
    "ties",
    "urns",
]
