"""Who may vote by post, and where such a vote stands."""

from enum import StrEnum

from participation.councils.rules.kinds import FAMILIES, CollegeKind


class PostalGround(StrEnum):
    """Why people may vote by post; each value is a provision of the dated law."""

    FAMILIES = "post-families"
    SCATTERED = "post-scattered"


def ground_of(kind: CollegeKind, *, is_scattered: bool) -> PostalGround | None:
    """Say why people of a college vote by post: families, and residents of scattered homes."""
    if kind in FAMILIES:
        return PostalGround.FAMILIES
    if kind is CollegeKind.RESIDENTS and is_scattered:
        return PostalGround.SCATTERED
    return None


class PostalState(StrEnum):
    """Where the envelopes of one person are."""

    ASKED = "asked"
    SENT = "sent"
    WAITING = "waiting"
    """It came in time and waits, closed, for the moment when all are opened."""
    IN_URN = "in-urn"
    LATE = "late"
    """It came too late and stays closed."""
    VOTED_HERE = "voted-here"
    """She came and signed herself: her envelope stays closed."""
    OFF_ROLL = "off-roll"
    """She was taken off the roll after she had asked: her envelope stays closed."""


def state_of(
    *,
    is_sent: bool,
    is_received: bool,
    is_late: bool,
    is_opened: bool,
    has_voted: bool,
    may_vote: bool = True,
) -> PostalState:
    """Say where the envelopes are; `has_voted` and `may_vote` are the roll's, whoever signed."""
    if not is_received:
        return PostalState.SENT if is_sent else PostalState.ASKED
    if is_late:
        return PostalState.LATE
    if is_opened:
        return PostalState.IN_URN
    if has_voted:
        return PostalState.VOTED_HERE
    return PostalState.WAITING if may_vote else PostalState.OFF_ROLL
