"""Recordings and films: a sentence spoken aloud, or signed, kept for one organisation."""

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.keys import new_key
from participation.foundation.scope import Keyed
from participation.foundation.types import code

from .rules import Kind, State


class Recording(Keyed, Base):
    """One sentence in one language by one kind of voice; a changed word finds it no more."""

    __tablename__ = "recording"
    __table_args__ = (
        UniqueConstraint("organisation_id", "text_key", "kind"),
        Index("ix_recording_sound", "organisation_id", "sound_key"),
        Index("ix_recording_revision", "organisation_id", "revision"),
        CheckConstraint("length(text) BETWEEN 1 AND 600", name="text_length"),
        CheckConstraint("seconds > 0", name="some_sound"),
    )

    text_key: Mapped[str] = mapped_column(String(32))
    locale: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    kind: Mapped[Kind] = mapped_column(code(Kind))
    state: Mapped[State] = mapped_column(code(State))
    seconds: Mapped[float]
    sound_key: Mapped[str] = mapped_column(String(32))
    opus: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    aac: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    revision: Mapped[int] = mapped_column(default=new_key, onupdate=new_key)
    """Grows with each change, so that one number tells whether a list of clips is still true."""


class SignedFilm(Keyed, Base):
    """One sentence in sign language, without sound; a changed word finds it no more."""

    __tablename__ = "signed_film"
    __table_args__ = (
        UniqueConstraint("organisation_id", "text_key"),
        Index("ix_signed_film_film", "organisation_id", "film_key"),
        CheckConstraint("length(content) BETWEEN 1 AND 8388608", name="content_small"),
        CheckConstraint("seconds > 0", name="some_film"),
        CheckConstraint("ending IN ('mp4', 'webm')", name="ending_known"),
    )

    text_key: Mapped[str] = mapped_column(String(32))
    locale: Mapped[str] = mapped_column(String(20))
    text: Mapped[str]
    seconds: Mapped[float]
    film_key: Mapped[str] = mapped_column(String(32))
    ending: Mapped[str] = mapped_column(String(4))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
