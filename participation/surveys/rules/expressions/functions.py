"""The functions of the language: XPath 1.0 and OpenRosa, those a questionnaire uses."""

import math
from collections.abc import Callable, Iterable

from .arithmetic import floor, power, rounded, square_root, total, truncated
from .moments import day_text, formatted, moment_text, part_of_day, to_moment
from .values import Value, bounded, spread, to_boolean, to_number, to_text, words_of

MANY = 1_000

ARITIES: dict[str, tuple[int, int]] = {
    "if": (3, 3),
    "coalesce": (2, MANY),
    "once": (1, 1),
    "today": (0, 0),
    "now": (0, 0),
    "jr:choice-name": (2, 2),
    "position": (0, 1),
    "last": (0, 0),
    "regex": (2, 2),
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
    "weighted-checklist": (4, MANY),
    "int": (1, 1),
    "round": (1, 2),
    "floor": (1, 1),
    "ceiling": (1, 1),
    "abs": (1, 1),
    "pow": (2, 2),
    "sqrt": (1, 1),
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
    "date": (1, 1),
    "date-time": (1, 1),
    "decimal-date-time": (1, 1),
    "decimal-time": (1, 1),
    "format-date": (2, 2),
    "format-date-time": (2, 2),
}
"""Fewest and most arguments of each function; the first ones are evaluated by the evaluator."""


def _selected_at(answer: Value, place: Value) -> str:
    names = words_of(answer)
    index = to_number(place)
    return names[int(index)] if 0 <= index < len(names) else ""


def _count(value: Value) -> float:
    return float(len(value)) if isinstance(value, tuple) else 1.0


def _numbers(values: Iterable[Value]) -> list[float]:
    """Give the numbers among the values, the unanswered left out."""
    return [to_number(value) for value in spread(values) if value != ""]


def _least(*values: Value) -> float:
    numbers = _numbers(values)
    return math.nan if not numbers or any(map(math.isnan, numbers)) else min(numbers)


def _most(*values: Value) -> float:
    numbers = _numbers(values)
    return math.nan if not numbers or any(map(math.isnan, numbers)) else max(numbers)


def _is_between(count: float, least: Value, most: Value) -> bool:
    """Say whether a count lies in bounds (-1: no bound)."""
    low, high = to_number(least), to_number(most)
    return (low < 0 or count >= low) and (high < 0 or count <= high)


def _checklist(least: Value, most: Value, *answers: Value) -> bool:
    return _is_between(sum(map(to_boolean, answers)), least, most)


def _weighted(least: Value, most: Value, *pairs: Value) -> bool:
    """Add the weight that follows each true answer; the last answer may have none."""
    weights = (
        to_number(weight)
        for answer, weight in zip(pairs[::2], pairs[1::2], strict=False)
        if to_boolean(answer)
    )
    return _is_between(total(weights), least, most)


def _joined(separator: Value, *values: Value) -> str:
    return bounded(to_text(separator).join(map(to_text, spread(values))))


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
    first = rounded(to_number(start))
    last = first + rounded(to_number(length))
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


def _dated(value: Value) -> str | float:
    """Give what a date is read from: a number as it is, all else as text."""
    return value if isinstance(value, float) else to_text(value)


def _format_date(value: Value, pattern: Value) -> str:
    found = to_moment(_dated(value))
    return "" if found is None else bounded(formatted(found, to_text(pattern)))


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "true": lambda: True,
    "false": lambda: False,
    "not": lambda value: not to_boolean(value),
    "boolean": to_boolean,
    "boolean-from-string": lambda value: to_text(value) in ("1", "true"),
    "string": to_text,
    "number": to_number,
    "string-length": lambda value: float(len(to_text(value))),
    "normalize-space": lambda value: " ".join(words_of(value)),
    "selected": lambda answer, name: " ".join(words_of(name)) in words_of(answer),
    "selected-at": _selected_at,
    "count-selected": lambda value: float(len(words_of(value))),
    "count": _count,
    "count-non-empty": lambda *values: float(sum(value != "" for value in spread(values))),
    "checklist": _checklist,
    "weighted-checklist": _weighted,
    "int": lambda value: truncated(to_number(value)),
    "round": lambda value, places=0.0: rounded(to_number(value), to_number(places)),
    "floor": lambda value: floor(to_number(value)),
    "ceiling": lambda value: -floor(-to_number(value)),
    "abs": lambda value: abs(to_number(value)),
    "pow": lambda base, exponent: power(to_number(base), to_number(exponent)),
    "sqrt": lambda value: square_root(to_number(value)),
    "min": _least,
    "max": _most,
    "sum": lambda *values: total(_numbers(values)),
    "concat": lambda *values: _joined("", *values),
    "join": _joined,
    "contains": lambda text, part: to_text(part) in to_text(text),
    "starts-with": lambda text, part: to_text(text).startswith(to_text(part)),
    "ends-with": lambda text, part: to_text(text).endswith(to_text(part)),
    "substr": _substr,
    "substring": _substring,
    "substring-before": lambda text, part: _around(text, part)[0],
    "substring-after": lambda text, part: _around(text, part)[1],
    "translate": _translate,
    "date": lambda value: day_text(_dated(value)),
    "date-time": lambda value: moment_text(_dated(value)),
    "decimal-date-time": lambda value: to_number(moment_text(_dated(value))),
    "decimal-time": lambda value: part_of_day(to_text(value)),
    "format-date": _format_date,
    "format-date-time": _format_date,
}
