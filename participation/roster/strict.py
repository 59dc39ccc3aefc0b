"""Reads values out of JSON, strictly: what is wrong is named with its place, in one sentence."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import NoReturn, TypeVar
from zoneinfo import available_timezones

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)
Reader = Callable[[object, str], T]
IDENTIFIER = re.compile(r"[\w.:@-]{1,64}")
MOST_BYTES, MOST_ITEMS = 32 * 2**20, 100_000
FIRST_YEAR, LAST_YEAR = 2000, 2100


class BadRosterError(ValueError):
    """A problem that cannot be read; the text names the place and says what is wrong there."""


def parse(raw: str | bytes) -> object:
    """Read JSON whose objects have no key twice; raises BadRosterError."""
    if len(raw) > MOST_BYTES:
        raise BadRosterError(f"the file is larger than {MOST_BYTES // 2**20} MB")
    try:
        return json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant)
    except BadRosterError:
        raise
    except (ValueError, RecursionError) as error:
        raise BadRosterError(f"this is not JSON: {error}") from None


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if [each for each, _ in pairs].count(key) > 1)
        raise BadRosterError(f"the key {twice!r} stands twice in one object")
    return found


def _no_constant(word: str) -> NoReturn:
    raise BadRosterError(f"{word} is no number of JSON")


def fail(place: str, sentence: str) -> NoReturn:
    """Refuse with the place and what is wrong there."""
    raise BadRosterError(f"{place or 'the roster'}: {sentence}")


class Fields:
    """The fields of one object, each read once; unknown and missing ones are refused."""

    def __init__(self, value: object, place: str, known: str) -> None:
        if not isinstance(value, dict):
            fail(place, "must be an object")
        for key in value:
            if key not in known.split():
                fail(place, f"has the unknown field {key!r}")
        self.value, self.place = value, place

    def need(self, name: str, reader: Reader[T]) -> T:
        """Read a field that must be there."""
        if name not in self.value:
            fail(self.place, f"has no field {name!r}")
        return reader(self.value[name], self.at(name))

    def take(self, name: str, reader: Reader[T], default: T) -> T:
        """Read a field, or give its default."""
        return reader(self.value[name], self.at(name)) if name in self.value else default

    def at(self, name: str) -> str:
        """Give the place of a field."""
        return f"{self.place}.{name}" if self.place else name


def identifier(value: object, place: str) -> str:
    """Read a name."""
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        fail(place, "must be 1 to 64 letters, digits or . : @ _ -")
    return value


def whole(least: int, most: int) -> Reader[int]:
    """Give a reader of whole numbers in a range, ends included."""

    def read(value: object, place: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            fail(place, f"must be a whole number from {least} to {most}")
        return value

    return read


def or_none(reader: Reader[T]) -> Reader[T | None]:
    """Give a reader that also takes null."""
    return lambda value, place: None if value is None else reader(value, place)


def flag(value: object, place: str) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        fail(place, "must be true or false")
    return value


def one_of(kinds: type[E]) -> Reader[E]:
    """Give a reader of the members of an enumeration."""

    def read(value: object, place: str) -> E:
        if not isinstance(value, str) or value not in {each.value for each in kinds}:
            fail(place, f"must be one of {', '.join(kinds)}")
        return kinds(value)

    return read


def day(value: object, place: str) -> date:
    """Read a day."""
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    fail(place, "must be a day such as 2026-03-28")


def instant(value: object, place: str) -> datetime:
    """Read an instant that says its offset, in UTC."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        fail(place, "must be an instant with its offset, such as 2026-03-28T22:00:00+01:00")
    if not FIRST_YEAR <= found.year < LAST_YEAR:
        fail(place, f"must be in the years {FIRST_YEAR} to {LAST_YEAR - 1}")
    found = found.astimezone(UTC)
    if found.second or found.microsecond:
        fail(place, "must be on a whole minute")
    return found


def items(reader: Reader[T], most: int = MOST_ITEMS) -> Reader[tuple[T, ...]]:
    """Give a reader of lists."""

    def read(value: object, place: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            fail(place, "must be a list")
        if len(value) > most:
            fail(place, f"has {len(value)} items, at most {most} are taken")
        return tuple(reader(each, f"{place}[{number}]") for number, each in enumerate(value))

    return read


def words(value: object, place: str) -> frozenset[str]:
    """Read a list of names as a set."""
    return frozenset(items(identifier)(value, place))


def mapping(reader: Reader[T]) -> Reader[Mapping[str, T]]:
    """Give a reader of objects from names to values."""

    def read(value: object, place: str) -> Mapping[str, T]:
        if not isinstance(value, dict):
            fail(place, "must be an object")
        return {
            identifier(key, f"{place}, key {key!r}"): reader(each, f"{place}.{key}")
            for key, each in value.items()
        }

    return read


def zone(value: object, place: str) -> str:
    """Read the name of a time zone."""
    if not isinstance(value, str) or value not in available_timezones():
        fail(place, "must be a time zone such as Europe/Paris")
    return value


def distinct(name: str, field: str, values: Iterable[T]) -> set[T]:
    """Give the values as a set; refuse one that stands twice."""
    found: set[T] = set()
    for number, value in enumerate(values):
        if value in found:
            shown = " and ".join(value) if isinstance(value, tuple) else value
            fail(f"{name}[{number}]{field and '.'}{field}", f"stands twice: {shown}")
        found.add(value)
    return found
