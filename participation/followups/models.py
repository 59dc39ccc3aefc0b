"""One table: what people said, what was answered, who does it, by when, what became of it."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.followups.rules import Climb, Kind, ParticipationLevel, State, deadline, kind_of
from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


class FollowUp(Scoped, Keyed, Base):
    """One thing said and its answer; `origin` names what it came from (`survey:KEY`).

    A survey's weakness, an opinion or a proposal of a council, a voice, a word in passing.
    """

    __tablename__ = "follow_up"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("state <> 'done' OR done_on IS NOT NULL", name="done_has_day"),
        CheckConstraint(
            "asked_on IS NULL OR answer_due_on IS NULL OR answer_due_on >= asked_on",
            name="due_after_asked",
        ),
        Index("ix_follow_up_origin", "organisation_id", "service_id", "origin"),
    )

    origin: Mapped[str] = mapped_column(String(60))
    said: Mapped[Localized]
    decided: Mapped[Localized]
    because: Mapped[Localized]
    owner: Mapped[str] = mapped_column(String(80))
    """A function in the house (“la cuisine”, “la direction”), shown to residents."""
    due_on: Mapped[dt.date | None]
    done_on: Mapped[dt.date | None]
    state: Mapped[State] = mapped_column(code(State))
    pictogram: Mapped[str] = mapped_column(String(40), default="")
    is_public: Mapped[bool] = mapped_column(default=False)
    about: Mapped[str] = mapped_column(String(200), default="")
    """Name of the question that told it, the same from one wave to the next; empty elsewhere."""
    criterion: Mapped[str] = mapped_column(String(200), default="")
    """The criterion of the HAS manual that the question is about."""
    level: Mapped[ParticipationLevel] = mapped_column(
        code(ParticipationLevel), default=ParticipationLevel.CONSULT
    )
    asked_on: Mapped[dt.date | None]
    """The day on which the council, the survey or somebody said it."""
    answer_due_on: Mapped[dt.date | None]
    """The last day to answer, where the law or the rules of procedure set one."""
    answered_on: Mapped[dt.date | None]
    climb: Mapped[Climb] = mapped_column(code(Climb), default=Climb.NONE)
    """How far up its lateness was said."""

    @property
    def kind(self) -> Kind:
        """Say what it came from."""
        return kind_of(self.origin)

    @property
    def last_day(self) -> dt.date | None:
        """Give the day that residents wait for now."""
        return deadline(self.state, self.due_on, self.answer_due_on)
