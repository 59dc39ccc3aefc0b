"""Values of an expression and how one kind becomes another (XPath 1.0 §3.4, §4.2–4.4)."""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from .moments import to_days
from .tree import MAX_TEXT, CannotEvaluateError

Value = str | float | bool | tuple[str, ...]
"""A question that was not asked or not answered is the empty text; texts of several choices, as
`instance()` finds them, are a tuple: alone it is worth its first."""

_WHITE = "[ \\t\\r\\n]"
_NUMBER = re.compile(rf"{_WHITE}*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)){_WHITE}*")
_WORD = re.compile(r"[^ \t\r\n]+")


def to_number(value: Value) -> float:
    """Give a number; NaN for a text that is none.

    A date written YYYY-MM-DD is its count of days since 1970-01-01 (OpenRosa XForms, `number`);
    a time after it, as written and whatever its offset, is the part of a day.
    """
    if isinstance(value, tuple):
        value = to_text(value)
    if isinstance(value, str):
        if match := _NUMBER.fullmatch(value):
            return float(match[1])
        return to_days(value)
    return float(value)


def to_text(value: Value) -> str:
    """Give a text: whole numbers without a point, never an exponent."""
    if isinstance(value, tuple):
        return value[0] if value else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def to_boolean(value: Value) -> bool:
    """Give a truth: a text or a list is true when not empty, a number when neither 0 nor NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def words_of(value: Value) -> list[str]:
    """Cut a text at its white space, as XML counts it: names of the choices that are ticked."""
    return _WORD.findall(to_text(value))


def spread(values: Iterable[Value]) -> Iterator[str | float | bool]:
    """Give the values one by one, those of a list apart."""
    for value in values:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def bounded(text: str) -> str:
    """Return the text; CannotEvaluateError if it is longer than MAX_TEXT."""
    if len(text) > MAX_TEXT:
        raise CannotEvaluateError(f"a text of {len(text)} characters")
    return text


def equal(left: Value, right: Value) -> bool:
    """Compare as XPath does: as truths if one is, else as numbers if one is, else as texts."""
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    return to_text(left) == to_text(right)


def any_of(test: Callable[[Value, Value], bool], left: Value, right: Value) -> bool:
    """Say whether the test holds for some text of a list (XPath 1.0 §3.4)."""
    if isinstance(left, tuple):
        if isinstance(right, bool):
            return test(bool(left), right)
        return any(any_of(test, one, right) for one in left)
    if isinstance(right, tuple):
        if isinstance(left, bool):
            return test(left, bool(right))
        return any(test(left, one) for one in right)
    return test(left, right)
