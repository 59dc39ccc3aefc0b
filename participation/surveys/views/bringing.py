"""What staff bring in: a form with its doubts about languages, then the files that it names."""

from collections.abc import Sequence

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.operations import drop_list, keep_list, open_list
from participation.accounts.queries import get_draft
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.adapters.parcels import Brought, read_parcel
from participation.surveys.adapters.xlsform import Doubt, Report, doubts, read_form
from participation.surveys.forms import FormFileForm, MediaForm, TonguesForm, tongues_form
from participation.surveys.labels import xlsform as form_labels
from participation.surveys.operations import media as media_operations, questionnaires as operations
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules.media import named_files
from participation.surveys.rules.questions import Questionnaire

from .questionnaires import UNPROCESSABLE, bp, show_version

SAID = 10
"""Refused files that are told one by one; the others are counted."""


@bp.route("/new", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def upload() -> ResponseReturnValue:
    """Read a form; show each thing found by sheet, row and column, or keep it as a version.

    A form without fault waits for an hour while its doubtful languages are asked.
    """
    form, report = FormFileForm(), None
    if form.accepted():
        name, content = form.file.data.filename or "", form.file.data.read()
        questionnaire, report = read_form(content)
        if questionnaire is not None and report.ok:
            if doubts(report):
                user_id = cycle.visitor().user_id or 0
                draft = keep_list(cycle.act(), user_id, filename=name, content=content)
                return redirect(url_for(".tongues", draft_id=draft.id), 303)
            return _import(name, questionnaire)
        form.refuse("file", _("Ce fichier n’a pas été pris : voyez ce qu’il faut corriger."))
    page = pages.render("surveys/upload.html", form=form, report=_worded(report))
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.route("/new/<key:draft_id>", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def tongues(draft_id: int) -> ResponseReturnValue:
    """Ask which language each doubtful column speaks, then read the form again with the answers."""
    act = cycle.act()
    draft = get_draft(act.session, draft_id, cycle.visitor().user_id or 0)
    content = open_list(act, draft)
    asked, report = _doubts_of(content)
    if content is None or not asked:
        pages.say(_("Le fichier a trop attendu. Choisissez-le encore."))
        return redirect(url_for(".upload"), 303)
    form = tongues_form(asked, cycle.organisation_row().languages.split(","))()
    if form.accepted() and not _same_twice(form, asked, report):
        answers = form.answers(asked)
        questionnaire, again = read_form(content, answers)
        if questionnaire is not None and not doubts(again):
            drop_list(act, draft)
            return _import(draft.filename, questionnaire)
        for doubt in doubts(again):
            sentence = _("Une autre colonne dit autre chose dans cette langue. Changez-en une.")
            form.refuse_all(doubt.typed, asked, sentence)
    page = pages.render(
        "surveys/tongues.html", form=form, filename=draft.filename, report=_worded(report)
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _doubts_of(content: bytes | None) -> tuple[tuple[Doubt, ...], Report]:
    report = Report((), ()) if content is None else read_form(content)[1]
    return doubts(report), report


def _same_twice(form: TonguesForm, asked: Sequence[Doubt], report: Report) -> bool:
    """Refuse a language that two sorts of columns would speak: one of the texts would be lost."""
    taken = set(report.languages) - {doubt.tag for doubt in asked}
    for doubt in asked:
        tag = form.answers(asked)[doubt.typed]
        if doubt.typed and tag in taken:
            sentence = _("Cette langue est déjà dans le fichier. Choisissez-en une autre.")
            form.refuse_all(doubt.typed, asked, sentence)
        taken.add(tag)
    return bool(form.problems())


def _import(filename: str, questionnaire: Questionnaire) -> ResponseReturnValue:
    version = operations.import_questionnaire(
        cycle.act(),
        name=questionnaire.form_id or filename.rpartition(".")[0] or "questionnaire",
        questionnaire=questionnaire,
    )
    pages.say(_("Le questionnaire est prêt. Regardez-le dans chaque langue."))
    return redirect(url_for(".show", version_id=version.id), 303)


@bp.post("/<key:version_id>/media")
@allow(Permission.QUESTIONNAIRE_MANAGE, once=False)
def bring(version_id: int) -> ResponseReturnValue:
    """Take the pictures and sounds that the form names; one that is refused refuses them all.

    A second sending changes nothing: the same files are the same version.
    """
    version = queries.get_version(cycle.act().session, version_id)
    form = MediaForm()
    if form.accepted():
        wanted = named_files(queries.read_questionnaire(version))
        cycle.commit_now()  # nobody else waits to write while the files are made small
        brought = read_parcel(form.sent(), wanted)
        if not brought.problems:
            kept = media_operations.bring_media(
                cycle.act(), version, pictures=brought.pictures, sounds=brought.sounds
            )
            pages.say(_said(brought, is_new=kept.id != version.id))
            return redirect(url_for(".show", version_id=kept.id), 303)
        _refuse(form, brought)
    return show_version(version, media=form), UNPROCESSABLE


def _said(brought: Brought, *, is_new: bool) -> str:
    taken = len(brought.pictures) + len(brought.sounds)
    words = _("%(n)s fichiers pris, %(left)s laissés.", n=taken, left=len(brought.strangers))
    if is_new:
        words += " " + _("La version figée ne change pas : une nouvelle version porte les images.")
    return words


def _refuse(form: MediaForm, brought: Brought) -> None:
    for name, refused in brought.problems[:SAID]:
        sentence = pages.explain(refused)
        form.refuse("files", f"« {name} » : {sentence}" if name else sentence)
    more = len(brought.problems) - SAID
    if more > 0:
        form.refuse("files", _("Et %(n)s autres fichiers.", n=more))


def _worded(report: Report | None) -> dict[str, list[tuple[str, str, str]]] | None:
    """Give what was found as (place, column, sentence), errors apart from remarks."""
    if report is None:
        return None
    return {
        kind: [
            (
                f"{each.sheet} {each.row}" if each.row else each.sheet,
                each.column,
                form_labels.sentence(each),
            )
            for each in found
        ]
        for kind, found in (("errors", report.errors), ("warnings", report.warnings))
    }
