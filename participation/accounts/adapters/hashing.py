"""Argon2id, with the parameters OWASP asks for; the same work whether the account exists or not."""

import argon2
from argon2.exceptions import InvalidHashError, VerificationError

from participation.accounts.rules.passwords import normal

_HASHER = argon2.PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODY = _HASHER.hash("nobody has this password")
"""Verified when there is nothing to verify, so that the time taken tells nothing."""


def hash_password(password: str) -> str:
    """Give the argon2id hash (m=19456, t=2, p=1) that is stored."""
    return _HASHER.hash(normal(password))


def fits(stored: str | None, password: str) -> bool:
    """Say whether a password fits; with nothing stored, work as long and say no."""
    try:
        _HASHER.verify(stored or _NOBODY, normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


def is_outdated(stored: str) -> bool:
    """Say whether a hash was made with weaker parameters than today's."""
    return _HASHER.check_needs_rehash(stored)
