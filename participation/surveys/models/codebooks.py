"""Themes given to messages by people who read them, and what is quoted; in no order kept."""

from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Owned, Scoped
from participation.foundation.types import RandomKey, code
from participation.surveys.rules.coding import CodebookState, Turn


class Codebook(Keyed, Base):
    """The themes that the messages of a campaign are read for; another version once they stay."""

    __tablename__ = "codebook"
    __table_args__ = (
        refers("campaign", "campaign_id", cascade=True),
        UniqueConstraint("organisation_id", "campaign_id", "number"),
    )

    campaign_id: Mapped[int]
    number: Mapped[int]
    state: Mapped[CodebookState] = mapped_column(code(CodebookState), default=CodebookState.DRAFT)
    seed: Mapped[int]
    """Of the draw of the messages that a second person reads."""


class CodebookTheme(Owned, Base):
    """A theme: its number is the key that gives it; one that is closed is given no more."""

    __tablename__ = "codebook_theme"
    __table_args__ = (refers("codebook", "codebook_id", cascade=True),)

    codebook_id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    belongs: Mapped[str] = mapped_column(String(400), default="")
    excludes: Mapped[str] = mapped_column(String(400), default="")
    criterion: Mapped[str] = mapped_column(String(20), default="")
    is_open: Mapped[bool] = mapped_column(default=True)


def _of_comment() -> ForeignKeyConstraint:
    """Tie a row to its comment through its service, as a comment is to its survey."""
    return ForeignKeyConstraint(
        ["organisation_id", "service_id", "comment_key"],
        ["comment.organisation_id", "comment.service_id", "comment.key"],
        ondelete="CASCADE",
    )


class CommentReading(Scoped, Base):
    """One person's reading of a comment, without its hour; even one that found no theme."""

    __tablename__ = "comment_reading"
    __table_args__ = (
        _of_comment(),
        refers("codebook", "codebook_id", cascade=True),
        {"sqlite_with_rowid": False},
    )

    codebook_id: Mapped[int] = mapped_column(primary_key=True)
    comment_key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    turn: Mapped[Turn] = mapped_column(code(Turn), primary_key=True)
    reader: Mapped[str] = mapped_column(String(60))
    """Who read, as the journal names her: nobody reads the same message twice."""


class CommentCode(Scoped, Base):
    """A theme that a reading gave to a comment."""

    __tablename__ = "comment_code"
    __table_args__ = (
        ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "comment_key", "turn"],
            [
                "comment_reading.organisation_id",
                "comment_reading.codebook_id",
                "comment_reading.comment_key",
                "comment_reading.turn",
            ],
            ondelete="CASCADE",
            name="fk_comment_code_reading",
        ),
        ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "theme"],
            [
                "codebook_theme.organisation_id",
                "codebook_theme.codebook_id",
                "codebook_theme.number",
            ],
            ondelete="CASCADE",
            name="fk_comment_code_theme",
        ),
        {"sqlite_with_rowid": False},
    )

    codebook_id: Mapped[int] = mapped_column(primary_key=True)
    comment_key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
    turn: Mapped[Turn] = mapped_column(code(Turn), primary_key=True)
    theme: Mapped[int] = mapped_column(SmallInteger, primary_key=True)


class Quotation(Scoped, Base):
    """A comment that a person chose to quote under a theme; its masked words are read from it."""

    __tablename__ = "quotation"
    __table_args__ = (
        _of_comment(),
        ForeignKeyConstraint(
            ["organisation_id", "codebook_id", "theme"],
            [
                "codebook_theme.organisation_id",
                "codebook_theme.codebook_id",
                "codebook_theme.number",
            ],
            ondelete="CASCADE",
            name="fk_quotation_theme",
        ),
        {"sqlite_with_rowid": False},
    )

    codebook_id: Mapped[int] = mapped_column(primary_key=True)
    theme: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    comment_key: Mapped[UUID] = mapped_column(RandomKey, primary_key=True)
