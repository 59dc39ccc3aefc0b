"""What a meeting keeps."""

from .meetings import AgendaItem, Invitation, Meeting, MeetingFile
from .sessions import Assessment, Decision, Minutes, Presence

__all__ = [
    "AgendaItem",
    "Assessment",
    "Decision",
    "Invitation",
    "Meeting",
    "MeetingFile",
    "Minutes",
    "Presence",
]
