"""Events of a place: what an invitation must say, how far it goes, until when it is shown."""

import datetime as dt
from enum import StrEnum

from participation.councils.rules.network import Scope

FARTHEST = dt.timedelta(days=400)
"""Further ahead than this, a year was mistyped."""


class EventRefusal(StrEnum):
    """Why an event cannot be told to residents."""

    UNTITLED = "event-untitled"
    NOWHERE = "event-nowhere"
    PAST = "event-past"
    TOO_FAR = "event-too-far"
    STAYS_HERE = "event-stays-here"
    TOO_MANY = "too-many-events"
    OVER = "event-over"


def why_not_told(
    *,
    title: str,
    place: str,
    ahead: dt.timedelta,
    scope: Scope,
    is_protected: bool,
) -> EventRefusal | None:
    """Refuse an event without words or place, or out of time; `ahead` is the time until it begins.

    A protected place invites nobody from elsewhere: an invitation says where its people will be.
    """
    if not title.strip():
        return EventRefusal.UNTITLED
    if not place.strip():
        return EventRefusal.NOWHERE
    if ahead <= dt.timedelta():
        return EventRefusal.PAST
    if ahead > FARTHEST:
        return EventRefusal.TOO_FAR
    if is_protected and scope is not Scope.HOUSE:
        return EventRefusal.STAYS_HERE
    return None
