"""What a meeting keeps."""

from .meetings import AgendaItem, Invitation, Meeting, MeetingFile
from .requests import SessionAsker, SessionRequest
from .sessions import Assessment, Decision, Minutes, Presence
from .told import SpokenSection, Translation

__all__ = [
    "AgendaItem",
    "Assessment",
    "Decision",
    "Invitation",
    "Meeting",
    "MeetingFile",
    "Minutes",
    "Presence",
    "SessionAsker",
    "SessionRequest",
    "SpokenSection",
    "Translation",
]
