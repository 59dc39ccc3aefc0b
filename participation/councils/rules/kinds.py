"""The words of councils: forms, colleges, seats, ways in and ways out."""

from enum import StrEnum


class CouncilForm(StrEnum):
    """What kind of instance it is (CASF L311-6, D311-3, D311-21; voice beyond one service)."""

    CVS = "cvs"
    COMMON_CVS = "common-cvs"
    FORUM = "forum"
    CONSULTATION = "consultation"
    COHORT = "cohort"
    JOINT = "joint"
    BOARD_SEATS = "board-seats"
    PUBLIC_SEATS = "public-seats"
    OTHER = "other"


CVS_FORMS = frozenset({CouncilForm.CVS, CouncilForm.COMMON_CVS})
OTHER_FORMS = frozenset(
    {CouncilForm.FORUM, CouncilForm.CONSULTATION, CouncilForm.COHORT, CouncilForm.OTHER}
)
"""What may stand in for a CVS (D311-21); the rest speaks for several services at once."""


class OtherFormReason(StrEnum):
    """Why a service has another form than a CVS (D311-3)."""

    AGE = "age"
    STAY = "stay"
    TRANSLATION = "translation"
    COURT = "court"
    HOME = "home"


class QuorumBase(StrEnum):
    """Whom “half of the members” counts in D311-17: all members, or those present."""

    MEMBERS = "members"
    PRESENT = "present"


class CollegeKind(StrEnum):
    """Whom a college speaks for (D311-5 I and II)."""

    RESIDENTS = "residents"
    RELATIVES = "relatives"
    LEGAL_REPRESENTATIVES = "legal-representatives"
    STAFF = "staff"
    MANAGING_BODY = "managing-body"
    GROUPEMENT = "groupement"
    PROTECTION = "protection"
    VOLUNTEERS = "volunteers"
    DOCTOR = "doctor"
    CARE_TEAM = "care-team"
    NEIGHBOURS = "neighbours"
    OTHER = "other"


FAMILIES = frozenset({CollegeKind.RELATIVES, CollegeKind.LEGAL_REPRESENTATIVES})
REPRESENTED = FAMILIES | {CollegeKind.RESIDENTS}
"""The colleges that must outnumber all others together (D311-5)."""


class SeatKind(StrEnum):
    """A titulaire's seat or a suppléant's."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"


class SubstituteOrder(StrEnum):
    """Who follows a titulaire: the first of the substitutes, or the one elected with her."""

    RANKED = "ranked"
    PAIRED = "paired"


class Filling(StrEnum):
    """How the seats of a college are filled."""

    ELECTION = "election"
    DESIGNATION = "designation"
    BY_RIGHT = "by-right"


class Origin(StrEnum):
    """How a person came to her seat."""

    ELECTED = "elected"
    DESIGNATED = "designated"
    DRAWN = "drawn"
    BY_RIGHT = "by-right"
    SEATED = "seated"
    """A substitute who took the seat of the titulaire."""


class EndReason(StrEnum):
    """Why a term ended before its day."""

    RESIGNED = "resigned"
    LEFT = "left"
    RELATIVE_LEFT = "relative-left"
    DIED = "died"
    SEATED = "seated"
    """A substitute left her seat because she took the titulaire's."""
    ANNULLED = "annulled"
    REPLACED = "replaced"
    COUNCIL_ENDED = "council-ended"


GIVEN_REASONS = (
    EndReason.RESIGNED,
    EndReason.LEFT,
    EndReason.RELATIVE_LEFT,
    EndReason.DIED,
    EndReason.REPLACED,
    EndReason.ANNULLED,
)
"""What a person may be told to have ended a term; the others follow from a deed."""


class Office(StrEnum):
    """An office that the elected give one of theirs (D311-9)."""

    CHAIR = "chair"
    VICE_CHAIR = "vice-chair"


class TieBreak(StrEnum):
    """How a tie is settled: three rules, each of its own college or office."""

    LOTS = "lots"
    SENIORITY = "seniority"
    AGE = "age"
