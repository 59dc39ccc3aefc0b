"""Reads a roster problem from JSON, strictly: what is wrong is named with its place."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from .problem import Assignment, Helper, Journey, Kind, Limits, Problem, Slot, Span, Weights

T = TypeVar("T")
Reader = Callable[[object, str], T]
IDENTIFIER = re.compile(r"[\w.:@-]{1,64}")
MOST_BYTES, MOST_HELPERS, MOST_SLOTS, MOST_ITEMS = 32 * 2**20, 1_000, 5_000, 20_000
MOST_PEOPLE, MOST_PRIORITY, MOST_MINUTES, MOST_WEIGHT = 200, 1_000, 60 * 24 * 93, 10_000
LONGEST_SLOT, LONGEST_ROSTER = timedelta(hours=24), timedelta(days=93)
FIRST_YEAR, LAST_YEAR = 2000, 2100


class BadRosterError(ValueError):
    """A problem that cannot be read; the text names the place and says what is wrong there."""


def read_problem(raw: str | bytes) -> Problem:
    """Read a problem from JSON; raises BadRosterError with one sentence on what is not right."""
    if len(raw) > MOST_BYTES:
        raise BadRosterError(f"the file is larger than {MOST_BYTES // 2**20} MB")
    try:
        value = json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant)
    except BadRosterError:
        raise
    except (ValueError, RecursionError) as error:
        raise BadRosterError(f"this is not JSON: {error}") from None
    return _check(_problem(value))


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, _ in pairs if [each for each, _ in pairs].count(key) > 1)
        raise BadRosterError(f"the key {twice!r} stands twice in one object")
    return found


def _no_constant(word: str) -> NoReturn:
    raise BadRosterError(f"{word} is no number of JSON")


def _fail(place: str, sentence: str) -> NoReturn:
    raise BadRosterError(f"{place or 'the roster'}: {sentence}")


class _Fields:
    """The fields of one object, each read once; unknown and missing ones are refused."""

    def __init__(self, value: object, place: str, known: str) -> None:
        if not isinstance(value, dict):
            _fail(place, "must be an object")
        for key in value:
            if key not in known.split():
                _fail(place, f"has the unknown field {key!r}")
        self.value, self.place = value, place

    def need(self, name: str, reader: Reader[T]) -> T:
        if name not in self.value:
            _fail(self.place, f"has no field {name!r}")
        return reader(self.value[name], self.at(name))

    def take(self, name: str, reader: Reader[T], default: T) -> T:
        return reader(self.value[name], self.at(name)) if name in self.value else default

    def at(self, name: str) -> str:
        return f"{self.place}.{name}" if self.place else name


def _identifier(value: object, place: str) -> str:
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        _fail(place, "must be 1 to 64 letters, digits or . : @ _ -")
    return value


def _whole(least: int, most: int) -> Reader[int]:
    def read(value: object, place: str) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            _fail(place, f"must be a whole number from {least} to {most}")
        return value

    return read


def _or_none(reader: Reader[T]) -> Reader[T | None]:
    return lambda value, place: None if value is None else reader(value, place)


def _flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        _fail(place, "must be true or false")
    return value


def _kind(value: object, place: str) -> Kind:
    if not isinstance(value, str) or value not in {each.value for each in Kind}:
        _fail(place, f"must be one of {', '.join(Kind)}")
    return Kind(value)


def _day(value: object, place: str) -> date:
    try:
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    _fail(place, "must be a day such as 2026-03-28")


def _instant(value: object, place: str) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        _fail(place, "must be an instant with its offset, such as 2026-03-28T22:00:00+01:00")
    if not FIRST_YEAR <= found.year < LAST_YEAR:
        _fail(place, f"must be in the years {FIRST_YEAR} to {LAST_YEAR - 1}")
    found = found.astimezone(UTC)
    if found.second or found.microsecond:
        _fail(place, "must be on a whole minute")
    return found


def _items(reader: Reader[T], most: int = MOST_ITEMS) -> Reader[tuple[T, ...]]:
    def read(value: object, place: str) -> tuple[T, ...]:
        if not isinstance(value, list):
            _fail(place, "must be a list")
        if len(value) > most:
            _fail(place, f"has {len(value)} items, at most {most} are taken")
        return tuple(reader(each, f"{place}[{number}]") for number, each in enumerate(value))

    return read


def _words(value: object, place: str) -> frozenset[str]:
    return frozenset(_items(_identifier)(value, place))


def _mapping(reader: Reader[T]) -> Reader[Mapping[str, T]]:
    def read(value: object, place: str) -> Mapping[str, T]:
        if not isinstance(value, dict):
            _fail(place, "must be an object")
        return {
            _identifier(key, f"{place}, key {key!r}"): reader(each, f"{place}.{key}")
            for key, each in value.items()
        }

    return read


def _span(value: object, place: str) -> Span:
    fields = _Fields(value, place, "starts ends")
    found = Span(fields.need("starts", _instant), fields.need("ends", _instant))
    if found.starts >= found.ends:
        _fail(place, "must start before it ends")
    return found


def _limits(value: object, place: str) -> Limits:
    usual = Limits(minutes_per_week=0)
    names = [name for name in Limits.__slots__ if name != "minutes_per_week"]
    fields = _Fields(value, place, " ".join(Limits.__slots__))
    minutes = _whole(0, MOST_MINUTES)
    found = {
        name: fields.take(name, _or_none(minutes), getattr(usual, name))
        for name in names
        if name != "rest"
    }
    rest = fields.take("rest", _whole(0, 24 * 60), usual.rest)
    return Limits(minutes_per_week=fields.need("minutes_per_week", minutes), rest=rest, **found)


def _helper(value: object, place: str) -> Helper:
    fields = _Fields(value, place, " ".join(Helper.__slots__))
    return Helper(
        id=fields.need("id", _identifier),
        limits=fields.need("limits", _limits),
        languages=fields.take("languages", _words, frozenset()),
        topics=fields.take("topics", _words, frozenset()),
        skills=fields.take("skills", _mapping(_or_none(_day)), {}),
        services=fields.take("services", _or_none(_words), None),
        never=fields.take("never", _words, frozenset()),
        available=fields.take("available", _items(_span), ()),
        leads=fields.take("leads", _flag, default=False),
        likes=frozenset(fields.take("likes", _items(_kind), ())),
        travel=fields.take("travel", _mapping(_whole(0, MOST_MINUTES)), {}),
    )


def _slot(value: object, place: str) -> Slot:
    fields = _Fields(value, place, " ".join(Slot.__slots__))
    people = _whole(0, MOST_PEOPLE)
    least = fields.take("least", people, 1)
    team = fields.take("team", _whole(1, MOST_PEOPLE), 1)
    found = Slot(
        id=fields.need("id", _identifier),
        kind=fields.need("kind", _kind),
        service=fields.need("service", _identifier),
        starts=fields.need("starts", _instant),
        ends=fields.need("ends", _instant),
        least=least,
        most=fields.take("most", people, max(least, team)),
        priority=fields.take("priority", _whole(1, MOST_PRIORITY), 1),
        language=fields.take("language", _or_none(_identifier), None),
        topic=fields.take("topic", _or_none(_identifier), None),
        skills=fields.take("skills", _words, frozenset()),
        leads=fields.take("leads", people, 0),
        team=team,
        heavy=fields.take("heavy", _flag, default=False),
        night=fields.take("night", _flag, default=False),
        previous=fields.take("previous", _words, frozenset()),
    )
    _check_slot(found, place)
    return found


def _check_slot(slot: Slot, place: str) -> None:
    if slot.starts >= slot.ends:
        _fail(f"{place}.ends", "must be after starts")
    if slot.ends - slot.starts > LONGEST_SLOT:
        _fail(f"{place}.ends", "must be at most 24 hours after starts")
    for name in ("least", "team", "leads"):
        if getattr(slot, name) > slot.most:
            _fail(f"{place}.{name}", f"is more than most, which is {slot.most}")


def _assignment(value: object, place: str) -> Assignment:
    fields = _Fields(value, place, "helper slot")
    return Assignment(helper=fields.need("helper", _identifier), slot=fields.need("slot", _identifier))


def _journey(value: object, place: str) -> Journey:
    fields = _Fields(value, place, "from to minutes")
    minutes = fields.need("minutes", _whole(0, MOST_MINUTES))
    return Journey(fields.need("from", _identifier), fields.need("to", _identifier), minutes)


def _weights(value: object, place: str) -> Weights:
    fields = _Fields(value, place, " ".join(Weights.__slots__))
    whole, usual = _whole(0, MOST_WEIGHT), Weights()
    return Weights(**{
        name: fields.take(name, whole, getattr(usual, name)) for name in Weights.__slots__
    })


def _zone(value: object, place: str) -> str:
    if not isinstance(value, str) or value not in available_timezones():
        _fail(place, "must be a time zone such as Europe/Paris")
    return ZoneInfo(value).key


def _problem(value: object) -> Problem:
    fields = _Fields(value, "", " ".join(Problem.__slots__))
    usual, minutes = Problem("UTC", (), ()), _whole(0, MOST_MINUTES)
    return Problem(
        zone=fields.need("zone", _zone),
        helpers=fields.need("helpers", _items(_helper, MOST_HELPERS)),
        slots=fields.need("slots", _items(_slot, MOST_SLOTS)),
        fixed=fields.take("fixed", _items(_assignment), ()),
        excluded=fields.take("excluded", _items(_assignment, MOST_HELPERS * 100), ()),
        travel=fields.take("travel", _items(_journey, MOST_HELPERS * 100), ()),
        margin=fields.take("margin", minutes, usual.margin),
        unknown_travel=fields.take("unknown_travel", minutes, usual.unknown_travel),
        weights=fields.take("weights", _weights, usual.weights),
    )


def _check(problem: Problem) -> Problem:
    """Refuse names that stand twice or name nothing, and a roster of more than three months."""
    helpers = _distinct("helpers", "id", (each.id for each in problem.helpers))
    slots = _distinct("slots", "id", (each.id for each in problem.slots))
    for name, pairs in (("fixed", problem.fixed), ("excluded", problem.excluded)):
        for number, each in enumerate(pairs):
            if each.helper not in helpers:
                _fail(f"{name}[{number}].helper", f"there is no helper {each.helper!r}")
            if each.slot not in slots:
                _fail(f"{name}[{number}].slot", f"there is no slot {each.slot!r}")
    _distinct("fixed", "", ((each.helper, each.slot) for each in problem.fixed))
    _distinct("travel", "", ((each.origin, each.to) for each in problem.travel))
    for number, slot in enumerate(problem.slots):
        for known in sorted(slot.previous - helpers):
            _fail(f"slots[{number}].previous", f"there is no helper {known!r}")
    first = min((slot.starts for slot in problem.slots), default=None)
    for number, slot in enumerate(problem.slots):
        if first is not None and slot.ends - first > LONGEST_ROSTER:
            _fail(f"slots[{number}].ends", f"is more than {LONGEST_ROSTER.days} days after the first slot")
    return problem


def _distinct(name: str, field: str, values: Iterable[T]) -> set[T]:
    found: set[T] = set()
    for number, value in enumerate(values):
        if value in found:
            shown = " and ".join(value) if isinstance(value, tuple) else value
            _fail(f"{name}[{number}]{field and '.'}{field}", f"stands twice: {shown}")
        found.add(value)
    return found
