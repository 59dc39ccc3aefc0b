"""Finding councils, who sits in them, what they lack, and the law of a day."""

from .councils import (
    council_of,
    coverage_of,
    get_college,
    get_council,
    get_seat,
    get_term,
    list_colleges,
    list_councils,
    list_offices,
    list_seats,
    list_terms,
)
from .examination import Examination, TermAlert, examine
from .law import law_on
from .people import (
    Sitter,
    elected_roles,
    find_membership,
    keep_elected,
    list_sitters,
    names_by_role,
    role_in,
    user_of,
)
from .sheet import (
    CollegeSheet,
    CouncilSheet,
    Holder,
    OfficeSheet,
    SeatSheet,
    see_council,
    see_councils,
)

__all__ = [
    "CollegeSheet",
    "CouncilSheet",
    "Examination",
    "Holder",
    "OfficeSheet",
    "SeatSheet",
    "Sitter",
    "TermAlert",
    "council_of",
    "coverage_of",
    "elected_roles",
    "examine",
    "find_membership",
    "get_college",
    "get_council",
    "get_seat",
    "get_term",
    "keep_elected",
    "law_on",
    "list_colleges",
    "list_councils",
    "list_offices",
    "list_seats",
    "list_sitters",
    "list_terms",
    "names_by_role",
    "role_in",
    "see_council",
    "see_councils",
    "user_of",
]
