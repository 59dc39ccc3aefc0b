"""Gathering the facts of several rooms, and judging services by the law of a day."""

from .gathering import see_states
from .milestones import get_milestone, list_milestones, subjects_of
from .states import Found, Line, ServiceState, Silence

__all__ = [
    "Found",
    "Line",
    "ServiceState",
    "Silence",
    "get_milestone",
    "list_milestones",
    "see_states",
    "subjects_of",
]
