"""One question in the editor: its kind chosen, its words written, changed."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.adapters.bank import shipped
from participation.surveys.forms.editing import (
    OPEN_LISTS,
    QuestionForm,
    question_form,
)
from participation.surveys.labels.editing import KINDS, NEW_KINDS, remark_words
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules.bank import copy_of
from participation.surveys.rules.editing import add, put_back, recast, shift
from participation.surveys.rules.items import (
    find_question,
    name_from,
    names_taken,
    source_of,
)
from participation.surveys.rules.plainness import remarks
from participation.surveys.rules.questions import Question, QuestionKind, Questionnaire

from .changing import attempt, find_or_404, find_version
from .questionnaires import UNPROCESSABLE, bp

FACES = {"faces5": 5, "faces3": 3}
LEAST_CHOICES = 2
UP, DOWN = "up", "down"


@bp.route("/<key:version_id>/questions/new", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def ask(version_id: int) -> ResponseReturnValue:
    """Choose the kind of a new question, then write it; `of` names one that changes its kind."""
    version = find_version(version_id)
    kind, after = request.args.get("kind", ""), request.args.get("after", "")
    if kind not in NEW_KINDS:
        of = request.args.get("of", "")
        return pages.render(
            "surveys/kind.html", kinds=NEW_KINDS, version=version, after=after, of=of
        )
    questionnaire = queries.read_questionnaire(version)
    blank = _blank(kind, questionnaire)

    def change(form: QuestionForm, present: Questionnaire) -> Questionnaire:
        written = form.write(blank, source_of(present))
        name = name_from(str(form.label.data), names_taken(present))
        return add(present, replace(written, name=name), after)

    return _page(version, questionnaire, blank, change, _("Nouvelle question"))


@bp.route("/<key:version_id>/questions/<name>", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def question(version_id: int, name: str) -> ResponseReturnValue:
    """Change the words, the choices and the facts of a question."""
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    found = find_or_404(find_question, questionnaire, name)
    if found.kind in {QuestionKind.NOT_ASKED, QuestionKind.CALCULATION}:
        return redirect(url_for(".edit", version_id=version_id, _anchor=f"item-{name}"), 303)

    way, value = _asked_move()

    def cast(question: Question) -> Question:
        kind = request.args.get("kind", "")
        is_other = kind in NEW_KINDS and _kind_of(kind) is not question.kind
        return recast(question, _blank(kind, questionnaire)) if is_other else question

    def change(form: QuestionForm, present: Questionnaire) -> Questionnaire:
        written = form.write(cast(find_question(present, name)), source_of(present))
        if way:
            written = shift(written, value, down=way == DOWN)
        return put_back(present, name, written)

    heading = _("Changer la question")
    return _page(version, questionnaire, cast(found), change, heading, is_kept=True)


def _asked_move() -> tuple[str, int]:
    """Read which choice is to go up or down; an empty way moves none."""
    way, _between, value = request.form.get("move", "").partition(" ")
    is_move = way in {UP, DOWN} and value.isdecimal() and len(value) <= len("99999")
    return (way, int(value)) if is_move else ("", 0)


def _page(
    version: QuestionnaireVersion,
    questionnaire: Questionnaire,
    shown: Question,
    change: Callable[[QuestionForm, Questionnaire], Questionnaire],
    heading: str,
    *,
    is_kept: bool = False,
) -> ResponseReturnValue:
    source = source_of(questionnaire)
    form = question_form(shown, source, request.form)(seen=version.digest, **_facts(shown, source))
    form.complete(shown, source, request.form)
    if form.accepted() and _suffices(form, shown):
        led = attempt(
            version,
            form,
            partial(change, form),
            shown.name,
            blames="label",
            stays="move" in request.form,
        )
        if led is not None:
            return led
    now = _now(version, shown, source) if form.is_submitted() else ""
    page = pages.render(
        "surveys/asked.html",
        form=form,
        version=version,
        heading=heading,
        kind=KINDS[shown.kind],
        now=now,
        remarks=[remark_words(one) for one in remarks(shown, questionnaire.languages)],
        order=_order(questionnaire, shown, source),
        name=shown.name if is_kept else "",
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _order(questionnaire: Questionnaire, shown: Question, source: str) -> list[tuple[int, str]]:
    """Give the choices that can be put in another order, once they are kept."""
    kept = {one.name: one for one in questionnaire.questions()}.get(shown.name)
    if kept is None or kept.kind is not shown.kind or shown.kind not in OPEN_LISTS:
        return []
    return [(choice.value, choice.label.get(source) or choice.name) for choice in shown.choices]


def _facts(question: Question, source: str) -> dict[str, object]:
    return {
        "label": question.label.get(source, ""),
        "hint": question.hint.get(source, ""),
        "required": question.required,
        "or_other": question.or_other,
        "minimum": question.minimum,
        "maximum": question.maximum,
        "pictogram": question.pictogram,
        "theme": question.theme,
        "criterion": question.criterion,
    }


def _suffices(form: QuestionForm, question: Question) -> bool:
    """Refuse a choice among fewer than two, and limits in the wrong order."""
    if question.kind in OPEN_LISTS:
        kept, added = form.words_of(question)
        if len([words for words in (*kept, *added) if words]) < LEAST_CHOICES:
            lines = [field.name for field in form if field.name.startswith(("choice", "added"))]
            form.refuse(lines[0], _("Écrivez au moins deux réponses."))
    if question.kind is QuestionKind.NUMBER:
        low, high = form["minimum"].data or 0, form["maximum"].data
        if high is not None and high < low:
            form.refuse(
                "maximum", _("Le plus grand nombre est sous le plus petit. Corrigez-en un.")
            )
    return not form.problems()


def _now(version: QuestionnaireVersion, shown: Question, source: str) -> str:
    """Give the words that the question has by now, when somebody else has written others."""
    try:
        present = find_question(queries.read_questionnaire(version), shown.name)
    except KeyError:
        return ""
    words = present.label.get(source, "")
    return words if words != request.form.get("label", "").strip() else ""


def _blank(kind: str, questionnaire: Questionnaire) -> Question:
    """Give an empty question of a kind; a scale has the words of the bank's."""
    languages = questionnaire.languages
    wanted = _kind_of(kind)
    if wanted in {QuestionKind.FACES, QuestionKind.YES_NO}:
        banked = next(one for one in shipped() if one.question.kind is wanted)
        model = copy_of(banked, languages, faces=FACES.get(kind, 0) or 5)
        return Question("", wanted, choices=model.choices)
    return Question("", wanted)


def _kind_of(kind: str) -> QuestionKind:
    return QuestionKind.FACES if kind in FACES else QuestionKind(kind)
