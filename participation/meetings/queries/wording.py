"""What residents read and in which languages it is written: topics, points, answers, minutes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.followups.models import FollowUp
from participation.followups.queries import get_follow_up, list_follow_ups
from participation.foundation.languages import SOURCE
from participation.foundation.localized import Localized
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.rules.kinds import BEFORE, ItemState, Stage
from participation.meetings.rules.telling import Telling
from participation.meetings.rules.wording import TextKind, lacks
from participation.voices.models import Topic
from participation.voices.queries import get_topic, list_topics
from participation.voices.rules import OPEN as OPEN_TOPICS

from .meetings import get_item, list_items, list_meetings
from .sheet import see_meeting
from .tellings import list_tongues

Row = Topic | AgendaItem | FollowUp
NAMES: dict[TextKind, tuple[str, ...]] = {
    TextKind.TOPIC: ("said",),
    TextKind.POINT: ("title", "words"),
    TextKind.ANSWER: ("said", "decided", "because"),
}
"""The parts of each kind of text, as its row names them."""
LATEST = 12
"""Minutes that are still offered: those of about four years of three meetings."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text that residents read, with the parts of it that are written in French."""

    kind: TextKind
    row: Row

    @property
    def parts(self) -> dict[str, Localized]:
        """Give its parts by name."""
        found: dict[str, Localized] = {name: getattr(self.row, name) for name in NAMES[self.kind]}
        return {name: whole for name, whole in found.items() if whole.get(SOURCE)}

    @property
    def first(self) -> str:
        """Give its first words in French."""
        return next((whole[SOURCE] for whole in self.parts.values()), "")

    def lacks(self, tag: str) -> bool:
        """Say whether some part is not written in a language."""
        return lacks(self.parts, tag)


@dataclass(frozen=True, slots=True)
class ToldMeeting:
    """Minutes that are published, and how a language stands towards them."""

    meeting: Meeting
    state: Telling


def list_texts(session: Session) -> Sequence[Text]:
    """Give what residents of the entered services read today and may have to read in a language.

    Topics that are still open, points of meetings to come, answers that are shown to everybody.
    """
    topics = [Text(TextKind.TOPIC, one.topic) for one in list_topics(session, OPEN_TOPICS)]
    points = [
        Text(TextKind.POINT, item)
        for meeting in list_meetings(session)
        if meeting.stage in {*BEFORE, Stage.OPEN}
        for item in list_items(session, meeting)
        if item.state is ItemState.OPEN
    ]
    answers = [Text(TextKind.ANSWER, one) for one in list_follow_ups(session, public_only=True)]
    return [one for one in (*points, *topics, *answers) if one.parts]


def get_text(session: Session, kind: TextKind, key: int) -> Text:
    """Give a text of the entered services; NoResultFound otherwise."""
    if kind is TextKind.TOPIC:
        return Text(kind, get_topic(session, key))
    if kind is TextKind.POINT:
        return Text(kind, get_item(session, key))
    return Text(kind, get_follow_up(session, key))


def list_told(session: Session, tag: str, offered: Iterable[str]) -> Sequence[ToldMeeting]:
    """Give the latest published minutes, and how a language stands towards each."""
    found: list[ToldMeeting] = []
    wanted = tuple(offered)
    for meeting in list_meetings(session):
        if meeting.stage is not Stage.CLOSED or len(found) == LATEST:
            continue
        sheet = see_meeting(session, meeting)
        if sheet.published is None:
            continue
        lines = list_tongues(session, sheet, wanted)
        found += [ToldMeeting(meeting, one.state) for one in lines if one.locale == tag]
    return found
