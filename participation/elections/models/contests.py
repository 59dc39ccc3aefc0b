"""Elections, and the contests in them: one for each college that votes."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.kinds import Office, TieBreak
from participation.elections.rules.stages import ElectionKind, Settlement, Stage, Way
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import UtcDateTime, code


class Election(Keyed, Base):
    """A vote for a council; reached through the services its council covers, never alone."""

    __tablename__ = "election"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        refers("election", "parent_id"),
        Index("ix_election_council", "organisation_id", "council_id"),
    )

    council_id: Mapped[int]
    parent_id: Mapped[int | None]
    """The election that filled these seats before: for a partial one, or one begun again."""
    kind: Mapped[ElectionKind] = mapped_column(code(ElectionKind))
    stage: Mapped[Stage] = mapped_column(code(Stage))
    call_on: Mapped[dt.date]
    roll_posted_on: Mapped[dt.date]
    objections_end_on: Mapped[dt.date]
    candidacies_end_on: Mapped[dt.date]
    list_posted_on: Mapped[dt.date]
    vote_opens_on: Mapped[dt.date]
    vote_closes_on: Mapped[dt.date]
    challenge_ends_on: Mapped[dt.date]
    extensions: Mapped[int] = mapped_column(default=0)
    """How often the candidacies were extended."""
    opened_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    closed_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    proclaimed_on: Mapped[dt.date | None]
    annulled_because: Mapped[str] = mapped_column(String(400), default="")


class Contest(Keyed, Base):
    """What one college elects, or one office for which the elected vote."""

    __tablename__ = "contest"
    __table_args__ = (
        refers("election", "election_id", cascade=True),
        refers("college", "college_id", cascade=True),
        refers("contest", "merged_into_id"),
        UniqueConstraint("organisation_id", "election_id", "college_id", "office"),
        CheckConstraint("seats > 0 AND substitutes >= 0", name="seats_counted"),
        CheckConstraint("(settlement = 'merged') = (merged_into_id IS NOT NULL)", name="merged"),
        CheckConstraint("most_choices > 0", name="chooses_somebody"),
    )

    election_id: Mapped[int]
    college_id: Mapped[int]
    office: Mapped[Office | None] = mapped_column(code(Office))
    """For the chair and her deputy: the college is then the one whose elected stand."""
    seats: Mapped[int]
    substitutes: Mapped[int]
    most_choices: Mapped[int]
    """How many names a voter may choose at most."""
    tie_break: Mapped[TieBreak] = mapped_column(code(TieBreak))
    way: Mapped[Way] = mapped_column(code(Way), default=Way.PAPER)
    settlement: Mapped[Settlement] = mapped_column(code(Settlement), default=Settlement.VOTE)
    settled_because: Mapped[str] = mapped_column(String(400), default="")
    merged_into_id: Mapped[int | None]
