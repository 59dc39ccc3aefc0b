"""The code that pairs a screen, the kinds of help, and why something is refused."""

import datetime as dt
from enum import StrEnum

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
"""No 0, 1, i, l, o, u: what is read from one screen is typed on another."""
LENGTH = 8
LIFE = dt.timedelta(minutes=10)
TRIES, WITHIN = 60, dt.timedelta(minutes=10)
"""Tries at codes of one association: 30^8 codes, so that a guesser has one chance in 10^10."""
SAME_CALL = dt.timedelta(minutes=10)
LEAST_PX, MOST_PX = 1.5, 12.0
"""Pixels for a millimetre of the screens that exist: from 38 to 305 dots an inch."""


class HelpKind(StrEnum):
    """What somebody wants help for."""

    SCREEN = "screen"
    LANGUAGE = "language"
    TALK = "talk"


class Refusal(StrEnum):
    """Why a screen is not paired, or a figure not kept."""

    CODE_UNKNOWN = "code-unknown"
    TOO_MANY_TRIES = "too-many-tries"
    LABEL_MISSING = "label-missing"
    ALREADY_REVOKED = "already-revoked"
    ABSURD_SIZE = "absurd-size"


def plain_code(typed: str) -> str:
    """Give a code as it is stored: small letters, without the spaces and dashes people add."""
    return "".join(sign for sign in typed.lower() if sign in ALPHABET)


def shown_code(code: str) -> str:
    """Give a code as it is read aloud: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def is_plausible(px_per_mm: float) -> bool:
    """Say whether a screen may have so many pixels for a millimetre (NaN: no)."""
    return LEAST_PX <= px_per_mm <= MOST_PX
