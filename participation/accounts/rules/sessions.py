"""How long a session lives, by who holds it."""

import datetime as dt
from enum import StrEnum


class SessionKind(StrEnum):
    """Who opened the session, and so how soon it ends."""

    STAFF = "staff"
    RESIDENT = "resident"
    KIOSK_RESIDENT = "kiosk-resident"


IDLE = {
    SessionKind.STAFF: dt.timedelta(minutes=30),
    SessionKind.RESIDENT: dt.timedelta(days=14),
    SessionKind.KIOSK_RESIDENT: dt.timedelta(minutes=6),
}
"""The kiosk warns after 120 s by itself; the server's own limit stands behind it."""
LONGEST = {
    SessionKind.STAFF: dt.timedelta(hours=8),
    SessionKind.RESIDENT: dt.timedelta(days=90),
    SessionKind.KIOSK_RESIDENT: None,
}
SEEN_EVERY = dt.timedelta(minutes=1)


def is_alive(
    kind: SessionKind, created_at: dt.datetime, seen_at: dt.datetime, now: dt.datetime
) -> bool:
    """Say whether a session still opens doors: neither idle nor too old."""
    longest = LONGEST[kind]
    return now - seen_at <= IDLE[kind] and (longest is None or now - created_at <= longest)
