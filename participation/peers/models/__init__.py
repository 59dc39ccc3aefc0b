"""Tables of peer help: helpers, their times, what is scheduled, who comes, and the rosters."""

from .booking import Booking, HelpRequest
from .peer import (
    Debrief,
    Peer,
    PeerLanguage,
    PeerPlace,
    PeerTopic,
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
    "Peer",
    "PeerLanguage",
    "PeerPlace",
    "PeerTopic",
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
