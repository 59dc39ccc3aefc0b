"""Finding meetings of the entered services, and reading one as a whole."""

from .letters import Recipient, list_recipients
from .lives import tell_lives
from .meetings import (
    council_of,
    day_of,
    find_item,
    get_decision,
    get_file,
    get_item,
    get_meeting,
    get_minutes,
    get_presence,
    has_news,
    list_assessments,
    list_carried,
    list_decisions,
    list_files,
    list_invitations,
    list_items,
    list_meetings,
    list_minutes,
    list_presences,
    next_meeting,
    origin_of,
    previous_minutes,
)
from .people import names_of_people
from .sheet import MeetingSheet, places_of, room_of, see_meeting, see_room
from .spoken import list_spoken
from .years import tell_year

__all__ = [
    "MeetingSheet",
    "Recipient",
    "council_of",
    "day_of",
    "find_item",
    "get_decision",
    "get_file",
    "get_item",
    "get_meeting",
    "get_minutes",
    "get_presence",
    "has_news",
    "list_assessments",
    "list_carried",
    "list_decisions",
    "list_files",
    "list_invitations",
    "list_items",
    "list_meetings",
    "list_minutes",
    "list_presences",
    "list_recipients",
    "list_spoken",
    "names_of_people",
    "next_meeting",
    "origin_of",
    "places_of",
    "previous_minutes",
    "room_of",
    "see_meeting",
    "see_room",
    "tell_lives",
    "tell_year",
]
