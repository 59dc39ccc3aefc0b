"""A helper's own calendar, by file or address: when she is busy, and not a word of what with."""

import datetime as dt
import secrets

from participation.calendars.fetching import Guard, fetch
from participation.calendars.problems import Problem, UnreadableError
from participation.calendars.reading import busy
from participation.foundation.act import Refused
from participation.foundation.security import sealer
from participation.peers.rules.civil import Span
from participation.peers.rules.weekly import TimesRefusal

BEFORE, AHEAD = dt.timedelta(days=1), dt.timedelta(days=183)
"""How far around now a calendar is read."""
PURPOSE = "helper-calendar"
REASONS = {
    Problem.TOO_LARGE: TimesRefusal.CALENDAR_TOO_LARGE,
    Problem.NOT_A_CALENDAR: TimesRefusal.CALENDAR_NOT_ONE,
    Problem.UNREADABLE: TimesRefusal.CALENDAR_UNREADABLE,
    Problem.TOO_OFTEN: TimesRefusal.CALENDAR_TOO_OFTEN,
    Problem.TOO_MANY: TimesRefusal.CALENDAR_TOO_MANY,
    Problem.TOO_HEAVY: TimesRefusal.CALENDAR_TOO_HEAVY,
    Problem.BAD_WINDOW: TimesRefusal.CALENDAR_UNREADABLE,
    Problem.BAD_ADDRESS: TimesRefusal.CALENDAR_BAD_ADDRESS,
    Problem.UNREACHABLE: TimesRefusal.CALENDAR_UNREACHABLE,
}


def new_token() -> str:
    """Draw the secret end of the address at which her own calendar reads her times: 192 bits."""
    return secrets.token_urlsafe(24)


def read_text(content: bytes, now: dt.datetime) -> tuple[Span, ...]:
    """Give when a calendar says busy in the next six months; Refused within two seconds."""
    try:
        found = busy(content, now - BEFORE, now + AHEAD)
    except UnreadableError as error:
        raise Refused(REASONS[error.problem]) from error
    return tuple(Span(each.start, each.end) for each in found)


def read_address(address: str, now: dt.datetime, guard: Guard | None = None) -> tuple[Span, ...]:
    """Give the same of a calendar on the open internet; Refused within seven seconds.

    No transaction should be open while it is called: the other side may be slow.
    """
    try:
        content = fetch(address, guard)
    except UnreadableError as error:
        raise Refused(REASONS[error.problem]) from error
    return read_text(content, now)


def seal_address(address: str) -> bytes:
    """Seal an address: whoever holds it reads a life."""
    return sealer(PURPOSE).seal(address.encode())


def open_address(sealed: bytes) -> str | None:
    """Give an address back, or nothing when it was sealed by another installation."""
    plain = sealer(PURPOSE).open(sealed)
    return None if plain is None else plain.decode()
