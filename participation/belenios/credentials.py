"""The public credentials of voters: the list of those who may vote (specification, 4.9)."""

import re
from collections.abc import Iterable

from .checks import Check, require
from .encoding import canonical, read
from .group import Member, Randomness, write_point

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
UUID = re.compile(f"[{BASE58}]{{14,}}")


def draw_token(length: int, randomness: Randomness) -> str:
    """Draw Base58 characters evenly, a byte each; bytes from 232 on are thrown away."""
    drawn = ""
    while len(drawn) < length:
        byte = randomness(1)[0]
        drawn += BASE58[byte % 58] if byte < 4 * 58 else ""
    return drawn


def write_credentials(public: Iterable[str]) -> bytes:
    """Write the list of public credentials, sorted so that it tells no order."""
    return canonical(sorted(public)).encode()


def read_credentials(raw: bytes) -> frozenset[str]:
    """Read a list of public credentials: points of the group, none twice, no weights."""
    seen = set[str]()
    for number, point in enumerate(read(list[Member], raw, "credentials"), 1):
        public = write_point(point)
        require(public not in seen, Check.DUPLICATE, f"credential {number} ({public}) stands twice")
        seen.add(public)
    return frozenset(seen)
