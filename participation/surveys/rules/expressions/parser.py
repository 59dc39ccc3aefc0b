"""Words read into a tree: XPath 1.0 operators, `${name}`, and the functions of the set."""

import re
from functools import lru_cache

from .functions import ARITIES
from .lexer import Kind, Word, words
from .patterns import PatternError, compiled
from .tree import (
    MAX_DEPTH,
    MAX_NODES,
    Binary,
    Call,
    Chain,
    ChoiceLabel,
    Column,
    Current,
    ExpressionError,
    Fault,
    Lack,
    Literal,
    Name,
    Negative,
    Node,
    Unsupported,
)

_LEVELS = {
    **dict.fromkeys(["or"], 1),
    **dict.fromkeys(["and"], 2),
    **dict.fromkeys(["=", "!="], 3),
    **dict.fromkeys(["<", "<=", ">", ">="], 4),
    **dict.fromkeys(["+", "-"], 5),
    **dict.fromkeys(["*", "div", "mod"], 6),
    **dict.fromkeys(["|"], 7),
}
"""How tightly each operator binds, after XPath 1.0 §3.5."""
_PATH_SIGNS = frozenset({"/", "//", "[", "::"})
_ONE_REFERENCE = re.compile(r"\$\{([^{}]+)\}")


@lru_cache(maxsize=4096)
def parse(text: str, *, filtering: bool = False) -> Node:
    """Read an expression into its tree.

    `filtering` is true for a choice filter, where a bare word is a column of the choices.
    What is well formed but outside the language becomes an `Unsupported` node.
    Raises ExpressionError, with its position, for what is not an expression.
    """
    return _Parser(text, filtering=filtering).whole()


