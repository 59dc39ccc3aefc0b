"""Gathering the facts of several rooms, and judging services by the law of a day."""

from .gathering import see_states
from .meetings import forget_meetings, learn_meetings
from .milestones import get_milestone, list_milestones, subjects_of
from .states import Found, Line, ServiceState

__all__ = [
    "Found",
    "Line",
    "ServiceState",
    "forget_meetings",
    "get_milestone",
    "learn_meetings",
    "list_milestones",
    "see_states",
    "subjects_of",
]
