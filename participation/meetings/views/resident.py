"""What residents read: the next meeting, what was said, the invitation, three faces afterwards."""

import datetime as dt

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.calendars.writing import Event, invitation as write_invitation
from participation.councils import queries as councils
from participation.followups.labels import LEVELS
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.keys import random_key, to_text
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.adapters.files import MIMES
from participation.meetings.forms import AssessmentForm
from participation.meetings.labels import words
from participation.meetings.models import Meeting
from participation.meetings.queries import MeetingSheet
from participation.meetings.rules.kinds import Answer, ItemState, Stage
from participation.meetings.rules.scores import DAYS_OPEN
from participation.meetings.rules.writing import paragraphs, read_sections

from .desk import attempt, bp, see, status_of, try_deed
from .room import may_lead

SHOWN = frozenset({Stage.CALLED, Stage.OPEN, Stage.CLOSED, Stage.CANCELLED})
"""A meeting that nobody was called to yet is the desk's own business."""
PAST_SHOWN = 12


def _reach(meeting_id: int) -> MeetingSheet:
    """Give a meeting that residents may see; 404 otherwise."""
    sheet = see(meeting_id)
    if sheet.meeting.stage not in SHOWN and not may_lead(sheet):
        abort(404)
    return sheet


@bp.get("/<service>/meetings")
@allow(Permission.COUNCIL_READ)
def mine() -> str:
    """Show the next meeting, and what was said in those before."""
    session, today = cycle.act().session, clock.today()
    own = [one.id for one in councils.list_councils(session, on=today)]
    found = queries.list_meetings(session, own)
    coming = [one for one in reversed(found) if one.stage in {Stage.CALLED, Stage.OPEN}]
    told = []
    for meeting in found:
        versions = queries.list_minutes(session, meeting)
        if any(one.told is not None for one in versions):
            told.append(meeting)
    return pages.render(
        "meetings/mine.html",
        coming=[one for one in coming if queries.day_of(one) >= today],
        told=told[:PAST_SHOWN],
        names={one.id: one.name for one in councils.list_councils(session)},
        day_of=queries.day_of,
    )


@bp.get("/<service>/meetings/<key:meeting_id>")
@allow(Permission.COUNCIL_READ)
def read(meeting_id: int) -> str:
    """Show one meeting: when, where, about what; or, afterwards, what was said."""
    sheet = _reach(meeting_id)
    version, user_id = sheet.published, cycle.visitor().user_id
    terms = sheet.terms_of(user_id)
    invitation = next((one for one in sheet.invitations if one.term_id in terms), None)
    return pages.render(
        "meetings/read.html",
        seen=sheet,
        meeting=sheet.meeting,
        day=queries.day_of(sheet.meeting),
        agenda=[one for one in sheet.agenda if one.state is not ItemState.WITHDRAWN],
        sections=[
            (one.title, paragraphs(one.told))
            for one in (read_sections(version.told) if version and version.told else ())
        ],
        version=version,
        invitation=invitation,
        sits=bool(terms) or may_lead(sheet),
        may_lead=user_id is not None and may_lead(sheet),
        may_say=_may_say(sheet.meeting),
        words=words,
        answers=words.OWN_ANSWERS,
        levels=LEVELS,
    )


def _may_say(meeting: Meeting) -> bool:
    days = (clock.today() - queries.day_of(meeting)).days
    return meeting.stage is Stage.CLOSED and 0 <= days <= DAYS_OPEN


@bp.post("/<service>/meetings/<key:meeting_id>/answer")
@allow(Permission.OWN_ACCOUNT)
def answer(meeting_id: int) -> ResponseReturnValue:
    """Say whether I come."""
    act, user_id = cycle.act(), cycle.visitor().user_id
    sheet = _reach(meeting_id)
    said = {each.value: each for each in words.OWN_ANSWERS}.get(request.form.get("answer", ""))
    if user_id is None or said is None:
        abort(404)
    return try_deed(
        lambda: operations.answer_call(act, sheet.meeting, user_id, said),
        url_for(".read", meeting_id=sheet.meeting.id),
        _("Merci, c’est noté.") if said is Answer.COMING else _("Merci de l’avoir dit."),
    )


@bp.get("/<service>/meetings/<key:meeting_id>/invitation.ics")
@allow(Permission.COUNCIL_READ)
def invitation(meeting_id: int) -> Response:
    """Give the meeting to a calendar: a day, an hour, and a word that tells nothing."""
    meeting = _reach(meeting_id).meeting
    event = Event(
        uid=f"{to_text(meeting.id)}@meetings",
        title=_("Réunion"),
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + dt.timedelta(minutes=meeting.minutes_planned),
        sequence=meeting.version,
        changed_at=clock.now(),
        is_cancelled=meeting.stage is Stage.CANCELLED,
    )
    headers = {"Content-Disposition": 'attachment; filename="reunion.ics"'}
    return Response(write_invitation(event), mimetype="text/calendar", headers=headers)


@bp.get("/<service>/meetings/files/<key:file_id>")
@allow(Permission.OWN_ACCOUNT)
def file(file_id: int) -> Response:
    """Send a file to those who sit or look after the council: a download, never a page."""
    row = queries.get_file(cycle.act().session, file_id)
    sheet = see(row.meeting_id)
    if not may_lead(sheet) and not sheet.terms_of(cycle.visitor().user_id):
        abort(404)
    response = Response(row.content, mimetype=MIMES.get(row.kind, "application/octet-stream"))
    response.headers.set("Content-Disposition", "attachment", filename=row.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.cache_control.no_store = True
    return response


@bp.route("/<service>/meetings/<key:meeting_id>/opinion", methods=["GET", "POST"])
@allow(Permission.COUNCIL_READ, once=False, logged=False)
def opinion(meeting_id: int) -> ResponseReturnValue:
    """Ask those who were there for three faces; nobody learns whose they are."""
    act, sheet = cycle.act(), _reach(meeting_id)
    if request.args.get("said"):
        return pages.render("meetings/thanks.html", meeting=sheet.meeting)
    if not _may_say(sheet.meeting):
        abort(404)
    form = AssessmentForm()
    if not form.is_submitted():
        form.key.data = str(random_key())
    key = form.own_key()
    if key is None:
        abort(404)
    if attempt(form, lambda: operations.assess(act, sheet.meeting, key, form.scores())):
        return redirect(url_for(".opinion", meeting_id=sheet.meeting.id, said=1), 303)
    page = pages.render("meetings/opinion.html", form=form, meeting=sheet.meeting)
    return page, status_of(form)
