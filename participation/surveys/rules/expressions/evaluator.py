"""The value of an expression, against the answers given so far."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from .arithmetic import divided, remainder
from .functions import FUNCTIONS
from .patterns import compiled
from .tree import (
    MAX_STEPS,
    Binary,
    Call,
    CannotEvaluateError,
    Chain,
    ChoiceLabel,
    Column,
    Current,
    Items,
    Literal,
    Name,
    Negative,
    Node,
    Unsupported,
    size,
)
from .values import Value, any_of, bounded, equal, to_boolean, to_number, to_text

Cells = Mapping[str, str]


def _no_label(_question: str, _choice: str) -> str:
    return ""


def _no_items(_list_name: str) -> None:
    return None


@dataclass(slots=True)
class Steps:
    """What one evaluation may still do: lists and patterns cost, the rest is bounded by size."""

    left: int = MAX_STEPS

    def spend(self, count: int) -> None:
        """Count steps before they are done; CannotEvaluateError when there are too many."""
        self.left -= count
        if self.left < 0:
            raise CannotEvaluateError("too many steps")


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may read: nothing else exists for it."""

    answers: Mapping[str, Value]
    """Values by name of question; a name that is not there is unanswered."""
    today: date
    current: Value = ""
    """The answer of the question itself, for a constraint."""
    columns: Cells = field(default_factory=dict)
    """Cells of the choice being filtered."""
    label: Callable[[str, str], str] = _no_label
    """The words of a choice, from the names of its question and of the choice."""
    items: Callable[[str], Sequence[Cells] | None] = _no_items
    """The choices of a list by its name, each as its cells; None for a list that is not there."""
    position: int = 1
    last: int = 1
    """Place of the choice being tried by `instance()`, and how many there are."""
    steps: Steps = field(default_factory=Steps, compare=False)


def evaluate(node: Node, scope: Scope) -> Value:
    """Compute the value of a tree made by `parse`.

    Raises CannotEvaluateError when it needs what the language does not have, builds a text
    longer than MAX_TEXT or takes more than MAX_STEPS; never any other error. Depth is bounded
    by the parser.
    """
    match node:
        case Literal() | Name() | Current() | Column():
            return _leaf(node, scope)
        case Negative(operand):
            return -to_number(evaluate(operand, scope))
        case Chain(operator, operands):
            return _chain(operator, operands, scope)
        case Binary(operator, left, right):
            return _binary(operator, evaluate(left, scope), evaluate(right, scope), scope)
        case Call(function, arguments):
            return _call(function, arguments, scope)
        case ChoiceLabel(value, question):
            return bounded(scope.label(question, to_text(evaluate(value, scope))))
        case Items():
            return _items(node, scope)
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


def _binary(operator: str, left: Value, right: Value, scope: Scope) -> Value:
    if test := _TESTS.get(operator):
        if isinstance(left, tuple) and isinstance(right, tuple):
            scope.steps.spend(len(left) * len(right))
        return any_of(test, left, right)
    return _ARITHMETIC[operator](to_number(left), to_number(right))


_TESTS: dict[str, Callable[[Value, Value], bool]] = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": lambda left, right: to_number(left) < to_number(right),
    "<=": lambda left, right: to_number(left) <= to_number(right),
    ">": lambda left, right: to_number(left) > to_number(right),
    ">=": lambda left, right: to_number(left) >= to_number(right),
}
_ARITHMETIC: dict[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": divided,
    "mod": remainder,
}
_OF_CURRENT = frozenset({"string-length", "normalize-space", "number", "string"})


def _call(function: str, arguments: tuple[Node, ...], scope: Scope) -> Value:
    match function:
        case "if":
            chosen = arguments[1 if holds(arguments[0], scope) else 2]
            return evaluate(chosen, scope)
        case "coalesce":
            values = (evaluate(argument, scope) for argument in arguments)
            return next((value for value in values if to_text(value) != ""), "")
        case "once":
            return scope.current if scope.current != "" else evaluate(arguments[0], scope)
        case "today" | "now":
            return scope.today.isoformat()
        case "position":
            return float(scope.position)
        case "last":
            return float(scope.last)
    values_of = [evaluate(argument, scope) for argument in arguments]
    if function in _OF_CURRENT and not arguments:
        values_of = [scope.current]
    if function == "regex":
        return compiled(to_text(values_of[1])).matches(to_text(values_of[0]), scope.steps.spend)
    return FUNCTIONS[function](*values_of)


def _items(node: Items, scope: Scope) -> tuple[str, ...]:
    rows = scope.items(node.list_name)
    if rows is None:
        raise CannotEvaluateError(f"list: {node.list_name}")
    for predicate in node.predicates:
        scope.steps.spend(size(predicate) * len(rows))
        rows = [
            row
            for place, row in enumerate(rows, 1)
            if _fits(predicate, place, replace(scope, columns=row, position=place, last=len(rows)))
        ]
    column = node.column or "name"
    return tuple(row[column] for row in rows if row.get(column))


def _fits(predicate: Node, place: int, scope: Scope) -> bool:
    """Say whether a choice fits: a number in brackets is its place (XPath 1.0 §2.4)."""
    value = evaluate(predicate, scope)
    if isinstance(value, float):
        return value == place
    return to_boolean(value)
