"""Papers of a meeting, ready to print."""

from flask import Response, abort, current_app, request

from participation.foundation import clock, cycle
from participation.foundation.access import allow
from participation.foundation.keys import to_text
from participation.foundation.languages import INTERFACE, SOURCE
from participation.foundation.permissions import Permission
from participation.meetings import queries
from participation.meetings.adapters.papers import MeetingPaper, print_meeting
from participation.meetings.labels import papers
from participation.meetings.queries import MeetingSheet

from .desk import bp, see

TAGS = frozenset(language.tag for language in INTERFACE)
NAMES = {"convocation": "convocation", "agenda": "ordre-du-jour", "attendance": "presence"}


@bp.get("/meetings/<key:meeting_id>/<any(convocation, agenda, attendance):paper>.pdf")
@allow(Permission.COUNCIL_MANAGE)
def paper(meeting_id: int, paper: str) -> Response:
    """Print the letter that calls, the agenda, or the sheet to sign."""
    sheet, locale = see(meeting_id), request.args.get("language", SOURCE)
    if locale not in TAGS:
        abort(404)
    house = cycle.organisation_row().name
    if paper == "attendance":
        made = papers.write_attendance(sheet, house)
    elif paper == "agenda":
        made = papers.write_agenda(locale, sheet, house)
    else:
        made = papers.write_convocation(locale, sheet, house)
    return _send(made, NAMES[paper], sheet)


@bp.get("/meetings/minutes/<key:minutes_id>/minutes.pdf")
@allow(Permission.COUNCIL_MANAGE)
def minutes_paper(minutes_id: int) -> Response:
    """Print a version of the minutes."""
    session = cycle.act().session
    row = queries.get_minutes(session, minutes_id)
    sheet = see(row.meeting_id)
    made = papers.write_minutes(sheet, row, cycle.organisation_row().name)
    return _send(made, f"releve-{row.number}", sheet)


def _send(made: MeetingPaper, name: str, sheet: MeetingSheet) -> Response:
    cache = current_app.extensions["settings"].data / "cache"
    content = print_meeting(made, cache=cache, printed_at=clock.now())
    whole = f"{name}-{to_text(sheet.meeting.id)}-{made.locale.replace('@', '-')}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{whole}"'}
    return Response(content, mimetype="application/pdf", headers=headers)
