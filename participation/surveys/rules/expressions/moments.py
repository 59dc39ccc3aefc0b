"""Days and hours in expressions: read from a text or a count of days, written by a format."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .tree import CannotEvaluateError

DAY = 86_400_000
"""Milliseconds in a day."""
_TIME = (
    r"([01][0-9]|2[0-3]):([0-5][0-9])(?::([0-5][0-9])(?:\.([0-9]{1,9}))?)?"
    r"(?:Z|[+-][0-9]{2}:?[0-9]{2})?"
)
_WHITE = r"[ \t\r\n]*"
_MOMENT = re.compile(rf"{_WHITE}([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:T{_TIME})?{_WHITE}")
_HOUR = re.compile(rf"{_WHITE}{_TIME}{_WHITE}")
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and the milliseconds since it began, as written: offsets change nothing."""

    day: date
    milliseconds: int = 0


def to_moment(value: str | float) -> Moment | None:
    """Read YYYY-MM-DD with or without an hour, or days since 1970-01-01; None if it is neither."""
    if isinstance(value, str):
        if not (match := _MOMENT.fullmatch(value)):
            return None
        try:
            return Moment(date.fromisoformat(match[1]), _milliseconds(match.groups()[1:]))
        except ValueError:
            return None
    if isinstance(value, bool) or not math.isfinite(value):
        return None
    whole = math.floor(value)
    milliseconds = math.floor((value - whole) * DAY + 0.5)
    try:
        return Moment(_EPOCH + timedelta(whole + milliseconds // DAY), milliseconds % DAY)
    except OverflowError:
        return None


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hour, minute, second, fraction = (part or "0" for part in parts)
    seconds = (int(hour) * 60 + int(minute)) * 60 + int(second)
    return seconds * 1000 + int(f"{fraction}00"[:3])


def to_days(value: str | float) -> float:
    """Count the days since 1970-01-01, the hour as a part of a day; NaN for no date."""
    found = to_moment(value)
    if found is None:
        return math.nan
    return float((found.day - _EPOCH).days) + found.milliseconds / DAY


def part_of_day(text: str) -> float:
    """Give HH:MM:SS as a part of a day, or that of a whole moment; NaN for no hour."""
    if match := _HOUR.fullmatch(text):
        return _milliseconds(match.groups()) / DAY
    found = to_moment(text)
    return math.nan if found is None else found.milliseconds / DAY


_FORMATS: dict[str, Callable[[Moment], str]] = {
    "Y": lambda when: f"{when.day.year:04}",
    "y": lambda when: f"{when.day.year % 100:02}",
    "m": lambda when: f"{when.day.month:02}",
    "n": lambda when: str(when.day.month),
    "d": lambda when: f"{when.day.day:02}",
    "e": lambda when: str(when.day.day),
    "H": lambda when: f"{when.milliseconds // 3_600_000:02}",
    "h": lambda when: str(when.milliseconds // 3_600_000),
    "M": lambda when: f"{when.milliseconds // 60_000 % 60:02}",
    "S": lambda when: f"{when.milliseconds // 1000 % 60:02}",
    "3": lambda when: f"{when.milliseconds % 1000:03}",
    "%": lambda _: "%",
}
"""No names of days and months: they depend on the language."""


def is_known_format(pattern: str) -> bool:
    """Say whether every code of the format has a meaning here."""
    codes = re.findall("%(.?)", pattern, re.DOTALL)
    return all(not code or code in _FORMATS for code in codes)


def formatted(when: Moment, pattern: str) -> str:
    """Write a moment by a format such as `%d/%m/%Y`; CannotEvaluateError for an unknown code."""
    found: list[str] = []
    letters = iter(pattern)
    for letter in letters:
        code = next(letters, "%") if letter == "%" else ""
        if code and code not in _FORMATS:
            raise CannotEvaluateError(f"the date format %{code}")
        found.append(_FORMATS[code](when) if code else letter)
    return "".join(found)


def day_text(value: str | float) -> str:
    """Write the day as YYYY-MM-DD; empty for no date."""
    found = to_moment(value)
    return "" if found is None else found.day.isoformat()


def moment_text(value: str | float) -> str:
    """Write the day and the hour as YYYY-MM-DDTHH:MM:SS.mmm; empty for no date."""
    found = to_moment(value)
    return "" if found is None else formatted(found, "%Y-%m-%dT%H:%M:%S.%3")
