"""The pages of meetings: the desk, the room, the minutes, and what residents read."""

from . import agenda, called, minutes, papers, people, publishing, resident, room
from .desk import bp

__all__ = [
    "agenda",
    "bp",
    "called",
    "minutes",
    "papers",
    "people",
    "publishing",
    "resident",
    "room",
]
