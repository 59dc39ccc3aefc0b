"""The codes of voters: drawn, derived into a key pair, listed (specification, 4.9)."""

import hashlib
import re
from collections.abc import Iterable

from .checks import Check, require
from .encoding import canonical, read
from .group import Member, Q, Randomness, base, write_point

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
TOKEN = re.compile(f"[{BASE58}]+")
SIZES = (5, 6, 5, 6)
CODE = re.compile("-".join(f"[{BASE58}]{{{size}}}" for size in SIZES))


def draw_token(length: int, randomness: Randomness) -> str:
    """Draw Base58 characters evenly, a byte each; bytes from 232 on are thrown away."""
    drawn = ""
    while len(drawn) < length:
        byte = randomness(1)[0]
        drawn += BASE58[byte % 58] if byte < 4 * 58 else ""
    return drawn


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


def write_credentials(public: Iterable[str]) -> bytes:
    """Write the list of public credentials, sorted so that it tells no order."""
    return canonical(sorted(public)).encode()


def read_credentials(raw: bytes) -> frozenset[str]:
    """Read a list of public credentials: points of the group, none twice, no weights."""
    found = set[str]()
    for number, point in enumerate(read(list[Member], raw, "credentials"), 1):
        public = write_point(point)
        new = public not in found
        require(new, Check.DUPLICATE, f"credential {number} ({public}) stands twice")
        found.add(public)
    return frozenset(found)
