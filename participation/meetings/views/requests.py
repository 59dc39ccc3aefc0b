"""Sessions asked for between two others: noted at the desk, asked by a member on her phone."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext, staff_gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import AskForm, RequestForm
from participation.meetings.labels import requests as say

from .desk import attempt, bp, may_change, status_of


@bp.route("/meetings/asked/<key:council_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def asked(council_id: int) -> ResponseReturnValue:
    """Show the sessions that were asked for and what each is owed; note who asks."""
    act, today = cycle.act(), clock.today()
    council = councils.get_council(act.session, council_id)
    form = RequestForm(data={"on": today})
    form.offer(queries.members_on(act.session, council, today))
    if attempt(form, lambda: operations.note_request(act, council, form.asking(today))):
        pages.say(_("La demande est notée."))
        return redirect(url_for(".asked", council_id=council.id), 303)
    law = councils.law_on(today)
    found = queries.list_requests(act.session, council)
    page = pages.render(
        "meetings/asked.html",
        form=form,
        council=council,
        may_change=may_change(council),
        lines=[say.say_request(one, law, today) for one in found],
        count=lambda one: say.say_count(one, law),
    )
    return page, status_of(form)


@bp.route("/<service>/meetings/ask/<key:council_id>", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def ask(council_id: int) -> ResponseReturnValue:
    """Ask for a session as a member: two of three who ask make it owed; 404 to others."""
    act, today, user_id = cycle.act(), clock.today(), cycle.visitor().user_id
    council = councils.get_council(act.session, council_id)
    own = queries.own_seats(act.session, council, user_id, today)
    if not own or user_id is None:
        abort(404)
    form = AskForm()
    why = form.because
    if attempt(form, lambda: operations.ask_session(act, council, user_id, because=why.data or "")):
        pages.say(gettext("Merci. Votre demande est notée."))
        return redirect(url_for(".ask", council_id=council.id), 303)
    law = councils.law_on(today)
    waiting = queries.find_open_request(act.session, council, today)
    page = pages.render(
        "meetings/ask.html",
        form=form,
        council=council,
        waiting=waiting,
        has_asked=waiting is not None and bool(own & waiting.terms),
        count=say.say_count(waiting, law) if waiting else "",
        call_by=waiting.asked.call_by(law) if waiting else None,
    )
    return page, status_of(form)
