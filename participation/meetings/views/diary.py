"""What the diary of a representative shows of meetings: those to which she is called."""

import datetime as dt
from collections.abc import Collection, Sequence

from flask import url_for
from sqlalchemy.orm import Session

from participation.councils.queries.diary import DiaryEntry
from participation.foundation.clock import PARIS
from participation.meetings import queries
from participation.meetings.labels import words
from participation.meetings.models import Meeting
from participation.meetings.rules.kinds import Stage

from .desk import carrier_slug


def list_entries(
    session: Session, council_ids: Collection[int], day: dt.date
) -> Sequence[DiaryEntry]:
    """Give the meetings of councils from a day on, once their members were called."""
    return [
        _entry(session, one)
        for one in queries.list_meetings(session, council_ids)
        if one.stage in {Stage.CALLED, Stage.OPEN} and queries.day_of(one) >= day
    ]


def _entry(session: Session, meeting: Meeting) -> DiaryEntry:
    starts = meeting.starts_at.astimezone(PARIS)
    ends = starts + dt.timedelta(minutes=meeting.minutes_planned)
    place = carrier_slug(queries.council_of(session, meeting))
    return DiaryEntry(
        day=starts.date(),
        what=words.MEETING,
        council_id=meeting.council_id,
        starts=f"{starts:%H:%M}",
        ends=f"{ends:%H:%M}",
        place=meeting.place,
        url=url_for("meetings.read", service=place, meeting_id=meeting.id),
        is_meeting=True,
    )
