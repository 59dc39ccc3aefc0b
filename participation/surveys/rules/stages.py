"""The life of a campaign, the ways of answering, and why a step is refused."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum


class Stage(StrEnum):
    """Draft → translated → open → closed → published → archived: one way only."""

    DRAFT = "draft"
    TRANSLATED = "translated"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    ARCHIVED = "archived"


ENDED = frozenset({Stage.CLOSED, Stage.PUBLISHED, Stage.ARCHIVED})
"""No answer is taken any more, and scores may be read."""
GIVEN_BACK = frozenset({Stage.PUBLISHED, Stage.ARCHIVED})
"""Residents were told what they said and what follows."""


class Public(StrEnum):
    """Who is asked; figures of two publics are never compared, and the law asks for one only."""

    RESIDENTS = "residents"
    STAFF = "staff"
    PARTNERS = "partners"
    RELATIVES = "relatives"
    NEIGHBOURS = "neighbours"
    WORKERS = "workers"


class Channel(StrEnum):
    """Where the answer was given."""

    KIOSK = "kiosk"
    PHONE = "phone"
    PAPER = "paper"
    INTERVIEW = "interview"


class Aid(StrEnum):
    """Who helped, by kind and never by name; a mode to show beside each comparison."""

    NONE = "none"
    PEER = "peer"
    VOLUNTEER = "volunteer"
    STAFF = "staff"
    RELATIVE = "relative"
    INTERPRETER = "interpreter"


class Trait(StrEnum):
    """What a comparison holds equal, one at a time: crossed, they would leave too few to show."""

    PLACE = "place"
    HELP = "help"
    STAY = "stay"


class CommentState(StrEnum):
    """Nothing is public before a human has read it."""

    WAITING = "waiting"
    KEPT = "kept"
    HIDDEN = "hidden"


class Refusal(StrEnum):
    """Why a step of a survey's life is refused."""

    NO_QUESTION = "no-question"
    NO_SERVICE = "no-service"
    NO_PURPOSE = "no-purpose"
    LANGUAGE_INCOMPLETE = "language-incomplete"
    LANGUAGE_STALE = "language-stale"
    LANGUAGE_MACHINE = "language-machine"
    NOT_DRAFT = "not-draft"
    NOT_TRANSLATED = "not-translated"
    NOT_OPEN = "not-open"
    NOT_CLOSED = "not-closed"
    SCREENS_HOLD = "screens-hold"
    TOO_EARLY = "too-early"
    CLOSES_BEFORE_OPENING = "closes-before-opening"
    NOTHING_ANSWERED = "nothing-answered"
    NO_FOLLOW_UP = "no-follow-up"
    NOT_PUBLISHED = "not-published"
    STILL_UNANSWERED = "still-unanswered"
    ANSWER_NOT_TOLD = "answer-not-told"
    NOBODY_TOLD = "nobody-told"
    ALREADY_THERE = "already-there"
    OTHER_SERVICES = "other-services"
    OTHER_PUBLIC = "other-public"
    NOBODY_COUNTED = "nobody-counted"
    NUMBER_WITHOUT_REASON = "number-without-reason"
    NOTHING_TO_SHOW = "nothing-to-show"
    NOT_ON_PAPER = "not-on-paper"
    NOT_THIS_LANGUAGE = "not-this-language"
    SHEET_LOST = "sheet-lost"
    SHEET_EMPTY = "sheet-empty"
    SCAN_GONE = "scan-gone"
    NO_READER = "no-reader"
    UNKNOWN_KEY = "unknown-key"
    SAMPLE_TOO_LARGE = "sample-too-large"
    STRATA_DISAGREE = "strata-disagree"
    STRATUM_UNREADABLE = "stratum-unreadable"
    MORE_THAN_PRESENT = "more-than-present"


def why_not_translated(
    stage: Stage,
    *,
    questions: int,
    services: int,
    purpose: str,
    incomplete: Collection[str],
    uncounted: bool = False,
    stale: Collection[str] = (),
    machine: Collection[str] = (),
) -> Refusal | None:
    """Say why a draft cannot be declared translated: every chosen language must be whole and true.

    `uncounted`: people whom no roll counts, and whose number nobody has written in some service.
    A text whose original changed asks another question in that language; words of a machine that
    nobody who reads them confirmed may ask anything.
    """
    if stage is not Stage.DRAFT:
        return Refusal.NOT_DRAFT
    if not questions:
        return Refusal.NO_QUESTION
    if not services:
        return Refusal.NO_SERVICE
    if not purpose.strip():
        return Refusal.NO_PURPOSE
    if uncounted:
        return Refusal.NOBODY_COUNTED
    if incomplete:
        return Refusal.LANGUAGE_INCOMPLETE
    if stale:
        return Refusal.LANGUAGE_STALE
    return Refusal.LANGUAGE_MACHINE if machine else None


def why_not_open(stage: Stage, opens_on: dt.date, today: dt.date) -> Refusal | None:
    """Say why a campaign must stay shut."""
    if stage is not Stage.TRANSLATED:
        return Refusal.NOT_TRANSLATED
    return Refusal.TOO_EARLY if today < opens_on else None


def why_not_publish(stage: Stage, follow_ups: int) -> Refusal | None:
    """Refuse to publish while residents have no answer: what they said must lead to something."""
    if stage is not Stage.CLOSED:
        return Refusal.NOT_CLOSED
    return None if follow_ups else Refusal.NO_FOLLOW_UP


def why_not_archive(
    stage: Stage,
    *,
    unanswered: Collection[str],
    untold: Collection[str],
    services: Collection[str],
) -> Refusal | None:
    """Refuse to put a survey away while something that residents said has no answer told to them.

    `unanswered` waits for its answer, `untold` has one that residents cannot read, `services` are
    those whose residents can read none at all.
    """
    if stage is not Stage.PUBLISHED:
        return Refusal.NOT_PUBLISHED
    if unanswered:
        return Refusal.STILL_UNANSWERED
    if untold:
        return Refusal.ANSWER_NOT_TOLD
    return Refusal.NOBODY_TOLD if services else None


def is_answerable(stage: Stage, closes_on: dt.date, today: dt.date) -> bool:
    """Say whether an answer is taken on a day; the closing day still counts."""
    return stage is Stage.OPEN and today <= closes_on
