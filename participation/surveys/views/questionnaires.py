"""Questionnaires: listed, seen in each language, translated, given back as XLSForm."""

from collections.abc import Sequence
from functools import partial

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.assets import pictogram_names
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.surveys.adapters import po
from participation.surveys.adapters.xlsform import write_form
from participation.surveys.forms import MediaForm, TextsForm, languages_offered
from participation.surveys.labels import (
    media as media_labels,
    po as po_labels,
    xlsform as form_labels,
)
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations import texts as operations
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.media import list_media
from participation.surveys.queries.texts import list_standings, read_marks
from participation.surveys.rules import translation
from participation.surveys.rules.carrying import said_by_file
from participation.surveys.rules.questions import drawing_of
from participation.surveys.rules.texts import TO_DO
from participation.surveys.views.files import XLSX, download
from participation.surveys.views.pictures import picture_address

bp = Blueprint("questionnaires", __name__, url_prefix="/<organisation>/questionnaires")
UNPROCESSABLE = 422


@bp.get("")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def index() -> str:
    """List every version, series by series."""
    found = queries.list_versions(cycle.act().session)
    return pages.render("surveys/questionnaires.html", versions=found)


@bp.get("/<key:version_id>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def show(version_id: int) -> str:
    """Show a version as a phone shows it, in one of its languages, and what each language lacks."""
    return show_version(_get(version_id))


@bp.post("/<key:version_id>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def translate(version_id: int) -> ResponseReturnValue:
    """Take a translator's texts; those that do not fit are told one by one."""
    act = cycle.act()
    version = operations.hold_version(act, version_id)
    form = _texts_form(version)
    if not form.accepted():
        return show_version(version, texts=form), UNPROCESSABLE
    language = str(form.language.data)
    questionnaire = queries.read_questionnaire(version)
    _after, taken = po.import_texts(questionnaire, form.file.data.read(), language)
    untaken = [(each.place, po_labels.sentence(each)) for each in taken.untaken]
    if not taken.texts:
        form.refuse("file", _("Aucun texte n’a été pris."))
        return show_version(version, texts=form, untaken=untaken), UNPROCESSABLE
    marks = read_marks(act.session, version, questionnaire)
    said = said_by_file(questionnaire, marks, language, taken.words)
    kept = operations.put_texts(act, version, said)
    pages.say(_("%(n)s textes pris, %(left)s laissés.", n=taken.texts, left=len(untaken)))
    return redirect(url_for(".show", version_id=kept.id, language=language), 303)


@bp.get("/<key:version_id>/form.xlsx")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def as_form(version_id: int) -> ResponseReturnValue:
    """Give the version back as an XLSForm."""
    version = _get(version_id)
    content = write_form(queries.read_questionnaire(version))
    return download(content, f"{file_name(version)}.xlsx", XLSX)


@bp.get("/<key:version_id>/texts.po")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def texts(version_id: int) -> ResponseReturnValue:
    """Give the texts of one language to a translator."""
    version = _get(version_id)
    language = find(request.args.get("language", "fr")).tag
    doubtful = {
        each.place
        for each in list_standings(cycle.act().session, version, language)
        if each.state in TO_DO
    }
    content = po.export_texts(queries.read_questionnaire(version), language, doubtful=doubtful)
    return download(content, f"{file_name(version)}-{language}.po", "text/x-gettext-translation")


def _get(version_id: int) -> QuestionnaireVersion:
    return queries.get_version(cycle.act().session, version_id)


def file_name(version: QuestionnaireVersion) -> str:
    """Give the name under which a version is downloaded, in plain letters."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in version.name)
    return f"{plain}-{version.number}"


def _texts_form(version: QuestionnaireVersion) -> TextsForm:
    form = TextsForm()
    own = version.languages.split(",")
    more = [tag for tag in cycle.organisation_row().languages.split(",") if tag not in own]
    form.language.choices = tuple(languages_offered([*own, *more]))
    return form


def show_version(
    version: QuestionnaireVersion,
    *,
    texts: TextsForm | None = None,
    untaken: Sequence[tuple[str, str]] = (),
    media: MediaForm | None = None,
) -> str:
    """Draw the page of a version, with the form that was just refused when there is one."""
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
        drawing_of=drawing_of,
        picture=partial(picture_address, questionnaire, locale=language.tag),
        media=list_media(cycle.act().session, questionnaire, pictogram_names()),
        media_kinds=media_labels.MEDIA,
        media_states=media_labels.STATES,
        media_form=media or MediaForm(),
        form=texts or _texts_form(version),
        untaken=untaken,
    )
