"""Values of an expression and how one kind becomes another (XPath 1.0 §3.4, §4.2–4.4)."""

import math
import re
from datetime import date, timedelta
from decimal import Decimal

from .tree import MAX_TEXT, CannotEvaluateError

Value = str | float | bool
"""A question that was not asked or not answered is the empty text."""

_NUMBER = re.compile(r"\s*(-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+))\s*", re.ASCII)
_DATE = re.compile(r"\s*([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T\S*)?\s*", re.ASCII)
_EPOCH = date(1970, 1, 1)


def to_number(value: Value) -> float:
    """Give a number; NaN for a text that is none.

    A date written YYYY-MM-DD is its count of days since 1970-01-01 (OpenRosa XForms, `number`).
    """
    if isinstance(value, str):
        if match := _NUMBER.fullmatch(value):
            return float(match[1])
        day = to_date(value)
        return math.nan if day is None else float((day - _EPOCH).days)
    return float(value)


def to_date(value: Value) -> date | None:
    """Give the day written as YYYY-MM-DD or counted since 1970-01-01; None if there is none."""
    if isinstance(value, str) and (match := _DATE.fullmatch(value)):
        try:
            return date.fromisoformat(match[1])
        except ValueError:
            return None
    if isinstance(value, float) and math.isfinite(value):
        try:
            return _EPOCH + timedelta(days=math.floor(value))
        except OverflowError:
            return None
    return None


def to_text(value: Value) -> str:
    """Give a text: whole numbers without a point, never an exponent."""
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
    """Give a truth: a text is true when not empty, a number when neither 0 nor NaN."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


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
    return left == right
