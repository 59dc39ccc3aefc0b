"""The doors of accounts."""

from . import enrol, own, passkeys, passwords, residents, staff
from .door import SignedIn, bp

__all__ = ["SignedIn", "bp", "enrol", "own", "passkeys", "passwords", "residents", "staff"]
