"""A helper as she wants to be known, where she helps, what she has learnt, how she feels."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.localized import Localized
from participation.foundation.scope import Keyed, Scoped
from participation.foundation.types import PortableJson, code
from participation.peers.rules.kinds import Feeling, Gender, LanguageLevel, Status, Topic


class Peer(Keyed, Base):
    """A person who helps her peers, or a volunteer; she chose every word that is shown of her.

    She is reached through the services where she helps, never alone. `id` is what a reservation
    holds as its subject.
    """

    __tablename__ = "helper"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "user_id"),
        CheckConstraint("weekly_minutes > 0", name="some_time_a_week"),
        CheckConstraint("until IS NULL OR until > since", name="until_after_since"),
        CheckConstraint("name <> ''", name="is_named"),
    )

    user_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(60))
    """The name she uses here."""
    status: Mapped[Status] = mapped_column(code(Status))
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
    """First day after her contract or commitment; none for who gives time without an end."""
    weekly_minutes: Mapped[int]
    """What she gives in a week, in elapsed minutes: contract, or what she wished."""
    is_minor: Mapped[bool] = mapped_column(default=False)
    gender: Mapped[Gender] = mapped_column(code(Gender), default=Gender.UNSAID)
    about: Mapped[Localized] = mapped_column(default=Localized)
    """A line about her, if she wants; the right not to tell her story is the default."""
    prefers: Mapped[str] = mapped_column(String(200), default="")
    """Whom she prefers to help, in her words; read by her coordinator."""
    likes: Mapped[list[str]] = mapped_column(PortableJson, default=list)
    """Kinds of slots that she would rather hold; none says that all are alike to her."""
    at_home: Mapped[bool] = mapped_column(default=False)
    """She asked to help where she lives; never scheduled there otherwise."""
    at_night: Mapped[bool] = mapped_column(default=False)
    is_lead: Mapped[bool] = mapped_column(default=False)
    """May lead a team outside."""
    duo_id: Mapped[int | None]
    """The helper with whom she works in two."""
    referent_id: Mapped[int | None]
    """The person, not her manager, to whom she can talk."""
    paused_until: Mapped[dt.datetime | None]
    """Nothing is proposed to her before; why is nobody's business."""
    sound: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """Her hello in her own voice: Ogg, WebM or MP4."""
    sound_aac: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    has_sound: Mapped[bool] = mapped_column(default=False)
    photo: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    """WebP, drawn again by us: nothing of the camera is left in it."""
    has_photo: Mapped[bool] = mapped_column(default=False)


class PeerPlace(Scoped, Base):
    """A service where she helps, and for how long the way to it takes her."""

    __tablename__ = "helper_service"
    __table_args__ = (
        refers("service", "service_id"),
        refers("helper", "helper_id", cascade=True),
        CheckConstraint("travel_minutes >= 0", name="travel_takes_time"),
    )

    helper_id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(primary_key=True)
    travel_minutes: Mapped[int] = mapped_column(default=0)


class PeerLanguage(Keyed, Base):
    """A language that she speaks, and how well."""

    __tablename__ = "helper_language"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        UniqueConstraint("organisation_id", "helper_id", "locale"),
    )

    helper_id: Mapped[int]
    locale: Mapped[str] = mapped_column(String(20))
    level: Mapped[LanguageLevel] = mapped_column(code(LanguageLevel))


class PeerTopic(Keyed, Base):
    """What she knows from her own life; seen by residents only if she wants it shown."""

    __tablename__ = "helper_topic"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        UniqueConstraint("organisation_id", "helper_id", "topic"),
    )

    helper_id: Mapped[int]
    topic: Mapped[Topic] = mapped_column(code(Topic))
    is_shown: Mapped[bool] = mapped_column(default=False)
    """Agreed by her; otherwise it only serves to find the right person."""
    is_wanted: Mapped[bool] = mapped_column(default=False)
    """She likes best to help with it: it moves her forward in the order, and nobody reads it."""


class Qualification(Keyed, Base):
    """A training followed or an accreditation held, until it expires."""

    __tablename__ = "helper_qualification"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        CheckConstraint("name <> ''", name="is_named"),
        CheckConstraint("expires_on IS NULL OR expires_on > got_on", name="expires_later"),
        Index("ix_helper_qualification_helper", "organisation_id", "helper_id"),
    )

    helper_id: Mapped[int]
    name: Mapped[str] = mapped_column(String(120))
    got_on: Mapped[dt.date]
    expires_on: Mapped[dt.date | None]
    is_required: Mapped[bool] = mapped_column(default=False)
    """Without it, or once it has expired, nothing new is given to her."""


class Debrief(Keyed, Base):
    """How a time with people was, in one touch: for her and her referent, gone after 90 days.

    It names the week and no meeting, so that nobody is found through it.
    """

    __tablename__ = "helper_debrief"
    __table_args__ = (
        refers("helper", "helper_id", cascade=True),
        Index("ix_helper_debrief_helper", "organisation_id", "helper_id", "week_of"),
    )

    helper_id: Mapped[int]
    week_of: Mapped[dt.date]
    """Monday of the week."""
    feeling: Mapped[Feeling] = mapped_column(code(Feeling))
