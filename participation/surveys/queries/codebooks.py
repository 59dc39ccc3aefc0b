"""Codebooks: the themes of a campaign's messages, their versions, and what they counted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from participation.accounts.queries import all_services
from participation.foundation.scope import within
from participation.surveys.models import (
    Codebook,
    CodebookTheme,
    Comment,
    CommentCode,
    CommentReading,
    Quotation,
)
from participation.surveys.rules.coding import CodebookState, Turn
from participation.surveys.rules.findings import THEMES_OF_MESSAGES
from participation.surveys.rules.questions import Choice, Question, QuestionKind
from participation.surveys.rules.stages import CommentState


def find_codebook(session: Session, campaign_id: int) -> Codebook | None:
    """Give the present version of a campaign's codebook, or nothing before it is begun."""
    return _newest(session, campaign_id, frozenset(CodebookState))


def find_counted(session: Session, campaign_id: int) -> Codebook | None:
    """Give the last version whose reading is over: the one that results count."""
    return _newest(session, campaign_id, {CodebookState.CLOSED})


def _newest(
    session: Session, campaign_id: int, states: Collection[CodebookState]
) -> Codebook | None:
    statement = (
        select(Codebook)
        .where(Codebook.campaign_id == campaign_id, Codebook.state.in_(states))
        .order_by(Codebook.number.desc())
        .limit(1)
    )
    return session.scalar(statement)


def list_themes(session: Session, codebook: Codebook) -> Sequence[CodebookTheme]:
    """Give the themes of a version by their keys, closed ones included."""
    statement = select(CodebookTheme).where(CodebookTheme.codebook_id == codebook.id)
    return session.scalars(statement.order_by(CodebookTheme.number)).all()


def open_numbers(session: Session, codebook: Codebook) -> frozenset[int]:
    """Give the numbers of the themes that may be given."""
    return frozenset(each.number for each in list_themes(session, codebook) if each.is_open)


def as_question(session: Session, codebook: Codebook | None) -> Question | None:
    """Give the themes as a question with several answers: results treat both alike."""
    if codebook is None:
        return None
    choices = tuple(
        Choice(name=str(theme.number), value=theme.number, label={"fr": theme.name})
        for theme in list_themes(session, codebook)
        if theme.is_open
    )
    return Question(
        name="messages", kind=QuestionKind.MANY, number=THEMES_OF_MESSAGES, choices=choices
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """What one survey's messages were read as: theme → people at least, and people read at least.

    Messages know nothing of who left them, and whoever answers may leave one a question. So the
    largest number of one question counts people once each; there may be more, never fewer.
    """

    themes: dict[int, int]
    read: int


def count_themes(session: Session, codebook: Codebook) -> dict[int, Counted]:
    """Give survey → counts of the reading that is over; a third look wins over the first."""
    final = _final(codebook)
    of_comment = Comment.key == CommentReading.comment_key
    read = (
        select(Comment.survey_id, func.count())
        .join(CommentReading, of_comment)
        .where(*final)
        .group_by(Comment.survey_id, Comment.question)
    )
    found: dict[int, Counted] = {}
    for survey_id, n in session.execute(read):
        found.setdefault(survey_id, Counted({}, 0))
        found[survey_id] = Counted({}, max(n, found[survey_id].read))
    given = (
        select(Comment.survey_id, CommentCode.theme, func.count())
        .join(CommentReading, of_comment)
        .join(CommentCode, _given())
        .where(*final)
        .group_by(Comment.survey_id, Comment.question, CommentCode.theme)
    )
    for survey_id, theme, n in session.execute(given):
        themes = found[survey_id].themes
        themes[theme] = max(n, themes.get(theme, 0))
    return found


def is_read_twice(session: Session, codebook: Codebook) -> bool:
    """Say whether somebody has read a message a second time, in all services, whoever asks."""
    second = select(CommentReading.comment_key).where(
        CommentReading.codebook_id == codebook.id, CommentReading.turn == Turn.SECOND
    )
    with within(session, all_services(session)):
        return session.scalar(second.limit(1)) is not None


def _given() -> ColumnElement[bool]:
    return (
        (CommentCode.comment_key == CommentReading.comment_key)
        & (CommentCode.codebook_id == CommentReading.codebook_id)
        & (CommentCode.turn == CommentReading.turn)
    )


def _final(codebook: Codebook) -> tuple[ColumnElement[bool], ...]:
    """Keep the reading of each message that counts: the third look, or else the first reading."""
    third = aliased(CommentReading)
    settled = exists(
        select(third.comment_key).where(
            third.codebook_id == codebook.id,
            third.comment_key == CommentReading.comment_key,
            third.turn == Turn.SETTLED,
        )
    )
    is_final = (CommentReading.turn == Turn.SETTLED) | (
        (CommentReading.turn == Turn.FIRST) & ~settled
    )
    return CommentReading.codebook_id == codebook.id, is_final


def count_tongues(session: Session, survey_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """Give survey → language → people at least who left messages in it, whatever became of them.

    As themes are counted: the largest number of one question, where a person has one message.
    """
    statement = (
        select(Comment.survey_id, Comment.language, func.count())
        .where(Comment.survey_id.in_(survey_ids))
        .group_by(Comment.survey_id, Comment.question, Comment.language)
    )
    found: dict[int, dict[str, int]] = {}
    for survey_id, language, n in session.execute(statement):
        tongues = found.setdefault(survey_id, {})
        tongues[language] = max(n, tongues.get(language, 0))
    return found


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message chosen to be quoted: its theme, its masked words, where it was left."""

    theme: int
    key: UUID
    service_id: int
    language: str
    words: str


def list_quotations(session: Session, codebook: Codebook) -> list[Quoted]:
    """Give what was chosen in the entered services, of messages that are still kept."""
    statement = (
        select(
            Quotation.theme,
            Comment.key,
            Comment.service_id,
            Comment.language,
            Comment.public_text,
        )
        .join(Comment, Comment.key == Quotation.comment_key)
        .where(Quotation.codebook_id == codebook.id, Comment.state == CommentState.KEPT)
        .order_by(Quotation.theme, Comment.key)
    )
    return [Quoted(*row) for row in session.execute(statement)]


def list_under(session: Session, codebook: Codebook, theme: int) -> list[Quoted]:
    """Give the kept messages that count under a theme, in the entered services."""
    statement = (
        select(
            CommentCode.theme,
            Comment.key,
            Comment.service_id,
            Comment.language,
            Comment.public_text,
        )
        .join(CommentReading, Comment.key == CommentReading.comment_key)
        .join(CommentCode, _given())
        .where(*_final(codebook), CommentCode.theme == theme)
        .where(Comment.state == CommentState.KEPT)
        .order_by(Comment.key)
    )
    return [Quoted(*row) for row in session.execute(statement)]
