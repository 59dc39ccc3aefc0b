"""Minutes told in another language, and by the voice of their secretary while they are written."""

import datetime as dt
from typing import Any

from sqlalchemy import CheckConstraint, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import PortableJson


class Translation(Keyed, Base):
    """What was said at a meeting, published in another language.

    `source_mark` tells which published words it translates: once these change it is stale, which
    every page says.
    """

    __tablename__ = "meeting_translation"
    __table_args__ = (
        refers("meeting", "meeting_id", cascade=True),
        UniqueConstraint("organisation_id", "meeting_id", "locale"),
        CheckConstraint("locale <> 'fr'", name="not_the_source"),
    )

    meeting_id: Mapped[int]
    locale: Mapped[str] = mapped_column(String(20))
    sections: Mapped[list[dict[str, Any]]] = mapped_column(PortableJson)
    source_mark: Mapped[str] = mapped_column(String(20))
    written_on: Mapped[dt.date]


class SpokenSection(Keyed, Base):
    """A section of a draft as its secretary said it; erased when the minutes are adopted."""

    __tablename__ = "meeting_spoken_section"
    __table_args__ = (
        refers("meeting_minutes", "minutes_id", cascade=True),
        UniqueConstraint("organisation_id", "minutes_id", "number"),
        CheckConstraint("number > 0", name="number_counts_from_one"),
    )

    minutes_id: Mapped[int]
    number: Mapped[int]
    sound: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
