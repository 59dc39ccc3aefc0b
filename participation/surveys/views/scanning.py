"""A pile of scans is read: what is plain is kept at once, a person settles what is not."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale, staff_gettext as _, staff_ngettext
from participation.foundation.permissions import Permission

from ..adapters.scans.layout import lay_out
from ..adapters.scans.reading import can_read
from ..forms.scans import LARGEST_PILE, ScansForm
from ..labels import scans as labels, sheets as papers, typing as lines
from ..operations import scans as operations
from ..operations.fieldwork import Twice
from ..queries import scans as queries
from ..queries.answering import Asked
from ..queries.campaigns import get_survey
from ..queries.piles import PileRead, read_files
from ..rules import sheets
from ..rules.draft import Trouble
from ..rules.scanned import Scanned
from ..rules.sheets import Typed
from ..rules.stages import Refusal
from .fieldwork import bp
from .files import cache
from .keyed import READINGS, Sheet, offered, open_survey, read_lines, settled
from .sealing import seal, unseal

UNPROCESSABLE = 422
PILE = "/<service>/fieldwork/<key:survey_id>/scans"
ONE = f"{PILE}/<uuid:key>"


@bp.url_value_preprocessor
def let_piles_in(endpoint: str | None, _values: dict[str, object] | None) -> None:
    """Let a pile be heavier than other sendings, before anything reads its form."""
    if endpoint == "fieldwork.read_scans":
        request.max_content_length = LARGEST_PILE


@bp.get(PILE)
@allow(Permission.SURVEY_FIELDWORK)
def scans(survey_id: int) -> str:
    """Show where to send a pile, and the sheets that wait."""
    return _show(open_survey(survey_id), ScansForm())


@bp.post(PILE)
@allow(Permission.SURVEY_FIELDWORK, once=False, writes=False, logged=False)
def read_scans(survey_id: int) -> ResponseReturnValue:
    """Read a pile: what is refused leaves nothing, the rest waits for a person.

    The database is free meanwhile. The same pile sent again while it waits is not held twice.
    """
    asked = open_survey(survey_id)
    form = ScansForm()
    if not can_read():
        raise Refused(Refusal.NO_READER)
    if not form.accepted():
        return _show(asked, form), UNPROCESSABLE
    files = form.sent()
    house = cycle.service_row().public_name
    layouts = {
        tag: lay_out(papers.write_sheet(tag, asked, house), cache=cache()) for tag in offered(asked)
    }
    found = read_files(asked, [content for _name, content in files], layouts, clock.today())
    act = cycle.begin_writing()
    added = operations.hold_sheets(act, get_survey(act.session, survey_id), found.arrived, layouts)
    return _report(asked, found, [name for name, _content in files], added)


def _report(asked: Asked, found: PileRead, names: list[str], added: int) -> str:
    count = len(found.arrived)
    said = [staff_ngettext("%(n)s feuille lue.", "%(n)s feuilles lues.", count)]
    if count > added:
        said.append(
            staff_ngettext(
                "%(n)s attendait déjà : elle n’est pas comptée deux fois.",
                "%(n)s attendaient déjà : elles ne sont pas comptées deux fois.",
                count - added,
            )
        )
    refused = labels.write_not_taken(found.not_taken, names)
    return _show(asked, ScansForm(formdata=None), said=" ".join(said), refused=refused)


@bp.post(f"{PILE}/keep")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def keep_scans(survey_id: int) -> ResponseReturnValue:
    """Keep every sheet that was read without a doubt and not drawn."""
    act, _asked = cycle.act(), open_survey(survey_id)
    kept = operations.keep_clear(act, get_survey(act.session, survey_id))
    pages.say(staff_ngettext("%(n)s feuille gardée.", "%(n)s feuilles gardées.", kept))
    return redirect(url_for(".scans", survey_id=survey_id), 303)


@bp.get(ONE)
@allow(Permission.SURVEY_FIELDWORK)
def scan(survey_id: int, key: UUID) -> str:
    """Show what a person looks at: the doubtful questions, or the whole of a drawn sheet."""
    return _ask(open_survey(survey_id), key, _waiting(survey_id, key))


@bp.post(ONE)
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def keep_scan(survey_id: int, key: UUID) -> ResponseReturnValue:
    """Keep a sheet as a person settled it; what she typed of a drawn one is compared first."""
    asked, one = open_survey(survey_id), _waiting(survey_id, key)
    if one.version != asked.version:
        raise Refused(Trouble.OTHER_VERSION)
    known = Typed({}) if one.is_drawn else one.typed
    sheet = read_lines(asked, key, one.language, known, None if one.is_drawn else one.doubts)
    if sheet.reasons:
        return _ask(asked, key, one, sheet), UNPROCESSABLE
    if not one.is_drawn:
        return _keep(asked, key, one, sheet.typed)
    if _differing(asked, one, sheet.typed):
        return _settle(asked, key, one, sheet)
    return _keep(asked, key, one, sheet.typed, Twice(_compared(asked, one), 0))


@bp.post(f"{ONE}/settle")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def settle_scan(survey_id: int, key: UUID) -> ResponseReturnValue:
    """Keep a drawn sheet as a person settled it, who looked at its picture again."""
    asked, one = open_survey(survey_id), _waiting(survey_id, key)
    typed = unseal(asked, "second")
    sheet = Sheet(typed, one.language, {}, {})
    found = _differing(asked, one, sheet.typed)
    chosen = {number: request.form.get(f"q{number}", "") for number in found}
    if typed.key != key or any(reading not in READINGS for reading in chosen.values()):
        return _settle(asked, key, one, sheet, chosen), UNPROCESSABLE
    said = settled(one.typed, typed, chosen)
    if not asked.course(said.answers, clock.today(), one.language).kept():
        raise Refused(Refusal.SHEET_EMPTY)
    twice = Twice(_compared(asked, one), len(found))
    return _keep(asked, key, one, replace(sheet, draft=said).typed, twice)


@bp.post(f"{ONE}/aside")
@allow(Permission.SURVEY_FIELDWORK, once=False, logged=False)
def set_scan_aside(survey_id: int, key: UUID) -> ResponseReturnValue:
    """Forget a sheet that waits, with its pictures: nothing of it is kept."""
    operations.set_aside(cycle.act(), survey_id, key)
    pages.say(_("Feuille mise de côté : rien n’en est gardé ici."))
    return redirect(url_for(".scans", survey_id=survey_id), 303)


@bp.get(f"{ONE}/<int:number>.jpg")
@allow(Permission.SURVEY_FIELDWORK)
def scan_picture(survey_id: int, key: UUID, number: int) -> Response:
    """Give a picture of a sheet that waits; 404 to whoever may not see it, and once it is gone."""
    one = queries.open_sheet(cycle.act().session, survey_id, key)
    if one is None or number >= len(one.pictures):
        abort(404)
    response = Response(one.pictures[number].content, mimetype="image/jpeg")
    response.cache_control.no_store = True
    return response


def _waiting(survey_id: int, key: UUID) -> Scanned:
    found = queries.open_sheet(cycle.act().session, survey_id, key)
    if found is None:
        raise Refused(Refusal.SCAN_GONE)
    return found


def _differing(asked: Asked, one: Scanned, typed: Typed) -> list[int]:
    found = sheets.differing(one.typed, typed, asked.questionnaire)
    return [number for number in found if number not in one.doubts]


def _compared(asked: Asked, one: Scanned) -> int:
    """Count the lines that a machine and a person both read."""
    return len(sheets.closed(asked.questionnaire) - one.doubts.keys())


def _keep(
    asked: Asked, key: UUID, one: Scanned, said: Typed, twice: Twice | None = None
) -> ResponseReturnValue:
    act = cycle.act()
    survey = get_survey(act.session, asked.survey_id)
    if not operations.keep_scanned(act, survey, key, one, said, twice):
        raise Refused(Refusal.SCAN_GONE)
    pages.say(_("Feuille gardée."))
    left = [each for each in queries.list_waiting(act.session, survey.id) if not each.is_clear]
    if left:
        return redirect(url_for(".scan", survey_id=survey.id, key=left[0].key), 303)
    return redirect(url_for(".scans", survey_id=survey.id), 303)


def _show(
    asked: Asked,
    form: ScansForm,
    *,
    said: str = "",
    refused: list[tuple[str, str]] | None = None,
) -> str:
    waiting = queries.list_waiting(cycle.act().session, asked.survey_id)
    return pages.render(
        "surveys/scans.html",
        asked=asked,
        form=form,
        can_read=can_read(),
        said=said,
        refused=refused or [],
        clear=sum(one.is_clear for one in waiting),
        waiting=labels.write_waiting(waiting),
    )


def _ask(asked: Asked, key: UUID, one: Scanned, sheet: Sheet | None = None) -> str:
    texts: Mapping[int, str] = sheet.texts if sheet else {}
    reasons = sheet.reasons if sheet else {}
    sentences = {number: pages.explain(Refused(why)) for number, why in reasons.items()}
    form = lines.write_lines(
        asked.questionnaire,
        texts,
        sentences,
        one.language,
        only=None if one.is_drawn else set(one.doubts),
    )
    return pages.render(
        "surveys/scan.html",
        asked=asked,
        key=key,
        scanned=one,
        form=form,
        pictures=_pictures(asked, key, one),
        doubts={number: labels.DOUBTS[doubt] for number, doubt in one.doubts.items()},
    )


def _pictures(asked: Asked, key: UUID, one: Scanned) -> dict[int, list[str]]:
    """Give the addresses of the pictures of each question."""
    found: dict[int, list[str]] = {}
    for at, picture in enumerate(one.pictures):
        address = url_for(".scan_picture", survey_id=asked.survey_id, key=key, number=at)
        found.setdefault(picture.number, []).append(address)
    return found


def _settle(
    asked: Asked,
    key: UUID,
    one: Scanned,
    sheet: Sheet,
    chosen: Mapping[int, str] | None = None,
) -> str:
    found = lines.write_disagreements(
        asked.questionnaire,
        one.typed,
        sheet.typed,
        reader_locale(),
        readers=lines.MACHINE_AND_PERSON,
        leaving=one.doubts,
    )
    return pages.render(
        "surveys/settle_scan.html",
        asked=asked,
        key=key,
        disagreements=found,
        second=seal(sheet.draft),
        pictures=_pictures(asked, key, one),
        chosen=chosen or {},
        is_refused=chosen is not None,
    )
