"""The coordinator's desk: the board, helpers, slots, rosters, requests, figures."""

from . import assigning, figures, requests, rooms, rosters, series, slots, team
from .desk import bp

__all__ = ["assigning", "bp", "figures", "requests", "rooms", "rosters", "series", "slots", "team"]
