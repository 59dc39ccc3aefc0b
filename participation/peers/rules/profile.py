"""What a helper may say of herself, and what an engagement must hold to be written down."""

import datetime as dt
from collections.abc import Collection
from enum import StrEnum

MINUTES_A_WEEK = 7 * 24 * 60
MOST_TRAVEL = 4 * 60
LONGEST_ABOUT = 200
MOST_LANGUAGES = 12


class PeerRefusal(StrEnum):
    """Why something about a helper cannot be written down."""

    NAME_MISSING = "peer-name-missing"
    ALREADY_PEER = "already-peer"
    UNTIL_BEFORE_SINCE = "peer-until-before-since"
    NO_TIME = "peer-gives-no-time"
    NOT_HELPER_THERE = "no-helper-role-there"
    LIVES_THERE = "peer-lives-there"
    TRAVEL_TOO_LONG = "peer-travel-too-long"
    PROMISES_AHEAD = "peer-has-promises-ahead"
    REFERENT_HERSELF = "referent-is-herself"
    DUO_UNKNOWN = "duo-unknown"
    LANGUAGE_UNKNOWN = "peer-language-unknown"
    TOO_MANY_LANGUAGES = "too-many-languages"
    ABOUT_TOO_LONG = "about-too-long"
    SHOWN_NOT_LIVED = "shown-not-lived"
    WANTED_NOT_LIVED = "wanted-not-lived"
    VOICE_UNREADABLE = "hello-unreadable"
    PHOTO_UNREADABLE = "peer-photo-unreadable"
    PHOTO_TOO_HEAVY = "peer-photo-too-heavy"


def why_not_engaged(
    name: str, since: dt.date, until: dt.date | None, weekly_minutes: int
) -> PeerRefusal | None:
    """Refuse a helper without a name, an end before its beginning, and no time or too much."""
    if not name.strip():
        return PeerRefusal.NAME_MISSING
    if until is not None and until <= since:
        return PeerRefusal.UNTIL_BEFORE_SINCE
    if not 0 < weekly_minutes <= MINUTES_A_WEEK:
        return PeerRefusal.NO_TIME
    return None


def why_not_placed(
    *, is_helper_there: bool, lives_there: bool, wants_home: bool, travel_minutes: int
) -> PeerRefusal | None:
    """Refuse a service where she has no role, and her own home unless she asked for it."""
    if not is_helper_there:
        return PeerRefusal.NOT_HELPER_THERE
    if lives_there and not wants_home:
        return PeerRefusal.LIVES_THERE
    if not 0 <= travel_minutes <= MOST_TRAVEL:
        return PeerRefusal.TRAVEL_TOO_LONG
    return None


def why_not_spoken(locales: Collection[str], known: Collection[str]) -> PeerRefusal | None:
    """Refuse a language that the house does not know, and more than anybody speaks."""
    if not set(locales) <= set(known):
        return PeerRefusal.LANGUAGE_UNKNOWN
    return PeerRefusal.TOO_MANY_LANGUAGES if len(locales) > MOST_LANGUAGES else None
