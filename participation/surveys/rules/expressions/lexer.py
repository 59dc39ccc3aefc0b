"""An expression cut into words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from .tree import MAX_LENGTH, ExpressionError, Fault


class Kind(StrEnum):
    """Kinds of word."""

    NUMBER = "number"
    TEXT = "text"
    REFERENCE = "reference"
    WORD = "word"
    SIGN = "sign"
    END = "end"


@dataclass(frozen=True, slots=True)
class Word:
    """One word and where it stands, in characters from 0; `text` is without its quotes."""

    kind: Kind
    text: str
    position: int


QUOTES = {"'": "'", '"': '"', "‘": "’'‘", "’": "’'‘", "“": '”"“', "”": '”"“'}
"""Opening quote → what closes it: word processors put curly ones."""
_SPACE = re.compile(r"\s+")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]*)?|\.[0-9]+")
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_WORD = re.compile(r"[^\W\d][\w.\-]*(?::(?!:)[^\W\d][\w.\-]*)?")
_SIGN = re.compile(r"!=|(?:<|>|&lt;|&gt;)=|//|::|\.\.|&lt;|&gt;|[=<>+\-*/(),.@|\[\]]")
_ESCAPED = {"&lt;": "<", "&gt;": ">", "&lt;=": "<=", "&gt;=": ">="}
"""Signs as copied from an XForm, where they are escaped."""


def words(text: str) -> tuple[Word, ...]:
    """Cut a text into words, the last being END.

    Raises ExpressionError at the first character that begins no word, at a quote or a `${`
    that is not closed, and for a text longer than MAX_LENGTH.
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(Fault.TOO_LONG, MAX_LENGTH)
    found: list[Word] = []
    position = 0
    while position < len(text):
        if space := _SPACE.match(text, position):
            position = space.end()
            continue
        word, position = _next(text, position)
        found.append(word)
    return (*found, Word(Kind.END, "", len(text)))


def _next(text: str, position: int) -> tuple[Word, int]:
    if text[position] in QUOTES:
        return _quoted(text, position)
    if text.startswith("${", position):
        if not (reference := _REFERENCE.match(text, position)) or not reference[1].strip():
            raise ExpressionError(Fault.UNCLOSED_NAME, position, text[position : position + 20])
        return Word(Kind.REFERENCE, reference[1].strip(), position), reference.end()
    for kind, pattern in ((Kind.NUMBER, _NUMBER), (Kind.WORD, _WORD), (Kind.SIGN, _SIGN)):
        if match := pattern.match(text, position):
            return Word(kind, _ESCAPED.get(match[0], match[0]), position), match.end()
    raise ExpressionError(Fault.UNEXPECTED_CHARACTER, position, text[position])


def _quoted(text: str, position: int) -> tuple[Word, int]:
    opening = text[position]
    closing = QUOTES[opening]
    for end in range(position + 1, len(text)):
        if text[end] in closing:
            return Word(Kind.TEXT, text[position + 1 : end], position), end + 1
    raise ExpressionError(Fault.UNCLOSED_TEXT, position, text[position : position + 20])
