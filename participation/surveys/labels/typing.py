"""The lines of a sheet as a typist sees them: question, keys, what she typed, what is wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from participation.foundation.forms import Choice
from participation.foundation.i18n import LazyText, staff_gettext as _, staff_lazy as lazy
from participation.foundation.localized import Localized
from participation.surveys.labels.answering import (
    DONT_KNOW_WORDS,
    OTHER_WORDS,
    OWN_VOICE,
    PROXY_VOICE,
    WHO_CHOOSES,
    WHO_HELPS,
    WONT_SAY_WORDS,
)
from participation.surveys.labels.stages import AIDS
from participation.surveys.rules import sheets
from participation.surveys.rules.easy import EASY
from participation.surveys.rules.flow import Answer
from participation.surveys.rules.questions import (
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.sheets import AIDED, VOICED, Box, Typed
from participation.surveys.rules.stages import Aid

Words = Localized | LazyText | str
APART: Mapping[int, Words] = {
    DONT_KNOW: DONT_KNOW_WORDS,
    WONT_SAY: WONT_SAY_WORDS,
    OTHER: OTHER_WORDS,
}
VOICES = (OWN_VOICE, PROXY_VOICE)


@dataclass(frozen=True, slots=True)
class TypedLine:
    """One line to type: `width` keys an answer, 0 where a number or words are written."""

    number: int
    place: int
    label: Words
    keys: tuple[tuple[str, Words], ...]
    width: int
    several: bool = False
    is_words: bool = False
    value: str = ""
    errors: Sequence[str] = field(default=())

    @property
    def name(self) -> str:
        """Give the name of its control."""
        return f"q{self.number}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary of what is to be looked at again."""

    id: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TypedSheet:
    """Every line of a sheet, the last of which say who helped and who chose."""

    lines: Sequence[TypedLine]

    @property
    def first(self) -> str:
        """Give the name of the line to type first: the first that is wrong, else the first."""
        return next((line.name for line in self.lines if line.errors), self.lines[0].name)

    def problems(self) -> list[Problem]:
        """List what is to be looked at again, in the order of the sheet."""
        return [
            Problem(line.name, str(line.place), sentence)
            for line in self.lines
            for sentence in line.errors
        ]


def write_lines(
    questionnaire: Questionnaire,
    texts: Mapping[int, str],
    sentences: Mapping[int, str],
    language: str = "",
    *,
    again: bool = False,
    only: Collection[int] | None = None,
) -> TypedSheet:
    """Give the lines of a sheet with what was typed; words are typed once, so `again` has none.

    `only` leaves out all others; places stay those of the paper.
    """
    found = [
        _line(place, question, texts, sentences, language)
        for place, question in sheets.asked_on_paper(questionnaire)
        if not (again and question.kind is QuestionKind.COMMENT)
        and (only is None or question.number in only)
    ]
    last = sum(1 for _each in sheets.asked_on_paper(questionnaire))
    apart = ((AIDED, WHO_HELPS, [AIDS[aid] for aid in sheets.AIDS]), (VOICED, WHO_CHOOSES, VOICES))
    for place, (number, label, words) in enumerate(apart, last + 1):
        if only is not None and number not in only:
            continue
        keys = tuple((str(key), each) for key, each in enumerate(words, 1))
        value, errors = texts.get(number, ""), _about(number, sentences)
        found.append(TypedLine(number, place, label, keys, 1, value=value, errors=errors))
    return TypedSheet(found)


def _line(
    place: int,
    question: Question,
    texts: Mapping[int, str],
    sentences: Mapping[int, str],
    language: str,
) -> TypedLine:
    return TypedLine(
        number=question.number,
        place=place,
        label=Localized(question.label),
        keys=tuple((box.key, _words_of(box)) for box in sheets.boxes_of(question, language)),
        width=sheets.width_of(question, language),
        several=question.kind is QuestionKind.MANY,
        is_words=question.kind is QuestionKind.COMMENT,
        value=texts.get(question.number, ""),
        errors=_about(question.number, sentences),
    )


def _about(number: int, sentences: Mapping[int, str]) -> tuple[str, ...]:
    return (sentences[number],) if number in sentences else ()


def _words_of(box: Box) -> Words:
    if box.choice is None:
        return APART[box.value]
    return Localized(box.choice.label) if box.choice.label else box.choice.name


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A line that two typings read otherwise: each reading by its name, to choose from."""

    number: int
    label: Words
    choices: tuple[Choice, ...]

    @property
    def name(self) -> str:
        """Give the name of its control."""
        return f"q{self.number}"


TWO_TYPINGS = lazy("Première fois : %(words)s"), lazy("Deuxième fois : %(words)s")
MACHINE_AND_PERSON = lazy("La machine a lu : %(words)s"), lazy("Vous avez lu : %(words)s")


def write_disagreements(
    questionnaire: Questionnaire,
    first: Typed,
    second: Typed,
    locale: str,
    *,
    readers: tuple[LazyText, LazyText] = TWO_TYPINGS,
    leaving: Collection[int] = (),
) -> list[Disagreement]:
    """Give each line that differs, with what the first and the second typing read.

    `leaving` are those that the first could not read.
    """
    questions = {question.number: question for question in questionnaire.questions()}
    found = []
    for number in sheets.differing(first, second, questionnaire):
        if number in leaving:
            continue
        if number == AIDED:
            label: Words = WHO_HELPS
            read = [str(AIDS[each.aid]) for each in (first, second)]
            has_blank = Aid.NONE in {first.aid, second.aid}
        elif number == VOICED:
            label, has_blank = WHO_CHOOSES, True
            read = [str(VOICES[each.proxy]) for each in (first, second)]
        else:
            label = Localized(questions[number].label)
            answers = [each.answers.get(number) for each in (first, second)]
            read = [_said(questions[number], answer, locale) for answer in answers]
            has_blank = None in answers
        choices = [
            Choice(name, str(reader) % {"words": words})
            for name, reader, words in zip(("first", "second"), readers, read, strict=True)
        ]
        if not has_blank:
            choices.append(Choice("blank", _("On ne peut pas savoir : vide")))
        found.append(Disagreement(number, label, tuple(choices)))
    return found


def _said(question: Question, answer: Answer, locale: str) -> str:
    if answer is None:
        return _("vide")
    boxes = (*sheets.boxes_of(question), *sheets.boxes_of(question, EASY))
    known = {box.value: _words_of(box) for box in boxes}
    chosen = answer if isinstance(answer, tuple) else (answer,)
    words = [known.get(value, value) for value in chosen if isinstance(value, int)]
    return ", ".join(
        each.text(locale) if isinstance(each, Localized) else str(each) for each in words
    )
