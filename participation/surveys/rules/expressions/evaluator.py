"""The value of an expression, against the answers given so far."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from .functions import FUNCTIONS
from .tree import (
    Binary,
    Call,
    CannotEvaluateError,
    Chain,
    ChoiceLabel,
    Column,
    Current,
    Literal,
    Name,
    Negative,
    Node,
    Unsupported,
)
from .values import Value, bounded, equal, to_boolean, to_number, to_text


def _no_label(_question: str, _choice: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may read: nothing else exists for it."""

    answers: Mapping[str, Value]
    """Values by name of question; a name that is not there is unanswered."""
    today: date
    current: Value = ""
    """The answer of the question itself, for a constraint."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Cells of the choice being filtered."""
    label: Callable[[str, str], str] = _no_label
    """The words of a choice, from the names of its question and of the choice."""


def evaluate(node: Node, scope: Scope) -> Value:
    """Compute the value of a tree made by `parse`.

    Raises CannotEvaluateError when it needs what the language does not have, or builds a text
    longer than MAX_TEXT; never any other error. Depth is bounded by the parser.
    """
    match node:
        case Literal() | Name() | Current() | Column():
            return _leaf(node, scope)
        case Negative(operand):
            return -to_number(evaluate(operand, scope))
        case Chain(operator, operands):
            return _chain(operator, operands, scope)
        case Binary(operator, left, right):
            return _binary(operator, evaluate(left, scope), evaluate(right, scope))
        case Call(function, arguments):
            return _call(function, arguments, scope)
        case ChoiceLabel(value, question):
            return bounded(scope.label(question, to_text(evaluate(value, scope))))
        case Unsupported(lack, words):
            raise CannotEvaluateError(f"{lack}: {words}")


def _leaf(node: Literal | Name | Current | Column, scope: Scope) -> Value:
    match node:
        case Literal(value):
            return value
        case Name(name):
            return scope.answers.get(name, "")
        case Current():
            return scope.current
        case Column(name):
            return scope.columns.get(name, "")


def holds(node: Node, scope: Scope) -> bool:
    """Evaluate a condition to its truth; raises as `evaluate` does."""
    return to_boolean(evaluate(node, scope))


def _chain(operator: str, operands: tuple[Node, ...], scope: Scope) -> bool:
    if operator == "and":
        return all(to_boolean(evaluate(operand, scope)) for operand in operands)
    return any(to_boolean(evaluate(operand, scope)) for operand in operands)


def _binary(operator: str, left: Value, right: Value) -> Value:
    if operator == "=":
        return equal(left, right)
    if operator == "!=":
        return not equal(left, right)
    return _ARITHMETIC[operator](to_number(left), to_number(right))


def _divided(left: float, right: float) -> float:
    if right != 0:
        return left / right
    if left == 0 or math.isnan(left):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    """Give the remainder with the sign of the dividend (XPath 1.0 §3.5)."""
    if right == 0 or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


_ARITHMETIC: dict[str, Callable[[float, float], Value]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divided,
    "mod": _remainder,
}
_OF_CURRENT = frozenset({"string-length", "normalize-space", "number", "string"})


def _call(function: str, arguments: tuple[Node, ...], scope: Scope) -> Value:
    match function:
        case "if":
            chosen = arguments[1 if holds(arguments[0], scope) else 2]
            return evaluate(chosen, scope)
        case "coalesce":
            values = (evaluate(argument, scope) for argument in arguments)
            return next((value for value in values if value != ""), "")
        case "once":
            return scope.current if scope.current != "" else evaluate(arguments[0], scope)
        case "today" | "now":
            return scope.today.isoformat()
    if function in _OF_CURRENT and not arguments:
        return FUNCTIONS[function](scope.current)
    return FUNCTIONS[function](*(evaluate(argument, scope) for argument in arguments))
