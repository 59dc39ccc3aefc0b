"""The frozen tree of an expression, its bounds, and what can be wrong with one."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

MAX_LENGTH = 8_000
"""Longest expression read, in characters (the longest of 352 published forms has 2,600)."""
MAX_DEPTH = 80
"""Deepest nesting read; chains of `and` or `or` count for one."""
MAX_NODES = 2_000
"""Most nodes in one expression."""
MAX_TEXT = 10_000
"""Longest text that an evaluation may build, in characters."""
MAX_STEPS = 100_000
"""Most steps of one evaluation that goes through a list or runs a pattern."""


class Fault(StrEnum):
    """Why an expression cannot be read."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    UNEXPECTED_CHARACTER = "unexpected_character"
    UNEXPECTED_WORD = "unexpected_word"
    UNEXPECTED_END = "unexpected_end"
    UNCLOSED_TEXT = "unclosed_text"
    UNCLOSED_NAME = "unclosed_name"
    WRONG_ARGUMENTS = "wrong_arguments"


class ExpressionError(ValueError):
    """An expression that cannot be read: `fault`, and `position` in characters from 0."""

    def __init__(self, fault: Fault, position: int, word: str = "") -> None:
        super().__init__(f"{fault} at {position}: {word}")
        self.fault = fault
        self.position = position
        self.word = word


class CannotEvaluateError(ValueError):
    """An expression that was read but has no value here: it uses what is not supported."""


class Lack(StrEnum):
    """What an expression asks for and this language does not have."""

    FUNCTION = "function"
    PATH = "path"
    PATTERN = "pattern"
    LAST_SAVED = "last_saved"
    UNION = "union"


@dataclass(frozen=True, slots=True)
class Literal:
    """A text or a number written in the expression."""

    value: str | float


@dataclass(frozen=True, slots=True)
class Name:
    """The answer of another question: `${name}`."""

    name: str


@dataclass(frozen=True, slots=True)
class Current:
    """The answer of the question itself: `.`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A cell of the choice's row, inside a choice filter: `region`."""

    name: str


@dataclass(frozen=True, slots=True)
class Negative:
    """Unary minus."""

    operand: "Node"


@dataclass(frozen=True, slots=True)
class Chain:
    """Operands joined by `and` or by `or`, evaluated until the answer is known."""

    operator: str
    operands: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Binary:
    """A comparison or an arithmetic operation."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the set, with as many arguments as it takes."""

    function: str
    arguments: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class ChoiceLabel:
    """`jr:choice-name(value, '${question}')`: the words of a choice."""

    value: "Node"
    question: str


@dataclass(frozen=True, slots=True)
class Items:
    """`instance('list')/root/item[…]/column`: cells of the choices of a list that fit.

    Without a column, the choices themselves, by their names.
    """

    list_name: str
    column: str
    predicates: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Unsupported:
    """Well formed, outside the language: what it is, the words, and what it reads."""

    lack: Lack
    words: str
    children: tuple["Node", ...] = ()
    steps: tuple[str, ...] = ()
    """Steps of a path made of names, `.` and `..` only (first `/` from the root): it may name a
    question, which only who knows the whole form can tell."""
    position: int = 0
    """Where the words of a path begin, in characters from 0."""


Node = (
    Literal
    | Name
    | Current
    | Column
    | Negative
    | Chain
    | Binary
    | Call
    | ChoiceLabel
    | Items
    | Unsupported
)


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly under this one."""
    match node:
        case Negative(operand):
            return (operand,)
        case Chain(_, operands):
            return operands
        case Binary(_, left, right):
            return (left, right)
        case Call(_, arguments):
            return arguments
        case ChoiceLabel(value, _):
            return (value,)
        case Items(_, _, predicates):
            return predicates
        case Unsupported(_, _, below):
            return below
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Every node of the tree, this one first; depth is bounded by the parser."""
    waiting = [node]
    while waiting:
        here = waiting.pop()
        yield here
        waiting.extend(reversed(children(here)))


def names_read(node: Node) -> frozenset[str]:
    """Return the names of the questions whose answers the expression reads."""
    found = {here.name for here in walk(node) if isinstance(here, Name)}
    found.update(here.question for here in walk(node) if isinstance(here, ChoiceLabel))
    return frozenset(found)


def lists_read(node: Node) -> frozenset[str]:
    """Return the names of the lists of choices that the expression goes through."""
    return frozenset(here.list_name for here in walk(node) if isinstance(here, Items))


def size(node: Node) -> int:
    """Count the nodes of the tree."""
    return sum(1 for _ in walk(node))


def unsupported(node: Node) -> tuple[Unsupported, ...]:
    """Return the parts that this language does not have, in order."""
    return tuple(here for here in walk(node) if isinstance(here, Unsupported))
