"""Smallest and greatest answer to a number, from its own columns, its range or its constraint."""

import math
from dataclasses import dataclass

from ...rules.expressions import ExpressionError, parse
from ...rules.expressions.tree import Binary, Chain, Current, Literal, Negative, Node

_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds in whole numbers; None where there is none."""

    low: int | None = None
    high: int | None = None


def bounds_of(constraint: str) -> Bounds:
    """Read the bounds that a constraint such as `. >= 0 and . <= 10` sets on a whole number."""
    try:
        tree = parse(constraint)
    except ExpressionError:
        return Bounds()
    parts = tree.operands if isinstance(tree, Chain) and tree.operator == "and" else (tree,)
    low: int | None = None
    high: int | None = None
    for part in parts:
        found = _bound(part)
        if found.low is not None:
            low = found.low if low is None else max(low, found.low)
        if found.high is not None:
            high = found.high if high is None else min(high, found.high)
    return Bounds(low, high)


def _bound(part: Node) -> Bounds:
    if not isinstance(part, Binary):
        return Bounds()
    match part.left, part.right:
        case Current(), other:
            operator, number = part.operator, _number(other)
        case other, Current():
            operator, number = _TURNED.get(part.operator, ""), _number(other)
        case _:
            return Bounds()
    if number is None:
        return Bounds()
    match operator:
        case ">=":
            return Bounds(low=math.ceil(number))
        case ">":
            return Bounds(low=math.floor(number) + 1)
        case "<=":
            return Bounds(high=math.floor(number))
        case "<":
            return Bounds(high=math.ceil(number) - 1)
        case _:
            return Bounds()


def _number(node: Node) -> float | None:
    match node:
        case Literal(float() as number) if abs(number) < 1e9:  # noqa: PLR2004
            return number
        case Negative(Literal(float() as number)) if abs(number) < 1e9:  # noqa: PLR2004
            return -number
        case _:
            return None
