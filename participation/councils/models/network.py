"""What the elected share: directory by consent, works, yearly reports, the map of evidence."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.councils.rules.network import Scope, WorkKind, WorkState
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import code


class DirectoryCard(Keyed, Base):
    """What one representative lets the others read of her; no row, no consent.

    It is not of one service: the elected of the association read it, whoever they represent.
    """

    __tablename__ = "directory_card"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "user_id"),
        CheckConstraint("shown_name <> ''", name="is_named"),
    )

    user_id: Mapped[int]
    agreed_on: Mapped[dt.date]
    shown_name: Mapped[str] = mapped_column(String(80))
    """The name she wants to be read, which need not be that of her account."""
    shows_service: Mapped[bool] = mapped_column(default=False)
    about: Mapped[str] = mapped_column(String(300), default="")
    contact: Mapped[str] = mapped_column(String(120), default="")


class Work(Scoped, Keyed, Base):
    """A poem read, a drawing, a song: its picture or its sound, and what its author agreed to.

    Withdrawing the consent erases the row: the journal alone says that there was one.
    """

    __tablename__ = "work"
    __table_args__ = (
        refers("service", "service_id"),
        refers("membership", "author_id", cascade=True),
        CheckConstraint("title <> ''", name="is_titled"),
        CheckConstraint("(kind = 'picture') = (picture IS NOT NULL)", name="picture_is_there"),
        CheckConstraint("(kind = 'sound') = (sound IS NOT NULL)", name="sound_is_there"),
        Index("ix_work_service", "organisation_id", "service_id"),
    )

    service_id: Mapped[int]
    author_id: Mapped[int | None]
    """Her role in the service, when she is known: she can withdraw it herself."""
    kind: Mapped[WorkKind] = mapped_column(code(WorkKind))
    title: Mapped[str] = mapped_column(String(120))
    words: Mapped[str] = mapped_column(String(300), default="")
    """What is seen or heard, for those who cannot."""
    credit: Mapped[str] = mapped_column(String(80), default="")
    """The name used; empty where none is wanted."""
    picture: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """JPEG written anew, without any trace of where, when and with what it was taken."""
    sound: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    aac: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    agreed_on: Mapped[dt.date]
    scope: Mapped[Scope] = mapped_column(code(Scope))
    """How far she agreed that it is shown."""
    state: Mapped[WorkState] = mapped_column(code(WorkState))


class ActivityReport(Keyed, Base):
    """What the council adds to the figures of a year, and when its chair presented them."""

    __tablename__ = "activity_report"
    __table_args__ = (
        refers("council", "council_id", cascade=True),
        UniqueConstraint("organisation_id", "council_id", "year"),
        CheckConstraint("year >= 2000", name="year_is_whole"),
    )

    council_id: Mapped[int]
    year: Mapped[int]
    done: Mapped[str] = mapped_column(String(4000), default="")
    left: Mapped[str] = mapped_column("to_do", String(4000), default="")
    written_on: Mapped[dt.date]
    presented_on: Mapped[dt.date | None]


class EvidenceLine(Keyed, Base):
    """One line of the map of criteria as the association changed it; the rest is in the file."""

    __tablename__ = "evidence_line"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    code: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    kinds: Mapped[str] = mapped_column(String(200))
    """Kinds of evidence, separated by commas."""
    is_left_out: Mapped[bool] = mapped_column(default=False)
