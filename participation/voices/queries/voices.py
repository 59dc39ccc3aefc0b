"""Voices: those that nobody has read, those of a topic, one with its sound."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, and_, case, false, func, select, true
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.voices.models import Voice
from participation.voices.rules import Theme, Wish

PAGE = 10


@dataclass(frozen=True, slots=True)
class VoiceLine:
    """One voice without its sound, which is fetched apart; `name` where she put hers."""

    key: UUID
    service_id: int
    theme: Theme
    wish: str
    language: str
    text: str
    topic_id: int | None
    has_sound: bool
    name: str

    @property
    def wished(self) -> Wish | None:
        """Give the card that she chose."""
        return Wish(self.wish) if self.wish else None


def get_voice(session: Session, key: UUID) -> Voice:
    """Give a voice of an entered service; NoResultFound otherwise."""
    return session.scalars(select(Voice).where(Voice.key == key)).one()


def _lines() -> Select[UUID, int, Theme, str, str, str, int | None, bool, str]:
    author = and_(User.organisation_id == Voice.organisation_id, User.id == Voice.author_id)
    return select(
        Voice.key,
        Voice.service_id,
        Voice.theme,
        Voice.wish,
        Voice.language,
        Voice.text,
        Voice.topic_id,
        case((Voice.sound.is_not(None), true()), else_=false()),
        func.coalesce(User.name, ""),
    ).join(User, author, isouter=True)


def list_waiting(
    session: Session, after: UUID | None = None
) -> tuple[list[VoiceLine], UUID | None]:
    """Give one page of the voices that nobody has read, and where the next begins.

    They come by their random key: no order of arrival exists.
    """
    statement = _lines().where(Voice.topic_id.is_(None))
    if after is not None:
        statement = statement.where(Voice.key > after)
    rows = session.execute(statement.order_by(Voice.key).limit(PAGE + 1)).all()
    found = [VoiceLine(*row) for row in rows[:PAGE]]
    return found, found[-1].key if len(rows) > PAGE else None


def see_voice(session: Session, key: UUID) -> VoiceLine:
    """Give a voice of an entered service as lists do; NoResultFound otherwise."""
    return VoiceLine(*session.execute(_lines().where(Voice.key == key)).one())


def list_voices(session: Session, topic_id: int) -> Sequence[VoiceLine]:
    """Give the voices that a topic was made of, by their random key."""
    rows = session.execute(_lines().where(Voice.topic_id == topic_id).order_by(Voice.key))
    return [VoiceLine(*row) for row in rows]


def count_waiting(session: Session, service_id: int | None = None) -> int:
    """Count the voices that nobody has read, of one service or of all those entered."""
    statement = select(func.count()).select_from(Voice).where(Voice.topic_id.is_(None))
    if service_id is not None:
        statement = statement.where(Voice.service_id == service_id)
    return session.scalar(statement) or 0
