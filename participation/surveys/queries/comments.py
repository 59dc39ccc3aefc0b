"""Comments: those nobody has read, those that may be shown, and the voice of one."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import case, false, func, select, true
from sqlalchemy.orm import Session

from participation.surveys.models import Comment
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.rules.stages import CommentState

PAGE = 10


@dataclass(frozen=True, slots=True)
class CommentLine:
    """One comment without its sound, which is fetched apart."""

    key: UUID
    service_id: int
    survey_id: int
    question: int
    language: str
    text: str
    public_text: str
    state: CommentState
    has_sound: bool


def get_comment(session: Session, key: UUID) -> Comment:
    """Give a comment of an entered service; NoResultFound otherwise."""
    return session.scalars(select(Comment).where(Comment.key == key)).one()


def list_comments(
    session: Session,
    *,
    state: CommentState,
    after: UUID | None = None,
) -> tuple[list[CommentLine], UUID | None]:
    """Give one page of comments in one state and where the next begins, None when it is the last.

    They come by their random key: no order of arrival exists.
    """
    spoken = case((Comment.sound.is_not(None), true()), else_=false())
    statement = select(
        Comment.key,
        Comment.service_id,
        Comment.survey_id,
        Comment.question,
        Comment.language,
        Comment.text,
        Comment.public_text,
        Comment.state,
        spoken,
    ).where(Comment.state == state)
    if after is not None:
        statement = statement.where(Comment.key > after)
    rows = session.execute(statement.order_by(Comment.key).limit(PAGE + 1)).all()
    found = [CommentLine(*row) for row in rows[:PAGE]]
    return found, found[-1].key if len(rows) > PAGE else None


def count_waiting(session: Session, campaign_id: int | None = None) -> int:
    """Count the comments nobody has read yet, of one campaign or of all entered services."""
    statement = (
        select(func.count()).select_from(Comment).where(Comment.state == CommentState.WAITING)
    )
    if campaign_id is not None:
        surveys = [survey.id for survey in list_surveys(session, campaign_id)]
        statement = statement.where(Comment.survey_id.in_(surveys))
    return session.scalar(statement) or 0
