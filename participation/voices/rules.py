"""What a resident may say and how, the way of a topic to its answer, and why it stops."""

import datetime as dt
import re
from enum import StrEnum

from participation.foundation.retention import PERIODS, Kept
from participation.organisations.rules import ServiceKind

LONGEST_TEXT = 4000
MOST_WAITING = 500
"""Voices of one service that nobody has read: more would drown those who listen."""

UNREAD_KEPT = PERIODS[Kept.UNREAD_VOICE].months
"""Whole months for which a voice waits to be read; then it is erased (GDPR, article 5.1.e)."""

LONGEST_PLACE = 80
ALERT_KEPT = PERIODS[Kept.ALERT].months
"""Whole months for which an alert waits; then nobody is helped by it, and it is erased."""
RECEIVING = frozenset({ServiceKind.HOME_SERVICE, ServiceKind.OTHER})
"""Services that go to see people at home; a house asks nobody to watch its residents."""
_TITLE = re.compile(r"\b(?:m\.|mr|mme|mlle|madame|monsieur|mademoiselle)(?=[\s.])", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\d[\s.\-]?){8,}|@")


class Theme(StrEnum):
    """What it is about, as a drawn card; the subjects of D311-15 in everyday words."""

    MEALS = "meals"
    ROOMS = "rooms"
    CLEANING = "cleaning"
    WORKS = "works"
    NOISE = "noise"
    RULES = "rules"
    RESPECT = "respect"
    ACTIVITIES = "activities"
    OUTINGS = "outings"
    VISITS = "visits"
    INTERNET = "internet"
    SUPPORT = "support"
    PRICES = "prices"
    OTHER = "other"


class Wish(StrEnum):
    """What she wants of it, as a drawn card: enough to speak without voice and words."""

    CHANGE = "change"
    MORE = "more"
    KEEP = "keep"
    QUESTION = "question"


class State(StrEnum):
    """Where a topic stands, in the words shown to residents."""

    RECEIVED = "received"
    KEPT = "kept"
    PLACED = "placed"
    ANSWERED = "answered"
    NOT_KEPT = "not-kept"


class Told(StrEnum):
    """What residents see beside the states: the meeting is over, and no answer is given yet."""

    DISCUSSED = "discussed"


Stand = State | Told
"""Where residents see a topic."""
NEXT = {
    State.RECEIVED: frozenset({State.KEPT, State.NOT_KEPT}),
    State.KEPT: frozenset({State.KEPT, State.PLACED, State.ANSWERED, State.NOT_KEPT}),
    State.PLACED: frozenset({State.KEPT, State.ANSWERED, State.NOT_KEPT}),
    State.NOT_KEPT: frozenset({State.KEPT}),
    State.ANSWERED: frozenset({State.KEPT}),
}
"""What may follow: nothing reaches an agenda unread, and a no or an answer may be taken up again.

A kept topic may be given to another council; one that left an agenda is kept again.
"""
OPEN = frozenset({State.RECEIVED, State.KEPT, State.PLACED})
"""Where others may still say that they agree."""
DOUBLES = frozenset({State.RECEIVED, State.KEPT})
"""Where two topics may become one: an agenda is never rewritten from here."""


class ContactKind(StrEnum):
    """Who is spoken to when it is no matter for a council (CASF D311-15, L311-5; CSP L1112-3)."""

    QUALIFIED_PERSON = "qualified-person"
    MEDIATOR = "mediator"
    RIGHTS_DEFENDER = "rights-defender"
    USERS_COMMISSION = "users-commission"
    ASSOCIATION = "association"
    LISTENING_LINE = "listening-line"
    OTHER = "other"


class Worry(StrEnum):
    """What is seen from outside, as a drawn card."""

    COLD = "cold"
    DAMP = "damp"
    BILLS = "bills"
    DANGER = "danger"
    ALONE = "alone"
    MEALS = "meals"


class Teller(StrEnum):
    """Who tells, by kind and never by name."""

    NEIGHBOUR = "neighbour"
    FAMILY = "family"
    SHOP = "shop"
    CARER = "carer"
    OFFICIAL = "official"


class AlertRefusal(StrEnum):
    """Why an alert is not taken."""

    NO_PLACE = "alert-no-place"
    PLACE_TOO_LONG = "alert-place-too-long"
    NAMES_SOMEBODY = "alert-names-somebody"
    NOT_HERE = "alert-not-here"
    TOO_MANY = "alert-too-many"


class Refusal(StrEnum):
    """Why something said cannot be taken, or a topic cannot go on."""

    NOTHING_SAID = "nothing-said"
    TOO_LONG = "text-too-long"
    VOICE_TOO_LONG = "voice-too-long"
    VOICE_NOT_SOUND = "voice-not-sound"
    TOO_MANY_WAIT = "too-many-wait"
    NO_FRENCH = "no-french"
    READ_ALREADY = "read-already"
    NOT_NOW = "not-now"
    NO_REASON = "no-reason"
    COUNCIL_ELSEWHERE = "council-elsewhere"
    OTHER_SERVICE = "other-service"
    SAME_TOPIC = "same-topic"
    NO_WAY_TO_REACH = "no-way-to-reach"


def is_french(language: str) -> bool:
    """Say whether words of a language are French, easy French included."""
    return language.partition("@")[0] == "fr"


def why_not_said(*, wish: str, text: str, has_sound: bool, waiting: int) -> Refusal | None:
    """Refuse an empty message, one that is too long, and one too many in a full pile."""
    if not (wish or text.strip() or has_sound):
        return Refusal.NOTHING_SAID
    if len(text) > LONGEST_TEXT:
        return Refusal.TOO_LONG
    return Refusal.TOO_MANY_WAIT if waiting >= MOST_WAITING else None


def why_not_next(present: State, wanted: State, *, because: str = "") -> Refusal | None:
    """Refuse a step that skips the reading, and a no without the reason that residents read."""
    if wanted not in NEXT[present]:
        return Refusal.NOT_NOW
    if wanted is State.NOT_KEPT and not because.strip():
        return Refusal.NO_REASON
    return None


def month_of(day: dt.date) -> int:
    """Count the months from year 0: all that is kept of when somebody spoke."""
    return day.year * 12 + day.month - 1


def oldest_unread(day: dt.date) -> int:
    """Give the oldest month of which a voice may still wait on a day."""
    return month_of(day) - UNREAD_KEPT


def why_no_alert(place: str, *, kind: ServiceKind, waiting: int) -> AlertRefusal | None:
    """Refuse an alert that says where nobody, names or numbers somebody, or drowns the readers."""
    if kind not in RECEIVING:
        return AlertRefusal.NOT_HERE
    if not place.strip():
        return AlertRefusal.NO_PLACE
    if len(place.strip()) > LONGEST_PLACE:
        return AlertRefusal.PLACE_TOO_LONG
    if _TITLE.search(place) or _NUMBER.search(place):
        return AlertRefusal.NAMES_SOMEBODY
    return AlertRefusal.TOO_MANY if waiting >= MOST_WAITING else None


def oldest_alert(day: dt.date) -> int:
    """Give the oldest month of which an alert may still wait on a day."""
    return month_of(day) - ALERT_KEPT
