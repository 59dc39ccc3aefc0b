"""Putting on an agenda, by one touch, what residents asked for and what a survey told."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.followups.models import FollowUp
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.queries.points import ItemSheet
from participation.meetings.queries.topics import (
    follow_up_origin,
    list_undiscussed,
    list_unexamined,
    voice_origin,
    waits_for,
)
from participation.meetings.rules.refusals import Refusal
from participation.voices.models import Topic

from .agenda import EDITABLE, put
from .holding import KEEPER, Hand, hold_meeting, today
from .topics import place_topic


@journaled(Action.AGENDA_CHANGED)
def add_topic(
    act: Act, meeting: Meeting, topic: Topic, *, asked_by: str = "", hand: Hand = KEEPER
) -> AgendaItem:
    """Put a topic kept for the council on its agenda, in its own words and languages.

    Residents then read on which day it is spoken of. Refuses a topic that is kept for another
    council, or that somebody put on an agenda meanwhile.
    """
    hold_meeting(act, meeting, *EDITABLE, hand=hand)
    act.session.refresh(topic)
    if not waits_for(topic, meeting):
        raise Refused(Refusal.TOPIC_GONE)
    sheet = ItemSheet(
        title=topic.said, asked_by=asked_by, level=topic.level, origin=voice_origin(topic)
    )
    item = put(act, meeting, sheet)
    act.session.flush()
    place_topic(act, meeting, item)
    return item


@journaled(Action.AGENDA_CHANGED)
def add_survey(act: Act, meeting: Meeting, survey_id: int, title: Localized) -> AgendaItem:
    """Put the results of a survey on the agenda: the council examines them (R32).

    Refuses a survey that is not over, that is no business of the council, or that it has seen.
    """
    hold_meeting(act, meeting, *EDITABLE)
    for line in list_unexamined(act.session, meeting.council_id, today(act)):
        if line.survey_id == survey_id:
            level, origin = ParticipationLevel.INFORM, line.origin
            return put(act, meeting, ItemSheet(title=title, level=level, origin=origin))
    raise Refused(Refusal.SURVEY_SEEN)


@journaled(Action.AGENDA_CHANGED)
def add_decision(act: Act, meeting: Meeting, one: FollowUp) -> AgendaItem:
    """Put what a survey led to on the agenda: what residents said, and what was decided.

    Refuses what is no business of the council, is settled, or stands on an agenda already.
    """
    hold_meeting(act, meeting, *EDITABLE)
    if one.id not in {each.id for each in list_undiscussed(act.session, meeting.council_id)}:
        raise Refused(Refusal.DECISION_SEEN)
    sheet = ItemSheet(
        title=one.said,
        words=one.decided,
        asked_by=one.owner,
        level=one.level,
        origin=follow_up_origin(one),
    )
    return put(act, meeting, sheet)
