"""The file of responses that statistics programs open, with the words of every code."""

from collections.abc import Iterator, Sequence

from participation.foundation.exports import Cell
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.sav import Column, Level
from participation.surveys.labels.dictionary import Dictionary
from participation.surveys.queries.exports import ResponseLine
from participation.surveys.rules.easy import easy_scale
from participation.surveys.rules.questions import QuestionKind
from participation.surveys.rules.variables import MISSING, Posed, Variable, codes


def columns(dictionary: Dictionary) -> list[Column]:
    """Give how each response came, then its answers, in the dictionary's language."""
    ways = [Column(way.name, way.words, way.values) for way in dictionary.ways]
    return [*ways, *(_column(dictionary, each) for each in dictionary.columns)]


def notes(left_out: Sequence[str]) -> Iterator[str]:
    """Say which services the file leaves out."""
    words = _("Trop peu de réponses, laissés hors des fichiers : %(services)s.")
    return (words % {"services": name} for name in left_out)


def row(dictionary: Dictionary, posed: Posed, service: int, line: ResponseLine) -> list[Cell]:
    """Give one response in codes; what is empty was passed over, or is shared by too few."""
    given = dictionary.told(line)
    answers = codes(dictionary.columns, given, posed.left_out(given))
    return [service, *dictionary.code_way(line.ways), *answers]


def _column(dictionary: Dictionary, variable: Variable) -> Column:
    words, values = dictionary.label(variable), dictionary.values(variable)
    is_number = variable.question.kind is QuestionKind.NUMBER
    level = Level.SCALE if is_number else Level.ORDINAL if _ranked(variable) else Level.NOMINAL
    return Column(variable.name, words, values, MISSING, level)


def _ranked(column: Variable) -> bool:
    """Say whether codes have one order: beside the three faces of easy French they have two."""
    scores = [each.score for each in column.values]
    return bool(scores) and None not in scores and not easy_scale(column.question)
