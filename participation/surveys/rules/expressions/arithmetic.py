"""Arithmetic of expressions, made of IEEE 754's exact operations only: one result everywhere."""

# `math.pow` and JavaScript's `**` differ in the last digit, and so do `sum` and a plain loop since
# Python 3.12. What is computed here and in the browser uses + - * / and square roots, in the same
# order, so that both give the same number to the last bit.

import math
from collections.abc import Iterable

from .values import to_text

MOST_PLACES = 30


def divided(left: float, right: float) -> float:
    """Divide; by nought it is infinite, or not a number (XPath 1.0 §3.5)."""
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def remainder(left: float, right: float) -> float:
    """Give the remainder with the sign of the dividend (XPath 1.0 §3.5)."""
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


def rounded(number: float, places: float = 0.0) -> float:
    """Round halves up, towards plus infinity, as XPath 1.0 §4.4 says, in decimal digits."""
    if not math.isfinite(number) or not math.isfinite(places):
        return number if math.isfinite(places) else math.nan
    digits = max(-MOST_PLACES, min(MOST_PLACES, int(places)))
    whole, _, fraction = to_text(number).partition(".")
    dropped = len(fraction) - digits
    if dropped <= 0:
        return number
    kept, rest = divmod(int(whole + fraction), 10**dropped)
    return float(f"{kept + (2 * rest >= 10**dropped)}e{-digits}")


def floor(number: float) -> float:
    """Give the greatest whole number below; nought keeps its sign (IEEE 754 §5.9)."""
    if not math.isfinite(number):
        return number
    return float(math.floor(number)) or math.copysign(0.0, number)


def truncated(number: float) -> float:
    """Drop what follows the point; nought keeps its sign."""
    if not math.isfinite(number):
        return number
    return float(math.trunc(number)) or math.copysign(0.0, number)


def square_root(number: float) -> float:
    """Give the square root; NaN below nought."""
    return math.sqrt(number) if number >= 0 else math.nan


def power(base: float, exponent: float) -> float:
    """Raise to a power: by squares, and by square roots for what follows the point.

    Exact where every product is; else right to about 13 digits. NaN where there is no real
    number, and for 1 to an infinite power.
    """
    if exponent == 0:
        return 1.0
    if math.isnan(base) or math.isnan(exponent):
        return math.nan
    if math.isinf(exponent):
        return _to_infinity(abs(base), rises=exponent > 0)
    whole = float(math.floor(abs(exponent)))
    rest = abs(exponent) - whole
    if base < 0 and rest > 0:
        return math.nan
    result = _to_whole(base, whole) * _to_part(base, rest)
    return result if exponent > 0 else divided(1.0, result)


def _to_infinity(size: float, *, rises: bool) -> float:
    if size == 1:
        return math.nan
    return math.inf if (size > 1) is rises else 0.0


def _to_whole(base: float, times: float) -> float:
    result, square = 1.0, base
    while times >= 1:
        if math.fmod(times, 2) == 1:
            result *= square
        square *= square
        times = float(math.floor(times / 2))
    return result


def _to_part(base: float, rest: float) -> float:
    result, root = 1.0, base
    while rest > 0:
        root = math.sqrt(root)
        rest *= 2
        if rest >= 1:
            result *= root
            rest -= 1
    return result


def total(numbers: Iterable[float]) -> float:
    """Add one after the other, from the first."""
    result = 0.0
    for number in numbers:
        result += number
    return result
