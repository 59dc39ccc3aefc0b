"""Three faces in easy French: which questions show them, and their words."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import ChecklistField, Choice, Form, LineField
from participation.foundation.i18n import staff_gettext as _, staff_lazy
from participation.foundation.localized import Localized
from participation.foundation.permissions import Permission

from ..operations import texts as operations
from ..queries import campaigns
from ..rules.easy import easy_words, may_be_easy
from ..rules.questions import Questionnaire
from ..rules.texts import why_not_words
from .questionnaires import UNPROCESSABLE, bp

WORDS = ("Pas content", "Moyen", "Content")
"""What is proposed, the worst first; the association writes its own."""


class FacesForm(Form):
    """The questions that show three faces, and the words under each face."""

    questions = ChecklistField(staff_lazy("Questions à 3 visages"), required=False)
    worst = LineField(staff_lazy("Visage triste"), limit=40)
    middle = LineField(staff_lazy("Visage du milieu"), limit=40)
    best = LineField(staff_lazy("Visage content"), limit=40)

    def words(self) -> tuple[str, str, str]:
        """Give the words, the worst first."""
        return (self.worst.data or "", self.middle.data or "", self.best.data or "")


@bp.route("/<key:version_id>/faces", methods=["GET", "POST"])
@allow(Permission.QUESTIONNAIRE_MANAGE)
def easy_faces(version_id: int) -> ResponseReturnValue:
    """Choose the questions that have three faces in easy French; the others keep five."""
    act = cycle.act()
    is_sent = request.method == "POST"
    session = act.session
    version = (
        operations.hold_version(act, version_id)
        if is_sent
        else campaigns.get_version(session, version_id)
    )
    questionnaire = campaigns.read_questionnaire(version)
    form = _form(questionnaire)
    if form.accepted() and _sound(form):
        chosen = form.questions.data or []
        kept = operations.set_easy_faces(act, version, chosen, form.words())
        pages.say(_("C’est noté."))
        return redirect(url_for(".languages", version_id=kept.id), 303)
    page = pages.render("surveys/faces.html", version=version, form=form)
    return page, UNPROCESSABLE if is_sent else 200


def _form(questionnaire: Questionnaire) -> FacesForm:
    known = easy_words(questionnaire)
    words = next(iter(known.values()), WORDS)
    form = FacesForm(questions=list(known), worst=words[0], middle=words[1], best=words[2])
    form.questions.choices = tuple(
        Choice(each.name, Localized(each.label) or each.name)
        for each in questionnaire.questions()
        if may_be_easy(each)
    )
    return form


def _sound(form: FacesForm) -> bool:
    """Refuse words that quote an answer: a face says the same to everybody."""
    for field in (form.worst, form.middle, form.best):
        if why_not_words(field.data or "", ""):
            form.refuse(field.name, _("Écrivez un ou deux mots, sans « ${ } »."))
    return not form.problems()
