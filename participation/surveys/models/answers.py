"""Questionnaires, campaigns, surveys, and answers that no one can join to a person."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from participation.followups.rules import ParticipationLevel
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Owned, Scoped
from participation.foundation.types import PortableJson, RandomKey, code
from participation.surveys.rules.media import Format
from participation.surveys.rules.stages import Aid, Channel, CommentState, Public, Stage
from participation.surveys.rules.tallies import Tally


class QuestionnaireVersion(Keyed, Base):
    """A questionnaire as frozen: its document never changes once a campaign uses it."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (UniqueConstraint("organisation_id", "name", "number"),)

    name: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    title: Mapped[Localized]
    languages: Mapped[str] = mapped_column(String(200))
    digest: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]] = mapped_column(PortableJson)
    is_frozen: Mapped[bool] = mapped_column(default=False)


class QuestionnairePicture(Owned, Base):
    """A picture of a question or a choice, made small; its name is the digest of its bytes."""

    __tablename__ = "questionnaire_picture"
    __table_args__ = (CheckConstraint("length(content) BETWEEN 1 AND 32768", name="content_small"),)

    digest: Mapped[str] = mapped_column(String(32), primary_key=True)
    format: Mapped[Format] = mapped_column(code(Format))
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Campaign(Keyed, Base):
    """One wave over several services that share one frozen version."""

    __tablename__ = "campaign"
    __table_args__ = (
        refers("questionnaire_version", "version_id"),
        refers("campaign", "previous_id"),
        CheckConstraint("closes_on >= opens_on", name="closes_after_opening"),
    )

    version_id: Mapped[int]
    previous_id: Mapped[int | None]
    title: Mapped[Localized]
    purpose: Mapped[Localized]
    """What the answers are for, in words residents read before they begin."""
    public: Mapped[Public] = mapped_column(code(Public), default=Public.RESIDENTS)
    level: Mapped[ParticipationLevel] = mapped_column(code(ParticipationLevel))
    languages: Mapped[str] = mapped_column(String(200))
    stage: Mapped[Stage] = mapped_column(code(Stage), default=Stage.DRAFT)
    opens_on: Mapped[dt.date]
    closes_on: Mapped[dt.date]
    services: Mapped[int] = mapped_column(default=0)
    """Number of its surveys: whoever may not see them all may not move the campaign on."""


class Survey(Scoped, Keyed, Base):
    """The campaign in one service: its population on the opening day and the sample wished."""

    __tablename__ = "survey"
    __table_args__ = (
        refers("service", "service_id"),
        refers("campaign", "campaign_id", cascade=True),
        UniqueConstraint("organisation_id", "campaign_id", "service_id"),
        UniqueConstraint("organisation_id", "service_id", "id"),
        CheckConstraint("population >= 0", name="population_counted"),
    )

    campaign_id: Mapped[int]
    population: Mapped[int] = mapped_column(default=0)
    population_because: Mapped[str] = mapped_column(String(200), default="")
    """Why the number was written by hand; empty while it is the count of the roll."""
    target: Mapped[int | None]
    spoken: Mapped[dict[str, int] | None] = mapped_column(PortableJson)
    """Residents by the language they use here, as counted on the opening day; counts alone."""


def of_survey() -> ForeignKeyConstraint:
    """Tie a row to its survey through its service: no row can mix two services, even by hand."""
    return ForeignKeyConstraint(
        ["organisation_id", "service_id", "survey_id"],
        ["survey.organisation_id", "survey.service_id", "survey.id"],
        ondelete="CASCADE",
    )


class Response(Scoped, Base):
    """A questionnaire filled in: no person, account, address, device or time; a key of chance.

    The key is made by the client and is also what makes a second sending harmless.
    """

    __tablename__ = "response"
    __table_args__ = (
        of_survey(),
        CheckConstraint("language <> ''", name="language_known"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    channel: Mapped[Channel] = mapped_column(code(Channel))
    aid: Mapped[Aid] = mapped_column(code(Aid))
    language: Mapped[str] = mapped_column(String(20))
    listened: Mapped[bool]
    proxy: Mapped[bool] = mapped_column(default=False)
    """Somebody answered instead of her: shown apart, never in the main figures."""


class Answer(Scoped, Base):
    """One answer as a small number; clustered so that counting reads it in order."""

    __tablename__ = "answer"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "survey_id", "response_key"],
            ["response.organisation_id", "response.survey_id", "response.key"],
            ondelete="CASCADE",
        ),
        # With the service, so that a file of responses is read from this index alone on SQLite.
        Index("ix_answer_response", "organisation_id", "survey_id", "response_key", "service_id"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    response_key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)


class Comment(Scoped, Base):
    """Words or a voice left with a survey, on purpose not joined to the other answers."""

    __tablename__ = "comment"
    __table_args__ = (
        of_survey(),
        CheckConstraint("text <> '' OR sound IS NOT NULL", name="something_said"),
        CheckConstraint("length(text) <= 4000", name="text_length"),
        Index("uq_comment_service", "organisation_id", "service_id", "key", unique=True),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    survey_id: Mapped[int]
    question: Mapped[int] = mapped_column(SmallInteger)
    language: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(default="")
    sound: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[CommentState] = mapped_column(code(CommentState), default=CommentState.WAITING)
    public_text: Mapped[str] = mapped_column(default="")
    """What may be shown once a human has read it and masked the names."""


class SurveyTally(Scoped, Base):
    """One count of a whole survey: people who did not answer, sheets typed twice; nobody's row."""

    __tablename__ = "survey_tally"
    __table_args__ = (
        of_survey(),
        CheckConstraint("number >= 0", name="number_counted"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Tally] = mapped_column(code(Tally), primary_key=True)
    number: Mapped[int]


class PendingVoice(Scoped, Base):
    """A voice recorded in a questionnaire that is not sent yet; gone when sent, erased or old.

    Who recorded it holds its key in her sealed draft; nobody else can name it.
    """

    __tablename__ = "pending_voice"
    __table_args__ = (
        of_survey(),
        Index("ix_pending_voice_day", "organisation_id", "day"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    survey_id: Mapped[int]
    question: Mapped[int] = mapped_column(SmallInteger)
    sound: Mapped[bytes] = mapped_column(LargeBinary)
    day: Mapped[dt.date]
    """For the purge of what was never sent."""
