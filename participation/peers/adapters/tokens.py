"""Codes and links by which somebody without an account finds her time again."""

import hmac
import secrets

from participation.foundation.keys import LENGTH, from_text, to_text
from participation.foundation.security import stamp
from participation.peers.rules.booking import CODE_DIGITS, DRAWINGS

MARK = 16
"""Hexadecimal signs of a link's mark: 64 bits that nobody guesses."""


def new_nickname() -> str:
    """Draw the picture under which somebody without an account is known."""
    return secrets.choice(DRAWINGS)


def new_code() -> str:
    """Draw six digits."""
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"


def digest_of(organisation_id: int, nickname: str, code: str) -> str:
    """Give what is kept of a drawing and six digits; without our secret nobody turns it back."""
    return stamp("meet-code", str(organisation_id), nickname, code)


def yearly_mark(organisation_id: int, user_id: int, year: int) -> str:
    """Give what stands for a person in the figures of one year, once her name is gone."""
    return stamp("meet-year", str(organisation_id), str(user_id), str(year))[:MARK]


def token_of(organisation_id: int, key: int) -> str:
    """Give the end of a private link: a key, and the mark that only we can make."""
    return to_text(key) + _mark(organisation_id, key)


def read_token(organisation_id: int, token: str) -> int | None:
    """Give the key of a private link; None when its mark is not ours."""
    try:
        key = from_text(token[:LENGTH])
    except ValueError:
        return None
    is_ours = hmac.compare_digest(_mark(organisation_id, key).encode(), token[LENGTH:].encode())
    return key if is_ours else None


def _mark(organisation_id: int, key: int) -> str:
    return stamp("meet-link", str(organisation_id), str(key))[:MARK]
