"""Meetings of councils that cover an entered service, and the rows that hang on them."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from participation.councils import queries as councils
from participation.councils.models import Council, Coverage
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.meetings.models import (
    AgendaItem,
    Assessment,
    Decision,
    Invitation,
    Meeting,
    MeetingFile,
    Minutes,
    Presence,
)
from participation.meetings.rules.kinds import ItemState, Stage

CALLED = frozenset({Stage.CALLED, Stage.OPEN})
Hanging = TypeVar("Hanging", AgendaItem, MeetingFile, Presence, Decision, Minutes)


def _meetings() -> Select[Meeting]:
    covered = (
        select(Coverage.council_id)
        .where(
            Coverage.organisation_id == Meeting.organisation_id,
            Coverage.council_id == Meeting.council_id,
        )
        .exists()
    )
    return select(Meeting).where(covered)


def day_of(meeting: Meeting) -> dt.date:
    """Give the day of a meeting where the services are."""
    return meeting.starts_at.astimezone(PARIS).date()


def get_meeting(session: Session, key: int) -> Meeting:
    """Give a meeting of a council that covers an entered service; NoResultFound otherwise."""
    return session.scalars(_meetings().where(Meeting.id == key)).one()


def list_meetings(
    session: Session, council_ids: Collection[int] | None = None
) -> Sequence[Meeting]:
    """Give the meetings of the entered services (of some councils), the latest first."""
    statement = _meetings().order_by(Meeting.starts_at.desc(), Meeting.id.desc())
    if council_ids is not None:
        statement = statement.where(Meeting.council_id.in_(council_ids))
    return session.scalars(statement).all()


def has_news(session: Session, today: dt.date) -> bool:
    """Say whether residents of the entered services have a meeting to come, or minutes to read."""
    found = list_meetings(session)
    if any(one.stage in CALLED and day_of(one) >= today for one in found):
        return True
    keys = [one.id for one in found]
    told = select(Minutes.id).where(Minutes.meeting_id.in_(keys), Minutes.published_on.is_not(None))
    return session.scalars(told.limit(1)).first() is not None


def council_of(session: Session, meeting: Meeting) -> Council:
    """Give the council that meets; NoResultFound outside the entered services."""
    return councils.get_council(session, meeting.council_id)


def next_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    """Give the next meeting of the same council that has not begun, or nothing."""
    stages = (Stage.PLANNED, Stage.CALLED)
    later = [
        one
        for one in list_meetings(session, [meeting.council_id])
        if one.starts_at > meeting.starts_at and one.stage in stages
    ]
    return later[-1] if later else None


def _get(session: Session, kind: type[Hanging], key: int) -> Hanging:
    row = session.scalars(select(kind).where(kind.id == key)).one()
    get_meeting(session, row.meeting_id)
    return row


def get_item(session: Session, key: int) -> AgendaItem:
    """Give a point of an agenda; NoResultFound outside the entered services."""
    return _get(session, AgendaItem, key)


def get_file(session: Session, key: int) -> MeetingFile:
    """Give a file of a meeting without its content; NoResultFound outside the services."""
    return _get(session, MeetingFile, key)


def get_presence(session: Session, key: int) -> Presence:
    """Give somebody who was noted; NoResultFound outside the entered services."""
    return _get(session, Presence, key)


def get_decision(session: Session, key: int) -> Decision:
    """Give a vote; NoResultFound outside the entered services."""
    return _get(session, Decision, key)


def get_minutes(session: Session, key: int) -> Minutes:
    """Give a version of minutes; NoResultFound outside the entered services."""
    return _get(session, Minutes, key)


def list_items(session: Session, meeting: Meeting) -> Sequence[AgendaItem]:
    """Give the points of a meeting that was reached, in their order, withdrawn ones last."""
    statement = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    found = session.scalars(statement.order_by(AgendaItem.rank, AgendaItem.id)).all()
    return sorted(found, key=lambda one: one.state is ItemState.WITHDRAWN)


def find_item(session: Session, meeting: Meeting, key: int | None) -> AgendaItem | None:
    """Give a point of this very meeting, or nothing."""
    return next((one for one in list_items(session, meeting) if one.id == key), None)


def list_carried(session: Session, council_id: int) -> Sequence[AgendaItem]:
    """Give the points carried over in earlier meetings that stand on no later agenda yet."""
    meetings = {one.id: one for one in list_meetings(session, [council_id])}
    statement = select(AgendaItem).where(AgendaItem.meeting_id.in_(meetings))
    items = session.scalars(statement.order_by(AgendaItem.id)).all()
    gone = {Stage.CANCELLED}
    taken = {
        one.carried_from_id
        for one in items
        if meetings[one.meeting_id].stage not in gone and one.state is not ItemState.WITHDRAWN
    }
    return [
        one
        for one in items
        if one.state is ItemState.CARRIED
        and one.id not in taken
        and meetings[one.meeting_id].stage is Stage.CLOSED
    ]


def list_files(session: Session, meeting: Meeting) -> Sequence[MeetingFile]:
    """Give the files of a meeting that was reached, oldest first, without their contents."""
    statement = select(MeetingFile).where(MeetingFile.meeting_id == meeting.id)
    return session.scalars(statement.order_by(MeetingFile.id)).all()


def list_invitations(session: Session, meeting: Meeting) -> Sequence[Invitation]:
    """Give who was called to a meeting that was reached."""
    statement = select(Invitation).where(Invitation.meeting_id == meeting.id)
    return session.scalars(statement.order_by(Invitation.id)).all()


def list_presences(session: Session, meeting: Meeting) -> Sequence[Presence]:
    """Give who was noted at a meeting that was reached, in the order in which they came."""
    statement = select(Presence).where(Presence.meeting_id == meeting.id)
    return session.scalars(statement.order_by(Presence.id)).all()


def list_decisions(session: Session, meeting: Meeting) -> Sequence[Decision]:
    """Give the votes of a meeting that was reached, in their order."""
    statement = select(Decision).where(Decision.meeting_id == meeting.id)
    return session.scalars(statement.order_by(Decision.id)).all()


def origin_of(decision: Decision) -> str:
    """Give the word by which the room of follow-ups names what was voted (`opinion:KEY`)."""
    return f"{decision.motion}:{to_text(decision.id)}"


def list_minutes(session: Session, meeting: Meeting) -> Sequence[Minutes]:
    """Give every version of the minutes of a meeting that was reached, the first one first."""
    statement = select(Minutes).where(Minutes.meeting_id == meeting.id)
    return session.scalars(statement.order_by(Minutes.number)).all()


def previous_minutes(session: Session, meeting: Meeting) -> Sequence[Minutes]:
    """Give the last version of each earlier meeting's minutes that waits to be adopted."""
    found = []
    for one in list_meetings(session, [meeting.council_id]):
        if one.starts_at < meeting.starts_at and one.stage is Stage.CLOSED:
            versions = list_minutes(session, one)
            if versions and versions[-1].signed_on and not versions[-1].adopted_on:
                found.append(versions[-1])
    return found


def list_assessments(session: Session, meeting: Meeting) -> Sequence[tuple[int, int, int]]:
    """Give the faces chosen after a meeting that was reached, in no order."""
    statement = select(Assessment.heard, Assessment.clear, Assessment.useful).where(
        Assessment.meeting_id == meeting.id
    )
    return [(row[0], row[1], row[2]) for row in session.execute(statement)]
