"""The papers of trust, by the word that their addresses have."""

from enum import StrEnum


class Paper(StrEnum):
    """One paper, read on a page and printed from the same sections."""

    MAP = "map"
    REGISTER = "register"
    IMPACT = "impact"
    RETENTION = "retention"
    SECURITY = "security"
    INCIDENTS = "incidents"
