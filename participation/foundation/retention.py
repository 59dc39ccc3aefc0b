"""How long each kind of data is kept: one table, which the worker applies and papers show."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

YEAR = 12


class Kept(StrEnum):
    """A kind of data that goes by itself, named after what it is."""

    PERSON = "person"
    SCREEN_SESSION = "screen-session"
    RESIDENT_SESSION = "resident-session"
    STAFF_SESSION = "staff-session"
    HALF_OPEN_SESSION = "half-open-session"
    OPENING_CODE = "opening-code"
    SIGN_IN_LINK = "sign-in-link"
    INVITATION = "invitation"
    DEVICE = "device"
    LIST_DRAFT = "list-draft"
    TRY = "try"
    FORM_KEY = "form-key"
    CALL = "call"
    SENT_MESSAGE = "sent-message"
    DEAD_MESSAGE = "dead-message"
    UNSENT_VOICE = "unsent-voice"
    SCANNED_SHEET = "scanned-sheet"
    COMMENT_SOUND = "comment-sound"
    READ_VOICE = "read-voice"
    UNREAD_VOICE = "unread-voice"
    ALERT = "alert"
    FEELING = "feeling"
    BUSY_TIME = "busy-time"
    ABSENCE = "absence"
    CLOSED_FEED = "closed-feed"
    BOOKING_CONTACT = "booking-contact"
    BOOKING = "booking"
    TAKEN_TIME = "taken-time"
    CANDIDATE = "candidate"
    BALLOT = "ballot"
    JOURNAL = "journal"
    COPY = "copy"


class Unit(StrEnum):
    """In what a period is counted: what is not counted to the minute goes a little later."""

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept, which job of the worker ends it, and what goes then.

    Rows go, unless `columns` names what is emptied in rows that stay. A period of neither time nor
    months is the association's own: the months that it chose for records of people.
    """

    job: str
    tables: tuple[str, ...]
    time: dt.timedelta = dt.timedelta()
    months: int = 0
    unit: Unit = Unit.DAY
    columns: tuple[str, ...] = ()


def _for(job: str, *tables: str, unit: Unit = Unit.DAY, **time: float) -> Period:
    return Period(job, tables, dt.timedelta(**time), unit=unit)


NOW = Unit.INSTANT
SESSION, MESSAGE = "sign_in_session", "message"
PERIODS: Mapping[Kept, Period] = MappingProxyType(
    {
        Kept.PERSON: Period("retention", ("user_account", "membership")),
        Kept.SCREEN_SESSION: _for("retention", SESSION, unit=NOW, minutes=6),
        Kept.RESIDENT_SESSION: _for("retention", SESSION, unit=NOW, days=90),
        Kept.STAFF_SESSION: _for("retention", SESSION, unit=NOW, hours=8),
        Kept.HALF_OPEN_SESSION: _for("retention", SESSION, unit=NOW, minutes=10),
        Kept.OPENING_CODE: _for("retention", "opening_code", unit=NOW, minutes=5),
        Kept.SIGN_IN_LINK: _for("retention", "sign_in_link", unit=NOW, minutes=30),
        Kept.INVITATION: _for("retention", "sign_in_link", unit=NOW, days=7),
        Kept.DEVICE: _for("retention", "known_device", days=400),
        Kept.LIST_DRAFT: _for("retention", "import_draft", unit=NOW, hours=1),
        Kept.TRY: _for("retention", "attempt", unit=NOW, days=1),
        Kept.FORM_KEY: _for("counts", "once", days=2),
        Kept.CALL: _for("calls", "help_call", unit=NOW, days=30),
        Kept.SENT_MESSAGE: _for("messages", MESSAGE, days=90),
        Kept.DEAD_MESSAGE: _for("messages", MESSAGE, days=30),
        Kept.UNSENT_VOICE: _for("voices", "pending_voice"),
        Kept.SCANNED_SHEET: _for("scans", "scanned_sheet", days=7),
        Kept.COMMENT_SOUND: Period("comments", ("comment",), months=6, columns=("sound",)),
        Kept.READ_VOICE: Period("topics", ("voice",), dt.timedelta(days=30), columns=("sound",)),
        Kept.UNREAD_VOICE: Period("unread", ("voice",), months=12, unit=Unit.MONTH),
        Kept.ALERT: Period("alerts", ("alert",), months=3, unit=Unit.MONTH),
        Kept.FEELING: _for("helping", "helper_debrief", days=90),
        Kept.BUSY_TIME: _for("helping", "helper_busy_time"),
        Kept.ABSENCE: _for("helping", "helper_absence", unit=NOW, days=90),
        Kept.CLOSED_FEED: _for("helping", "calendar_feed", days=30),
        Kept.BOOKING_CONTACT: Period(
            "numbers",
            ("booking", "help_request"),
            dt.timedelta(days=30),
            columns=("contact", "code_digest"),
        ),
        Kept.BOOKING: Period(
            "bookings", ("booking", "help_request"), months=6, columns=("user_id", "nickname")
        ),
        Kept.TAKEN_TIME: Period("bookings", ("reservation",), months=6),
        Kept.CANDIDATE: Period(
            "candidates", ("candidacy",), months=2, columns=("sound", "aac", "photo")
        ),
        Kept.BALLOT: Period("ballots", ("urn", "slot"), months=2),
        Kept.JOURNAL: Period("journal", ("audit_entry",), months=YEAR, unit=Unit.MONTH),
        Kept.COPY: _for("backup", unit=NOW, days=30),
    }
)
"""Every period of this program. Whoever forgets takes it from here; a test moves the clock past it.

A time of zero counted in days ends with the day.
"""


def time_of(kept: Kept) -> dt.timedelta:
    """Give the time for which something is kept."""
    return PERIODS[kept].time


def months_before(day: dt.date, months: int) -> dt.date:
    """Give the day so many months before another; the last of a shorter month."""
    year, month = divmod(day.year * YEAR + day.month - 1 - months, YEAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def oldest_kept(kept: Kept, day: dt.date) -> dt.date:
    """Give the first day that is still kept on a day, for what is counted in days or months."""
    period = PERIODS[kept]
    oldest = months_before(day, period.months) - period.time
    return oldest.replace(day=1) if period.unit is Unit.MONTH else oldest
