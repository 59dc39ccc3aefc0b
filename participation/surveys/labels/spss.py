"""The syntax by which SPSS and PSPP open a file of responses, with the words of every code."""

from collections.abc import Iterator, Mapping, Sequence

from participation.foundation.exports import Cell
from participation.foundation.i18n import staff_gettext as _
from participation.surveys.labels.dictionary import Dictionary
from participation.surveys.queries.exports import ResponseLine
from participation.surveys.rules.easy import easy_scale
from participation.surveys.rules.questions import QuestionKind
from participation.surveys.rules.variables import MISSING, WAYS, Posed, Variable, codes

LABEL, VALUE, PIECE = 250, 118, 180
"""Bytes of a variable's label, of a value's label (IBM, Command Syntax Reference: 256 and 120),
and of a piece of text on one line."""
FILE = "responses.csv"


def headings(dictionary: Dictionary) -> list[str]:
    """Give the first line of the data."""
    return [*WAYS, *(each.name for each in dictionary.columns)]


def row(dictionary: Dictionary, posed: Posed, service: int, line: ResponseLine) -> list[Cell]:
    """Give one response in codes; what is empty was passed over, or is shared by too few."""
    given = dictionary.told(line)
    answers = codes(dictionary.columns, given, posed.left_out(given))
    return [service, *dictionary.code_way(line.ways), *answers]


def syntax(dictionary: Dictionary, title: str, left_out: Sequence[str]) -> str:
    """Give the commands that read the data and name everything, in the dictionary's language."""
    return "\n".join(_commands(dictionary, title, left_out)) + "\n"


def _commands(dictionary: Dictionary, title: str, left_out: Sequence[str]) -> Iterator[str]:
    yield "* Encoding: UTF-8."
    words = _("Trop peu de réponses, laissés hors des fichiers : %(services)s.")
    for line in (title, *(words % {"services": name} for name in left_out)):
        yield f"* {_bare(line)[:100].rstrip('.')}."
    yield f'GET DATA /TYPE=TXT /FILE="{FILE}" /ENCODING="UTF8" /ARRANGEMENT=DELIMITED'
    yield ' /FIRSTCASE=2 /DELIMITERS=";" /QUALIFIER=\'"\' /VARIABLES='
    yield "\n".join(f"  {name} F8.0" for name in headings(dictionary)) + "."
    for way in dictionary.ways:
        yield from _named(way.name, way.words, way.values)
    for column in dictionary.columns:
        yield from _named(column.name, dictionary.label(column), dictionary.values(column))
        yield f"MISSING VALUES {column.name} ({', '.join(map(str, MISSING))})."
        is_number = column.question.kind is QuestionKind.NUMBER
        level = "SCALE" if is_number else "ORDINAL" if _ranked(column) else "NOMINAL"
        yield f"VARIABLE LEVEL {column.name} ({level})."
    yield "EXECUTE."


def _ranked(column: Variable) -> bool:
    """Say whether codes have one order: beside the three faces of easy French they have two."""
    scores = [each.score for each in column.values]
    return bool(scores) and None not in scores and not easy_scale(column.question)


def _named(name: str, words: str, values: Mapping[int, str]) -> Iterator[str]:
    yield f"VARIABLE LABELS {name}\n  {_quoted(words, LABEL)}."
    labels = "\n".join(f"  {code} {_quoted(each, VALUE)}" for code, each in values.items())
    yield f"VALUE LABELS {name}\n{labels}."


def _bare(words: str) -> str:
    return " ".join(words.split())


def _quoted(words: str, limit: int) -> str:
    """Quote a text, cut by whole letters to so many bytes, on lines that SPSS can read."""
    pieces, size, whole = [""], 0, 0
    for letter in _bare(words):
        length = len(letter.encode())
        if whole + length > limit:
            break
        if size + length > PIECE:
            pieces, size = [*pieces, ""], 0
        pieces[-1] += letter
        size, whole = size + length, whole + length
    return " +\n  ".join('"{}"'.format(piece.replace('"', '""')) for piece in pieces)
