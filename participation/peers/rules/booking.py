"""What a resident may book, how far ahead, and how she is known without an account."""

import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum

from participation.foundation.retention import Kept, time_of
from participation.organisations.rules.days import ONE_DAY, working_day

from .civil import MINUTE, PARIS, Span, day_of
from .kinds import ReminderChannel
from .times import starts_of

AHEAD = dt.timedelta(days=14)
"""How far ahead a time can be taken: beyond, too much changes in the lives of both."""
NOTICE = dt.timedelta(hours=1)
"""A helper learns of a meeting an hour before it, at the latest."""
MINUTES = 45
"""Length of a meeting."""
LENGTH = MINUTES * MINUTE
STEP = 30
"""Meetings begin at full and half hours."""
MOST_AHEAD = 5
"""Times that one person may hold at once: the others have their turn."""
PROMISED_AFTER = 3
"""Working days after which somebody who asked is told when and with whom."""
KEPT = time_of(Kept.BOOKING_CONTACT)
"""How long a telephone number and a code outlive the time they were for."""
NAMELESS = "~"
"""How the nickname begins of who is nobody any more: alone, or with a mark of the year."""
FLOOD, FLOOD_WITHIN = 12, dt.timedelta(minutes=15)
"""Bookings and requests from one public screen, or of one person, in a quarter of an hour."""
CODE_DIGITS = 6
CODE_TRIES, CODE_WITHIN = 30, dt.timedelta(hours=1)
"""Tries at the codes of one service. A drawing goes with each: with two hundred codes alive, a
guesser who never sleeps finds one in two and a half months, and can only free a time with it."""
NEAR_TRIES = 8
"""Tries from one public screen or one part of the network, in the same time."""
DRAWINGS = (
    "key", "sun", "fish", "tree", "cup", "boat", "bird", "house", "bicycle", "apple", "star",
    "umbrella",
)  # fmt: skip
"""Under one of them somebody without an account is known: nothing to write, in no language."""
NOON = 12
EITHER = frozenset({"woman", "man"})
"""Preferences of which one at most can hold."""


class Part(StrEnum):
    """A part of the day in which somebody can come; why only then is her own business."""

    MORNING = "morning"
    NOON = "noon"
    AFTERNOON = "afternoon"
    EVENING = "evening"


HOURS = {
    Part.MORNING: (0, 12),
    Part.NOON: (12, 14),
    Part.AFTERNOON: (14, 17),
    Part.EVENING: (17, 24),
}
"""From which hour to which, where the services are."""


class Refusal(StrEnum):
    """Why a time is not hers, or what she asked for cannot be done."""

    JUST_TAKEN = "just-taken"
    BUSY_THEN = "busy-then"
    NOT_OFFERED = "not-offered"
    ENOUGH_AHEAD = "enough-ahead"
    ASKED_ALREADY = "asked-already"
    TOO_MANY_HERE = "too-many-here"
    CODE_UNKNOWN = "code-unknown"
    CODE_TRIES = "code-tries"
    IS_OVER = "is-over"
    NO_ADDRESS = "no-address"


class Lead(StrEnum):
    """Which reminder: the day before, or two hours before."""

    DAY = "day"
    HOURS = "hours"


LEADS = ((Lead.DAY, dt.timedelta(days=1)), (Lead.HOURS, dt.timedelta(hours=2)))
LAST_MOMENT = dt.timedelta(minutes=20)
"""A reminder that would arrive later than this before the time says nothing useful any more."""
MESSAGES = frozenset({ReminderChannel.SMS, ReminderChannel.EMAIL})
"""Ways that leave the house by the outbox; the others are paper, or nothing."""


def reminders_due(starts: dt.datetime, now: dt.datetime) -> Lead | None:
    """Say which reminder is due for a time; each is due until the next one is.

    Whoever books late gets the one that is due then, which tells her how to cancel.
    """
    left = starts - now
    due = [lead for lead, before in LEADS if LAST_MOMENT < left <= before]
    return due[-1] if due else None


def read_code(typed: str) -> str | None:
    """Give the six digits of a code, in the digits of any script; None for anything else."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    strange = [sign for sign in typed if not (sign.isdecimal() or sign.isspace() or sign in "-.")]
    return digits if len(digits) == CODE_DIGITS and not strange else None


def shown_code(code: str) -> str:
    """Give a code as it is read aloud: two groups of three."""
    return f"{code[:3]} {code[3:]}"


def promised_day(today: dt.date) -> dt.date:
    """Give the third working day after a request: who asks is told something by then."""
    day = today
    for _each in range(PROMISED_AFTER):
        day = working_day(day + ONE_DAY, ONE_DAY)
    return day


def turned(wishes: Collection[str], touched: str) -> tuple[str, ...]:
    """Give the preferences after one was touched: it is added, or taken back when it was there.

    They hold together; only a woman and a man take each other's place.
    """
    if touched in wishes:
        return tuple(each for each in wishes if each != touched)
    stay = [each for each in wishes if not {each, touched} <= EITHER]
    return (*stay, touched)


def beginnings(free: Iterable[Span], parts: Collection[Part]) -> list[dt.datetime]:
    """Give when a meeting can begin in free times so that it lies in parts of the day."""
    return [each for each in starts_of(free, MINUTES, STEP) if fits(each, parts)]


def fits(starts: dt.datetime, parts: Collection[Part]) -> bool:
    """Say whether a meeting is, from its beginning to its end, in parts of the day; none is all."""
    local = starts.astimezone(PARIS)
    begins = local.hour * 60 + local.minute
    met = {
        part
        for part, (since, until) in HOURS.items()
        if begins < until * 60 and begins + MINUTES > since * 60
    }
    return not parts or met <= set(parts)


def half_of(instant: dt.datetime) -> tuple[dt.date, bool]:
    """Give the day of an instant in Paris, and whether it is in the afternoon."""
    return day_of(instant, PARIS), instant.astimezone(PARIS).hour >= NOON


def is_offered(starts: dt.datetime, now: dt.datetime) -> bool:
    """Say whether a beginning is neither too near nor too far, on a half hour."""
    whole = starts.second == starts.microsecond == 0 and starts.minute % STEP == 0
    return whole and now + NOTICE <= starts <= now + AHEAD


def person_of(user_id: int | None, nickname: str, row_id: int) -> int:
    """Give the key that counts a person once: her own, the mark of her year, or her row's."""
    if user_id is not None:
        return user_id
    mark = nickname.removeprefix(NAMELESS) if nickname.startswith(NAMELESS) else ""
    return int(mark, 16) if mark else row_id
