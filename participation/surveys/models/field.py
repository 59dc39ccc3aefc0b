"""What happened around a wave in the field: messages that left, screens that hold answers."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Scoped
from participation.foundation.types import PortableJson, UtcDateTime, code
from participation.surveys.rules.calls import Call

from .answers import of_survey


class SurveyCall(Scoped, Base):
    """A message of a wave left in a service, on a day, to so many people: whom, it does not say."""

    __tablename__ = "survey_call"
    __table_args__ = (of_survey(), CheckConstraint("people > 0", name="people_counted"))

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    call: Mapped[Call] = mapped_column(code(Call), primary_key=True)
    sent_on: Mapped[dt.date]
    people: Mapped[int]


class SurveyScreen(Scoped, Base):
    """The last sign of life of a public screen: how many closed envelopes it held by survey."""

    __tablename__ = "survey_screen"
    __table_args__ = (
        refers("service", "service_id"),
        CheckConstraint("label <> ''", name="is_named"),
    )

    screen_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """The key of its pairing."""
    label: Mapped[str] = mapped_column(String(60))
    answered_at: Mapped[dt.datetime] = mapped_column(UtcDateTime())
    """By five minutes, and only the last one: it tells no hour at which somebody answered."""
    waiting: Mapped[dict[str, Any]] = mapped_column(PortableJson)
    """Closed envelopes that it holds, by the key of their survey."""
