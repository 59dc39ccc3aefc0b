"""The bank of questions: several picked at once, one kept for the next questionnaires."""

from functools import partial

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.forms.editing import SearchForm, tags_form
from participation.surveys.labels.analysis import THEMES
from participation.surveys.labels.editing import KINDS, NEW_KINDS
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations import editing as operations
from participation.surveys.queries import bank, campaigns as queries
from participation.surveys.rules.bank import Wish, copy_of, look_for, origin_of
from participation.surveys.rules.editing import add
from participation.surveys.rules.items import find_question, source_of
from participation.surveys.rules.questions import Questionnaire

from .changing import find_or_404, find_version, lead
from .questionnaires import UNPROCESSABLE, bp

SCALES = {"5": 5, "3": 3}
OFFERED = (Choice("5", NEW_KINDS["faces5"]), Choice("3", NEW_KINDS["faces3"]))
MOST_PICKED = 60


@bp.get("/<key:version_id>/bank")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def pick(version_id: int) -> str:
    """Show the questions of the bank, all or those looked for."""
    return _show(find_version(version_id))


@bp.post("/<key:version_id>/bank")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def take(version_id: int) -> ResponseReturnValue:
    """Put the questions that were ticked at the end, or after the item of the address."""
    version, after = find_version(version_id), request.args.get("after", "")
    picked = list(dict.fromkeys(request.form.getlist("pick")))
    if not picked:
        return _show(version, refused=_("Cochez au moins une question.")), UNPROCESSABLE
    if len(picked) > MOST_PICKED:
        words = _("Cochez %(most)s questions au plus à la fois.", most=MOST_PICKED)
        return _show(version, refused=words), UNPROCESSABLE
    change = partial(_added, picked=picked, after=after, faces=_faces())
    try:
        kept = operations.change_questionnaire(
            cycle.act(), version, request.form.get("seen", ""), change
        )
    except Refused as refused:
        return _show(version, refused=pages.explain(refused)), UNPROCESSABLE
    return lead(version, kept)


@bp.route("/<key:version_id>/questions/<name>/keep", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def keep(version_id: int, name: str) -> ResponseReturnValue:
    """Keep a question in the association's own bank, under its tags."""
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    question = find_or_404(find_question, questionnaire, name)
    form = tags_form(question)
    if form.accepted():
        try:
            operations.keep_question(cycle.act(), version, name, form.tags())
        except Refused as refused:
            form.refuse("", pages.explain(refused))
        else:
            pages.say(_("La question est dans la banque. Elle servira à d’autres questionnaires."))
            address = url_for(".edit", version_id=version_id, _anchor=f"item-{name}")
            return redirect(address, 303)
    words = question.label.get(source_of(questionnaire)) or question.name
    page = pages.render("surveys/keep.html", form=form, version=version, words=words)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _added(
    questionnaire: Questionnaire, *, picked: list[str], after: str, faces: int
) -> Questionnaire:
    """Add each question in the order of the bank's list; KeyError for one that is not there."""
    known = {one.identifier: one for one in bank.list_bank(cycle.act().session)}
    place, changed = after, questionnaire
    groups = {group.name for group in questionnaire.groups()}
    for identifier in picked:
        copy = copy_of(known[identifier], questionnaire.languages, faces=faces)
        before = {one.name for one in changed.questions()}
        changed = add(changed, copy, place)
        if place and place not in groups:
            (place,) = {one.name for one in changed.questions()} - before
    return changed


def _faces() -> int:
    return SCALES.get(request.form.get("faces", ""), 5)


def _show(version: QuestionnaireVersion, refused: str = "") -> str:
    session = cycle.act().session
    questionnaire = queries.read_questionnaire(version)
    form = SearchForm(request.args)
    wish = Wish(*(form[name].data or "" for name in ("words", "theme", "criterion", "pack")))
    found = look_for(bank.list_bank(session), wish)
    whole = [one.identifier for one in found] if wish.pack and not form.words.data else []
    there = {origin[0] for one in questionnaire.questions() if (origin := origin_of(one))}
    return pages.render(
        "surveys/bank.html",
        version=version,
        form=form,
        found=found,
        there=there,
        ticked=request.form.getlist("pick") or whole,
        faces=str(_faces()),
        scales=OFFERED,
        after=request.args.get("after", ""),
        themes=THEMES,
        kinds=KINDS,
        publics=PUBLICS,
        refused=refused,
        asked=request.args,
    )
