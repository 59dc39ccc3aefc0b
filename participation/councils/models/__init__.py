"""Tables of councils: their seats and terms, the life of a mandate, the network of the elected."""

from .council import College, Council, Coverage, OfficeTerm, Seat, Term
from .mandates import MandateNote, OfficeHour, SeatOffer, Support, Training
from .network import ActivityReport, DirectoryCard, EvidenceLine, Work

__all__ = [
    "ActivityReport",
    "College",
    "Council",
    "Coverage",
    "DirectoryCard",
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
