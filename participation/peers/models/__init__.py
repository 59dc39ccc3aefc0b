"""Tables of peer help: helpers, their times, what is scheduled, who comes, and the rosters."""

from .booking import Booking, HelpRequest
from .helper import (
    Debrief,
    Helper,
    HelperLanguage,
    HelperPlace,
    HelperTopic,
    Qualification,
)
from .plan import Roster, RosterPlace, SwapOffer
from .slot import Assignment, Reservation, Series, Slot, SpareRoom
from .times import Absence, BusyTime, CalendarFeed, CalendarSource, WeeklyTime

__all__ = [
    "Absence",
    "Assignment",
    "Booking",
    "BusyTime",
    "CalendarFeed",
    "CalendarSource",
    "Debrief",
    "HelpRequest",
    "Helper",
    "HelperLanguage",
    "HelperPlace",
    "HelperTopic",
    "Qualification",
    "Reservation",
    "Roster",
    "RosterPlace",
    "Series",
    "Slot",
    "SpareRoom",
    "SwapOffer",
    "WeeklyTime",
]
