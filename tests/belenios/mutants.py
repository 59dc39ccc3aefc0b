"""Every small change to every field of an object, and the check that must refuse it."""

import copy
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from participation.belenios.checks import Check, InvalidError
from participation.belenios.encoding import canonical
from participation.belenios.group import GENERATOR, IDENTITY, P, Q, add, write_point

SMALL = bytes.fromhex("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")
"""A point of order 8."""
Place = tuple[str | int, ...]
Mutant = tuple[Place, str, Any]
"""Where, what was done, and the new object."""


def _point(text: str) -> bytes:
    return bytes.fromhex(text)[::-1]


def _plus(text: str, other: bytes) -> str:
    """Add a point; to what is the name of an object and no point, add one."""
    try:
        return write_point(add(_point(text), other))
    except InvalidError:
        return f"{int(text, 16) ^ 1:064x}"


POINTS: dict[str, Callable[[str], Any]] = {
    "altered": lambda text: _plus(text, GENERATOR),
    "off the subgroup": lambda text: _plus(text, SMALL),
    "of small order": lambda _text: write_point(SMALL),
    "identity": lambda _text: write_point(IDENTITY),
    "not canonical": lambda _text: f"{P + 1:064x}",
    "upper case": lambda _text: "A" * 64,
    "too short": lambda text: text[2:],
    "not a string": lambda _text: 7,
}
SCALARS: dict[str, Callable[[str], Any]] = {
    "altered": lambda text: str((int(text) + 1) % Q),
    "plus q": lambda text: str(int(text) + Q),
    "leading zero": lambda text: f"0{text}",
    "negative": lambda text: f"-{text}",
    "huge": lambda text: text * 100,
    "not a string": int,
}
INTEGERS: dict[str, Callable[[int], Any]] = {
    "more": lambda number: number + 1,
    "less": lambda number: number - 1,
    "negative": lambda number: -number - 1,
    "huge": lambda number: number + 10**30,
    "a string": str,
    "a float": float,
    "a boolean": bool,
}


def _leaf(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, bool):
        yield "flipped", not value
    elif isinstance(value, int):
        yield from ((name, deed(value)) for name, deed in INTEGERS.items())
    elif re.fullmatch(r"[0-9a-f]{64}", value):
        yield from ((f"point {name}", deed(value)) for name, deed in POINTS.items())
    elif re.fullmatch(r"[0-9]{20,}", value):
        yield from ((f"scalar {name}", deed(value)) for name, deed in SCALARS.items())
    else:
        yield "altered", f"{value}x"
        yield "null", None
        yield "a list", [value]


def _container(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key in value:
            yield f"missing {key}", {each: value[each] for each in value if each != key}
        yield "extra field", {**value, "extra": 0}
        if len(value) > 1:
            yield "swapped fields", dict([*value.items()][::-1])
        yield "a list", list(value.values())
        return
    yield "shorter", value[:-1]
    yield "longer", [*value, value[-1]]
    yield "an object", {str(at): each for at, each in enumerate(value)}
    if value[::-1] != value:
        yield "swapped items", value[::-1]


def _parts(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def mutants(value: Any, place: Place = ()) -> Iterator[tuple[Place, str, Any]]:
    """Give each (place, what was done, new value of the whole)."""
    if isinstance(value, str) and value.startswith('{"'):
        for inner, name, changed in mutants(json.loads(value), (*place, "message")):
            yield inner, name, canonical(changed)
        return
    yield from ((place, *each) for each in _changes(value))
    for key, part in _parts(value):
        for inner, name, changed in mutants(part, (*place, key)):
            whole = copy.copy(value)
            whole[key] = changed
            yield inner, name, whole


def _changes(value: Any) -> Iterator[tuple[str, Any]]:
    yield from _container(value) if isinstance(value, dict | list) else _leaf(value)


def raw_mutants(raw: bytes) -> Iterator[tuple[Place, str, bytes]]:
    """Give the other writings of the same object, and what is no JSON."""
    text = raw.decode()
    yield (), "space", raw + b" "
    yield (), "byte order mark", b"\xef\xbb\xbf" + raw
    yield (), "indented", json.dumps(json.loads(text), ensure_ascii=False, indent=1).encode()
    yield (), "escaped", text.replace("e", "\\u0065", 1).encode()
    yield (), "cut", raw[:-1]
    yield (), "twice", raw + raw
    yield (), "not UTF-8", raw[:-1] + b"\xff"
    yield (), "deep", b"[" * 100_000
    yield (), "number too long", b"1" * 10_000
    first = next(iter(json.loads(text)), "") if text.startswith("{") else ""
    if first:
        yield (), "field twice", b'{"' + first.encode() + b'":0,' + raw[1:]


Row = tuple[str, str, Check | None]


def expected(table: list[Row], place: Place, what: str) -> Check | None:
    """Find the check of the first row whose patterns match; None where it is no fault."""
    where = ".".join(map(str, place))
    for pattern, deed, check in table:
        if re.fullmatch(pattern, where) and re.fullmatch(deed, what):
            return check
    message = f"no row of the table says what refuses {where!r}: {what}"
    raise AssertionError(message)
