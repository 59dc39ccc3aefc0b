"""The doors of accounts."""

from . import enrol, given, imports, own, passkeys, passwords, people, residents, staff, writing
from .door import SignedIn, bp

__all__ = [
    "SignedIn",
    "bp",
    "enrol",
    "given",
    "imports",
    "own",
    "passkeys",
    "passwords",
    "people",
    "residents",
    "staff",
    "writing",
]
