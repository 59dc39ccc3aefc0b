"""Dated facts of a service's life on which some rules rest."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.compliance.rules import MilestoneKind
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


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
