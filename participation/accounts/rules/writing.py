"""How a person said whether she wants to be written to."""

from enum import StrEnum


class Way(StrEnum):
    """How her word came; it is kept with its day, for a consent must be shown (GDPR, article 7)."""

    OWN_PAGE = "own-page"
    STOP_PAGE = "stop-page"
    REPLY = "reply"
    SPOKEN = "spoken"
    WRITTEN = "written"
    PHONE = "phone"


NOTED = (Way.SPOKEN, Way.WRITTEN, Way.PHONE)
"""What somebody of the team may note; the other ways are the person's own."""
