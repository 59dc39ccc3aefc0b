"""A questionnaire as its editor sees it: each item with its words, condition and remarks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from participation.foundation.i18n import staff_gettext as _
from participation.surveys.labels.editing import KINDS, condition_words, remark_words
from participation.surveys.labels.xlsform import NOT_ASKED
from participation.surveys.rules.bank import Banked, is_bankable, newer_of
from participation.surveys.rules.items import source_of
from participation.surveys.rules.legibility import Ease
from participation.surveys.rules.plainness import Length, length_of, remarks, remarks_on_all
from participation.surveys.rules.questions import (
    Group,
    NotAsked,
    Question,
    QuestionKind,
    Questionnaire,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One item of the list; a group's questions follow it, one step deeper."""

    name: str
    words: str
    depth: int
    is_group: bool
    kind: str = ""
    pictogram: str = ""
    number: int = 0
    """Place among what is shown to residents, from 1; 0 for what they never see."""
    hint: str = ""
    choices: tuple[str, ...] = ()
    condition: str = ""
    required: bool = False
    is_asked: bool = True
    because: str = ""
    remarks: tuple[str, ...] = ()
    newer: str = ""
    """Words that the bank has now, when they changed since the copy."""
    is_bankable: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The whole list, with what is said of the questionnaire itself."""

    lines: tuple[Line, ...]
    length: Length
    remarks: tuple[str, ...]
    ease: Ease


def edited(questionnaire: Questionnaire, bank: Mapping[str, Banked]) -> Edited:
    """Describe a questionnaire to whoever changes it."""
    numbers = {
        one.name: place
        for place, one in enumerate((one for one in questionnaire.questions() if _is_seen(one)), 1)
    }
    lines = tuple(_lines(questionnaire, questionnaire.items, numbers, bank, 0))
    length = length_of(questionnaire)
    found = tuple(map(remark_words, remarks_on_all(questionnaire)))
    return Edited(lines, length, found, length.ease)


def _lines(
    questionnaire: Questionnaire,
    items: Sequence[Question | Group],
    numbers: Mapping[str, int],
    bank: Mapping[str, Banked],
    depth: int,
) -> Iterator[Line]:
    for item in items:
        if isinstance(item, Question):
            yield _question(questionnaire, item, numbers, bank, depth)
            continue
        yield Line(
            name=item.name,
            words=item.label.get(source_of(questionnaire)) or item.name,
            depth=depth,
            is_group=True,
            condition=condition_words(questionnaire, item.relevant),
            because=str(NOT_ASKED[NotAsked.REPEAT]) if item.repeats else "",
        )
        yield from _lines(questionnaire, item.items, numbers, bank, depth + 1)


def _question(
    questionnaire: Questionnaire,
    question: Question,
    numbers: Mapping[str, int],
    bank: Mapping[str, Banked],
    depth: int,
) -> Line:
    source = source_of(questionnaire)
    newer = newer_of(question, bank)
    choices = [one.label.get(source) or one.name for one in question.choices]
    return Line(
        name=question.name,
        words=question.label.get(source) or question.name,
        depth=depth,
        is_group=False,
        kind=str(KINDS[question.kind]),
        pictogram=question.pictogram,
        number=numbers.get(question.name, 0),
        hint=question.hint.get(source, ""),
        choices=tuple([*choices, _("Autre chose")] if question.or_other else choices),
        condition=condition_words(questionnaire, question.relevant),
        required=question.required,
        is_asked=_is_seen(question),
        because=_because(question),
        remarks=tuple(map(remark_words, remarks(question, questionnaire.languages))),
        newer=newer.question.label.get(source, "") if newer else "",
        is_bankable=is_bankable(question),
    )


def _because(question: Question) -> str:
    known = {reason.value for reason in NotAsked}
    reason = question.not_asked_because
    return str(NOT_ASKED[NotAsked(reason)]) if reason in known else ""


def _is_seen(question: Question) -> bool:
    return question.kind not in {QuestionKind.NOT_ASKED, QuestionKind.CALCULATION}
