"""The doors of accounts."""

from . import (
    directory,
    enrol,
    given,
    imports,
    mapping,
    own,
    passkeys,
    passwords,
    people,
    replies,
    residents,
    staff,
    writing,
)
from .door import SignedIn, bp
from .rechecking import ask_directory

__all__ = [
    "SignedIn",
    "ask_directory",
    "bp",
    "directory",
    "enrol",
    "given",
    "imports",
    "mapping",
    "own",
    "passkeys",
    "passwords",
    "people",
    "replies",
    "residents",
    "staff",
    "writing",
]
