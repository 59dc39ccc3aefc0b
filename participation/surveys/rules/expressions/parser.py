"""Words read into a tree: XPath 1.0 operators, `${name}`, and the functions of the set."""

from functools import lru_cache

from .calls import called
from .lexer import Kind, Word, words
from .tree import (
    MAX_DEPTH,
    MAX_NODES,
    Binary,
    Chain,
    Column,
    Current,
    ExpressionError,
    Fault,
    Items,
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
_OF_ITEMS = ("/", "root", "/", "item")
"""What stands between `instance('list')` and the brackets."""


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
        if word.text == "instance" and (items := self._items()):
            return items
        self._at += 1
        if self._is("("):
            return self._call(word)
        if self._is("::"):
            return self._path(word.position, None)
        if self._filtering:
            return Column(word.text)
        return Unsupported(Lack.PATH, word.text, (), (word.text,), word.position)

    def _items(self) -> Node | None:
        """Read `instance('list')/root/item[…]/column`; None if it begins in another way."""
        start = self._here.position
        list_name = self._words[min(self._at + 2, len(self._words) - 1)]
        wanted = ("instance", "(", list_name.text, ")", *_OF_ITEMS)
        found = tuple(word.text for word in self._words[self._at : self._at + len(wanted)])
        if list_name.kind is not Kind.TEXT or found != wanted:
            return None
        self._at += len(wanted)
        predicates: list[Node] = []
        while self._is("["):
            predicates.append(self._predicate())
        column = self._words[min(self._at + 1, len(self._words) - 1)]
        if not self._is(*_PATH_SIGNS):
            return Items(list_name.text, "", tuple(predicates))
        if self._is("/") and column.kind is Kind.WORD:
            self._at += 2
            if not self._is("(", *_PATH_SIGNS):
                return Items(list_name.text, column.text, tuple(predicates))
            self._at -= 2
        return self._path(start, Unsupported(Lack.PATH, "instance", tuple(predicates)))

    def _predicate(self) -> Node:
        """Read a condition in brackets, where a bare word is a column of the list."""
        outside, self._filtering = self._filtering, True
        self._at += 1
        inside = self._expression(1)
        self._take("]")
        self._filtering = outside
        return inside

    def _call(self, word: Word) -> Node:
        self._at += 1
        if word.text == "current" and self._is(")"):
            self._at += 1
            return Current()
        arguments: list[Node] = []
        while not self._is(")"):
            arguments.append(self._expression(1))
            if not self._is(")"):
                self._take(",")
                if self._is(")"):
                    raise self._unexpected()
        self._at += 1
        return called(word, tuple(arguments))

    def _path(self, start: int, first: Node | None) -> Node:
        """Swallow a location path: steps, axes, predicates; keep what the predicates read.

        Steps that are names only are kept too: they may name a question.
        """
        begins = self._at
        is_plain = first is None or isinstance(first, Current) or _is_bare(first)
        read = [] if first is None or is_plain else [first]
        while True:
            self._count()
            if self._is("["):
                is_plain = False
                self._at += 1
                read.append(self._expression(1))
                self._take("]")
            elif self._is("/", "//", "::", "@"):
                is_plain = is_plain and self._is("/")
                self._at += 1
                self._step(read)
            elif self._at == begins and self._is("..", "*"):
                self._at += 1
            if not self._is("[", "/", "//", "::"):
                break
        words_of = self._since(start)
        if self._filtering and not words_of.startswith(("current", "/")):
            is_plain = False
        said = [word.text for word in self._words[begins : self._at]]
        steps = _steps(first, said) if is_plain and not read else ()
        return Unsupported(Lack.PATH, words_of, tuple(read), steps, start)

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


def _is_bare(node: Node) -> bool:
    """Say whether this is a name alone, a path's first step."""
    return isinstance(node, Unsupported) and bool(node.steps)


def _steps(first: Node | None, said: list[str]) -> tuple[str, ...]:
    """Give the steps of a path, `/` first for one from the root; none if a step is no name."""
    names = [word for word in said if word != "/"]
    if any(word in ("*", "@", "(", ")") for word in names):
        return ()
    if isinstance(first, Unsupported):
        return (*first.steps, *names)
    return ("/", *names) if first is None and said[:1] == ["/"] else tuple(names)
