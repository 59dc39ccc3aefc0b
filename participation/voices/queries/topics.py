"""Topics with who said and supports them, their steps and their answer; never a name."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from participation.followups.models import FollowUp
from participation.followups.queries import find_follow_ups
from participation.followups.rules import State as AnswerState
from participation.foundation.database import get_row
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.voices.models import Topic, TopicStep, TopicSupport, Voice
from participation.voices.rules import OPEN, Stand, State, Told

MOST = 60
ORDER = {state: place for place, state in enumerate(State)}
HEARD = frozenset({State.PLACED, State.ANSWERED})
"""How far along its way a topic is: a step back rubs out what came after."""


@dataclass(frozen=True, slots=True)
class WayMark:
    """A mark on the way of a topic: what was done, and on which day."""

    state: Stand
    on: dt.date | None


@dataclass(frozen=True, slots=True)
class TopicLine:
    """A topic as it is shown: how often it was said, how many agree, its steps, its answer."""

    topic: Topic
    voices: int
    supports: int
    steps: tuple[TopicStep, ...]
    follow_up: FollowUp | None

    @property
    def state(self) -> Stand:
        """Give the state that residents see: answered from the day on which somebody answered.

        After its meeting a topic was discussed: it stands on no agenda to come.
        """
        if self.answer is not None:
            return State.ANSWERED
        was_heard = self.topic.state is State.PLACED and self.topic.discussed_on is not None
        return Told.DISCUSSED if was_heard else self.topic.state

    @property
    def discussed(self) -> tuple[Localized, ...]:
        """Give what the meeting said of it, line by line; nothing once somebody answered."""
        if self.state is not Told.DISCUSSED or not self.topic.discussed:
            return ()
        texts = {tag: words.splitlines() for tag, words in self.topic.discussed.items()}
        lines = [
            Localized({tag: own[place].strip() for tag, own in texts.items() if place < len(own)})
            for place in range(max(map(len, texts.values())))
        ]
        return tuple(one for one in lines if one)

    @property
    def awaits_answer(self) -> bool:
        """Say whether somebody owes an answer and has not given it."""
        return self.follow_up is not None and self.answer is None

    @property
    def answer(self) -> FollowUp | None:
        """Give what was answered to a topic that is not taken up again since."""
        owed = self.follow_up
        if owed is None or owed.state is AnswerState.OPEN:
            return None
        return owed if self.topic.state is not State.NOT_KEPT else None

    @property
    def key(self) -> str:
        """Give the topic as addresses write it."""
        return to_text(self.topic.id)

    @property
    def people(self) -> int:
        """Count those who said it and those who agree."""
        return self.voices + self.supports

    @property
    def step(self) -> TopicStep | None:
        """Give the last step, with the sentence that residents read."""
        return self.steps[-1] if self.steps else None

    @property
    def way(self) -> list[WayMark]:
        """Give the way it has gone since it was last taken up: received, kept, placed, answered."""
        steps: list[TopicStep] = []
        for step in self.steps:
            steps = [one for one in steps if ORDER[one.state] < ORDER[step.state]]
            steps.append(step)
        found = [WayMark(one.state, one.taken_on) for one in steps]
        owed, heard_on = self.answer, self.topic.discussed_on
        if heard_on is not None and self.topic.state in HEARD:
            place = sum(one.state is not State.ANSWERED for one in steps)
            found.insert(place, WayMark(Told.DISCUSSED, heard_on))
        if owed is not None and found and found[-1].state is not State.ANSWERED:
            found.append(WayMark(State.ANSWERED, owed.answered_on))
        return found

    @property
    def may_support(self) -> bool:
        """Say whether others may still agree."""
        return self.state in OPEN


def get_topic(session: Session, key: int) -> Topic:
    """Give a topic of an entered service; NoResultFound otherwise."""
    return get_row(session, Topic, key)


def see_topic(session: Session, topic: Topic) -> TopicLine:
    """Give a topic with all that hangs on it."""
    return _lines(session, [topic])[0]


def list_topics(
    session: Session, states: Collection[State] = tuple(State), *, most: int = MOST
) -> list[TopicLine]:
    """Give the topics of the entered services in some states, the last read first."""
    statement = select(Topic).where(Topic.state.in_(states)).order_by(Topic.id.desc()).limit(most)
    return _lines(session, session.scalars(statement).all())


def list_topics_for(session: Session, council_id: int) -> list[TopicLine]:
    """Give the topics kept for a council and not yet on an agenda, the most wanted first.

    Those of the entered services only, as everything else here.
    """
    statement = select(Topic).where(Topic.council_id == council_id, Topic.state == State.KEPT)
    found = _lines(session, session.scalars(statement.order_by(Topic.id)).all())
    waiting = (line for line in found if line.state is State.KEPT)
    return sorted(waiting, key=lambda line: -line.people)


def list_placed(session: Session, meeting: str) -> list[TopicLine]:
    """Give the topics on the agenda of a meeting, or answered there, by its opaque word."""
    statement = select(Topic).where(Topic.meeting == meeting).order_by(Topic.id)
    return _lines(session, session.scalars(statement).all())


def _lines(session: Session, topics: Sequence[Topic]) -> list[TopicLine]:
    keys = [topic.id for topic in topics]
    if not keys:
        return []
    voices, supports = _counts(session, _of_voices(keys)), _counts(session, _of_supports(keys))
    steps: dict[int, list[TopicStep]] = {}
    in_order = select(TopicStep).where(TopicStep.topic_id.in_(keys)).order_by(TopicStep.id)
    for step in session.scalars(in_order):
        steps.setdefault(step.topic_id, []).append(step)
    wanted = {topic.follow_up_id for topic in topics if topic.follow_up_id is not None}
    answers = find_follow_ups(session, wanted)
    return [
        TopicLine(
            topic=topic,
            voices=voices.get(topic.id, 0),
            supports=supports.get(topic.id, 0),
            steps=tuple(steps.get(topic.id, ())),
            follow_up=answers.get(topic.follow_up_id or 0),
        )
        for topic in topics
    ]


def _of_voices(keys: Collection[int]) -> Select[int | None, int]:
    counted = select(Voice.topic_id, func.count()).where(Voice.topic_id.in_(keys))
    return counted.group_by(Voice.topic_id)


def _of_supports(keys: Collection[int]) -> Select[int, int]:
    counted = select(TopicSupport.topic_id, func.count()).where(TopicSupport.topic_id.in_(keys))
    return counted.group_by(TopicSupport.topic_id)


def _counts(
    session: Session, statement: Select[int | None, int] | Select[int, int]
) -> dict[int, int]:
    return {key: count for key, count in session.execute(statement) if key is not None}


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the sentences of topics that residents hear, written in a language."""
    found = [
        text
        for line in list_topics(session)
        for text in (line.topic.said, *(step.words for step in line.steps), *line.discussed)
    ]
    return list(dict.fromkeys(text[locale] for text in found if text.get(locale)))
