"""The private codes of voters: drawn, and derived into a key pair (specification, 4.9)."""

import hashlib
import re

from participation.belenios.checks import Check, require
from participation.belenios.credentials import BASE58, draw_token
from participation.belenios.group import Q, Randomness, base, write_point

SIZES = (5, 6, 5, 6)
CODE = re.compile("-".join(f"[{BASE58}]{{{size}}}" for size in SIZES))


def draw_code(randomness: Randomness) -> str:
    """Draw a private credential: 22 characters, 128.9 bits, in groups of 5, 6, 5 and 6."""
    drawn = iter(draw_token(sum(SIZES), randomness))
    return "-".join("".join(next(drawn) for _ in range(size)) for size in SIZES)


def derive_secret(uuid: str, code: str) -> int:
    """Derive the secret scalar of a private credential in an election, or refuse its writing."""
    require(CODE.fullmatch(code) is not None, Check.CREDENTIAL, "this is no private credential")
    halves = (f"derive_credential|{uuid}|{half}|{code}" for half in (0, 1))
    return int("".join(hashlib.sha256(each.encode()).hexdigest() for each in halves), 16) % Q


def derive_public(uuid: str, code: str) -> str:
    """Give the public credential (64 hex digits) of a private one."""
    return write_point(base(derive_secret(uuid, code)))
