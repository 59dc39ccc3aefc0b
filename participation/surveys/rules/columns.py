"""How the answers of a question are read: the elementary figures that they are counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from .bank import origin_of
from .easy import easy_scale
from .lines import Groups
from .questions import OTHER, Question, QuestionKind
from .scores import Box, boxes, places

BANDS = 3
"""Numbers are published in three bands of their range."""
RECOMMEND = "nps"
NET_BANDS = ((0, 6), (7, 8), (9, 10))
"""Detractors, passives and promoters of a mark from 0 to 10 whose appearance says `nps`."""
STAY, STAY_FROM = "stay_months", (0, 6, 24)
"""The bank's question on how long somebody has been here, and where its bands of months begin."""
_ROUND = [lead * 10**power for power in range(1, 19) for lead in (1, 3)]


class Shape(StrEnum):
    """How the answers of a question are read."""

    SCALE = "scale"
    CHOICES = "choices"
    SEVERAL = "several"
    BANDS = "bands"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure of a question: stored values that it counts; `box` for a part of a scale."""

    key: str
    values: frozenset[int]
    score: int | None = None
    box: Box | None = None
    band: tuple[int, int] | None = None
    easy: bool = False
    """One of the three faces of easy French: in no mean, in no test, only in its box."""


def read(question: Question, groups: Groups) -> tuple[Shape, tuple[Column, ...]]:
    """Give how a question is read and its elementary figures, worst first on a scale."""
    if question.kind is QuestionKind.NUMBER:
        return Shape.BANDS, _bands(question, groups)
    several = question.kind is QuestionKind.MANY
    scale = {} if several else places(question.choices)
    if scale:
        own = _of_scale(scale, easy=False)
        return Shape.SCALE, (*own, *_of_scale(_said_easily(question, groups), easy=True))
    values = [choice.value for choice in question.choices]
    values += [OTHER] if question.or_other and OTHER not in values else []
    columns = tuple(Column(f"v{value}", frozenset({value})) for value in values)
    return Shape.SEVERAL if several else Shape.CHOICES, columns


def _of_scale(scale: Mapping[int, int], *, easy: bool) -> tuple[Column, ...]:
    part = boxes(scale)
    return tuple(
        Column(f"v{value}", frozenset({value}), score=place, box=part[value], easy=easy)
        for value, place in sorted(scale.items(), key=lambda pair: pair[1])
    )


def _said_easily(question: Question, groups: Groups) -> dict[int, int]:
    """Give the scale of three faces when somebody answered on it, in whatever line.

    Empty columns would be few answers to protect, and hide the five faces for nobody.
    """
    scale = places(easy_scale(question))
    counted = (
        values.get(question.number, {})
        for sheet in groups.sheets.values()
        for values in (sheet.values, sheet.proxy_values)
    )
    return scale if any(set(each) & set(scale) for each in counted) else {}


def asks_to_recommend(question: Question) -> bool:
    """Say whether a question asks for a mark that is read as a Net Promoter Score."""
    limits = (question.minimum, question.maximum)
    is_asked = RECOMMEND in question.appearance.split() and limits == (0, 10)
    return is_asked and question.kind is QuestionKind.NUMBER


def is_scale(question: Question) -> bool:
    """Say whether a question's answers are read as content or not."""
    return question.kind is not QuestionKind.MANY and bool(places(question.choices))


def asks_stay(question: Question) -> bool:
    """Say whether a question is the bank's on how many months somebody has been here."""
    return question.kind is QuestionKind.NUMBER and (origin_of(question) or ("",))[0] == STAY


def _bands(question: Question, groups: Groups) -> tuple[Column, ...]:
    """Part the range of a number in three; without limits, a round range that tells no extreme."""
    if asks_to_recommend(question):
        return tuple(
            Column(f"b{low}", frozenset(range(low, high + 1)), band=(low, high))
            for low, high in NET_BANDS
        )
    counted = [sheet.values.get(question.number, {}) for sheet in groups.sheets.values()]
    seen = {value for each in counted for value in each if value >= 0}
    low, high = question.minimum or 0, question.maximum
    if high is None:
        high = next(top for top in _ROUND if top > max(seen, default=0)) - 1
    size = max(1, -(-(high - low + 1) // BANDS))
    starts = list(range(low, high + 1, size))
    if asks_stay(question):
        starts = [start for start in STAY_FROM if start <= high]
    found = []
    for start, after in pairwise((*starts, high + 1)):
        end = after - 1
        inside = frozenset(value for value in seen if start <= value <= end)
        found.append(Column(f"b{start}", inside, band=(start, end)))
    return tuple(found)
