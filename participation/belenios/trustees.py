"""Who can decrypt: trustees who all must, and groups of whom a threshold must (spec. 4.7)."""

from collections.abc import Mapping, Sequence
from math import prod
from typing import NamedTuple

from .checks import Check, InvalidError, require
from .encoding import canonical, read, require_length, take
from .group import Point, Q, total
from .keys import Key, verify_key
from .pedersen import Parameters, read_threshold


class Group(NamedTuple):
    """The keys of trustees by their numbers, from 1 in the whole list; how many are needed."""

    keys: Mapping[int, Point]
    needed: int
    public_key: Point


class Trustees(NamedTuple):
    """All trustees of an election: the key of each, and that under which ballots are sealed."""

    groups: Sequence[Group]
    keys: Mapping[int, Point]
    public_key: Point


def write_trustees(single: Sequence[Key], thresholds: Sequence[Parameters]) -> bytes:
    """Write the trustees: those who all must decrypt, then those of rounds 1 to 6."""
    value = [["Single", each] for each in single] + [["Pedersen", each] for each in thresholds]
    return canonical(value).encode()


def read_trustees(raw: bytes) -> Trustees:
    """Read the trustees, verifying all that they published."""
    groups, known = list[Group](), dict[int, Point]()
    for item in read(list[list[object]], raw, "trustees"):
        require_length(2, "an item of the trustees", item)
        kind, value = item
        if kind == "Single":
            name = f"the key of trustee {len(known) + 1}"
            key = verify_key(take(Key, value, name), name)
            needed, keys, common = 1, [key], key
        elif kind == "Pedersen":
            needed, keys, common = read_threshold(value)
        else:
            raise InvalidError(Check.FIELDS, "an item of the trustees is of no known kind")
        groups.append(Group(dict(enumerate(keys, len(known) + 1)), needed, common))
        known |= groups[-1].keys
    require(bool(groups), Check.LENGTH, "there is no trustee")
    return Trustees(groups, known, total(group.public_key for group in groups))


def lagrange(index: int, indexes: Sequence[int]) -> int:
    """Give the coefficient, at 0, of the value at `index` among `indexes`, modulo q."""
    others = [other for other in indexes if other != index]
    return prod(others) * pow(prod(other - index for other in others), -1, Q) % Q
