"""Questionnaires: brought in as XLSForm with a report, seen in each language, given back."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.surveys.adapters import po
from participation.surveys.adapters.xlsform import Report, read_form, write_form
from participation.surveys.forms import FormFileForm, TextsForm, languages_offered
from participation.surveys.labels import po as po_labels, xlsform as form_labels
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations import questionnaires as operations
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules import translation
from participation.surveys.views.files import XLSX, download

bp = Blueprint("questionnaires", __name__, url_prefix="/<organisation>/questionnaires")
UNPROCESSABLE = 422


@bp.get("")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def index() -> str:
    """List every version, series by series."""
    found = queries.list_versions(cycle.act().session)
    return pages.render("surveys/questionnaires.html", versions=found)


@bp.route("/new", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def upload() -> ResponseReturnValue:
    """Read a form; show each thing found by sheet, row and column, or keep it as a version."""
    form, report = FormFileForm(), None
    if form.accepted():
        name = form.file.data.filename or ""
        questionnaire, report = read_form(form.file.data.read())
        if questionnaire is not None and report.ok:
            version = operations.import_questionnaire(
                cycle.act(),
                name=questionnaire.form_id or name.rpartition(".")[0] or "questionnaire",
                questionnaire=questionnaire,
            )
            pages.say(_("Le questionnaire est prêt. Regardez-le dans chaque langue."))
            return redirect(url_for(".show", version_id=version.id), 303)
        form.refuse("file", _("Ce fichier n’a pas été pris : voyez ce qu’il faut corriger."))
    page = pages.render("surveys/upload.html", form=form, report=_worded(report))
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.get("/<key:version_id>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def show(version_id: int) -> str:
    """Show a version as a phone shows it, in one of its languages, and what each language lacks."""
    return _show(_get(version_id), _texts_form(_get(version_id)), [])


@bp.post("/<key:version_id>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def translate(version_id: int) -> ResponseReturnValue:
    """Take a translator's texts; those that do not fit are told one by one."""
    version = _get(version_id)
    form = _texts_form(version)
    if not form.accepted():
        return _show(version, form, []), UNPROCESSABLE
    language = str(form.language.data)
    questionnaire, taken = po.import_texts(
        queries.read_questionnaire(version), form.file.data.read(), language
    )
    untaken = [(each.place, po_labels.sentence(each)) for each in taken.untaken]
    if not taken.texts:
        form.refuse("file", _("Aucun texte n’a été pris."))
        return _show(version, form, untaken), UNPROCESSABLE
    kept = operations.translate_questionnaire(cycle.act(), version, questionnaire)
    pages.say(_("%(n)s textes pris, %(left)s laissés.", n=taken.texts, left=len(untaken)))
    return redirect(url_for(".show", version_id=kept.id, language=language), 303)


@bp.get("/<key:version_id>/form.xlsx")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def as_form(version_id: int) -> ResponseReturnValue:
    """Give the version back as an XLSForm."""
    version = _get(version_id)
    content = write_form(queries.read_questionnaire(version))
    return download(content, f"{_file_name(version)}.xlsx", XLSX)


@bp.get("/<key:version_id>/texts.po")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def texts(version_id: int) -> ResponseReturnValue:
    """Give the texts of one language to a translator."""
    version = _get(version_id)
    language = find(request.args.get("language", "fr")).tag
    content = po.export_texts(queries.read_questionnaire(version), language)
    return download(content, f"{_file_name(version)}-{language}.po", "text/x-gettext-translation")


def _get(version_id: int) -> QuestionnaireVersion:
    return queries.get_version(cycle.act().session, version_id)


def _file_name(version: QuestionnaireVersion) -> str:
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in version.name)
    return f"{plain}-{version.number}"


def _texts_form(version: QuestionnaireVersion) -> TextsForm:
    form = TextsForm()
    own = version.languages.split(",")
    more = [tag for tag in cycle.organisation_row().languages.split(",") if tag not in own]
    form.language.choices = tuple(languages_offered([*own, *more]))
    return form


def _show(version: QuestionnaireVersion, form: TextsForm, untaken: list[tuple[str, str]]) -> str:
    questionnaire = queries.read_questionnaire(version)
    offered = [find(tag) for tag in questionnaire.languages]
    asked = request.args.get("language", "")
    language = find(asked if asked in questionnaire.languages else questionnaire.languages[0])
    return pages.render(
        "surveys/questionnaire.html",
        version=version,
        questions=list(questionnaire.questions()),
        offered=offered,
        language=language,
        completeness=translation.completeness(questionnaire),
        missing=translation.missing(questionnaire, language.tag),
        not_asked=form_labels.NOT_ASKED,
        form=form,
        untaken=untaken,
    )


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
