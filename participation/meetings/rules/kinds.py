"""The words of meetings: stages, qualities, ways to vote, outcomes."""

from enum import StrEnum


class Stage(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    CALLED = "called"
    OPEN = "open"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class ItemState(StrEnum):
    """What became of a point of the agenda."""

    OPEN = "open"
    DONE = "done"
    CARRIED = "carried"
    WITHDRAWN = "withdrawn"


class Quality(StrEnum):
    """As what somebody is in the room; the first two vote."""

    MEMBER = "member"
    SUBSTITUTE = "substitute"
    ADVISORY = "advisory"
    GUEST = "guest"


class Answer(StrEnum):
    """What somebody who was called answered."""

    UNKNOWN = "unknown"
    COMING = "coming"
    ABSENT = "absent"


class CallWay(StrEnum):
    """How somebody was called."""

    EMAIL = "email"
    SMS = "sms"
    PAPER = "paper"


class Motion(StrEnum):
    """What is voted (CASF D311-15: “avis et propositions”)."""

    OPINION = "opinion"
    PROPOSAL = "proposal"


class Method(StrEnum):
    """How it is voted: hands that are counted, or papers in a box when somebody asked for it."""

    HANDS = "hands"
    SECRET = "secret"  # noqa: S105 - a way to vote


class Outcome(StrEnum):
    """What a vote came to."""

    ADOPTED = "adopted"
    REJECTED = "rejected"
    CARRIED = "carried"


class Writing(StrEnum):
    """Where a version of the minutes stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    ADOPTED = "adopted"


class FileKind(StrEnum):
    """What a file was found to be; its value is the ending of its name."""

    PDF = "pdf"
    JPEG = "jpg"
    PNG = "png"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ODT = "odt"
    ODS = "ods"
    ODP = "odp"


VOTING = frozenset({Quality.MEMBER, Quality.SUBSTITUTE})
BEFORE = frozenset({Stage.PLANNED, Stage.CALLED})
"""A meeting that can still be moved, and whose agenda is being made."""
