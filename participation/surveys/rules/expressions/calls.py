"""A function with what it is given, checked as it is read."""

import re

from .functions import ARITIES
from .lexer import Word
from .moments import is_known_format
from .patterns import PatternError, compiled
from .tree import Call, ChoiceLabel, ExpressionError, Fault, Lack, Literal, Name, Node, Unsupported

_ONE_REFERENCE = re.compile(r"\$\{([^{}]+)\}")
_FORMATS = frozenset({"format-date", "format-date-time"})


def called(word: Word, arguments: tuple[Node, ...]) -> Node:
    """Give the node of a call; what is outside the language is `Unsupported`.

    A pattern must be written out: it is read on the server only. Raises ExpressionError for a
    wrong number of arguments.
    """
    function = word.text
    if function not in ARITIES:
        return Unsupported(Lack.FUNCTION, function, arguments)
    least, most = ARITIES[function]
    if not least <= len(arguments) <= most:
        raise ExpressionError(Fault.WRONG_ARGUMENTS, word.position, function)
    if function == "jr:choice-name":
        return _choice_label(arguments)
    if function == "position" and arguments:
        return _position(arguments[0])
    if function == "regex":
        return _regex(arguments)
    if function in _FORMATS and isinstance(arguments[1], Literal):
        pattern = str(arguments[1].value)
        if not is_known_format(pattern):
            return Unsupported(Lack.PATTERN, pattern, arguments)
    return Call(function, arguments)


def _choice_label(arguments: tuple[Node, ...]) -> Node:
    match arguments[1]:
        case Literal(str() as quoted) if reference := _ONE_REFERENCE.fullmatch(quoted.strip()):
            return ChoiceLabel(arguments[0], reference[1].strip())
        case Name(name):
            return ChoiceLabel(arguments[0], name)
        case _:
            return Unsupported(Lack.PATH, "jr:choice-name", arguments)


def _position(argument: Node) -> Node:
    """`position(..)` is the place of a repeated group: each is asked once, so it is the first."""
    if isinstance(argument, Unsupported) and argument.steps and set(argument.steps) == {".."}:
        return Literal(1.0)
    return Unsupported(Lack.FUNCTION, "position", (argument,))


def _regex(arguments: tuple[Node, ...]) -> Node:
    match arguments[1]:
        case Literal(str() as pattern):
            try:
                compiled(pattern)
            except PatternError:
                return Unsupported(Lack.PATTERN, pattern, arguments)
            return Call("regex", arguments)
        case Literal(number):
            return Unsupported(Lack.PATTERN, str(number), arguments)
        case _:
            return Unsupported(Lack.PATTERN, "regex", arguments)
