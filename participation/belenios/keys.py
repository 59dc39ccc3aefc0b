"""The keys of those who decrypt, each with the proof that its secret is known (spec. 4.5)."""

from typing import NamedTuple

from . import GROUP
from .checks import Check
from .group import Member, Point, Randomness, base, write_point
from .proofs import Proof, prove_log, verify_log


class Key(NamedTuple):
    """The public key of a trustee, and the proof that its secret is known."""

    pok: Proof
    public_key: Member


class SignedKey(NamedTuple):
    """The same, signed by a trustee of many."""

    pok: Proof
    public_key: Member
    signature: Proof


def _prefix(public: Point) -> str:
    return f"pok|{GROUP}|{write_point(public)}|"


def make_key(secret: int, randomness: Randomness) -> Key:
    """Make the public key of a trustee, and prove that its secret is known. Draws one scalar."""
    public = base(secret)
    return Key(prove_log(secret, _prefix(public), randomness), public)


def verify_key(key: Key | SignedKey, name: str) -> Point:
    """Verify the proof of a trustee's key and give the key."""
    said, prefix = f"the proof of {name}", _prefix(key.public_key)
    verify_log(Check.POSSESSION, said, prefix, key.public_key, key.pok)
    return key.public_key
