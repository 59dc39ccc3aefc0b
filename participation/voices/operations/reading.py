"""A human listens, writes what may be shown, sets aside what may not, and joins doubles."""

from dataclasses import dataclass

from sqlalchemy import update

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized
from participation.voices import rules
from participation.voices.models import Topic, TopicStep, TopicSupport, Voice
from participation.voices.rules import Refusal, State, Theme


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """What a human writes of a voice: French for all, her own language where it can be written.

    Names of people are masked in both.
    """

    theme: Theme
    french: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class TopicSheet:
    """The words of a topic, its card, and how far people take part in the answer."""

    said: Localized
    theme: Theme
    level: ParticipationLevel = ParticipationLevel.CONSULT


@journaled(Action.VOICE_READ)
def read_voice(act: Act, voice: Voice, sheet: ReadSheet, *, into: Topic | None = None) -> Topic:
    """Make a voice public in words that a human wrote; give its topic, new or the one it joins.

    Refuses a voice that was read before, words without French, a topic of another service.
    """
    if voice.topic_id is not None:
        raise Refused(Refusal.READ_ALREADY)
    if into is not None:
        if into.service_id != voice.service_id:
            raise Refused(Refusal.OTHER_SERVICE)
        voice.topic_id, voice.month = into.id, None
        return into
    if not sheet.french.strip():
        raise Refused(Refusal.NO_FRENCH)
    texts = {"fr": sheet.french.strip()}
    if not rules.is_french(voice.language) and sheet.words.strip():
        texts[voice.language] = sheet.words.strip()
    today = act.now.astimezone(PARIS).date()
    topic = Topic(
        service_id=voice.service_id,
        theme=sheet.theme,
        said=Localized(texts),
        language=voice.language,
        state=State.RECEIVED,
        level=ParticipationLevel.CONSULT,
        read_on=today,
    )
    act.session.add(topic)
    act.session.flush()
    step = TopicStep(
        service_id=topic.service_id,
        topic_id=topic.id,
        state=State.RECEIVED,
        taken_on=today,
        words=Localized(),
    )
    act.session.add(step)
    voice.topic_id, voice.month = topic.id, None
    return topic


@unjournaled("writes its own entry, without the words")
def erase_voice(act: Act, voice: Voice) -> None:
    """Erase a voice that cannot be shown: nothing of it is kept, not even that it was."""
    if voice.topic_id is not None:
        raise Refused(Refusal.READ_ALREADY)
    act.session.delete(voice)
    record(act, Action.VOICE_ERASED, "voice")


@journaled(Action.TOPIC_CHANGED)
def change_topic(act: Act, topic: Topic, sheet: TopicSheet) -> Topic:
    """Correct or translate the words; refuse to leave it without French."""
    del act
    if not sheet.said.get("fr", "").strip():
        raise Refused(Refusal.NO_FRENCH)
    topic.said, topic.theme, topic.level = sheet.said, sheet.theme, sheet.level
    return topic


@journaled(Action.TOPICS_MERGED)
def merge_topics(act: Act, double: Topic, into: Topic) -> Topic:
    """Join a double to another topic with its voices and those who agree; give what remains.

    Refuses a topic with itself, one of another service, one that is on an agenda or settled.
    Somebody who agreed with both is counted twice: nothing tells that it is the same person.
    """
    if double.id == into.id:
        raise Refused(Refusal.SAME_TOPIC)
    if double.service_id != into.service_id:
        raise Refused(Refusal.OTHER_SERVICE)
    if double.state not in rules.DOUBLES or into.state not in rules.OPEN or into.discussed_on:
        raise Refused(Refusal.NOT_NOW)
    options = {"synchronize_session": False}
    for kind in (Voice, TopicSupport):
        moved = update(kind).where(kind.topic_id == double.id).values(topic_id=into.id)
        act.session.execute(moved, execution_options=options)
    act.session.delete(double)
    return into
