"""What a questionnaire keeps from one answer to the next: its questions, conditions, order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from .dependencies import evaluation_order
from .questions import Choice, Group, Question, Questionnaire, Text

KEPT = 64
PIPE = "${"
"""Begins the place where a text quotes an answer."""
It = TypeVar("It")


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
    steady: frozenset[str]
    """Questions whose words and choices are the same whatever was answered."""
    lists: Mapping[str, tuple[Choice, ...]]
    """Lists of choices by the name that `instance()` gives them."""


@dataclass(frozen=True, slots=True, eq=False)
class Same(Generic[It]):
    """Something known by being the same object: comparing two by content would cost more."""

    it: It

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it


def plan_of(questionnaire: Questionnaire) -> Plan:
    """Give the plan of a questionnaire, made once for all who answer it."""
    return _plan(Same(questionnaire))


@lru_cache(maxsize=KEPT)
def _plan(same: Same[Questionnaire]) -> Plan:
    places = tuple(_places(same.it.items, ()))
    return Plan(
        questions=tuple(place.question for place in places),
        places={place.question.name: place for place in places},
        order=evaluation_order(same.it),
        steady=frozenset(place.question.name for place in places if _is_steady(place.question)),
        lists=_lists(places),
    )


def _lists(places: tuple[Place, ...]) -> dict[str, tuple[Choice, ...]]:
    """Name each list as its form does: by the question that first used it, or by a name kept."""
    choosing = [place.question for place in places if place.question.choices]
    named = {question.name: question.choices for question in choosing}
    kept = {question.raw.get("list_name", ""): question.choices for question in choosing}
    return {name: choices for name, choices in (named | kept).items() if name}


def is_piped(text: Text) -> bool:
    """Say whether a text quotes an answer in some language."""
    return any(PIPE in words for words in text.values())


def _is_steady(question: Question) -> bool:
    texts = (question.label, question.hint, *(choice.label for choice in question.choices))
    return not question.choice_filter and not any(map(is_piped, texts))


def _places(items: tuple[Question | Group, ...], conditions: tuple[str, ...]) -> Iterator[Place]:
    for item in items:
        below = (*conditions, item.relevant) if item.relevant else conditions
        if isinstance(item, Group):
            yield from _places(item.items, below)
        else:
            yield Place(item, below)
