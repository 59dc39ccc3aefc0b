"""Calling a meeting from the desk: whom, how, and how late it is."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries as councils
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import Form
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import CallForm
from participation.meetings.labels import telling, words
from participation.meetings.rules.calling import Lateness, call_dates, examine_call
from participation.meetings.rules.kinds import CallWay

from .desk import attempt, bp, carrier_slug, may_change, see, status_of


@bp.route("/meetings/<key:meeting_id>/call", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def call(meeting_id: int) -> ResponseReturnValue:
    """Send the agenda to everybody who sits; warn when it leaves late, and say what it means."""
    act, sheet = cycle.act(), see(meeting_id)
    meeting, council = sheet.meeting, sheet.council.council
    day, law = queries.day_of(meeting), councils.law_on(clock.today())
    dates = call_dates(day, council.form, law)
    found = examine_call(clock.today(), day, council.form, law)
    is_late = found.lateness is not Lateness.IN_TIME and meeting.called_on is None
    form: Form = CallForm() if is_late else Form()
    slug = carrier_slug(council)

    def link(_locale: str) -> str:
        return url_for(".read", service=slug, meeting_id=meeting.id, _external=True)

    if attempt(form, lambda: operations.call_meeting(act, meeting, link=link)):
        pages.say(_("La convocation est partie. Remettez les papiers à qui n’a pas d’adresse."))
        return redirect(url_for(".show", meeting_id=meeting.id, _anchor="called"), 303)
    people = queries.list_recipients(act.session, sheet)
    page = pages.render(
        "meetings/call.html",
        form=form,
        seen=sheet,
        meeting=meeting,
        may_change=may_change(council),
        people=people,
        papers=sum(one.way is CallWay.PAPER for one in people),
        tongue=find,
        dates=dates,
        found=found,
        is_late=is_late,
        article=law[found.provision] if found.provision else None,
        words=words,
        say=telling,
        day=day,
    )
    return page, status_of(form)
