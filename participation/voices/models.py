"""Voices as they came, topics as they are shown, their steps, who agrees, whom else to ask."""

import datetime as dt
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from participation.followups.rules import ParticipationLevel
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import RandomKey, code
from participation.voices.rules import ContactKind, State, Teller, Theme, Wish, Worry


def _of_topic(*, cascade: bool) -> ForeignKeyConstraint:
    """Tie a row to its topic through its service: no row can mix two services, even by hand."""
    return ForeignKeyConstraint(
        ["organisation_id", "service_id", "topic_id"],
        ["topic.organisation_id", "topic.service_id", "topic.id"],
        ondelete="CASCADE" if cascade else None,
    )


class Topic(Scoped, Keyed, Base):
    """What the council is asked, in words that a human wrote after listening; never the voice."""

    __tablename__ = "topic"
    __table_args__ = (
        refers("service", "service_id"),
        refers("council", "council_id"),
        refers("follow_up", "follow_up_id"),
        UniqueConstraint("organisation_id", "service_id", "id"),
        CheckConstraint("state <> 'kept' OR council_id IS NOT NULL", name="kept_for_somebody"),
        CheckConstraint("state <> 'placed' OR meeting <> ''", name="placed_somewhere"),
        Index("ix_topic_state", "organisation_id", "service_id", "state"),
    )

    theme: Mapped[Theme] = mapped_column(code(Theme))
    said: Mapped[Localized]
    language: Mapped[str] = mapped_column(String(20))
    """In which language it was first said."""
    state: Mapped[State] = mapped_column(code(State), default=State.RECEIVED)
    level: Mapped[ParticipationLevel] = mapped_column(
        code(ParticipationLevel), default=ParticipationLevel.CONSULT
    )
    council_id: Mapped[int | None]
    meeting: Mapped[str] = mapped_column(String(40), default="")
    """On which agenda it stands: an opaque word of the room of meetings."""
    follow_up_id: Mapped[int | None]
    """The answer, once somebody has to give one."""
    read_on: Mapped[dt.date]
    """The day on which a human first read it; when it was said is not kept."""
    discussed_on: Mapped[dt.date | None]
    """The day of the meeting that spoke of it; a later step makes it old."""
    discussed: Mapped[Localized | None]
    """What was said of it there, once the minutes are published: words that a human went over."""


class TopicStep(Scoped, Keyed, Base):
    """One step of a topic, with its day and the sentence that residents read of it."""

    __tablename__ = "topic_step"
    __table_args__ = (
        _of_topic(cascade=True),
        Index("ix_topic_step_topic", "organisation_id", "topic_id"),
    )

    topic_id: Mapped[int]
    state: Mapped[State] = mapped_column(code(State))
    taken_on: Mapped[dt.date]
    words: Mapped[Localized]


class Voice(Scoped, Base):
    """What somebody said: no address, device or time, a key of chance; her name if she wants.

    It waits until a human has read it (`topic_id`). One that is set aside is erased at once.
    """

    __tablename__ = "voice"
    __table_args__ = (
        refers("service", "service_id"),
        refers("user_account", "author_id", cascade=True),
        _of_topic(cascade=False),
        CheckConstraint(
            "text <> '' OR wish <> '' OR sound IS NOT NULL OR topic_id IS NOT NULL",
            name="something_said",
        ),
        CheckConstraint("length(text) <= 4000", name="text_length"),
        Index("ix_voice_topic", "organisation_id", "service_id", "topic_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    theme: Mapped[Theme] = mapped_column(code(Theme))
    wish: Mapped[str] = mapped_column(String(20), default="")
    """One of `Wish`, or nothing."""
    language: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(default="")
    sound: Mapped[bytes | None] = mapped_column(LargeBinary)
    author_id: Mapped[int | None]
    """Who said it, when she asked that her name be put: read by the facilitator alone."""
    topic_id: Mapped[int | None]
    month: Mapped[int | None]
    """While nobody has read it: a month counted from year 0, for retention; no day, no order."""

    @property
    def wished(self) -> Wish | None:
        """Give the card that she chose."""
        return Wish(self.wish) if self.wish else None


class TopicSupport(Scoped, Base):
    """One who agrees: a digest that differs from topic to topic and gives nobody's name."""

    __tablename__ = "topic_support"
    __table_args__ = (_of_topic(cascade=True), {"sqlite_with_rowid": False})

    topic_id: Mapped[int] = mapped_column(primary_key=True)
    supporter: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)


class Orientation(Scoped, Base):
    """How many were shown other people to talk to, in a month; nothing of what, nor of whom."""

    __tablename__ = "orientation"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("count > 0", name="count_positive"),
    )

    service_id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[dt.date] = mapped_column(primary_key=True)
    """First day of the month."""
    count: Mapped[int]


class Alert(Scoped, Base):
    """A home that worries somebody: a place, a worry, what she is to it; nobody's name, no time.

    It waits until a human took it over, and is then erased.
    """

    __tablename__ = "alert"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("length(place) BETWEEN 1 AND 80", name="place_length"),
        Index("ix_alert_service", "organisation_id", "service_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    worry: Mapped[Worry] = mapped_column(code(Worry))
    place: Mapped[str] = mapped_column(String(80))
    teller: Mapped[Teller] = mapped_column(code(Teller))
    month: Mapped[int]
    """A month counted from year 0, for retention; no day, no order."""


class Contact(Scoped, Keyed, Base):
    """Somebody outside the council to talk to, as the service's manager wrote it."""

    __tablename__ = "contact"
    __table_args__ = (refers("service", "service_id"),)

    kind: Mapped[ContactKind] = mapped_column(code(ContactKind))
    name: Mapped[str] = mapped_column(String(120), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    reach: Mapped[Localized]
    """How else to reach them, in words: a day, a place, a letter box."""
