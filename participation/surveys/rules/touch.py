"""A survey of one question that one touch answers: when a screen may ask it so."""

from .questions import Question, QuestionKind, Questionnaire

UNSEEN = frozenset({QuestionKind.CALCULATION, QuestionKind.NOT_ASKED})
MOST_OFFERED = 7
"""Answers that stand on one screen without scrolling."""


def one_touch(questionnaire: Questionnaire) -> Question | None:
    """Give the only question, when one touch of one of its few answers says it all.

    A note before it, a condition, a hint, words to write or several ticks need the ordinary way;
    so do answers that are not drawn, and pictures or sounds that were brought.
    """
    seen = [each for each in questionnaire.questions() if each.kind not in UNSEEN]
    if len(seen) != 1:
        return None
    (only,) = seen
    is_plain = not (only.relevant or only.choice_filter or only.or_other or only.hint)
    brought = any((only.image, only.audio, *(one.image or one.audio for one in only.choices)))
    few = 1 < len(only.choices) <= MOST_OFFERED
    drawn = only.kind is QuestionKind.FACES or (
        only.kind is QuestionKind.ONE and all(one.columns.get("pictogram") for one in only.choices)
    )
    return only if drawn and is_plain and not brought and few else None
