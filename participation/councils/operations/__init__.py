"""Founding councils, designing their colleges, filling and emptying their seats."""

from .composition import CollegeLine, record_shortage, set_composition
from .founding import FoundingSheet, change_council, end_council, found_council
from .holding import hold, look_after
from .seats import Person, appoint, end_term, make_room, resign
from .terms import extend_terms, give_office, seat_substitute

__all__ = [
    "CollegeLine",
    "FoundingSheet",
    "Person",
    "appoint",
    "change_council",
    "end_council",
    "end_term",
    "extend_terms",
    "found_council",
    "give_office",
    "hold",
    "look_after",
    "make_room",
    "record_shortage",
    "resign",
    "seat_substitute",
    "set_composition",
]
