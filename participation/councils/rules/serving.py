"""A mandate from day to day: alerts before its end, offers, office hours, trainings, help."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from participation.councils.rules.terms import months_later

MILESTONES = (6, 3, 1)
"""Months before the end of a term at which those who prepare a vote are told."""
REMEMBERED = dt.timedelta(days=60)
"""How long an alert stays due: shorter than the outbox remembers what it sent (90 days)."""


class OfferState(StrEnum):
    """What became of a seat that was proposed to a substitute."""

    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Theme(StrEnum):
    """What a representative can learn (Aurore: “formation prise de parole”; HAS avis 1-2022)."""

    SPEAKING = "speaking"
    REPRESENTING = "representing"
    LISTENING = "listening"
    MEETING = "meeting"
    MINUTES = "minutes"
    BUDGET = "budget"
    RIGHTS = "rights"
    DIGITAL = "digital"


class TrainingState(StrEnum):
    """Where a training stands."""

    WISHED = "wished"
    PLANNED = "planned"
    FOLLOWED = "followed"


class SupportKind(StrEnum):
    """Who may sit beside a representative (D311-32)."""

    HELPER = "helper"
    INTERPRETER = "interpreter"


class SupportState(StrEnum):
    """What became of the request."""

    ASKED = "asked"
    FOUND = "found"
    REFUSED = "refused"


class MandateRefusal(StrEnum):
    """Why something about a mandate cannot be done."""

    NOT_YOURS = "mandate-not-yours"
    OFFER_ANSWERED = "offer-answered"
    OFFER_STALE = "offer-stale"
    ALREADY_OFFERED = "seat-already-offered"
    NOBODY_LEFT = "no-substitute-to-ask"
    WEEKLY_OR_ONCE = "office-hour-weekly-or-once"
    HOURS_REVERSED = "office-hours-reversed"
    HOURS_PAST = "office-hour-past"
    TOO_MANY_HOURS = "too-many-office-hours"
    NOTE_EMPTY = "note-empty"
    TOO_MANY_NOTES = "too-many-notes"
    ALREADY_WISHED = "training-already-wished"
    TRAINING_WITHOUT_DAY = "training-without-day"
    FOLLOWED_IN_THE_FUTURE = "training-followed-in-the-future"
    LANGUAGE_MISSING = "interpreter-language-missing"
    MEETING_PAST = "support-meeting-past"
    ALREADY_ASKED = "support-already-asked"
    REFUSED_WITHOUT_REASON = "support-refused-without-reason"
    FOUND_WITHOUT_NAME = "support-found-without-name"
    TWO_OFFICES = "two-offices"


def milestone(until: dt.date | None, day: dt.date) -> int | None:
    """Give how many months before the end an alert is due on a day: 6, 3 or 1; None otherwise.

    An alert is due from its day on, for as long as `REMEMBERED`, until the next one takes over.
    """
    passed = milestone_passed(until, day)
    if until is None or passed is None or day >= until:
        return None
    return passed if day < months_later(until, -passed) + REMEMBERED else None


def milestone_passed(until: dt.date | None, day: dt.date) -> int | None:
    """Give the nearest of the milestones that a day has passed; None before all of them."""
    if until is None:
        return None
    passed = [months for months in MILESTONES if day >= months_later(until, -months)]
    return min(passed, default=None)


def why_not_hours(
    *, weekday: int | None, on_day: dt.date | None, starts: str, ends: str, today: dt.date
) -> MandateRefusal | None:
    """Refuse office hours both weekly and once, that end before they start, or that are past."""
    if (weekday is None) == (on_day is None):
        return MandateRefusal.WEEKLY_OR_ONCE
    if ends <= starts:
        return MandateRefusal.HOURS_REVERSED
    if on_day is not None and on_day < today:
        return MandateRefusal.HOURS_PAST
    return None


def why_not_trained(
    state: TrainingState, on_day: dt.date | None, *, today: dt.date
) -> MandateRefusal | None:
    """Refuse a planned training without a day, and one that is followed before it was held."""
    if state is TrainingState.WISHED:
        return None
    if on_day is None:
        return MandateRefusal.TRAINING_WITHOUT_DAY
    if state is TrainingState.FOLLOWED and on_day > today:
        return MandateRefusal.FOLLOWED_IN_THE_FUTURE
    return None


def why_not_asked(
    kind: SupportKind, language: str, on_day: dt.date, *, today: dt.date
) -> MandateRefusal | None:
    """Refuse an interpreter of no language, and help for a meeting that is over."""
    if kind is SupportKind.INTERPRETER and not language:
        return MandateRefusal.LANGUAGE_MISSING
    return MandateRefusal.MEETING_PAST if on_day < today else None


def why_not_settled(state: SupportState, *, found: str, because: str) -> MandateRefusal | None:
    """Refuse a “no” without its reason, and a “yes” that does not say who comes."""
    if state is SupportState.REFUSED and not because.strip():
        return MandateRefusal.REFUSED_WITHOUT_REASON
    if state is SupportState.FOUND and not found.strip():
        return MandateRefusal.FOUND_WITHOUT_NAME
    return None


def next_of(weekday: int, today: dt.date) -> dt.date:
    """Give the next day, today included, that is this day of the week (ISO: Monday is 1)."""
    return today + dt.timedelta(days=(weekday - today.isoweekday()) % 7)


HOURS: Sequence[str] = tuple(
    f"{hour:02}:{minute:02}" for hour in range(8, 22) for minute in (0, 30)
)
"""The hours that a list offers: nobody has to type one."""
