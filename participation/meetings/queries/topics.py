"""What waits for an agenda: topics that residents gave the council, results of surveys."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from participation.councils.queries import coverage_of
from participation.followups.models import FollowUp
from participation.followups.queries import list_waiting as list_waiting_answers
from participation.followups.rules import Kind
from participation.foundation.keys import from_text, to_text
from participation.foundation.localized import Localized
from participation.foundation.scope import within
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.rules.kinds import ItemState, Stage
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.surveys.queries.campaigns import survey_origin
from participation.surveys.queries.yearly import last_surveys
from participation.voices.models import Topic
from participation.voices.queries import TopicLine, get_topic, list_topics_for
from participation.voices.rules import State

VOICE = "voice:"
"""How the origin of a point begins that residents asked for."""
FOLLOW_UP = "follow-up:"
"""How the origin of a point begins at which a decision after a survey is spoken of."""


def word_of(meeting: Meeting) -> str:
    """Give the word by which the room of voices knows a meeting."""
    return f"meeting:{to_text(meeting.id)}"


def voice_origin(topic: Topic) -> str:
    """Name a topic as the origin of a point."""
    return f"{VOICE}{to_text(topic.id)}"


@contextmanager
def everywhere(session: Session) -> Iterator[None]:
    """Stand in every service for a while: a common council follows topics of all its houses."""
    with within(session, {one.id for one in list_services(session)}):
        yield


def find_topic(session: Session, origin: str) -> Topic | None:
    """Give the topic that a point came from; None for other points, and once it was joined."""
    if not origin.startswith(VOICE):
        return None
    try:
        return get_topic(session, from_text(origin.removeprefix(VOICE)))
    except (NoResultFound, ValueError):
        return None


def waits_for(topic: Topic, meeting: Meeting) -> bool:
    """Say whether a topic was kept for this council and stands on no agenda."""
    return topic.state is State.KEPT and topic.council_id == meeting.council_id


@dataclass(frozen=True, slots=True)
class SurveyLine:
    """A survey that is over and that the council has not examined (CASF D311-15, R32)."""

    survey_id: int
    service: Service
    closed_on: dt.date

    @property
    def origin(self) -> str:
        """Name it as the origin of a point."""
        return survey_origin(self.survey_id)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What may be put on an agenda by one touch: the most wanted topic first."""

    topics: Sequence[TopicLine]
    surveys: Sequence[SurveyLine]
    decisions: Sequence[FollowUp]
    """What surveys led to and the council has not spoken of; one of those written alike."""


def list_waiting(session: Session, meeting: Meeting, today: dt.date) -> Waiting:
    """Give what waits for a meeting, of the entered services that its council covers."""
    return Waiting(
        topics=list_topics_for(session, meeting.council_id),
        surveys=list_unexamined(session, meeting.council_id, today),
        decisions=list_undiscussed(session, meeting.council_id),
    )


def follow_up_origin(one: FollowUp) -> str:
    """Name a follow-up as the origin of a point."""
    return f"{FOLLOW_UP}{to_text(one.id)}"


def list_undiscussed(session: Session, council_id: int) -> list[FollowUp]:
    """Give what surveys led to in the services covered, while it stands on no agenda.

    The same decision, written for several services at once, is spoken of once.
    """
    covered = coverage_of(session, [council_id]).get(council_id, frozenset())
    alike: dict[tuple[str, Localized], list[FollowUp]] = {}
    for one in list_waiting_answers(session):
        if one.kind is Kind.WEAKNESS and one.service_id in covered:
            alike.setdefault((one.origin, one.said), []).append(one)
    named = [follow_up_origin(one) for every in alike.values() for one in every]
    seen = _named(session, council_id, named)
    return [
        every[0]
        for every in alike.values()
        if not any(follow_up_origin(one) in seen for one in every)
    ]


def list_unexamined(session: Session, council_id: int, today: dt.date) -> list[SurveyLine]:
    """Give the last survey of each service covered, while it stands on no agenda."""
    covered = coverage_of(session, [council_id]).get(council_id, frozenset())
    last = last_surveys(session, today)
    lines = [
        SurveyLine(last[one.id].survey_id, one, last[one.id].closed_on)
        for one in list_services(session, keys=covered)
        if one.id in last
    ]
    examined = _named(session, council_id, [one.origin for one in lines])
    return [one for one in lines if one.origin not in examined]


def _named(session: Session, council_id: int, origins: Sequence[str]) -> frozenset[str]:
    """Give those of some origins that stand on an agenda of the council."""
    named = (
        select(AgendaItem.origin)
        .join(Meeting, AgendaItem.meeting_id == Meeting.id)
        .where(
            Meeting.organisation_id == AgendaItem.organisation_id,
            Meeting.council_id == council_id,
            Meeting.stage != Stage.CANCELLED,
            AgendaItem.state != ItemState.WITHDRAWN,
            AgendaItem.origin.in_(origins),
        )
    )
    return frozenset(session.scalars(named)) if origins else frozenset()
