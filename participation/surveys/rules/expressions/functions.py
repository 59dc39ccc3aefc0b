"""The functions of the language: XPath 1.0 and OpenRosa, those a questionnaire uses."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from decimal import ROUND_FLOOR, Decimal, InvalidOperation

from .patterns import compiled
from .tree import CannotEvaluateError
from .values import Value, bounded, to_boolean, to_date, to_number, to_text

MANY = 1_000

ARITIES: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "coalesce": (2, MANY),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "jr:choice-name": (2, 2),
    "string-length": (0, 1),
    "normalize-space": (0, 1),
    "number": (0, 1),
    "string": (0, 1),
    "true": (0, 0),
    "false": (0, 0),
    "not": (1, 1),
    "boolean": (1, 1),
    "boolean-from-string": (1, 1),
    "selected": (2, 2),
    "selected-at": (2, 2),
    "count-selected": (1, 1),
    "count": (1, 1),
    "count-non-empty": (1, MANY),
    "checklist": (2, MANY),
    "int": (1, 1),
    "round": (1, 2),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "abs": (1, 1),
    "pow": (2, 2),
    "min": (1, MANY),
    "max": (1, MANY),
    "sum": (1, MANY),
    "concat": (1, MANY),
    "join": (1, MANY),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "substr": (2, 3),
    "substring": (2, 3),
    "substring-before": (2, 2),
    "substring-after": (2, 2),
    "translate": (3, 3),
    "regex": (2, 2),
    "date": (1, 1),
    "decimal-date-time": (1, 1),
    "format-date": (2, 2),
    "format-date-time": (2, 2),
}
"""Fewest and most arguments of each function; the first ones are evaluated by the evaluator."""


def _selected(answer: Value, name: Value) -> bool:
    return to_text(name).strip() in to_text(answer).split()


def _selected_at(answer: Value, place: Value) -> str:
    names = to_text(answer).split()
    index = to_number(place)
    return names[int(index)] if 0 <= index < len(names) else ""


def _whole(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


def _floor(value: Value) -> float:
    number = to_number(value)
    return float(math.floor(number)) if math.isfinite(number) else number


def _round(value: Value, places: Value = 0.0) -> float:
    """Round halves up, towards plus infinity, as XPath 1.0 §4.4 says."""
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number) or not math.isfinite(digits):
        return number if math.isfinite(digits) else math.nan
    unit = Decimal(1).scaleb(-max(-30, min(30, int(digits))))
    try:
        shifted = Decimal(repr(number)) / unit + Decimal("0.5")
        return float(shifted.to_integral_value(rounding=ROUND_FLOOR) * unit)
    except InvalidOperation:
        return number


def _pow(base: Value, exponent: Value) -> float:
    try:
        return math.pow(to_number(base), to_number(exponent))
    except OverflowError:
        return math.inf
    except ValueError:
        return math.nan


def _numbers(values: Sequence[Value]) -> list[float]:
    """Give the numbers among the values, the unanswered left out."""
    return [to_number(value) for value in values if value != ""]


def _least(*values: Value) -> float:
    numbers = _numbers(values)
    return math.nan if not numbers or any(map(math.isnan, numbers)) else min(numbers)


def _most(*values: Value) -> float:
    numbers = _numbers(values)
    return math.nan if not numbers or any(map(math.isnan, numbers)) else max(numbers)


def _checklist(least: Value, most: Value, *answers: Value) -> bool:
    """Say whether the number of true answers lies in bounds (-1: no bound)."""
    count = sum(map(to_boolean, answers))
    low, high = to_number(least), to_number(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _join(separator: Value, *values: Value) -> str:
    return bounded(to_text(separator).join(map(to_text, values)))


def _substr(text: Value, start: Value, end: Value = math.inf) -> str:
    """Give the characters from `start` (counted from 0) to before `end` (OpenRosa)."""
    whole = to_text(text)
    return whole[_index(start, len(whole)) : _index(end, len(whole))]


def _index(value: Value, length: int) -> int:
    number = to_number(value)
    if math.isnan(number):
        return 0
    index = max(-length, min(length, int(max(-1e9, min(1e9, number)))))
    return index if index >= 0 else length + index


def _substring(text: Value, start: Value, length: Value = math.inf) -> str:
    """Give the characters from `start` (counted from 1), after XPath 1.0 §4.2."""
    first = _round(start)
    last = first + _round(length)
    return "".join(letter for place, letter in enumerate(to_text(text), 1) if first <= place < last)


def _around(text: Value, part: Value) -> tuple[str, str]:
    if not to_text(part):
        return "", to_text(text)
    before, found, after = to_text(text).partition(to_text(part))
    return (before, after) if found else ("", "")


def _translate(text: Value, old: Value, new: Value) -> str:
    table: dict[int, str | None] = {}
    replacements = to_text(new)
    for place, letter in enumerate(to_text(old)):
        table.setdefault(ord(letter), replacements[place : place + 1] or None)
    return to_text(text).translate(table)


def _regex(text: Value, pattern: Value) -> bool:
    try:
        return compiled(to_text(pattern))(to_text(text))
    except ValueError as error:
        raise CannotEvaluateError(str(error)) from error


def _date(value: Value) -> str:
    day = to_date(value)
    return "" if day is None else day.isoformat()


_FORMATS: dict[str, Callable[[date], str]] = {
    "Y": lambda day: f"{day.year:04}",
    "y": lambda day: f"{day.year % 100:02}",
    "m": lambda day: f"{day.month:02}",
    "n": lambda day: str(day.month),
    "d": lambda day: f"{day.day:02}",
    "e": lambda day: str(day.day),
    "H": lambda _: "00",
    "h": lambda _: "0",
    "M": lambda _: "00",
    "S": lambda _: "00",
    "3": lambda _: "000",
    "%": lambda _: "%",
}
"""No names of days and months (they depend on the language); the hour is never known."""


def _format_date(value: Value, pattern: Value) -> str:
    day = to_date(value)
    if day is None:
        return ""
    found: list[str] = []
    letters = iter(to_text(pattern))
    for letter in letters:
        code = next(letters, "%") if letter == "%" else ""
        if code and code not in _FORMATS:
            raise CannotEvaluateError(f"the date format %{code}")
        found.append(_FORMATS[code](day) if code else letter)
    return bounded("".join(found))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not to_boolean(value),
    "boolean": to_boolean,
    "boolean-from-string": lambda value: to_text(value) in ("1", "true"),
    "string": to_text,
    "number": to_number,
    "string-length": lambda value: float(len(to_text(value))),
    "normalize-space": lambda value: " ".join(to_text(value).split()),
    "selected": _selected,
    "selected-at": _selected_at,
    "count-selected": lambda value: float(len(to_text(value).split())),
    "count": lambda _: 1.0,
    "count-non-empty": lambda *values: float(sum(value != "" for value in values)),
    "checklist": _checklist,
    "int": lambda value: _whole(to_number(value)),
    "round": _round,
    "floor": _floor,
    "ceiling": lambda value: -_floor(-to_number(value)),
    "abs": lambda value: abs(to_number(value)),
    "pow": _pow,
    "min": _least,
    "max": _most,
    "sum": lambda *values: float(sum(_numbers(values))),
    "concat": lambda *values: bounded("".join(map(to_text, values))),
    "join": _join,
    "contains": lambda text, part: to_text(part) in to_text(text),
    "starts-with": lambda text, part: to_text(text).startswith(to_text(part)),
    "ends-with": lambda text, part: to_text(text).endswith(to_text(part)),
    "substr": _substr,
    "substring": _substring,
    "substring-before": lambda text, part: _around(text, part)[0],
    "substring-after": lambda text, part: _around(text, part)[1],
    "translate": _translate,
    "regex": _regex,
    "date": _date,
    "decimal-date-time": lambda value: to_number(_date(value)),
    "format-date": _format_date,
    "format-date-time": _format_date,
}
