"""The keys of a paper sheet as a form sends them: what they mean, which lines are not taken."""

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from flask import request

from participation.foundation import clock, cycle
from participation.foundation.act import Refused
from participation.foundation.forms import clean_text
from participation.foundation.keys import random_key

from ..queries import answering
from ..queries.answering import Asked
from ..queries.campaigns import get_campaign
from ..rules import draft, sheets
from ..rules.draft import Draft
from ..rules.flow import Answer, Refusal as Misfit
from ..rules.questions import QuestionKind
from ..rules.sheets import AIDED, VOICED, Typed
from ..rules.stages import Aid, Channel, Refusal

READINGS = ("first", "second", "blank")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it was just typed: what it says, the keys themselves, why a line is not taken."""

    draft: Draft
    language: str
    texts: Mapping[int, str]
    reasons: Mapping[int, StrEnum]

    @property
    def typed(self) -> Typed:
        """Give what is compared with another typing."""
        return typed_of(self.draft)


def typed_of(sheet: Draft) -> Typed:
    """Give what a draft says, to be compared."""
    return Typed(sheet.answers, sheet.aid, sheet.proxy)


def open_survey(survey_id: int) -> Asked:
    """Give a survey whose sheets are taken today; refuse another."""
    asked = answering.recall_asked(cycle.act().session, survey_id)
    if not asked.is_answerable(clock.today()):
        raise Refused(Refusal.NOT_OPEN)
    return asked


def offered(asked: Asked) -> list[str]:
    """Give the languages in which a survey is printed."""
    return get_campaign(cycle.act().session, asked.campaign_id).languages.split(",")


def language_of(asked: Asked) -> str:
    """Give the language printed on the sheets of the pile; refuse one that was not offered."""
    tags = offered(asked)
    language = request.values.get("language", tags[0])
    if language not in tags:
        raise Refused(Refusal.NOT_THIS_LANGUAGE)
    return language


def blank(asked: Asked) -> Sheet:
    """Give a sheet of which nothing was typed yet."""
    empty = Draft(asked.survey_id, random_key(), asked.version, 0, Channel.PAPER)
    return Sheet(empty, language_of(asked), {}, {})


def read(asked: Asked, first: Draft | None = None) -> Sheet:
    """Read the keys of a form; each line that cannot be taken says why and is shown as typed.

    The words of a first typing are added, for words are typed once.
    """
    try:
        key = first.key if first else UUID(hex=request.form.get("sheet", ""))
    except ValueError:
        raise Refused(Refusal.SHEET_LOST) from None
    if request.form.get("version") != asked.version:
        raise Refused(draft.Trouble.OTHER_VERSION)
    known = Typed(_words_of(first, asked) if first else {})
    return read_lines(asked, key, language_of(asked), known)


def read_lines(
    asked: Asked,
    key: UUID,
    language: str,
    known: Typed,
    only: Collection[int] | None = None,
) -> Sheet:
    """Read the keys of some lines, of all when none is named; what is known stands for the others.

    A sheet that says nothing says so at its first line.
    """
    texts, answers, reasons = _lines(asked, language, only)
    answers = {**known.answers, **answers}
    aid, proxy = _helped(texts, reasons, known)
    course = asked.course(answers, clock.today(), language)
    for question in course.asked():
        reason = course.why_refused(question.name, answers.get(question.number))
        if question.kind is not QuestionKind.NOTE and reason not in {None, Misfit.REQUIRED}:
            reasons.setdefault(question.number, reason)
    if not reasons and not course.kept():
        reasons[min(texts.keys() - {AIDED, VOICED}, default=AIDED)] = Refusal.SHEET_EMPTY
    made = Draft(
        asked.survey_id, key, asked.version, 0, Channel.PAPER, aid, proxy=proxy, answers=answers
    )
    return Sheet(made, language, texts, reasons)


def _helped(
    texts: Mapping[int, str], reasons: dict[int, StrEnum], known: Typed
) -> tuple[Aid, bool]:
    """Read who helped, and whether somebody answered instead of her."""
    aid, proxy = known.aid, known.proxy
    try:
        aid = sheets.read_aid(texts[AIDED]) if AIDED in texts else aid
    except ValueError:
        reasons[AIDED] = Refusal.UNKNOWN_KEY
    try:
        proxy = sheets.read_voice(texts[VOICED]) if VOICED in texts else proxy
    except ValueError:
        reasons[VOICED] = Refusal.UNKNOWN_KEY
    return aid, proxy


def _lines(
    asked: Asked, language: str, only: Collection[int] | None
) -> tuple[dict[int, str], dict[int, Answer], dict[int, StrEnum]]:
    texts = {
        number: unicodedata.normalize("NFKC", clean_text(request.form.get(f"q{number}", "")))[:9]
        for number in (AIDED, VOICED)
        if only is None or number in only
    }
    answers: dict[int, Answer] = {}
    reasons: dict[int, StrEnum] = {}
    for _place, question in sheets.asked_on_paper(asked.questionnaire):
        number = question.number
        if only is not None and number not in only:
            continue
        texts[number] = clean_text(request.form.get(f"q{number}", ""))
        try:
            answer = sheets.read_keys(question, texts[number], language)
        except ValueError:
            reasons[number] = Refusal.UNKNOWN_KEY
            continue
        if answer is not None:
            answers[number] = answer
    return texts, answers, reasons


def _words_of(sheet: Draft, asked: Asked) -> dict[int, Answer]:
    return {
        number: answer
        for number, answer in sheet.answers.items()
        if asked.by_number[number].kind is QuestionKind.COMMENT
    }


def settled(first: Typed, second: Draft, chosen: Mapping[int, str]) -> Draft:
    """Give the second typing with each line that differed as a person read it on the paper."""
    answers, aid, proxy = dict(second.answers), second.aid, second.proxy
    for number, reading in chosen.items():
        if number == AIDED:
            aid = {"first": first.aid, "second": second.aid}.get(reading, Aid.NONE)
            continue
        if number == VOICED:
            proxy = (first if reading == "first" else second).proxy
            continue
        answers.pop(number, None)
        source = {"first": first.answers, "second": second.answers}.get(reading, {})
        if number in source:
            answers[number] = source[number]
    return replace(second, answers=answers, aid=aid, proxy=proxy)
