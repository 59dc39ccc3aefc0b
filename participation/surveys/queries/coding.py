"""Reading messages for their themes: what comes next, the sample, where two people differ."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, exists, false, func, select, true
from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.scope import within
from participation.surveys.models import Codebook, Comment, CommentCode, CommentReading, Survey
from participation.surveys.rules import likeness
from participation.surveys.rules.agreement import disagreements
from participation.surveys.rules.coding import Reading, Turn, sample_of
from participation.surveys.rules.stages import CommentState

Codes = dict[UUID, frozenset[int]]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as its readers see it: masked words, no service, nothing of who left it."""

    key: UUID
    question: int
    language: str
    words: str
    has_sound: bool


@dataclass(frozen=True, slots=True)
class Next:
    """The message to read and those that say nearly the same and wait likewise."""

    message: Message
    alike: tuple[Message, ...]
    left: int


def find_next(session: Session, codebook: Codebook, turn: Turn, reader: str) -> Next | None:
    """Give the next message of a turn, or nothing when this turn is over.

    The second turn holds the sample that somebody else has read, and nothing of what she found.
    """
    keys = _waiting(session, codebook, turn, reader)
    if not keys:
        return None
    near = _messages(codebook).where(Comment.key.in_(keys[: likeness.MOST_COMPARED]))
    by_key = {row[0]: Message(*row) for row in session.execute(near)}
    first = by_key.pop(keys[0])
    others = [(key, each.words) for key, each in by_key.items() if each.language == first.language]
    found = likeness.similar_to(first.words, others)
    return Next(first, tuple(by_key[key] for key in found), len(keys))


def _waiting(session: Session, codebook: Codebook, turn: Turn, reader: str) -> list[UUID]:
    """Give the messages of a turn, to each reader in her own order: two begin at two ends."""
    keys = select(Comment.key).where(*_kept(codebook), ~_read(codebook, turn))
    if turn is Turn.SECOND:
        keys = keys.where(_read(codebook, Turn.FIRST, CommentReading.reader != reader))
    found = set(session.scalars(keys))
    if turn is Turn.SECOND:
        found &= draw_sample(session, codebook)
    return sorted(found, key=lambda key: sha256(reader.encode() + key.bytes).digest())


def get_message(session: Session, codebook: Codebook, key: UUID) -> Message:
    """Give a kept message of the campaign in the entered services; NoResultFound otherwise."""
    return Message(*session.execute(_messages(codebook).where(Comment.key == key)).one())


def _messages(
    codebook: Codebook,
) -> Select[UUID, int, str, str, bool]:
    spoken = case((Comment.sound.is_not(None), true()), else_=false())
    return (
        select(Comment.key, Comment.question, Comment.language, Comment.public_text, spoken)
        .where(*_kept(codebook))
        .order_by(Comment.key)
    )


def _kept(codebook: Codebook) -> tuple[ColumnElement[bool], ...]:
    """Only what a human has read and kept is ever given to be coded."""
    here = select(Survey.id).where(Survey.campaign_id == codebook.campaign_id)
    return Comment.state == CommentState.KEPT, Comment.survey_id.in_(here)


