"""The scale of three faces that easy French may have, and how its answers are told from others."""

from collections.abc import Mapping
from dataclasses import replace

from .questions import Choice, Group, Question, QuestionKind, Questionnaire

EASY = "fr@falc"
VALUES = (1001, 1002, 1003)
"""Stored values of the three faces, the worst first: no scale of five stores them, so a count by
value never takes one scale for the other, whatever language was chosen afterwards."""
FACES = 3
WHOLE = frozenset({1, 2, 3, 4, 5})
TWIN = {1001: 1, 1002: 3, 1003: 5}
"""The place on five faces whose name conditions read for each of the three."""


def may_be_easy(question: Question) -> bool:
    """Say whether a question may have three faces beside its own: five, and always all of them.

    Three places and five compare only by their ends (surveys.md §5); other scales do not at all.
    """
    is_scale = question.kind is QuestionKind.FACES and not question.choice_filter
    scores = [choice.score for choice in question.choices]
    return is_scale and len(scores) == len(WHOLE) and set(scores) == WHOLE


def easy_scale(question: Question) -> tuple[Choice, ...]:
    """Give the three faces of a question in the order of its five; nothing when it has none."""
    if not question.easy or len(question.easy) != FACES or not may_be_easy(question):
        return ()
    found = tuple(
        Choice(name=str(place), value=VALUES[place - 1], label={EASY: words}, score=place)
        for place, words in enumerate(question.easy, 1)
    )
    is_best_first = (question.choices[0].score or 0) > (question.choices[-1].score or 0)
    return found[::-1] if is_best_first else found


def scale_in(question: Question, language: str) -> tuple[Choice, ...]:
    """Give the choices that a reader of a language is offered."""
    return (easy_scale(question) if language == EASY else ()) or question.choices


def every_choice(question: Question) -> tuple[Choice, ...]:
    """Give the choices of both scales: what may have been answered, in whatever language."""
    return (*question.choices, *easy_scale(question)) if question.easy else question.choices


def name_of(question: Question, value: int) -> str | None:
    """Give the name that conditions read for an answer on three faces; None for any other."""
    if not any(choice.value == value for choice in easy_scale(question)):
        return None
    return next(choice.name for choice in question.choices if choice.score == TWIN[value])


def with_easy(questionnaire: Questionnaire, words: Mapping[str, tuple[str, ...]]) -> Questionnaire:
    """Give the questionnaire where the named questions have these three words, the worst first.

    A question that is not named has none any more; one that cannot have any is left as it is.
    """

    def changed(item: Question | Group) -> Question | Group:
        if isinstance(item, Group):
            return replace(item, items=tuple(changed(inner) for inner in item.items))
        return replace(item, easy=tuple(words.get(item.name, ()))) if may_be_easy(item) else item

    return replace(questionnaire, items=tuple(changed(item) for item in questionnaire.items))


def easy_words(questionnaire: Questionnaire) -> dict[str, tuple[str, ...]]:
    """Give the three words of each question that has them."""
    return {question.name: question.easy for question in questionnaire.questions() if question.easy}
