"""The codes that people carry: cards, links, recovery codes; how they look and are read back."""

import hashlib
import secrets

CARD_LETTERS = "BCDEFGHJKLNPRSTV"
"""Sixteen letters that stand on the same key of AZERTY, QWERTY and QWERTZ keyboards.

A USB scanner is a keyboard: with digits, A, Q, W, Z, M or Y a French computer would read another
code than the one on the card.
"""
CARD_LENGTH = 32
"""128 bits."""
LINK_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
LINK_LENGTH = 12
"""59 bits, for half an hour and a few tries: short enough to be typed from a message."""
INVITATION_LENGTH = 26
"""128 bits, for a week."""
RECOVERY_LENGTH = 12
RECOVERY_CODES = 10
OPENING_DIGITS = 6
GROUP = 4


def _draw(letters: str, length: int) -> str:
    return "".join(secrets.choice(letters) for _ in range(length))


def new_token() -> str:
    """Give the secret of a session or of a known device: 256 bits."""
    return secrets.token_urlsafe(32)


def new_card() -> str:
    """Give the code of a new card."""
    return _draw(CARD_LETTERS, CARD_LENGTH)


def new_link(length: int = LINK_LENGTH) -> str:
    """Give the code of a new link."""
    return _draw(LINK_LETTERS, length)


def new_recovery_codes() -> tuple[str, ...]:
    """Give ten recovery codes."""
    return tuple(_draw(LINK_LETTERS, RECOVERY_LENGTH) for _ in range(RECOVERY_CODES))


def new_opening_code() -> str:
    """Give six digits for “someone opens for me”."""
    return str(secrets.randbelow(10**OPENING_DIGITS)).zfill(OPENING_DIGITS)


def grouped(code: str) -> str:
    """Write a code by groups of four, so that it can be read and typed."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _only(text: str, letters: str) -> str:
    return "".join(letter for letter in text if letter in letters)


def read_card(typed: str) -> str | None:
    """Read a card's code as a scanner or a person typed it; None when it cannot be one."""
    code = _only(typed.upper(), CARD_LETTERS)
    return code if len(code) == CARD_LENGTH else None


def read_code(typed: str) -> str:
    """Read the code of a link or of recovery as a person typed it: case, blanks, dashes aside."""
    return _only(typed.lower(), LINK_LETTERS)


def read_digits(typed: str) -> str:
    """Read a code of digits, those of other scripts included (٣ is 3)."""
    return "".join(str(int(sign)) for sign in typed if sign.isdecimal())


def opening_digest(service_id: int, code: str) -> str:
    """Give what is stored of six digits; five minutes and ten tries protect them."""
    return hashlib.sha256(f"{service_id}:{code}".encode()).hexdigest()
