"""The coordinator's desk: the board, helpers, slots, rosters, requests, figures."""

from . import arrivals, assigning, figures, requests, rooms, rosters, series, slots, team
from .desk import bp

__all__ = [
    "arrivals",
    "assigning",
    "bp",
    "figures",
    "requests",
    "rooms",
    "rosters",
    "series",
    "slots",
    "team",
]
