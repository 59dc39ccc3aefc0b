"""Messages that tell of a wave: which comes next, and why one is not sent."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from .stages import Public, Stage

APART = dt.timedelta(days=5)
"""Days between two messages of a wave: nobody is pressed to answer."""


class Call(StrEnum):
    """A message of a wave, each once: the opening, then at most two reminders."""

    OPENING = "opening"
    FIRST = "first-reminder"
    SECOND = "second-reminder"


class Refusal(StrEnum):
    """Why a message of a wave is not sent."""

    NOT_OPEN = "call-not-open"
    ENDED = "call-ended"
    LAST_EVENING = "call-last-evening"
    NOT_RESIDENTS = "call-not-residents"
    PROTECTED = "call-protected"
    NO_MORE = "call-no-more"
    ALREADY = "call-already"
    NOT_ITS_TURN = "call-not-its-turn"
    TOO_SOON = "call-too-soon"
    NOBODY = "call-nobody"


Sent = Mapping[Call, dt.date]
"""The messages of a wave that left in a service, each with its day."""


def next_call(sent: Sent) -> Call | None:
    """Give the message that comes next; None when the wave has had all of them."""
    return next((call for call in Call if call not in sent), None)


def may_call_from(sent: Sent) -> dt.date | None:
    """Give the first day of the next message; None when none has left yet."""
    return max(sent.values()) + APART if sent else None


def why_not_place(
    *, stage: Stage, closes_on: dt.date, leaves_on: dt.date, public: Public, is_protected: bool
) -> Refusal | None:
    """Say why no message of a wave leaves for a service at all.

    `leaves_on` is the day on which a message queued now would ring. Residents alone are written
    to, for nobody else agreed. A protected service sends none: someone else may read the
    telephone of a person who hides, and the page behind the link names the services of the wave.
    """
    if stage in {Stage.DRAFT, Stage.TRANSLATED}:
        return Refusal.NOT_OPEN
    if stage is not Stage.OPEN:
        return Refusal.ENDED
    if leaves_on > closes_on:
        return Refusal.LAST_EVENING
    if public is not Public.RESIDENTS:
        return Refusal.NOT_RESIDENTS
    return Refusal.PROTECTED if is_protected else None


def why_not_call(call: Call, sent: Sent, *, today: dt.date, people: int) -> Refusal | None:
    """Say why this message does not leave today, in a service where messages may leave."""
    if call in sent:
        return Refusal.ALREADY
    coming = next_call(sent)
    if coming is None:
        return Refusal.NO_MORE
    if call is not coming:
        return Refusal.NOT_ITS_TURN
    first = may_call_from(sent)
    if first is not None and today < first:
        return Refusal.TOO_SOON
    return None if people else Refusal.NOBODY
