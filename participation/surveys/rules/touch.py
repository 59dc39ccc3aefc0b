"""A survey of one question that one touch answers: when a screen may ask it so."""

from .questions import Question, QuestionKind, Questionnaire

TOUCHED = frozenset({QuestionKind.FACES, QuestionKind.ONE})
UNSEEN = frozenset({QuestionKind.CALCULATION, QuestionKind.NOT_ASKED})
MOST_OFFERED = 7
"""Answers that stand on one screen without scrolling."""


def one_touch(questionnaire: Questionnaire) -> Question | None:
    """Give the only question, when one touch of one of its few answers says it all.

    A note before it, a condition, words to write or several ticks need the ordinary way.
    """
    seen = [each for each in questionnaire.questions() if each.kind not in UNSEEN]
    if len(seen) != 1:
        return None
    (only,) = seen
    is_plain = not (only.relevant or only.choice_filter or only.or_other)
    few = 1 < len(only.choices) <= MOST_OFFERED
    return only if only.kind in TOUCHED and is_plain and few else None
