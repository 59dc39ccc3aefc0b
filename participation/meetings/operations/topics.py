"""A topic of residents follows its point: placed, taken off, put off, owed an answer."""

from participation.audit.operations import unjournaled
from participation.followups.models import FollowUp
from participation.foundation.act import Act
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.queries.topics import everywhere, find_topic, waits_for, word_of
from participation.voices import operations as voices
from participation.voices.rules import State


@unjournaled("the room of voices writes the step of the topic")
def place_topic(act: Act, meeting: Meeting, item: AgendaItem) -> None:
    """Say to residents on which day the council speaks of what they said."""
    with everywhere(act.session):
        topic = find_topic(act.session, item.origin)
        if topic is not None and waits_for(topic, meeting):
            day = queries.day_of(meeting)
            voices.place_on_agenda(act, topic, meeting=word_of(meeting), on=day)
        act.session.flush()


@unjournaled("the room of voices writes the step of the topic")
def take_topic_off(act: Act, meeting: Meeting, item: AgendaItem) -> None:
    """Keep a topic for another meeting, when its point is taken off, put off or given up."""
    with everywhere(act.session):
        topic = find_topic(act.session, item.origin)
        if topic is not None and topic.state is State.PLACED and topic.meeting == word_of(meeting):
            voices.take_off_agenda(act, topic)
        act.session.flush()


@unjournaled("the room of voices writes the step of the topic")
def note_heard(act: Act, meeting: Meeting, item: AgendaItem) -> None:
    """Say to residents that the meeting spoke of what they gave, voted or not."""
    with everywhere(act.session):
        topic = find_topic(act.session, item.origin)
        if topic is not None and topic.state is State.PLACED and topic.meeting == word_of(meeting):
            voices.note_discussed(act, topic, on=queries.day_of(meeting))
        act.session.flush()


@unjournaled("the room of voices writes that an answer is owed")
def owe_answer(act: Act, item: AgendaItem, follow_up: FollowUp) -> None:
    """Tie the topic of a point to the first answer that is asked for there."""
    topic = find_topic(act.session, item.origin)
    if topic is not None and topic.follow_up_id is None and topic.state is State.PLACED:
        voices.answer_topic(act, topic, follow_up)
