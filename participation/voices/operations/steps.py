"""The way of a topic: kept for a council, on an agenda, answered, or not kept because."""

import datetime as dt

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.models import Council
from participation.councils.queries import coverage_of
from participation.followups.models import FollowUp
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State as AnswerState
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.voices import rules
from participation.voices.models import Topic, TopicStep
from participation.voices.rules import Refusal, State

NOTHING = Localized()


def _step(
    act: Act, topic: Topic, state: State, words: Localized, on: dt.date | None = None
) -> Topic:
    """Take a step that the rules allow; residents read it with its day and its sentence."""
    if reason := rules.why_not_next(topic.state, state, because=words.get("fr", "")):
        raise Refused(reason)
    topic.state = state
    if state in {State.KEPT, State.PLACED}:
        topic.discussed_on, topic.discussed = None, None
    row = TopicStep(
        service_id=topic.service_id,
        topic_id=topic.id,
        state=state,
        taken_on=on or act.now.astimezone(PARIS).date(),
        words=words,
    )
    act.session.add(row)
    return topic


@journaled(Action.TOPIC_KEPT)
def keep_for_council(act: Act, topic: Topic, council: Council, words: Localized = NOTHING) -> Topic:
    """Put a topic forward to a council; refuse one that does not speak for the topic's service.

    A topic that was answered may be taken up again: its former answer stays with the follow-ups.
    """
    covered = coverage_of(act.session, [council.id]).get(council.id, frozenset())
    if topic.service_id not in covered:
        raise Refused(Refusal.COUNCIL_ELSEWHERE)
    topic = _step(act, topic, State.KEPT, words)
    topic.council_id, topic.meeting, topic.follow_up_id = council.id, "", None
    return topic


@journaled(Action.TOPIC_NOT_KEPT)
def leave_out(act: Act, topic: Topic, because: Localized) -> Topic:
    """Say why a topic is not kept; refuse without the reason, which residents read."""
    topic = _step(act, topic, State.NOT_KEPT, because)
    topic.meeting = ""
    return topic


@journaled(Action.TOPIC_PLACED)
def place_on_agenda(
    act: Act, topic: Topic, *, meeting: str, on: dt.date, words: Localized = NOTHING
) -> Topic:
    """Put a kept topic on the agenda of a meeting held on a day.

    `meeting` is the opaque word of the room of meetings (40 letters at most), by which
    `queries.list_placed` finds it again. Refuses a topic that no council has kept.
    """
    topic = _step(act, topic, State.PLACED, words, on)
    topic.meeting = meeting
    return topic


@journaled(Action.TOPIC_UNPLACED)
def take_off_agenda(act: Act, topic: Topic, words: Localized = NOTHING) -> Topic:
    """Take a topic off its agenda, as when the meeting is put off: it is kept again."""
    if topic.state is not State.PLACED:
        raise Refused(Refusal.NOT_NOW)
    topic = _step(act, topic, State.KEPT, words)
    topic.meeting = ""
    return topic


@journaled(Action.TOPIC_DISCUSSED)
def note_discussed(act: Act, topic: Topic, *, on: dt.date | None = None) -> Topic:
    """Say that a meeting spoke of a topic: it stands on no agenda any more, answered or not.

    What was said comes with `tell_discussion`, once a human went over it. Refuses a topic that
    stands on no agenda.
    """
    if topic.state is not State.PLACED:
        raise Refused(Refusal.NOT_NOW)
    topic.discussed_on = on or act.now.astimezone(PARIS).date()
    return topic


@unjournaled("the room of meetings journals that what was said is published")
def tell_discussion(act: Act, topic: Topic, words: Localized) -> None:
    """Show what was said of a topic, in words that are published; nothing to one taken up again."""
    if topic.discussed_on is not None:
        topic.discussed = words
    act.session.flush()


@journaled(Action.TOPIC_ANSWERED)
def answer_topic(act: Act, topic: Topic, follow_up: FollowUp, words: Localized = NOTHING) -> Topic:
    """Tie a topic to the answer that is owed or given; refuse an answer of another service.

    While the follow-up is open the topic stays where it is; from the day on which somebody
    answers there, residents see it as answered, without another step here.
    """
    if follow_up.service_id != topic.service_id:
        raise Refused(Refusal.OTHER_SERVICE)
    if State.ANSWERED not in rules.NEXT[topic.state]:
        raise Refused(Refusal.NOT_NOW)
    act.session.flush()
    topic.follow_up_id = follow_up.id
    if follow_up.state is AnswerState.OPEN:
        return topic
    return _step(act, topic, State.ANSWERED, words)


@unjournaled("both deeds write their own entries")
def owe_answer(act: Act, topic: Topic, sheet: FollowUpSheet) -> Topic:
    """Write the answer to a topic, or who owes it by when; refuse a topic that nobody kept.

    The follow-up's own refusals come through (an answer without words, a promise without a day).
    """
    if State.ANSWERED not in rules.NEXT[topic.state]:
        raise Refused(Refusal.NOT_NOW)
    origin = f"topic:{to_text(topic.id)}"
    follow_up = open_follow_up(act, sheet, service_id=topic.service_id, origin=origin)
    return answer_topic(act, topic, follow_up)
