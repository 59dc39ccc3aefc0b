"""A time that passes from hand to hand: said yes or no to, given away, taken over, exchanged."""

import datetime as dt
from enum import StrEnum

from .kinds import AssignmentState, Gender, SlotKind, SlotState, StopReason

PAUSE_AFTER_DIFFICULT = dt.timedelta(hours=24)
PERSONAL = frozenset({SlotKind.MEETING, SlotKind.COMPANY})
"""Where somebody chose a person, not only an hour."""


class HandRefusal(StrEnum):
    """Why a time is not accepted, given away or taken over."""

    OVER = "time-is-over"
    NOT_ASKED = "time-not-asked-of-you"
    NOT_PROMISED = "time-not-promised"
    OFFERED_ALREADY = "time-offered-already"
    NOT_OFFERED = "time-not-offered"
    GONE = "time-taken-over-already"
    OWN = "time-is-your-own"
    THERE_ALREADY = "there-already"
    ELSEWHERE = "time-elsewhere"
    BUSY = "you-are-taken"
    OTHER_BUSY = "the-other-is-taken"
    LAPSED = "training-lapsed"
    LANGUAGE = "language-asked-for"
    LEAD = "lead-asked-for"
    CHOSEN = "somebody-was-chosen"
    LIMIT = "limit-of-hours"
    OTHER_LIMIT = "limit-of-the-other"
    SWAP_NOT_THEIRS = "swap-not-promised-by-them"


def why_not_answered(state: AssignmentState, *, is_over: bool) -> HandRefusal | None:
    """Refuse an answer to what was not proposed to her, or is over."""
    if state is not AssignmentState.PROPOSED:
        return HandRefusal.NOT_ASKED
    return HandRefusal.OVER if is_over else None


def why_not_offered(
    state: AssignmentState, *, is_over: bool, has_offer: bool
) -> HandRefusal | None:
    """Refuse to give away what she has not promised, what is over, and the same twice."""
    if state not in (AssignmentState.PROMISED, AssignmentState.COVER_WANTED):
        return HandRefusal.NOT_PROMISED
    if is_over:
        return HandRefusal.OVER
    return HandRefusal.OFFERED_ALREADY if has_offer else None


def is_over(state: SlotState, starts: dt.datetime, now: dt.datetime) -> bool:
    """Say whether something was cancelled, took place or has begun."""
    return state is not SlotState.PLANNED or starts <= now


def keeps_the_choice(kind: SlotKind, giver: Gender, taker: Gender, *, is_booked: bool) -> bool:
    """Say whether who comes instead is whom somebody may have asked for.

    What a resident asked for is not kept, so a one-to-one that is booked with a woman who says so
    passes to a woman only, and likewise for a man.
    """
    if kind not in PERSONAL or not is_booked or giver is Gender.UNSAID:
        return True
    return giver is taker


def pause_until(
    reason: StopReason, now: dt.datetime, end_of_day: dt.datetime, before: dt.datetime | None
) -> dt.datetime:
    """Give when a pause ends: with the day, or 24 hours after what was difficult; never sooner."""
    ends = end_of_day if reason is StopReason.BY_HERSELF else now + PAUSE_AFTER_DIFFICULT
    return max(ends, before) if before is not None else ends