def _read(codebook: Codebook, turn: Turn, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(
        select(CommentReading.comment_key).where(
            CommentReading.codebook_id == codebook.id,
            CommentReading.comment_key == Comment.key,
            CommentReading.turn == turn,
            *more,
        )
    )


def draw_sample(session: Session, codebook: Codebook) -> frozenset[UUID]:
    """Draw the second person's messages among all that are kept, whoever asks.

    Two people with different services must find the same sample, so the wall between services is
    opened for these random keys alone.
    """
    with within(session, all_services(session)):
        keys = session.scalars(select(Comment.key).where(*_kept(codebook))).all()
    return sample_of(keys, codebook.seed)


def get_readings(session: Session, codebook: Codebook) -> dict[Turn, Codes]:
    """Give the themes given in each turn, message by message; none given is the empty set."""
    read = select(CommentReading.turn, CommentReading.comment_key).where(
        CommentReading.codebook_id == codebook.id
    )
    given = select(CommentCode.turn, CommentCode.comment_key, CommentCode.theme).where(
        CommentCode.codebook_id == codebook.id
    )
    found: dict[Turn, dict[UUID, set[int]]] = {turn: {} for turn in Turn}
    for turn, key in session.execute(read.order_by(CommentReading.comment_key)):
        found[turn][key] = set()
    for turn, key, theme in session.execute(given):
        found[turn][key].add(theme)
    return {
        turn: {key: frozenset(codes) for key, codes in each.items()} for turn, each in found.items()
    }


def find_reader(session: Session, codebook: Codebook, key: UUID, turn: Turn) -> str | None:
    """Say who read a message in one turn."""
    statement = select(CommentReading.reader).where(
        CommentReading.codebook_id == codebook.id,
        CommentReading.comment_key == key,
        CommentReading.turn == turn,
    )
    return session.scalar(statement)


def count_readers(session: Session, codebook: Codebook) -> int:
    """Count the people who have begun to read, in all services."""
    with within(session, all_services(session)):
        statement = select(func.count(CommentReading.reader.distinct()))
        return session.scalar(statement.where(CommentReading.codebook_id == codebook.id)) or 0


def find_own(session: Session, codebook: Codebook, key: UUID, reader: str) -> Message | None:
    """Give a kept message that this person read first and nobody after her; she may change it."""
    first = _read(codebook, Turn.FIRST, CommentReading.reader == reader)
    mine = _messages(codebook).where(Comment.key == key, first, ~_read(codebook, Turn.SECOND))
    row = session.execute(mine).one_or_none()
    return Message(*row) if row else None


def own_codes_before(
    session: Session, before: Codebook | None, key: UUID, reader: str
) -> frozenset[int]:
    """Give the themes that the same person gave to a message with a version, the one before."""
    if before is None:
        return frozenset()
    statement = (
        select(CommentCode.theme)
        .join(
            CommentReading,
            (CommentReading.codebook_id == CommentCode.codebook_id)
            & (CommentReading.comment_key == CommentCode.comment_key)
            & (CommentReading.turn == CommentCode.turn),
        )
        .where(
            CommentCode.codebook_id == before.id,
            CommentCode.comment_key == key,
            CommentReading.reader == reader,
            CommentReading.turn != Turn.SETTLED,
        )
    )
    return frozenset(session.scalars(statement))


def find_before(session: Session, codebook: Codebook) -> Codebook | None:
    """Give the version before this one."""
    statement = select(Codebook).where(
        Codebook.campaign_id == codebook.campaign_id, Codebook.number == codebook.number - 1
    )
    return session.scalar(statement)


def kept_keys(session: Session, codebook: Codebook) -> frozenset[UUID]:
    """Give the messages of the campaign that a human has kept, in the entered services."""
    return frozenset(session.scalars(select(Comment.key).where(*_kept(codebook))))


def list_unsettled(readings: dict[Turn, Codes], kept: Collection[UUID]) -> Sequence[UUID]:
    """Give the kept messages on which two people differ and nobody has looked a third time."""
    differing = disagreements(readings[Turn.FIRST], readings[Turn.SECOND])
    return [key for key in differing if key in kept and key not in readings[Turn.SETTLED]]


def get_reading(session: Session, codebook: Codebook, readings: dict[Turn, Codes]) -> Reading:
    """Tell where the reading stands in the entered services."""
    kept = kept_keys(session, codebook)
    here = select(Survey.id).where(Survey.campaign_id == codebook.campaign_id)
    unread = (Comment.state == CommentState.WAITING, Comment.survey_id.in_(here))
    waiting = session.scalar(select(func.count()).select_from(Comment).where(*unread))
    sample = draw_sample(session, codebook) & kept
    return Reading(
        waiting=waiting or 0,
        kept=len(kept),
        read=len(kept & readings[Turn.FIRST].keys()),
        sample=len(sample),
        read_twice=len(sample & readings[Turn.SECOND].keys()),
        unsettled=len(list_unsettled(readings, kept)),
    )
