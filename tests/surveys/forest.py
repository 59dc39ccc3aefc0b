"""Random trees of the expression language, with scopes to evaluate them in."""

import random
from typing import Any

from participation.surveys.rules.expressions import ARITIES, Lack, Node
from participation.surveys.rules.expressions.patterns import PatternError, compiled
from participation.surveys.rules.expressions.tree import (
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
    Unsupported,
)

TEXTS = (
    *("", " ", "a", "b c", "c  b\ta", "true", "0", "12", "-3.5", " 7 ", ".5", "1e3", "NaN", "é"),
    *("𝟙a", "1\u00a02", "\ufeff1", "a\x0bb", "a\x85b", "x\u2028y", "\r\n", "a%", "%d/%m/%Y"),
    *("2024-05-06", "2024-02-30", "0000-01-01", "9999-12-31T23:59:59.999", "1969-12-31T10:00Z"),
    *("10:30", "23:59:59.9995", "24:00", "aaab", "0612", "A-Z", "[a-c]+", "x" * 60),
)
NUMBERS = (0.0, 1.0, 2.0, 3.0, 10.0, 0.5, 1.5, 2.345, 1e-7, 1.25e-9, 1e21, 1e300, 19_849.75, 365.25)
OPERATORS = ("=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod")
FORMATS = ("%Y-%m-%d", "%e.%n.%y %H:%M", "%h%%%S%3", "%d%", "%B", "")
LETTERS = "ab1-. ^$|()[]*+?{2,}\\dws"
NAMES = ("n", "t", "many", "day", "gone")
ROWS = [
    {"name": "a", "label": "Ah", "score": "1", "region": "n"},
    {"name": "b", "label": "Bé", "score": "2.5"},
    {"name": "c", "score": "x", "region": "n"},
]
PLAIN = tuple(
    name
    for name in ARITIES
    if name not in {"jr:choice-name", "regex", "position", "format-date", "format-date-time"}
)
FEW = 4


class Forest:
    """Draws trees of bounded depth from one seed."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)

    def scope(self) -> dict[str, Any]:
        """Draw a scope, as the table of expressions writes it."""
        return {
            "answers": {name: self._answer() for name in NAMES[:-1]},
            "today": self.draw.choice(("2024-05-06", "2024-02-29", "1969-12-31")),
            "current": self._answer(),
            "columns": {"region": "n", "score": "2"},
            "lists": {"places": ROWS[: self.draw.randrange(4)]},
        }

    def _answer(self) -> str | float:
        return self.draw.choice((self._number(), self.draw.choice(TEXTS)))

    def _number(self) -> float:
        number = self.draw.choice(
            (
                self.draw.choice(NUMBERS),
                float(self.draw.randrange(-9, 99)),
                self.draw.uniform(-50, 50),
                round(self.draw.uniform(-9, 9), 3),
            )
        )
        return number or 0.0

    def tree(self, depth: int = 4) -> Node:
        """Draw a tree."""
        if depth == 0 or self.draw.random() < 0.15:
            return self._leaf()
        match self.draw.randrange(12):
            case 0 | 1 | 2:
                return Binary(self.draw.choice(OPERATORS), *self._trees(depth, 2))
            case 3:
                operands = tuple(self._trees(depth, self.draw.randint(2, 3)))
                return Chain(self.draw.choice(("and", "or")), operands)
            case 4:
                return Negative(self.tree(depth - 1))
            case 5:
                return self._items(depth)
            case 6:
                return self._special(depth)
            case _:
                return self._call(depth)

    def _trees(self, depth: int, count: int) -> list[Node]:
        return [self.tree(depth - 1) for _ in range(count)]

    def _leaf(self) -> Node:
        leaves: tuple[Node, ...] = (
            Literal(self._number()),
            Literal(self.draw.choice(TEXTS)),
            Name(self.draw.choice(NAMES)),
            Current(),
            Column(self.draw.choice(("region", "score", "none"))),
            Call("today", ()),
        )
        return self.draw.choice(leaves)

    def _call(self, depth: int) -> Node:
        function = self.draw.choice(PLAIN)
        least, most = ARITIES[function]
        count = self.draw.randint(least, min(most, least + FEW))
        return Call(function, tuple(self._trees(depth, count)))

    def _items(self, depth: int) -> Node:
        here = Call(self.draw.choice(("position", "last")), ())
        predicates = (
            self.tree(depth - 1),
            Binary(self.draw.choice(OPERATORS), here, Literal(float(self.draw.randint(0, 3)))),
            Binary("=", Column("region"), Literal("n")),
        )
        kept = tuple(self.draw.sample(predicates, self.draw.randrange(3)))
        column = self.draw.choice(("name", "label", "score", "region", "none", ""))
        return Items(self.draw.choice(("places", "places", "places", "nowhere")), column, kept)

    def _special(self, depth: int) -> Node:
        below = self.tree(depth - 1)
        match self.draw.randrange(6):
            case 0:
                return ChoiceLabel(below, "t")
            case 1:
                return Unsupported(Lack.FUNCTION, "uuid", (below,))
            case 2 | 3:
                name = self.draw.choice(("format-date", "format-date-time"))
                return Call(name, (below, Literal(self.draw.choice(FORMATS))))
            case _:
                return Call("regex", (below, Literal(self._pattern())))

    def _pattern(self) -> str:
        while True:
            letters = self.draw.choices(LETTERS, k=self.draw.randrange(8))
            pattern = self.draw.choice(("".join(letters), "[0-9]+", r"\w*", "(a|b)+c?", "[^a]*"))
            try:
                compiled(pattern)
            except PatternError:
                continue
            return pattern
