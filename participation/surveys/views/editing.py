"""The editor: a questionnaire begun, its list of questions, what is moved, copied or taken away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.surveys.forms import languages_offered
from participation.surveys.forms.editing import BeginForm
from participation.surveys.labels.edited import Line, edited
from participation.surveys.labels.editing import EASES
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations import editing as operations
from participation.surveys.queries import bank, campaigns as queries
from participation.surveys.rules import editing, moving
from participation.surveys.rules.bank import origin_of, take_words
from participation.surveys.rules.items import find_question
from participation.surveys.rules.questions import Questionnaire

from .changing import find_draft, find_version, lead, other_tags
from .questionnaires import UNPROCESSABLE, bp

Deed = Callable[[Questionnaire, str], Questionnaire]
DEEDS: Mapping[str, Deed] = {
    "up": partial(moving.move, down=False),
    "down": partial(moving.move, down=True),
    "duplicate": editing.duplicate,
    "remove": editing.remove,
    "dissolve": editing.dissolve,
}
TAKE = "take"


@bp.route("/create", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def create() -> ResponseReturnValue:
    """Begin an empty questionnaire."""
    form = BeginForm()
    form.languages.choices = tuple(languages_offered(other_tags(("fr",))))
    if form.accepted():
        languages = ("fr", *(form.languages.data or ()))
        version = operations.create_questionnaire(cycle.act(), str(form.title.data), languages)
        pages.say(_("Le questionnaire est commencé. Choisissez ses questions."))
        return redirect(url_for(".pick", version_id=version.id), 303)
    page = pages.render("surveys/begin.html", form=form)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.get("/<key:version_id>/edit")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def edit(version_id: int) -> str:
    """Show the questions in order, each with its remarks and what can be done with it."""
    return show_editor(find_version(version_id))


@bp.post("/<key:version_id>/edit")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def arrange(version_id: int) -> ResponseReturnValue:
    """Move, copy, take away, or take the bank's new words for one item."""
    version = find_version(version_id)
    name, deed = request.form.get("name", ""), request.form.get("deed", "")
    change = _take(name) if deed == TAKE else _deed(deed, name)
    try:
        kept = operations.change_questionnaire(
            cycle.act(), version, request.form.get("seen", ""), change
        )
    except Refused as refused:
        return show_editor(version, refused=pages.explain(refused)), UNPROCESSABLE
    return lead(version, kept, name)


def show_editor(version: QuestionnaireVersion, refused: str = "") -> str:
    """Draw the list, with the sentence that refused a change when there is one."""
    act = cycle.act()
    questionnaire = queries.read_questionnaire(version)
    known = {one.identifier: one for one in bank.list_bank(act.session)}
    return pages.render(
        "surveys/editor.html",
        version=version,
        refused=refused,
        found=edited(questionnaire, known),
        eases=EASES,
        draft=find_draft(version),
        addresses=Addresses(version.id),
    )


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each gesture on a line of the list leads."""

    version_id: int

    @property
    def edit(self) -> str:
        """Give where what is done at once is sent."""
        return url_for(".edit", version_id=self.version_id)

    def change(self, line: Line) -> str:
        """Give where the words of an item are changed."""
        door = ".group" if line.is_group else ".question"
        return url_for(door, version_id=self.version_id, name=line.name)

    def condition(self, line: Line) -> str:
        """Give where its condition is chosen."""
        return url_for(".condition", version_id=self.version_id, name=line.name)

    def ask(self, line: Line) -> str:
        """Give where a question is written for the end of a group."""
        return url_for(".ask", version_id=self.version_id, after=line.name)

    def pick(self, line: Line) -> str:
        """Give where questions are picked for the end of a group."""
        return url_for(".pick", version_id=self.version_id, after=line.name)

    def keep(self, line: Line) -> str:
        """Give where a question is kept in the bank."""
        return url_for(".keep", version_id=self.version_id, name=line.name)

    def gather(self, line: Line) -> str:
        """Give where a group begins at a question."""
        return url_for(".gather", version_id=self.version_id, first=line.name)


def _deed(deed: str, name: str) -> Callable[[Questionnaire], Questionnaire]:
    if deed not in DEEDS:
        abort(404)
    return lambda questionnaire: DEEDS[deed](questionnaire, name)


def _take(name: str) -> Callable[[Questionnaire], Questionnaire]:
    session = cycle.act().session

    def change(questionnaire: Questionnaire) -> Questionnaire:
        question = find_question(questionnaire, name)
        origin = origin_of(question)
        banked = bank.find_banked(session, origin[0]) if origin else None
        if banked is None:
            raise KeyError(name)
        fresh = take_words(question, banked, questionnaire.languages)
        return editing.put_back(questionnaire, name, fresh)

    return change
