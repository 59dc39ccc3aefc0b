"""Dated facts of services, what the association says of itself, and breaches of data."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.compliance.rules import MilestoneKind
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.incidents import Harm, Risk
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Owned, Scoped
from participation.foundation.types import UtcDateTime, code


class Milestone(Scoped, Keyed, Base):
    """Something that happened in a service: days only, no name, no place, no story."""

    __tablename__ = "milestone"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("told_on IS NULL OR kind = 'evaluation'", name="told_of_evaluation"),
        CheckConstraint(
            "(subjects <> '') = (kind = 'alternative-survey')", name="subjects_of_survey"
        ),
        Index("ix_milestone_service", "organisation_id", "service_id", "happened_on"),
    )

    kind: Mapped[MilestoneKind] = mapped_column(code(MilestoneKind))
    happened_on: Mapped[dt.date]
    heard_on: Mapped[dt.date | None]
    """When the council was consulted, heard or told of it; for a complaint, pointed on."""
    told_on: Mapped[dt.date | None]
    """When the council was told the results of an evaluation."""
    subjects: Mapped[str] = mapped_column(String(400), default="")
    """Subjects of D311-15 that an alternative survey asks of, with commas."""


class AssociationFact(Owned, Base):
    """One thing that the association says of itself or judges, in its own words."""

    __tablename__ = "association_fact"
    __table_args__ = (CheckConstraint("words <> ''", name="says_something"),)

    fact: Mapped[Fact] = mapped_column(code(Fact), primary_key=True)
    words: Mapped[str] = mapped_column(String(4000))
    written_on: Mapped[dt.date]


class Breach(Keyed, Base):
    """A breach of data: what happened, what was done, who was told and when; nobody is named.

    Source: RGPD, article 33, paragraph 5: every breach is written down, told or not.
    """

    __tablename__ = "data_incident"
    __table_args__ = (
        CheckConstraint("words <> ''", name="says_something"),
        CheckConstraint("people IS NULL OR people >= 0", name="people_counted"),
        CheckConstraint("told_at IS NULL OR told_at >= found_at", name="told_after_found"),
        Index("ix_data_incident_found", "organisation_id", "found_at"),
    )

    found_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    """When somebody of the association learnt of it: the clock runs from here."""
    harm: Mapped[Harm] = mapped_column(code(Harm))
    risk: Mapped[Risk] = mapped_column(code(Risk), default=Risk.UNKNOWN)
    people: Mapped[int | None]
    words: Mapped[str] = mapped_column(String(2000))
    done: Mapped[str] = mapped_column(String(2000), default="")
    told_at: Mapped[dt.datetime | None] = mapped_column(UtcDateTime())
    """When the CNIL was told."""
    late_because: Mapped[str] = mapped_column(String(400), default="")
    people_told_on: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
