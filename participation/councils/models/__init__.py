"""Tables of councils: seats and terms, mandates, the network of the elected, events of a place."""

from .council import College, Council, Coverage, OfficeTerm, Seat, Term
from .events import Event
from .mandates import MandateNote, OfficeHour, SeatOffer, Support, Training
from .network import ActivityReport, DirectoryCard, EvidenceLine, Work

__all__ = [
    "ActivityReport",
    "College",
    "Council",
    "Coverage",
    "DirectoryCard",
    "Event",
    "EvidenceLine",
    "MandateNote",
    "OfficeHour",
    "OfficeTerm",
    "Seat",
    "SeatOffer",
    "Support",
    "Term",
    "Training",
    "Work",
]
