"""A pile of sheets is typed: one key an answer, one sheet in ten twice, what differs settled."""

from collections.abc import Mapping
from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission

from ..labels import typing as labels
from ..operations import fieldwork as operations
from ..operations.fieldwork import Twice
from ..operations.responses import ResponseSheet
from ..queries import answering, fieldwork as queries
from ..queries.answering import Asked
from ..queries.campaigns import get_survey
from ..rules import sheets
from ..rules.draft import Draft
from ..rules.stages import Channel, Refusal
from .fieldwork import bp
from .keyed import (
    READINGS,
    Sheet,
    blank,
    language_of,
    offered,
    open_survey,
    read,
    settled,
    typed_of,
)
from .sealing import seal, unseal

UNPROCESSABLE = 422


@bp.get("/<service>/fieldwork/<key:survey_id>/typing")
@allow(Permission.SURVEY_FIELDWORK)
def typing(survey_id: int) -> str:
    """Show a blank sheet to type, in the language of the pile."""
    return _show(blank(open_survey(survey_id)))


@bp.post("/<service>/fieldwork/<key:survey_id>/typing")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def keep(survey_id: int) -> ResponseReturnValue:
    """Keep a sheet, or ask for a second typing when the draw says so; nothing is kept until then.

    No key of forms is written beside it, for that row would say on which day a response came.
    """
    asked, session = open_survey(survey_id), cycle.act().session
    sheet = read(asked)
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
    asked = open_survey(survey_id)
    first = unseal(asked, "first")
    second = read(asked, first)
    if second.reasons:
        return _show(second, first=request.form["first"]), UNPROCESSABLE
    if sheets.differing(typed_of(first), second.typed, asked.questionnaire):
        return _settle(asked, first, second.draft, sheet=second)
    return _keep(asked, second, Twice(sheets.compared(asked.questionnaire), 0))


@bp.post("/<service>/fieldwork/<key:survey_id>/typing/settle")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def settle(survey_id: int) -> ResponseReturnValue:
    """Keep a sheet as a person settled it, who looked at the paper again."""
    asked = open_survey(survey_id)
    first, second = unseal(asked, "first"), unseal(asked, "second")
    found = sheets.differing(typed_of(first), typed_of(second), asked.questionnaire)
    chosen = {number: request.form.get(f"q{number}", "") for number in found}
    sheet = Sheet(settled(typed_of(first), second, chosen), language_of(asked), {}, {})
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
    asked = open_survey(sheet.draft.survey_id)
    sentences = {number: pages.explain(Refused(why)) for number, why in sheet.reasons.items()}
    return pages.render(
        "surveys/typing.html",
        asked=asked,
        typed=sheet,
        first=first,
        form=labels.write_lines(
            asked.questionnaire, sheet.texts, sentences, sheet.language, again=bool(first)
        ),
        languages_offered=[find(tag) for tag in offered(asked)],
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
        asked.questionnaire, typed_of(first), typed_of(second), reader_locale()
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
