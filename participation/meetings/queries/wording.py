"""What residents read and in which languages it is written: topics, points, answers, minutes."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.councils.models import Council
from participation.councils.queries import list_councils
from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.foundation.languages import SOURCE
from participation.foundation.localized import Localized
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.rules.kinds import BEFORE, ItemState, Stage
from participation.meetings.rules.telling import Telling
from participation.meetings.rules.wording import TextKind, lacks
from participation.voices.models import Topic
from participation.voices.queries import list_topics
from participation.voices.rules import OPEN as OPEN_TOPICS

from .meetings import list_items, list_meetings
from .sheet import see_meeting
from .tellings import list_tongues

Row = Council | Topic | AgendaItem | FollowUp
NAMES: dict[TextKind, tuple[str, ...]] = {
    TextKind.COUNCIL: ("name",),
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
    council: Council
    state: Telling


def list_texts(session: Session, day: dt.date) -> Sequence[Text]:
    """Give what residents of the entered services read on a day, in whatever language.

    Names of councils, topics that are still open, points of meetings to come, answers that are
    shown to everybody.
    """
    names = [Text(TextKind.COUNCIL, one) for one in list_councils(session, on=day)]
    topics = [Text(TextKind.TOPIC, one.topic) for one in list_topics(session, OPEN_TOPICS)]
    points = [
        Text(TextKind.POINT, item)
        for meeting in list_meetings(session)
        if meeting.stage in {*BEFORE, Stage.OPEN}
        for item in list_items(session, meeting)
        if item.state is ItemState.OPEN
    ]
    answers = [Text(TextKind.ANSWER, one) for one in list_follow_ups(session, public_only=True)]
    return [one for one in (*names, *points, *topics, *answers) if one.parts]


def find_text(session: Session, kind: TextKind, key: int, day: dt.date) -> Text | None:
    """Give one of the texts that residents read on a day; nothing that is not shown to them."""
    found = (one for one in list_texts(session, day) if one.kind is kind)
    return next((one for one in found if one.row.id == key), None)


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
        council = sheet.council.council
        found += [ToldMeeting(meeting, council, one.state) for one in lines if one.locale == tag]
    return found
