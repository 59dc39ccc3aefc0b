"""A house whose residents speak: its council, its facilitator, and what somebody said."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.councils import operations as councils
from participation.councils.models import Council
from participation.councils.queries import get_council
from participation.foundation.act import Act
from participation.voices import operations, queries
from participation.voices.models import Topic
from participation.voices.operations import ReadSheet, VoiceSheet
from participation.voices.rules import Theme
from tests.builders import Town, acting_in
from tests.councils.sitting import paper


@dataclass(frozen=True, slots=True)
class Heard:
    """A topic that a human made of a voice, and the council of its house."""

    topic_id: int
    council_id: int

    def topic(self, session: Session) -> Topic:
        """Give the topic's row."""
        return queries.get_topic(session, self.topic_id)

    def council(self, session: Session) -> Council:
        """Give the council's row."""
        return get_council(session, self.council_id)


def speak(act: Act, service_id: int, **facts: object) -> UUID:
    """Say something: in Arabic with words, unless the test says otherwise."""
    sheet = {"theme": Theme.MEALS, "language": "ar", "text": "الطعام بارد", **facts}
    return operations.say(act, VoiceSheet(**sheet), service_id=service_id)  # type: ignore[arg-type]


def hear(act: Act, key: UUID, french: str = "Les repas sont froids.") -> Topic:
    """Make a topic of a voice."""
    voice = queries.get_voice(act.session, key)
    sheet = ReadSheet(Theme.MEALS, french, voice.text)
    return operations.read_voice(act, voice, sheet)


def make_heard(engine: Engine, town: Town) -> Heard:
    """Let somebody speak, and a facilitator read it."""
    with acting_in(engine, town) as act:
        council = councils.found_council(act, paper(town), service_ids=[town.here])
        topic = hear(act, speak(act, town.here))
        return Heard(topic.id, council.id)
