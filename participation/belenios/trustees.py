"""Who can decrypt: trustees who all must, and groups of whom a threshold must (spec. 4.7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .checks import Check, Invalid, require
from .encoding import canonical, items, parse
from .group import Point, Q, mul, total
from .keys import TrusteeKey, read_key
from .pedersen import Json, read_threshold


@dataclass(frozen=True)
class Group:
    """Trustees by their numbers in the whole list (from `first`), of whom some are needed."""

    first: int
    keys: tuple[Point, ...]
    needed: int
    public_key: Point


@dataclass(frozen=True)
class Trustees:
    """All trustees of an election."""

    groups: tuple[Group, ...]

    @property
    def public_key(self) -> Point:
        """Give the key under which ballots are sealed."""
        return total(group.public_key for group in self.groups)

    @property
    def keys(self) -> dict[int, Point]:
        """Give the key of each trustee by its number, from 1."""
        each = (key for group in self.groups for key in group.keys)
        return dict(enumerate(each, 1))


def write_trustees(single: Sequence[TrusteeKey], thresholds: Sequence[Json]) -> bytes:
    """Write the trustees: those who all must decrypt, then those of rounds 1 to 6."""
    value = [["Single", key.to_json()] for key in single]
    return canonical([*value, *(["Pedersen", each] for each in thresholds)]).encode()


def read_trustees(raw: bytes) -> Trustees:
    """Read the trustees, verifying all that they published."""
    groups: list[Group] = []
    first = 1
    for number, item in enumerate(items(parse(raw, "the trustees"), "the trustees"), 1):
        kind, value = items(item, f"item {number} of the trustees", 2)
        if kind == "Single":
            key = read_key(value, f"the key of trustee {first}").public_key
            groups.append(Group(first, (key,), 1, key))
        elif kind == "Pedersen":
            found = read_threshold(value)
            groups.append(Group(first, found.keys, found.threshold, found.public_key))
        else:
            raise Invalid(Check.FIELDS, f"item {number} of the trustees is of no known kind")
        first += len(groups[-1].keys)
    require(bool(groups), Check.LENGTH, "there is no trustee")
    return Trustees(tuple(groups))


def lagrange(index: int, indexes: Sequence[int]) -> int:
    """Give the coefficient, at 0, of the value at `index` among `indexes`, modulo q."""
    above = below = 1
    for other in indexes:
        if other != index:
            above, below = above * other % Q, below * (other - index) % Q
    return above * pow(below, -1, Q) % Q


def combine(trustees: Trustees, factors: Mapping[int, Sequence[Point]]) -> list[Point]:
    """Combine the factors of trustees (by number) into what hides each count of the tally.

    Refuses when a trustee who must, or enough of a group, have not decrypted (Check.QUORUM).
    """
    parts: list[list[Point]] = []
    for group in trustees.groups:
        numbers = range(group.first, group.first + len(group.keys))
        used = [number for number in numbers if number in factors][: group.needed]
        enough = len(used) == group.needed
        require(enough, Check.QUORUM, f"{len(used)} of trustees {list(numbers)} have decrypted")
        indexes = [number - group.first + 1 for number in used]
        for number, index in zip(used, indexes, strict=True):
            weight = lagrange(index, indexes)
            parts.append([mul(point, weight) for point in factors[number]])
    return [total(column) for column in zip(*parts, strict=True)]
