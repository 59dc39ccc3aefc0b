"""What every page of the editor does: find the version, try a change, lead to where it stands."""

from collections.abc import Callable, Collection
from typing import TypeVar

from flask import Response, abort, url_for

from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import INTERFACE
from participation.surveys.forms.editing import SeenForm
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations.editing import Change, change_questionnaire
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules.questions import Questionnaire

Found = TypeVar("Found")


def find_version(version_id: int) -> QuestionnaireVersion:
    """Give the version of the address."""
    return queries.get_version(cycle.act().session, version_id)


def find_draft(version: QuestionnaireVersion) -> QuestionnaireVersion | None:
    """Give the newer version that is being prepared beside a frozen one, or nothing."""
    if not version.is_frozen:
        return None
    newest = queries.find_newest_version(cycle.act().session, version.name)
    return newest if newest is not None and not newest.is_frozen else None


def find_or_404(
    find: Callable[[Questionnaire, str], Found], questionnaire: Questionnaire, name: str
) -> Found:
    """Give the item of a name; an address that names none is no page."""
    try:
        return find(questionnaire, name)
    except KeyError:
        abort(404)


def other_tags(own: Collection[str]) -> list[str]:
    """Give the languages that may be added: the association's first, then the program's."""
    house = cycle.organisation_row().languages.split(",")
    tags = dict.fromkeys([*house, *(language.tag for language in INTERFACE)])
    return [tag for tag in tags if tag not in own]


def attempt(
    version: QuestionnaireVersion,
    form: SeenForm,
    change: Change,
    anchor: str = "",
    *,
    blames: str = "",
    stays: bool = False,
) -> Response | None:
    """Make a change and lead to it; None when it is refused, the sentence beside its field.

    The form then takes the present state as seen: what was typed stays, and may be sent again.
    """
    try:
        kept = change_questionnaire(cycle.act(), version, form.seen.data or "", change)
    except Refused as refused:
        form.refuse(blames, pages.explain(refused))
        form.look_again(version.digest)
        return None
    return lead(version, kept, anchor, stays=stays)


def lead(
    version: QuestionnaireVersion,
    kept: QuestionnaireVersion,
    name: str = "",
    *,
    stays: bool = False,
) -> Response:
    """Lead to the list, where the item stands, or let her stay at a question's choices.

    Say so when a new version was made beside.
    """
    if kept.id != version.id:
        pages.say(
            _(
                "La version %(old)s est figée : elle n’a pas changé. Vos changements sont dans la "
                "version %(new)s, en préparation.",
                old=version.number,
                new=kept.number,
            )
        )
    else:
        pages.say(_("C’est changé."))
    anchor = f"item-{name}" if name else None
    address = url_for("questionnaires.edit", version_id=kept.id, _anchor=anchor)
    if stays:
        here = "questionnaires.question"
        address = url_for(here, version_id=kept.id, name=name, _anchor="order")
    return Response(status=303, headers={"Location": address})
