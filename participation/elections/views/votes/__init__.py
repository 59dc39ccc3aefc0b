"""The pages of a vote: the bureau's desk, counts, ties, results, papers; who is elected."""

from . import bureau, counting, outcome, papers, results, roll, sitting, ties, urns
from .desk import bp

__all__ = [
    "bp",
    "bureau",
    "counting",
    "outcome",
    "papers",
    "results",
    "roll",
    "sitting",
    "ties",
    "urns",
]
