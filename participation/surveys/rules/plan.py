"""What a questionnaire keeps from one answer to the next: its questions, conditions, order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .dependencies import evaluation_order
from .questions import Group, Question, Questionnaire

KEPT = 64


@dataclass(frozen=True, slots=True)
class Place:
    """A question and the conditions above it, outermost first."""

    question: Question
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A questionnaire laid out for answering; `order` puts each name after those it needs."""

    questions: tuple[Question, ...]
    places: Mapping[str, Place]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """A questionnaire known by being the same object: comparing two by content would cost more."""

    questionnaire: Questionnaire

    def __hash__(self) -> int:
        return id(self.questionnaire)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.questionnaire is self.questionnaire


def plan_of(questionnaire: Questionnaire) -> Plan:
    """Give the plan of a questionnaire, made once for all who answer it."""
    return _plan(_Same(questionnaire))


@lru_cache(maxsize=KEPT)
def _plan(same: _Same) -> Plan:
    questionnaire = same.questionnaire
    places = tuple(_places(questionnaire.items, ()))
    return Plan(
        questions=tuple(place.question for place in places),
        places={place.question.name: place for place in places},
        order=evaluation_order(questionnaire),
    )


def _places(items: tuple[Question | Group, ...], conditions: tuple[str, ...]) -> Iterator[Place]:
    for item in items:
        below = (*conditions, item.relevant) if item.relevant else conditions
        if isinstance(item, Group):
            yield from _places(item.items, below)
        else:
            yield Place(item, below)