class _Parser:
    def __init__(self, text: str, *, filtering: bool) -> None:
        self._text = text
        self._words = words(text)
        self._at = 0
        self._depth = 0
        self._nodes = 0
        self._filtering = filtering

    def whole(self) -> Node:
        if len(self._words) == 1:
            raise ExpressionError(Fault.EMPTY, 0)
        tree = self._expression(1)
        if self._at < len(self._words) - 1:
            raise self._unexpected()
        return tree

    @property
    def _here(self) -> Word:
        return self._words[self._at]

    def _unexpected(self) -> ExpressionError:
        here = self._here
        if here.kind is Kind.END:
            return ExpressionError(Fault.UNEXPECTED_END, here.position)
        return ExpressionError(Fault.UNEXPECTED_WORD, here.position, here.text)

    def _is(self, *signs: str) -> bool:
        return self._here.kind is Kind.SIGN and self._here.text in signs

    def _take(self, sign: str) -> None:
        if not self._is(sign):
            raise self._unexpected()
        self._at += 1

    def _count(self) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            raise ExpressionError(Fault.TOO_LONG, self._here.position)

    def _operator(self) -> str:
        here = self._here
        if here.kind in (Kind.SIGN, Kind.WORD) and here.text in _LEVELS:
            return here.text
        return ""

    def _expression(self, level: int) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(Fault.TOO_DEEP, self._here.position)
        start = self._here.position
        left = self._operand()
        deepened = 0
        while (operator := self._operator()) and _LEVELS[operator] >= level:
            self._at += 1
            self._count()
            right = self._expression(_LEVELS[operator] + 1)
            if not (isinstance(left, Chain) and left.operator == operator):
                deepened += 1
                self._depth += 1
            left = self._joined(operator, left, right, start)
        self._depth -= deepened + 1
        return left

    def _joined(self, operator: str, left: Node, right: Node, start: int) -> Node:
        if operator in ("and", "or"):
            if isinstance(left, Chain) and left.operator == operator:
                return Chain(operator, (*left.operands, right))
            return Chain(operator, (left, right))
        if operator == "|":
            return Unsupported(Lack.UNION, self._since(start), (left, right))
        return Binary(operator, left, right)

    def _since(self, start: int) -> str:
        return self._text[start : self._here.position].strip()

    def _operand(self) -> Node:
        self._count()
        if self._is("-"):
            self._at += 1
            return Negative(self._nested_operand())
        start = self._here.position
        node = self._primary()
        if self._here.kind is Kind.SIGN and self._here.text in _PATH_SIGNS:
            return self._path(start, node)
        return node

    def _nested_operand(self) -> Node:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise ExpressionError(Fault.TOO_DEEP, self._here.position)
        node = self._operand()
        self._depth -= 1
        return node

    def _primary(self) -> Node:
        here = self._here
        match here.kind:
            case Kind.NUMBER:
                self._at += 1
                return Literal(float(here.text))
            case Kind.TEXT:
                self._at += 1
                return Literal(here.text)
            case Kind.REFERENCE:
                self._at += 1
                if here.text.startswith("last-saved#"):
                    return Unsupported(Lack.LAST_SAVED, here.text)
                return Name(here.text)
            case Kind.WORD:
                return self._word()
            case _:
                return self._sign()

    def _sign(self) -> Node:
        start = self._here.position
        if self._is("("):
            self._at += 1
            inside = self._expression(1)
            self._take(")")
            return inside
        if self._is("."):
            self._at += 1
            return Current()
        if self._is("/", "//", "..", "@", "*"):
            return self._path(start, None)
        raise self._unexpected()

    def _word(self) -> Node:
        word = self._here
        self._at += 1
        if self._is("("):
            return self._call(word)
        if self._is("::"):
            return self._path(word.position, None)
        if self._filtering:
            return Column(word.text)
        return Unsupported(Lack.PATH, word.text)

    def _call(self, word: Word) -> Node:
        self._at += 1
        arguments: list[Node] = []
        while not self._is(")"):
            arguments.append(self._expression(1))
            if not self._is(")"):
                self._take(",")
                if self._is(")"):
                    raise self._unexpected()
        self._at += 1
        return _call(word, tuple(arguments))

    def _path(self, start: int, first: Node | None) -> Node:
        """Swallow a location path: steps, axes, predicates; keep what the predicates read."""
        read = [] if first is None else [first]
        while True:
            self._count()
            if self._is("["):
                self._at += 1
                read.append(self._expression(1))
                self._take("]")
            elif self._is("/", "//", "::", "@"):
                self._at += 1
                self._step(read)
            elif len(read) == 0 and self._is("..", "*"):
                self._at += 1
            else:
                return Unsupported(Lack.PATH, self._since(start), tuple(read))
            if not self._is("[", "/", "//", "::"):
                return Unsupported(Lack.PATH, self._since(start), tuple(read))

    def _step(self, read: list[Node]) -> None:
        if self._is("@"):
            self._at += 1
        if self._is("..", ".", "*"):
            self._at += 1
        elif self._here.kind is Kind.REFERENCE:
            read.append(Name(self._here.text))
            self._at += 1
        elif self._here.kind is Kind.WORD:
            self._at += 1
            if self._is("("):
                self._at += 1
                self._take(")")


def _call(word: Word, arguments: tuple[Node, ...]) -> Node:
    function = word.text
    if function not in ARITIES:
        return Unsupported(Lack.FUNCTION, function, arguments)
    least, most = ARITIES[function]
    if not least <= len(arguments) <= most:
        raise ExpressionError(Fault.WRONG_ARGUMENTS, word.position, function)
    if function == "jr:choice-name":
        match arguments[1]:
            case Literal(str() as quoted) if reference := _ONE_REFERENCE.fullmatch(quoted.strip()):
                return ChoiceLabel(arguments[0], reference[1].strip())
            case Name(name):
                return ChoiceLabel(arguments[0], name)
            case _:
                return Unsupported(Lack.PATH, function, arguments)
    if function == "regex" and isinstance(arguments[1], Literal):
        try:
            compiled(str(arguments[1].value))
        except PatternError:
            return Unsupported(Lack.PATTERN, str(arguments[1].value), arguments)
    return Call(function, arguments)
