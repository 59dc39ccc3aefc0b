"""Canonical JSON, read strictly, and the hashes of it (specification, 4.1)."""

import base64
import hashlib
import json
from collections.abc import Sequence

from .checks import Check, InvalidError, require

Json = dict[str, object]
"""An object to write; the order of its fields is that of the bytes."""
ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False)
"""Made once, and looking for no circles: a third of the time of `json.dumps`."""


def canonical(value: object) -> str:
    """Write a value as the one JSON text that is hashed: compact, UTF-8, fields as given."""
    return ENCODER.encode(value)


def parse(raw: bytes | str, name: str) -> object:
    """Read JSON; refuse every other writing of the same value (Check.CANONICAL)."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        value: object = json.loads(text)
        own = canonical(value) == text
    except (ValueError, RecursionError) as error:
        raise InvalidError(Check.CANONICAL, f"{name} is not JSON in UTF-8") from error
    require(own, Check.CANONICAL, f"{name} is not in its canonical writing")
    return value


def fields(value: object, name: str, wanted: str, optional: str = "") -> list[object]:
    """Give the values of the wanted fields, then of the optional ones (None when absent).

    Both are written as words. Refuses a missing, unknown or displaced field (Check.FIELDS).
    """
    require(isinstance(value, dict), Check.FIELDS, f"{name} is not an object")
    assert isinstance(value, dict)  # noqa: S101 - said to mypy
    must, may = wanted.split(), optional.split()
    expected = must + [each for each in may if each in value]
    require(list(value) == expected, Check.FIELDS, f"{name} has not the fields {wanted}, in order")
    return [value.get(each) for each in must + may]


def text(value: object, name: str) -> str:
    """Take a string, or refuse (Check.FIELDS)."""
    if not isinstance(value, str):
        raise InvalidError(Check.FIELDS, f"{name} is not a string")
    return value


def integer(value: object, name: str) -> int:
    """Take an integer that is no boolean, or refuse (Check.FIELDS)."""
    if type(value) is not int:
        raise InvalidError(Check.FIELDS, f"{name} is not an integer")
    return value


def items(value: object, name: str, length: int | None = None) -> Sequence[object]:
    """Take a list, of this length when given, or refuse (Check.FIELDS, Check.LENGTH)."""
    if not isinstance(value, list):
        raise InvalidError(Check.FIELDS, f"{name} is not a list")
    if length not in (None, len(value)):
        raise InvalidError(Check.LENGTH, f"{name} has {len(value)} items, not {length}")
    return value


def digest(raw: bytes) -> str:
    """Name an object: SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def fingerprint(raw: bytes) -> str:
    """Show an object to people: SHA-256 in base64 without `=` (43 characters)."""
    return base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
