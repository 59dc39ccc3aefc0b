"""The pages of elections before the vote: the desk of their keepers, and those of everybody."""

from . import candidacies, papers, pictures, preparing, resident, roll, settling, standing
from .desk import bp

__all__ = [
    "bp",
    "candidacies",
    "papers",
    "pictures",
    "preparing",
    "resident",
    "roll",
    "settling",
    "standing",
]
