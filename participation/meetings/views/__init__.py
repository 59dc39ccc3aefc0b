"""The pages of meetings: the desk, the room, the minutes, and what residents read."""

from . import (
    agenda,
    called,
    hours,
    minutes,
    papers,
    people,
    proposals,
    publishing,
    requests,
    resident,
    room,
    tongues,
    wording,
)
from .desk import bp
from .diary import list_entries

__all__ = [
    "agenda",
    "bp",
    "called",
    "hours",
    "list_entries",
    "minutes",
    "papers",
    "people",
    "proposals",
    "publishing",
    "requests",
    "resident",
    "room",
    "tongues",
    "wording",
]
