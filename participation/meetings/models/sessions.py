"""Who was in the room, what was voted, what was written, what the room thought of it."""

import datetime as dt
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.kinds import QuorumBase
from participation.foundation.database import Base, refers
from participation.foundation.keys import random_key
from participation.foundation.scope import Keyed, Owned
from participation.foundation.types import PortableJson, RandomKey, code
from participation.meetings.rules.kinds import Method, Motion, Outcome, Quality, Writing


class Presence(Keyed, Base):
    """Somebody in the room; `seat_id` is the seat whose vote she has, while she has it.

    The two unique keys are the law's: nobody counts twice, and a seat votes once, whether its
    titulaire or a substitute is there.
    """

    __tablename__ = "meeting_presence"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        refers("council_term", "term_id", cascade=True),
        refers("seat", "seat_id"),
        UniqueConstraint("organisation_id", "meeting_id", "term_id"),
        UniqueConstraint("organisation_id", "meeting_id", "seat_id"),
        CheckConstraint("name <> ''", name="is_named"),
        CheckConstraint(
            "seat_id IS NULL OR (term_id IS NOT NULL AND quality IN ('member', 'substitute'))",
            name="only_the_seated_vote",
        ),
        CheckConstraint("NOT has_left OR seat_id IS NULL", name="who_left_votes_no_more"),
    )

    meeting_id: Mapped[int]
    term_id: Mapped[int | None]
    name: Mapped[str] = mapped_column(String(120))
    quality: Mapped[Quality] = mapped_column(code(Quality))
    seat_id: Mapped[int | None]
    stood_in_for: Mapped[str] = mapped_column(String(120), default="")
    """Whose place a substitute took."""
    has_left: Mapped[bool] = mapped_column(default=False)
    is_chairing: Mapped[bool] = mapped_column(default=False)
    is_secretary: Mapped[bool] = mapped_column(default=False)


class Decision(Keyed, Base):
    """A vote on an opinion or a proposal, with the room as it was; totals only, no voter."""

    __tablename__ = "meeting_decision"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        refers("agenda_item", "item_id", cascade=True),
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint(
            "in_favour >= 0 AND against >= 0 AND abstained >= 0"
            " AND in_favour + against + abstained <= represented + others",
            name="votes_of_the_room",
        ),
        Index("ix_meeting_decision_meeting", "organisation_id", "meeting_id"),
    )

    meeting_id: Mapped[int]
    item_id: Mapped[int]
    motion: Mapped[Motion] = mapped_column(code(Motion))
    method: Mapped[Method] = mapped_column(code(Method))
    words: Mapped[str] = mapped_column(String(600))
    in_favour: Mapped[int]
    against: Mapped[int]
    abstained: Mapped[int]
    represented: Mapped[int]
    others: Mapped[int]
    members: Mapped[int]
    base: Mapped[QuorumBase] = mapped_column(code(QuorumBase))
    is_second: Mapped[bool]
    outcome: Mapped[Outcome] = mapped_column(code(Outcome))
    follow_up_id: Mapped[int | None]
    """The answer that was asked for, in the room of follow-ups."""


class Minutes(Keyed, Base):
    """A version of the relevé de conclusions; one that is signed is never written over."""

    __tablename__ = "meeting_minutes"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        UniqueConstraint("organisation_id", "meeting_id", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
        CheckConstraint("(state = 'draft') = (signed_on IS NULL)", name="signed_has_day"),
        CheckConstraint("(state = 'adopted') = (adopted_on IS NOT NULL)", name="adopted_has_day"),
        CheckConstraint("(signed_on IS NULL) = (signed_by = '')", name="signed_by_somebody"),
        CheckConstraint("(published_on IS NULL) = (told IS NULL)", name="told_once_published"),
    )

    meeting_id: Mapped[int]
    number: Mapped[int]
    state: Mapped[Writing] = mapped_column(code(Writing), default=Writing.DRAFT)
    sections: Mapped[list[dict[str, Any]]] = mapped_column(PortableJson)
    because: Mapped[str] = mapped_column(String(200), default="")
    """Why it corrects the one before it."""
    signed_on: Mapped[dt.date | None]
    signed_by: Mapped[str] = mapped_column(String(120), default="")
    adopted_on: Mapped[dt.date | None]
    adopted_in_id: Mapped[int | None]
    """The meeting at which it was adopted."""
    sent_to_manager_on: Mapped[dt.date | None]
    sent_to_authority_on: Mapped[dt.date | None]
    published_on: Mapped[dt.date | None]
    told: Mapped[list[dict[str, Any]] | None] = mapped_column(PortableJson)
    """What residents read and hear, without the names of those who are no members."""


class Assessment(Owned, Base):
    """What one person thought of a meeting: chance is its key, nothing tells who, when, in order.

    How many may answer is bounded by how many were there; nobody is ticked off.
    """

    __tablename__ = "meeting_assessment"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        CheckConstraint(
            "heard BETWEEN 1 AND 5 AND clear BETWEEN 1 AND 5 AND useful BETWEEN 1 AND 5",
            name="five_faces",
        ),
        Index("ix_meeting_assessment_meeting", "organisation_id", "meeting_id"),
        {"sqlite_with_rowid": False},
    )

    key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True, default=random_key)
    meeting_id: Mapped[int]
    heard: Mapped[int]
    clear: Mapped[int]
    useful: Mapped[int]
