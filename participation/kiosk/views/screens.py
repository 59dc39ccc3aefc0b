"""What a resident meets on a public screen before and after everything else."""

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.operations import close_session
from participation.accounts.queries import find_session_by_key
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Choice
from participation.foundation.languages import REGISTER, Language
from participation.foundation.permissions import PUBLIC, Permission
from participation.surveys.queries.answering import list_survey_ids

from .. import labels, operations, queries
from ..models import Pairing
from ..rules import HelpKind
from .door import bp, screen_token

DRAFT, PRACTICE = "draft", "practice"
FIRST_SHOWN = 3


@bp.get("/<service>/kiosk/")
@allow(Permission.KIOSK_USE)
def attract() -> str:
    """Greet in every language of the house until somebody touches the screen."""
    offered = _languages()
    return pages.render("kiosk/attract.html", offered=offered, first=offered[:FIRST_SHOWN])


def _languages() -> list[Language]:
    """Give the languages of the association, those most spoken in this house first."""
    offered = [REGISTER[tag] for tag in cycle.organisation_row().languages.split(",")]
    spoken = queries.count_languages(cycle.act().session, cycle.service_id(), clock.today())
    return sorted(offered, key=lambda one: -spoken.get(one.tag, 0))


@bp.get("/<service>/kiosk/languages")
@allow(Permission.KIOSK_USE)
def languages() -> str:
    """Let her find her language by its own name or by its sound."""
    return pages.render("kiosk/languages.html", offered=_languages())


@bp.post("/<service>/kiosk/wipe")
@allow(PUBLIC, once=False)
def wipe() -> Response:
    """Forget whoever stood there: session, drafts, language, sizes; the screen stays paired.

    What is stored stays: closed envelopes wait there for the urn or the survey, beside pages that
    are the same for all. The notes of pages are emptied by their scripts, which alone write them.
    """
    act, visitor = cycle.act(), cycle.visitor()
    if visitor.session_id is not None:
        row = find_session_by_key(act.session, visitor.session_id)
        if row is not None:
            close_session(act, row)
    pairing = _pairing()
    if pairing is not None:
        operations.note_use(act, pairing)
    pages.forget_preferences()
    address = url_for("kiosk.attract") if pairing else url_for("home.resident")
    response = Response(status=303, headers={"Location": address})
    response.headers["Clear-Site-Data"] = '"cache"'
    for survey_id in list_survey_ids(act.session):
        path = url_for("surveys.start", survey_id=survey_id)
        response.delete_cookie(DRAFT, path=path, httponly=True, samesite="Lax")
        path = url_for("surveys.practise", survey_id=survey_id)
        response.delete_cookie(PRACTICE, path=path, httponly=True, samesite="Lax")
    return response


def _pairing() -> Pairing | None:
    token = screen_token()
    return queries.find_pairing(cycle.act().session, token) if token else None


@bp.get("/<service>/kiosk/help")
@allow(Permission.KIOSK_USE)
def help_page() -> str:
    """Offer to call somebody of the house; say so when the call is on its way."""
    kinds = [
        Choice(kind.value, words, labels.HELP_PICTOGRAMS[kind])
        for kind, words in labels.HELP.items()
    ]
    return pages.render("kiosk/help_page.html", kinds=kinds, called="called" in request.args)


@bp.post("/<service>/kiosk/help")
@allow(Permission.KIOSK_USE, once=False)
def call() -> ResponseReturnValue:
    """Call somebody; a second touch joins the call that waits."""
    pairing = _pairing()
    sent = request.form.get("kind", "")
    if pairing is None or sent not in set(HelpKind):
        abort(404)
    operations.call_help(cycle.act(), pairing, HelpKind(sent))
    return redirect(url_for(".help_page", called=1), 303)
