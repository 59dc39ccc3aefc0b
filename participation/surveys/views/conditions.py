"""When a question is asked: a plain builder in two steps, or a formula written by hand."""

from collections.abc import Sequence
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue

from participation.foundation import pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice
from participation.foundation.permissions import Permission
from participation.surveys.forms.editing import AnswersForm, FormulaForm, answers_form
from participation.surveys.labels.editing import (
    SENSES,
    answer_words,
    condition_words,
    fault_words,
)
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules import editing
from participation.surveys.rules.conditions import (
    ASKING,
    Condition,
    Sense,
    answers_of,
    before,
    fits,
    read_condition,
    write_condition,
)
from participation.surveys.rules.items import (
    Item,
    find_group,
    find_question,
    names_taken,
    source_of,
)
from participation.surveys.rules.questions import Question, QuestionKind, Questionnaire

from .changing import attempt, find_or_404, find_version
from .questionnaires import UNPROCESSABLE, bp

COMPARED = (Sense.IS, Sense.IS_NOT)


@bp.route("/<key:version_id>/condition/<name>", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def condition(version_id: int, name: str) -> ResponseReturnValue:
    """Choose the question that decides, then the answers; or ask everybody."""
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    item = find_or_404(find_item, questionnaire, name)
    offered = [one for one in before(questionnaire, name) if one.kind in ASKING]
    written = read_condition(item.relevant)
    asked = request.args.get("on", "" if written is None else written.name)
    on = next((one for one in offered if one.name == asked), None)
    form = None if on is None else _form(version, on, written, source_of(questionnaire))
    if form is not None and on is not None and form.accepted():
        change = partial(editing.condition, name=name, relevant=_relevant(form, on))
        if (led := attempt(version, form, change, name, blames="sense")) is not None:
            return led
    page = pages.render(
        "surveys/condition.html",
        version=version,
        item=item,
        words=item.label.get(source_of(questionnaire)) or item.name,
        now=condition_words(questionnaire, item.relevant),
        offered=_worded(offered, source_of(questionnaire)),
        on=on,
        on_words=on and (on.label.get(source_of(questionnaire)) or on.name),
        form=form,
    )
    return page, UNPROCESSABLE if form is not None and form.is_submitted() else 200


@bp.route("/<key:version_id>/condition/<name>/formula", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def formula(version_id: int, name: str) -> ResponseReturnValue:
    """Write the condition by hand, as an import may bring it; empty, everybody is asked."""
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    item = find_or_404(find_item, questionnaire, name)
    form = FormulaForm(formula=item.relevant, seen=version.digest)
    if form.accepted():
        relevant = str(form.formula.data or "")
        if relevant and (fault := fault_words(relevant)):
            form.refuse("formula", fault)
        else:
            change = partial(editing.condition, name=name, relevant=relevant)
            if (led := attempt(version, form, change, name, blames="formula")) is not None:
                return led
    page = pages.render(
        "surveys/formula.html",
        version=version,
        item=item,
        form=form,
        words=item.label.get(source_of(questionnaire)) or item.name,
        names=_worded(before(questionnaire, name), source_of(questionnaire)),
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def find_item(questionnaire: Questionnaire, name: str) -> Item:
    """Give the question of a name, else the group; KeyError when nothing has it."""
    if name not in names_taken(questionnaire):
        raise KeyError(name)
    try:
        return find_question(questionnaire, name)
    except KeyError:
        return find_group(questionnaire, name)


def _worded(questions: Sequence[Question], source: str) -> list[tuple[str, str]]:
    return [(one.name, one.label.get(source) or one.name) for one in questions]


def _form(
    version: QuestionnaireVersion, on: Question, written: Condition | None, source: str
) -> AnswersForm:
    """Offer the answers of a question, with what is written now when nothing of it is lost here."""
    is_number = on.kind is QuestionKind.NUMBER
    senses = [Choice(one.value, SENSES[one]) for one in (Sense if is_number else COMPARED)]
    answers = [Choice(one, answer_words(on, one, source)) for one in answers_of(on)]
    facts: dict[str, object] = {"sense": Sense.IS.value}
    if written is not None and fits(written, on):
        own = {"number": int(written.values[0])} if is_number else {"values": list(written.values)}
        facts |= {"sense": written.sense.value, **own}
    return answers_form(senses, answers, number=is_number)(seen=version.digest, **facts)


def _relevant(form: AnswersForm, on: Question) -> str:
    is_number = on.kind is QuestionKind.NUMBER
    values = (str(form["number"].data),) if is_number else tuple(form["values"].data)
    return write_condition(Condition(on.name, Sense(form["sense"].data), values), on)
