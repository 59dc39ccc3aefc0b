"""Titles of a questionnaire and of its groups, and the languages that it speaks."""

from collections.abc import Callable, Collection
from functools import partial

from flask import request
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.forms import languages_offered
from participation.surveys.forms.editing import LanguagesForm, TitleForm
from participation.surveys.queries import bank, campaigns as queries
from participation.surveys.rules import editing
from participation.surveys.rules.bank import Banked, speak_from
from participation.surveys.rules.items import (
    Item,
    Items,
    find_group,
    rebuild,
    source_of,
    with_items,
)
from participation.surveys.rules.questions import Question, Questionnaire

from .changing import attempt, find_or_404, find_version, other_tags
from .questionnaires import UNPROCESSABLE, bp


@bp.route("/<key:version_id>/title", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def title(version_id: int) -> ResponseReturnValue:
    """Change the title, add languages; the bank gives the words that it has in them."""
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    words = questionnaire.title.get(source_of(questionnaire), "")
    form = LanguagesForm(title=words, seen=version.digest)
    form.languages.choices = tuple(languages_offered(other_tags(questionnaire.languages)))
    if form.accepted():
        change = partial(_entitle, title=str(form.title.data), more=form.languages.data or ())
        if (led := attempt(version, form, change)) is not None:
            return led
    page = pages.render(
        "surveys/title.html",
        form=form,
        version=version,
        heading=_("Titre et langues"),
        has_languages=True,
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.route("/<key:version_id>/groups/new", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def gather(version_id: int) -> ResponseReturnValue:
    """Begin a group at a question: it takes the questions that follow, up to the next group."""
    first = request.args.get("first", "")
    return _titled(version_id, "", partial(_gather, first=first), _("Commencer un groupe ici"))


@bp.route("/<key:version_id>/groups/<name>", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def group(version_id: int, name: str) -> ResponseReturnValue:
    """Change the title of a group."""
    return _titled(version_id, name, partial(_retitle, name=name), _("Titre du groupe"))


def _titled(
    version_id: int, name: str, change: Callable[..., Questionnaire], heading: str
) -> ResponseReturnValue:
    version = find_version(version_id)
    questionnaire = queries.read_questionnaire(version)
    words = ""
    if name:
        found = find_or_404(find_group, questionnaire, name)
        words = found.label.get(source_of(questionnaire), "")
    form = TitleForm(title=words, seen=version.digest)
    if form.accepted():
        led = attempt(version, form, partial(change, title=str(form.title.data)), name)
        if led is not None:
            return led
    page = pages.render(
        "surveys/title.html", form=form, version=version, heading=heading, has_languages=False
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _gather(questionnaire: Questionnaire, *, first: str, title: str) -> Questionnaire:
    return editing.gather(questionnaire, first, title)


def _retitle(questionnaire: Questionnaire, *, name: str, title: str) -> Questionnaire:
    return editing.retitle(questionnaire, name, title)


def _entitle(questionnaire: Questionnaire, *, title: str, more: Collection[str]) -> Questionnaire:
    """Write the title, then add languages one by one with what the bank says in them."""
    session = cycle.act().session
    known = {one.identifier: one for one in bank.list_bank(session)}
    changed = editing.retitle(questionnaire, "", title)
    for language in more:
        changed = editing.speak(changed, [language])
        filled = rebuild(changed.items, partial(_filled, known, language, source_of(changed)))
        changed = with_items(changed, filled)
    return changed


def _filled(known: dict[str, Banked], language: str, source: str, item: Item) -> Items:
    return (speak_from(item, known, language, source) if isinstance(item, Question) else item,)
