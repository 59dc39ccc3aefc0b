"""When a helper is there: weekly times, absences, her own calendar as busy time, private feeds."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed

DAY = 24 * 60


class WeeklyTime(Keyed, Base):
    """A time of each week, in the local time of the house; it may end after midnight."""

    __tablename__ = "helper_weekly_time"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="day_of_the_week"),
        CheckConstraint(f"starts_at BETWEEN 0 AND {DAY - 1}", name="starts_in_the_day"),
        CheckConstraint(f"minutes BETWEEN 1 AND {DAY}", name="lasts_a_day_at_most"),
        CheckConstraint("until IS NULL OR until > since", name="until_after_since"),
        Index("ix_helper_weekly_time_helper", "organisation_id", "helper_id"),
    )

    helper_id: Mapped[int]
    weekday: Mapped[int]
    """0 is Monday."""
    starts_at: Mapped[int]
    """Minutes after midnight on the clock of Paris."""
    minutes: Mapped[int]
    """Length on the clock of the wall."""
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]


class Absence(Keyed, Base):
    """A time when she is away, or there beside her weekly times; why is not asked."""

    __tablename__ = "helper_absence"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_helper_absence_helper", "organisation_id", "helper_id", "starts"),
    )

    helper_id: Mapped[int]
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]
    is_there: Mapped[bool] = mapped_column(default=False)
    """There although it is not one of her weekly times."""


class CalendarSource(Keyed, Base):
    """A calendar of her own, by file or address; only when she is busy is kept of it."""

    __tablename__ = "helper_calendar"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        Index("ix_helper_calendar_helper", "organisation_id", "helper_id"),
    )

    helper_id: Mapped[int]
    address: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed with the installation's key: whoever holds it reads her life. None for a file."""
    read_at: Mapped[dt.datetime]
    problem: Mapped[str] = mapped_column(String(40), default="")
    """Code of what went wrong at the last reading; empty when it went well."""


class BusyTime(Keyed, Base):
    """A time when her own calendar says that she is busy, without what with."""

    __tablename__ = "helper_busy_time"
    __table_args__ = (
        refers("helper_calendar", "calendar_id", cascade=True),
        CheckConstraint("ends > starts", name="ends_after_start"),
        Index("ix_helper_busy_time_calendar", "organisation_id", "calendar_id", "starts"),
    )

    calendar_id: Mapped[int]
    starts: Mapped[dt.datetime]
    ends: Mapped[dt.datetime]


class CalendarFeed(Keyed, Base):
    """A private address at which a person's own calendar reads her times; titles say nothing."""

    __tablename__ = "calendar_feed"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "digest"),
    )

    user_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_on: Mapped[dt.date]
    revoked_on: Mapped[dt.date | None]
