"""How long a session lives, by who holds it, and how far its holder has proved who she is."""

import datetime as dt
from enum import StrEnum

from participation.foundation.retention import Kept, time_of


class SessionKind(StrEnum):
    """Who opened the session, and so how soon it ends."""

    STAFF = "staff"
    RESIDENT = "resident"
    KIOSK_RESIDENT = "kiosk-resident"


class SessionStage(StrEnum):
    """What is still asked before the session opens any door."""

    SECOND_FACTOR = "second-factor"
    ENROL = "enrol"
    PICTURES = "pictures"
    OPEN = "open"


IDLE = {
    SessionKind.STAFF: dt.timedelta(minutes=30),
    SessionKind.RESIDENT: dt.timedelta(days=14),
    SessionKind.KIOSK_RESIDENT: time_of(Kept.SCREEN_SESSION),
}
"""The kiosk warns after 120 s by itself; the server's own limit stands behind it."""
LONGEST = {
    SessionKind.STAFF: time_of(Kept.STAFF_SESSION),
    SessionKind.RESIDENT: time_of(Kept.RESIDENT_SESSION),
    SessionKind.KIOSK_RESIDENT: None,
}
HALF_OPEN = time_of(Kept.HALF_OPEN_SESSION)
"""How long a session may wait for its second proof."""
SEEN_EVERY = dt.timedelta(minutes=1)


def is_alive(
    kind: SessionKind, created_at: dt.datetime, seen_at: dt.datetime, now: dt.datetime
) -> bool:
    """Say whether a session still opens doors: neither idle nor too old."""
    longest = LONGEST[kind]
    return now - seen_at <= IDLE[kind] and (longest is None or now - created_at <= longest)


def is_half_open(stage: SessionStage, created_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether a session may still be opened by its second proof."""
    return stage is not SessionStage.OPEN and now - created_at <= HALF_OPEN
