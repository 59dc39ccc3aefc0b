"""A meeting, its agenda, what is attached to it, and who was called."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.followups.rules import ParticipationLevel
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed
from participation.foundation.types import code
from participation.meetings.rules.kinds import Answer, CallWay, FileKind, ItemState, Stage


class Meeting(Keyed, Base):
    """A meeting of a council; reached through the council, never alone."""

    __tablename__ = "meeting"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        CheckConstraint("minutes_planned > 0", name="lasts"),
        CheckConstraint("place <> ''", name="is_somewhere"),
        CheckConstraint("stage <> 'called' OR called_on IS NOT NULL", name="call_has_day"),
        CheckConstraint("stage <> 'closed' OR closed_at IS NOT NULL", name="end_has_hour"),
        Index("ix_meeting_council", "organisation_id", "council_id", "starts_at"),
    )

    council_id: Mapped[int]
    starts_at: Mapped[dt.datetime]
    minutes_planned: Mapped[int] = mapped_column(default=90)
    place: Mapped[str] = mapped_column(String(160))
    stage: Mapped[Stage] = mapped_column(code(Stage), default=Stage.PLANNED)
    version: Mapped[int] = mapped_column(default=0)
    """Grows with each change of the day, the place or the agenda."""
    called_on: Mapped[dt.date | None]
    called_version: Mapped[int | None]
    """What the agenda was when it was last sent."""
    opened_at: Mapped[dt.datetime | None]
    closed_at: Mapped[dt.datetime | None]
    current_item_id: Mapped[int | None]
    """The point that is spoken of now; one of the meeting's own."""
    cancelled_because: Mapped[str] = mapped_column(String(200), default="")


class AgendaItem(Keyed, Base):
    """A point of the agenda; `origin` says where it was first heard (`voice:KEY`, `survey:KEY`)."""

    __tablename__ = "agenda_item"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        CheckConstraint("rank > 0", name="rank_counts_from_one"),
        CheckConstraint("minutes >= 0", name="lasts"),
        Index("ix_agenda_item_meeting", "organisation_id", "meeting_id"),
        Index("ix_agenda_item_origin", "organisation_id", "origin"),
    )

    meeting_id: Mapped[int]
    rank: Mapped[int]
    title: Mapped[Localized]
    words: Mapped[Localized]
    """What it is about."""
    asked_by: Mapped[str] = mapped_column(String(80), default="")
    """A group or a function, never a resident's name."""
    minutes: Mapped[int] = mapped_column(default=15)
    level: Mapped[ParticipationLevel] = mapped_column(code(ParticipationLevel))
    origin: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[ItemState] = mapped_column(code(ItemState), default=ItemState.OPEN)
    conclusion: Mapped[str] = mapped_column(String(2000), default="")
    """What was said, as noted in the room."""
    is_second: Mapped[bool] = mapped_column(default=False)
    """It comes back because opinions did not count the first time (D311-17)."""
    carried_from_id: Mapped[int | None]
    """The point of the earlier meeting that it goes on with."""
    added_on: Mapped[dt.date]


class MeetingFile(Keyed, Base):
    """A file for those who are called: always sent as a download, never run by a browser."""

    __tablename__ = "meeting_file"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        refers("agenda_item", "item_id", cascade=True),
        CheckConstraint("name <> '' AND size > 0", name="holds_something"),
        Index("ix_meeting_file_meeting", "organisation_id", "meeting_id"),
    )

    meeting_id: Mapped[int]
    item_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[FileKind] = mapped_column(code(FileKind))
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    added_on: Mapped[dt.date]


class Invitation(Keyed, Base):
    """Somebody who was called: in which language, by which way, and what she answered."""

    __tablename__ = "meeting_invitation"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        refers("council_term", "term_id", cascade=True),
        UniqueConstraint("organisation_id", "meeting_id", "term_id"),
        Index("ix_meeting_invitation_meeting", "organisation_id", "meeting_id"),
    )

    meeting_id: Mapped[int]
    term_id: Mapped[int]
    way: Mapped[CallWay] = mapped_column(code(CallWay))
    locale: Mapped[str] = mapped_column(String(20))
    sent_on: Mapped[dt.date]
    answer: Mapped[Answer] = mapped_column(code(Answer), default=Answer.UNKNOWN)
