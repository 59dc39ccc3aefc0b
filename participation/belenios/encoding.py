"""Canonical JSON, the shapes of the objects written in it, and their hashes (spec. 4.1)."""

import base64
import hashlib
import json
from collections.abc import Callable, Sequence, Sized
from functools import cache, partial
from types import NoneType
from typing import Any, NamedTuple, TypeVar, get_args, get_origin, get_type_hints

from .checks import Check, InvalidError, require

Json = dict[str, object]
"""An object to write; the order of its fields is that of the bytes."""
ENCODER = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, check_circular=False)
"""Made once, and looking for no circles: a third of the time of `json.dumps`."""
T = TypeVar("T")


class Codec(NamedTuple):
    """How a value is read, or refused by the name that it is given, and how it is written."""

    read: Callable[[object, str], Any]
    write: Callable[[Any], object]


@cache
def codec(kind: Any) -> Codec:  # noqa: ANN401 - a type, or what typing makes of types
    """Make the codec of a type: annotated with its own, a list, or a shape.

    A shape is a NamedTuple with the fields of an object in their order; a field whose type admits
    None may be left out.
    """
    inner = get_args(kind)
    if hasattr(kind, "__metadata__"):
        own: Codec = kind.__metadata__[0]
        return own
    if NoneType in inner:
        return codec(inner[0])
    if get_origin(kind) is list:
        one = codec(inner[0])
        return Codec(partial(_read_list, one.read), lambda items: [*map(one.write, items)])
    return _shape(kind) if hasattr(kind, "_fields") else Codec(partial(exactly, kind), plain)


def exactly(kind: type[T], value: object, name: str) -> T:
    """Take a value of this very kind (a boolean is no integer), or refuse (Check.FIELDS)."""
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise InvalidError(Check.FIELDS, f"{name} is not of the kind {kind.__name__}")
    return value


def _read_list(read_one: Callable[[object, str], T], value: object, name: str) -> list[T]:
    numbered = enumerate(exactly(list, value, name), 1)
    return [read_one(each, f"{name}.{number}") for number, each in numbered]


def _shape(kind: type[Any]) -> Codec:
    hints = get_type_hints(kind, include_extras=True)
    codecs = {field: codec(hint) for field, hint in hints.items()}
    optional = {field for field, hint in hints.items() if NoneType in get_args(hint)}
    wanted = f"the fields {' '.join(codecs)}"

    def read_shape(value: object, name: str) -> object:
        if isinstance(value, kind):
            return value
        given = exactly(dict, value, name)
        present = [each for each in codecs if each not in optional or given.get(each) is not None]
        if [*given] != present:
            raise InvalidError(Check.FIELDS, f"{name} has not {wanted}, in order")
        parts = {each: codecs[each].read(given[each], f"{name}.{each}") for each in present}
        return kind(**{**dict.fromkeys(optional), **parts})

    def write_shape(value: Sequence[object]) -> Json:
        parts = zip(codecs.items(), value, strict=True)
        return {field: own.write(part) for (field, own), part in parts if part is not None}

    return Codec(read_shape, write_shape)


def plain(value: object) -> object:
    """Give the JSON of a value and of the shapes in it."""
    match value:
        case tuple() if hasattr(value, "_fields"):
            return codec(type(value)).write(value)
        case list() | tuple():
            return [plain(each) for each in value]
        case dict():
            return {field: plain(each) for field, each in value.items()}
    return value


def canonical(value: object) -> str:
    """Write a value as the one JSON text that is hashed: compact, UTF-8, fields as given."""
    return ENCODER.encode(plain(value))


def parse(raw: bytes | str, name: str) -> object:
    """Read JSON; refuse every other writing of the same value (Check.CANONICAL)."""
    try:
        text = raw.decode() if isinstance(raw, bytes) else raw
        value: object = json.loads(text)
        own = ENCODER.encode(value) == text
    except (ValueError, RecursionError) as error:
        raise InvalidError(Check.CANONICAL, f"{name} is not JSON in UTF-8") from error
    require(own, Check.CANONICAL, f"{name} is not in its canonical writing")
    return value


def take(kind: type[T], value: object, name: str) -> T:
    """Read a value of a type that `codec` knows, each refusal naming the part that is wrong."""
    taken: T = codec(kind).read(value, name)  # type: ignore[arg-type]
    return taken


def read(kind: type[T], raw: bytes | str, name: str) -> T:
    """Read the canonical JSON of a value of this type."""
    return take(kind, parse(raw, name), name)


def require_length(length: int, name: str, *lists: Sized) -> None:
    """Refuse lists that have not so many items (Check.LENGTH)."""
    for each in lists:
        require(len(each) == length, Check.LENGTH, f"{name} has {len(each)} items, not {length}")


def digest(raw: bytes) -> str:
    """Name an object: SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(raw).hexdigest()


def fingerprint(raw: bytes) -> str:
    """Show an object to people: SHA-256 in base64 without `=` (43 characters)."""
    return base64.b64encode(hashlib.sha256(raw).digest()).decode().rstrip("=")
