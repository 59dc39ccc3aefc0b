"""Counts kept beside responses, so that no page reads these one by one; of a survey, of nobody."""

from sqlalchemy import CheckConstraint, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Scoped
from participation.foundation.types import code
from participation.surveys.rules.stages import Aid, Channel, Trait

from .answers import of_survey


class ResponseCount(Scoped, Base):
    """Responses of a survey that came in one way, all ways crossed: one more with each response.

    It tells less than the responses themselves, which stand beside it: no key, no order, no hour.
    """

    __tablename__ = "response_count"
    __table_args__ = (
        of_survey(),
        CheckConstraint("number > 0", name="number_counted"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    channel: Mapped[Channel] = mapped_column(code(Channel), primary_key=True)
    aid: Mapped[Aid] = mapped_column(code(Aid), primary_key=True)
    language: Mapped[str] = mapped_column(String(20), primary_key=True)
    listened: Mapped[bool] = mapped_column(primary_key=True)
    proxy: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]


class AnswerCount(Scoped, Base):
    """Answers of one value to a question of a closed survey; counted once, when it closes."""

    __tablename__ = "answer_count"
    __table_args__ = (
        of_survey(),
        CheckConstraint("number > 0", name="number_counted"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    proxy: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]


class TraitCount(Scoped, Base):
    """Answers of one value by one way of answering, one way at a time; of a closed survey.

    Of residents alone, and of questions on a scale: what a comparison holds equal.
    """

    __tablename__ = "trait_count"
    __table_args__ = (
        of_survey(),
        CheckConstraint("number > 0", name="number_counted"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    trait: Mapped[Trait] = mapped_column(code(Trait), primary_key=True)
    part: Mapped[str] = mapped_column(String(20), primary_key=True)
    question: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    value: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int]


class ChooserCount(Scoped, Base):
    """People who chose something of a question with several answers; of a closed survey."""

    __tablename__ = "chooser_count"
    __table_args__ = (
        of_survey(),
        CheckConstraint("number > 0", name="number_counted"),
        {"sqlite_with_rowid": False},
    )

    survey_id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    proxy: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]
