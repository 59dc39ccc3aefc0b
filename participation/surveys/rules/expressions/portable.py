"""The tree of an expression as plain JSON, for the browser: it evaluates, it never parses."""

import math
from typing import Any

from .patterns import compiled
from .programs import Program, Step
from .tree import (
    Binary,
    Call,
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

Json = Any
"""A text, a number, or a list that begins with what it does: `["+", 1, ["$", "age"]]`."""
_SAFE = 2**53


def portable(node: Node) -> Json:
    """Give the tree that frontend/survey/evaluate.js evaluates to the same value.

    `["$", name]` is an answer, `["."]` the answer itself, `["@", column]` a cell of a choice,
    `["neg", x]` a minus, `["label", x, question]` the words of a choice, `["items", list,
    column, [size, predicate], ...]` a path into a list, `["!", lack, words]` what has no value;
    else the first is an operator or a function and the others are what it takes. A pattern is
    sent as its program: `["regex", x, start, step, ...]`.
    """
    match node:
        case Literal() | Name() | Current() | Column():
            return _leaf(node)
        case Negative(operand):
            return ["neg", portable(operand)]
        case Chain(operator, operands):
            return [operator, *map(portable, operands)]
        case Binary(operator, left, right):
            return [operator, portable(left), portable(right)]
        case Call(function, arguments):
            return [function, *_arguments(function, arguments)]
        case ChoiceLabel(value, question):
            return ["label", portable(value), question]
        case Items(list_name, column, predicates):
            tried = ([size(predicate), portable(predicate)] for predicate in predicates)
            return ["items", list_name, column, *tried]
        case Unsupported(lack, words):
            return ["!", lack.value, words]


def _leaf(node: Literal | Name | Current | Column) -> Json:
    match node:
        case Literal(value):
            return _literal(value)
        case Name(name):
            return ["$", name]
        case Current():
            return ["."]
        case Column(name):
            return ["@", name]


def _arguments(function: str, arguments: tuple[Node, ...]) -> list[Json]:
    match function, arguments:
        case "regex", (subject, Literal(str() as pattern)):
            return [portable(subject), *_program(compiled(pattern))]
        case _:
            return [portable(argument) for argument in arguments]


def _literal(value: str | float) -> Json:
    if isinstance(value, str):
        return value
    if math.isinf(value):
        return ["div", 1, 0]
    return int(value) if value.is_integer() and abs(value) < _SAFE else value


def _program(program: Program) -> list[Json]:
    return [program.start, *map(_step, program.steps)]


def _step(step: Step) -> Json:
    """Write letters as pairs in a text (`azAZ`), an edge as its sign, the rest as where to go."""
    if step.letters is None:
        return [step.edge, *step.following]
    pairs = "".join(low + high for low, high in step.letters.ranges)
    return [step.following[0], pairs, int(step.letters.negated)]
