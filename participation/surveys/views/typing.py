"""A pile of sheets is typed: one key an answer, one sheet in ten twice, what differs settled."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import clean_text
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.keys import random_key
from participation.foundation.languages import find
from participation.foundation.permissions import Permission

from ..labels import typing as labels
from ..operations import fieldwork as operations
from ..operations.fieldwork import Twice
from ..operations.responses import ResponseSheet
from ..queries import answering, fieldwork as queries
from ..queries.answering import Asked
from ..queries.campaigns import get_campaign, get_survey
from ..rules import draft, sheets
from ..rules.draft import Draft
from ..rules.flow import Answer, Refusal as Misfit
from ..rules.questions import QuestionKind
from ..rules.sheets import AIDED, VOICED, Typed
from ..rules.stages import Aid, Channel, Refusal
from .fieldwork import bp
from .sealing import seal, unseal

UNPROCESSABLE = 422
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
        return _typed(self.draft)


@bp.get("/<service>/fieldwork/<key:survey_id>/typing")
@allow(Permission.SURVEY_FIELDWORK)
def typing(survey_id: int) -> str:
    """Show a blank sheet to type, in the language of the pile."""
    return _show(_blank(_open(survey_id)))


@bp.post("/<service>/fieldwork/<key:survey_id>/typing")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def keep(survey_id: int) -> ResponseReturnValue:
    """Keep a sheet, or ask for a second typing when the draw says so; nothing is kept until then.

    No key of forms is written beside it, for that row would say on which day a response came.
    """
    asked, session = _open(survey_id), cycle.act().session
    sheet = _read(asked)
    if sheet.reasons:
        return _show(sheet), UNPROCESSABLE
    kept = queries.count_sheets(session, survey_id)
    is_new = not answering.has_response(session, survey_id, sheet.draft.key)
    if is_new and sheets.is_typed_twice(queries.seed_of(survey_id), kept):
        return _show(replace(sheet, texts={}), first=seal(sheet.draft))
    return _keep(asked, sheet)


@bp.post("/<service>/fieldwork/<key:survey_id>/typing/again")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def again(survey_id: int) -> ResponseReturnValue:
    """Compare a second typing with the first; keep the sheet when they agree."""
    asked = _open(survey_id)
    first = unseal(asked, "first")
    second = _read(asked, first)
    if second.reasons:
        return _show(second, first=request.form["first"]), UNPROCESSABLE
    if sheets.differing(_typed(first), second.typed, asked.questionnaire):
        return _settle(asked, first, second.draft, sheet=second)
    return _keep(asked, second, Twice(sheets.compared(asked.questionnaire), 0))


@bp.post("/<service>/fieldwork/<key:survey_id>/typing/settle")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def settle(survey_id: int) -> ResponseReturnValue:
    """Keep a sheet as a person settled it, who looked at the paper again."""
    asked = _open(survey_id)
    first, second = unseal(asked, "first"), unseal(asked, "second")
    found = sheets.differing(_typed(first), _typed(second), asked.questionnaire)
    chosen = {number: request.form.get(f"q{number}", "") for number in found}
    sheet = Sheet(_settled(first, second, chosen), _language(asked), {}, {})
    if any(reading not in READINGS for reading in chosen.values()):
        sentence = _("Choisissez une réponse à chaque question.")
        page = _settle(asked, first, second, sheet=sheet, chosen=chosen, refused=sentence)
        return page, UNPROCESSABLE
    try:
        return _keep(asked, sheet, Twice(sheets.compared(asked.questionnaire), len(found)))
    except Refused as refused:
        sentence = pages.explain(refused)
        page = _settle(asked, first, second, sheet=sheet, chosen=chosen, refused=sentence)
        return page, UNPROCESSABLE


def _open(survey_id: int) -> Asked:
    asked = answering.recall_asked(cycle.act().session, survey_id)
    if not asked.is_answerable(clock.today()):
        raise Refused(Refusal.NOT_OPEN)
    return asked


def _blank(asked: Asked) -> Sheet:
    empty = Draft(asked.survey_id, random_key(), asked.version, 0, Channel.PAPER)
    return Sheet(empty, _language(asked), {}, {})


def _language(asked: Asked) -> str:
    """Give the language printed on the sheets of the pile; refuse one that was not offered."""
    offered = get_campaign(cycle.act().session, asked.campaign_id).languages.split(",")
    language = request.values.get("language", offered[0])
    if language not in offered:
        raise Refused(Refusal.NOT_THIS_LANGUAGE)
    return language


def _read(asked: Asked, first: Draft | None = None) -> Sheet:
    """Read the keys of a form; each line that cannot be taken says why and is shown as typed.

    The words of a first typing are added, for words are typed once.
    """
    try:
        key = first.key if first else UUID(hex=request.form.get("sheet", ""))
    except ValueError:
        raise Refused(Refusal.SHEET_LOST) from None
    if request.form.get("version") != asked.version:
        raise Refused(draft.Trouble.OTHER_VERSION)
    texts, answers, reasons = _lines(asked)
    answers |= _words_of(first, asked) if first else {}
    language, (aid, proxy) = _language(asked), _helped(texts, reasons)
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


def _helped(texts: Mapping[int, str], reasons: dict[int, StrEnum]) -> tuple[Aid, bool]:
    """Read who helped, and whether somebody answered instead of her."""
    aid, proxy = Aid.NONE, False
    try:
        aid = sheets.read_aid(texts[AIDED])
    except ValueError:
        reasons[AIDED] = Refusal.UNKNOWN_KEY
    try:
        proxy = sheets.read_voice(texts[VOICED])
    except ValueError:
        reasons[VOICED] = Refusal.UNKNOWN_KEY
    return aid, proxy


def _lines(asked: Asked) -> tuple[dict[int, str], dict[int, Answer], dict[int, StrEnum]]:
    texts = {
        number: unicodedata.normalize("NFKC", clean_text(request.form.get(f"q{number}", "")))[:9]
        for number in (AIDED, VOICED)
    }
    answers: dict[int, Answer] = {}
    reasons: dict[int, StrEnum] = {}
    language = _language(asked)
    for _place, question in sheets.asked_on_paper(asked.questionnaire):
        number = question.number
        texts[number] = clean_text(request.form.get(f"q{number}", ""))
        try:
            answer = sheets.read_keys(question, texts[number], language)
        except ValueError:
            reasons[number] = Refusal.UNKNOWN_KEY
            continue
        if answer is not None:
            answers[number] = answer
    return texts, answers, reasons


def _keep(asked: Asked, sheet: Sheet, twice: Twice | None = None) -> ResponseReturnValue:
    """Keep a sheet once; refuse one that says nothing, which a slip of the Enter key sends."""
    act = cycle.act()
    if not asked.course(sheet.draft.answers, clock.today(), sheet.language).kept():
        raise Refused(Refusal.SHEET_EMPTY)
    response = ResponseSheet(
        key=sheet.draft.key,
        answers=sheet.draft.answers,
        channel=Channel.PAPER,
        language=sheet.language,
        aid=sheet.draft.aid,
        proxy=sheet.draft.proxy,
        version=asked.version,
    )
    survey = get_survey(act.session, asked.survey_id)
    if operations.keep_sheet(act, survey, response, twice):
        pages.say(_("Feuille gardée. Prenez la suivante."))
    else:
        pages.say(_("Cette feuille était déjà gardée. Si c’en était une autre, tapez-la encore."))
    return redirect(url_for(".typing", survey_id=asked.survey_id, language=sheet.language), 303)


def _show(sheet: Sheet, *, first: str = "") -> str:
    """Draw a sheet to type; `first` is the sealed first typing when this is the second."""
    asked, session = _open(sheet.draft.survey_id), cycle.act().session
    tags = get_campaign(session, asked.campaign_id).languages.split(",")
    sentences = {number: pages.explain(Refused(why)) for number, why in sheet.reasons.items()}
    return pages.render(
        "surveys/typing.html",
        asked=asked,
        typed=sheet,
        first=first,
        form=labels.write_lines(
            asked.questionnaire, sheet.texts, sentences, sheet.language, again=bool(first)
        ),
        languages_offered=[find(tag) for tag in tags],
    )


def _settle(
    asked: Asked,
    first: Draft,
    second: Draft,
    *,
    sheet: Sheet,
    chosen: Mapping[int, str] | None = None,
    refused: str = "",
) -> str:
    found = labels.write_disagreements(
        asked.questionnaire, _typed(first), _typed(second), reader_locale()
    )
    return pages.render(
        "surveys/settle.html",
        asked=asked,
        typed=sheet,
        disagreements=found,
        first=seal(first),
        second=seal(second),
        chosen=chosen or {},
        refused=refused,
    )


def _typed(sheet: Draft) -> Typed:
    return Typed(sheet.answers, sheet.aid, sheet.proxy)


def _words_of(sheet: Draft, asked: Asked) -> dict[int, Answer]:
    return {
        number: answer
        for number, answer in sheet.answers.items()
        if asked.by_number[number].kind is QuestionKind.COMMENT
    }


def _settled(first: Draft, second: Draft, chosen: Mapping[int, str]) -> Draft:
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
