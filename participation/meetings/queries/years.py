"""The meetings of a year in figures, for the report that the chair presents."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy.orm import Session

from participation.councils.queries.activity import MeetingLine
from participation.foundation.localized import Localized
from participation.meetings.rules.kinds import Motion, Outcome, Stage

from .meetings import day_of, list_meetings
from .sheet import MeetingSheet, see_meeting


def tell_year(session: Session, council_id: int, year: int) -> Sequence[MeetingLine]:
    """Give the meetings that a council held in a year, the first one first.

    Opinions and proposals are those that were adopted; who left before the end was present.
    """
    found = reversed(list_meetings(session, [council_id]))
    held = [one for one in found if one.stage is Stage.CLOSED and day_of(one).year == year]
    return [_line(day_of(one), see_meeting(session, one)) for one in held]


def _line(day: dt.date, of: MeetingSheet) -> MeetingLine:
    adopted = [one.motion for one in of.decisions if one.outcome is Outcome.ADOPTED]
    came = [
        one for one in of.presences if one.seat_id is not None or (one.term_id and one.has_left)
    ]
    return MeetingLine(
        day=day,
        subject=_subject(of),
        present=len(came),
        members=of.room.members,
        is_valid=of.room.is_quorate(of.council.council.quorum_base),
        opinions=adopted.count(Motion.OPINION),
        proposals=adopted.count(Motion.PROPOSAL),
    )


def _subject(of: MeetingSheet) -> Localized:
    """Give the points of the agenda on one line, in each language in which any was written."""
    titles = [one.title for one in of.agenda]
    tags = {tag for title in titles for tag in title}
    return Localized({tag: " · ".join(title.text(tag) for title in titles) for tag in tags})
