"""Which words, which hour, how many tries, and how long an SMS may be."""

import datetime as dt
import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo


class Channel(StrEnum):
    """How a message reaches a person."""

    EMAIL = "email"
    SMS = "sms"


class Kind(StrEnum):
    """What a message is about; its words are in `templates/notifications/<kind>.txt.j2`."""

    SIGN_IN_LINK = "sign-in-link"
    INVITATION = "invitation"
    PASSWORD_RESET = "password-reset"  # noqa: S105 - a kind of message
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - a kind of message
    SURVEY_OPEN = "survey-open"
    SURVEY_AGAIN = "survey-again"
    FOLLOW_UP_LATE = "follow-up-late"
    MEETING_CALL = "meeting-call"
    TASK_WAITS = "task-waits"
    TIME_SOON = "time-soon"
    TIME_CHANGED = "time-changed"
    PLACE_KEPT = "place-kept"


class State(StrEnum):
    """Where a message is on its way."""

    WAITING = "waiting"
    LEASED = "leased"
    SENT = "sent"
    DEAD = "dead"


class Problem(StrEnum):
    """Why a message did not leave; the words of the far server are not kept, they name people."""

    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    ADDRESS_REFUSED = "address-refused"
    TOO_LONG = "too-long"
    UNREADABLE = "unreadable"


class Refusal(StrEnum):
    """Why nothing can be sent to an address."""

    NOT_AN_EMAIL = "not-an-email"
    NOT_A_PHONE = "not-a-phone"


@dataclass(frozen=True, slots=True)
class Address:
    """Where to write, and in which language the person reads."""

    channel: Channel
    value: str
    locale: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A message ready to leave; `key` is the same at each try, so that it is delivered once."""

    to: str
    subject: str
    text: str
    locale: str
    key: str


PERMANENT = frozenset({Problem.ADDRESS_REFUSED, Problem.TOO_LONG, Problem.UNREADABLE})
"""Problems that another try cannot mend."""

FACTS = {
    Kind.SIGN_IN_LINK: frozenset({"link"}),
    Kind.INVITATION: frozenset({"link"}),
    Kind.PASSWORD_RESET: frozenset({"link"}),
    Kind.PASSWORD_CHANGED: frozenset[str](),
    Kind.SURVEY_OPEN: frozenset({"link"}),
    Kind.SURVEY_AGAIN: frozenset({"link"}),
    Kind.FOLLOW_UP_LATE: frozenset({"link"}),
    Kind.MEETING_CALL: frozenset({"link"}),
    Kind.TASK_WAITS: frozenset({"link"}),
    Kind.TIME_SOON: frozenset({"when", "link"}),
    Kind.TIME_CHANGED: frozenset({"link"}),
    Kind.PLACE_KEPT: frozenset({"until", "link"}),
}
"""All that a message may say besides its fixed words: a name can then not slip in (domain §6)."""

OF_SURVEYS = frozenset({Kind.SURVEY_OPEN, Kind.SURVEY_AGAIN})
"""Sent to those who agreed, and taken back from whoever changes her mind."""

ASKED_FOR = frozenset({Kind.SIGN_IN_LINK, Kind.PASSWORD_RESET})
"""Someone waits for these with the telephone in hand: they leave at any hour."""

PARIS = ZoneInfo("Europe/Paris")
MORNING, EVENING = 8, 21
"""An SMS rings: none from 21:00 to 8:00 where the services are."""


def hour_to_send(channel: Channel, kind: Kind, wanted: dt.datetime) -> dt.datetime:
    """Give the first instant, from the one wanted on, that does not wake anybody."""
    local = wanted.astimezone(PARIS)
    if channel is Channel.EMAIL or kind in ASKED_FOR or MORNING <= local.hour < EVENING:
        return wanted
    day = local.date() + dt.timedelta(days=local.hour >= EVENING)
    return dt.datetime.combine(day, dt.time(MORNING), PARIS).astimezone(dt.UTC)


WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""Pauses after each failed try: a gateway that is down for two days loses nothing."""
MOST_TRIES = len(WAITS) + 5
"""Failed tries, and some that were cut short."""


def next_try(attempts: int, now: dt.datetime) -> dt.datetime | None:
    """Give when to try again after `attempts` failures; None when it is time to give up."""
    return now + WAITS[attempts - 1] if attempts <= len(WAITS) else None


_EMAIL = re.compile(r"[^@\s<>,;:\"()\[\]\\]{1,64}@[^@\s<>,;:\"()\[\]\\]+\.[^@\s<>,;:\"()\[\]\\.]+")
_LONGEST_EMAIL = 254
_PHONE = re.compile(r"\+[1-9]\d{6,14}")
"""ITU-T E.164: a country code, then up to 15 digits in all."""


def why_not(address: Address) -> Refusal | None:
    """Say why an address cannot be written to."""
    if address.channel is Channel.SMS:
        return None if _PHONE.fullmatch(phone(address.value)) else Refusal.NOT_A_PHONE
    fits = len(address.value) <= _LONGEST_EMAIL and _EMAIL.fullmatch(address.value)
    return None if fits else Refusal.NOT_AN_EMAIL


def phone(text: str) -> str:
    """Give a number as E.164; one that begins with 0 is French.

    >>> phone("06 12 34 56 78"), phone("0044 7911 123456")
    ('+33612345678', '+447911123456')
    """
    digits = re.sub(r"[\s.()/\-]", "", text)
    if digits.startswith("00"):
        return f"+{digits[2:]}"
    return f"+33{digits[1:]}" if digits.startswith("0") else digits


def masked(address: Address) -> str:
    """Give enough of an address to recognise it for who knows it already."""
    if address.channel is Channel.SMS:
        return f"…{phone(address.value)[-2:]}"
    name, _at, domain = address.value.partition("@")
    return f"{name[:1]}…@{domain}"


_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
"""GSM 03.38: the basic alphabet, and the signs that cost two places."""
_PLAIN = str.maketrans({"’": "'", "«": '"', "»": '"', "…": "...", "–": "-", "—": "-", "œ": "oe"})
MOST_SEGMENTS = 3


def plain(text: str) -> str:
    """Give a Latin text in the SMS alphabet, without the accents it lacks; other scripts as is."""
    simple = "".join(_without_accent(sign) for sign in text.translate(_PLAIN))
    return simple if _is_basic(simple) else text


def _without_accent(sign: str) -> str:
    if sign in _BASIC:
        return sign
    if sign.isspace():
        return " "
    return unicodedata.normalize("NFD", sign)[0] if "LATIN" in unicodedata.name(sign, "") else sign


def _is_basic(text: str) -> bool:
    return all(sign in _BASIC or sign in _EXTENDED for sign in text)


def segments(text: str) -> int:
    """Count the parts of an SMS: 160 places (153 when several), or 70 (67) outside GSM 03.38."""
    if _is_basic(text):
        places, alone, joined = len(text) + sum(sign in _EXTENDED for sign in text), 160, 153
    else:
        places, alone, joined = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if places <= alone else math.ceil(places / joined)
