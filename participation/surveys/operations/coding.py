"""One person gives themes to a message, a second without seeing hers, a third look settles."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from participation.audit.operations import unjournaled
from participation.foundation.act import Act, Refused
from participation.surveys.models import Codebook, Comment, CommentCode, CommentReading
from participation.surveys.queries import codebooks, coding
from participation.surveys.queries.comments import get_comment
from participation.surveys.rules.coding import CodebookState, CodingRefusal, Turn
from participation.surveys.rules.stages import CommentState

TWO = 2
BECAUSE = "the reading is the row itself; a journal entry would tell when a message was read"


@unjournaled(BECAUSE)
def give_themes(
    act: Act, book: Codebook, keys: Collection[UUID], turn: Turn, themes: Collection[int]
) -> int:
    """Give the same themes, or none, to one message or to several that say the same.

    Gives the number of messages read. Refuses a message that no human has kept, a theme that is
    not of this version, a second reading by whoever read first or outside the sample.
    """
    given = _allowed(act, book, themes)
    comments = [get_comment(act.session, key) for key in sorted(set(keys))]
    for comment in comments:
        _refuse(act, book, comment, turn)
    try:
        with act.session.begin_nested():
            for comment in comments:
                _write(act, book, comment, turn, given)
    except IntegrityError:  # somebody has read one of them at the same moment
        raise Refused(CodingRefusal.ALREADY_READ) from None
    if book.state is CodebookState.DRAFT and coding.count_readers(act.session, book) >= TWO:
        book.state = CodebookState.FROZEN
    return len(comments)


@unjournaled(BECAUSE)
def change_themes(act: Act, book: Codebook, key: UUID, themes: Collection[int]) -> None:
    """Let a first reader change what she gave to a message, until somebody reads it after her.

    Refuses a message that she did not read first, was read again, or was hidden meanwhile.
    """
    given = _allowed(act, book, themes)
    if coding.find_own(act.session, book, key, act.actor) is None:
        raise Refused(CodingRefusal.NOT_READ)
    comment = get_comment(act.session, key)
    act.session.execute(
        delete(CommentCode).where(
            CommentCode.codebook_id == book.id,
            CommentCode.comment_key == key,
            CommentCode.turn == Turn.FIRST,
        )
    )
    act.session.add_all(
        CommentCode(**_place(book, comment, Turn.FIRST), theme=theme) for theme in sorted(given)
    )
    act.session.flush()


@unjournaled(BECAUSE)
def settle(act: Act, book: Codebook, key: UUID, themes: Collection[int]) -> None:
    """Say, having seen both readings, which themes a message has.

    Refuses where they agree, where it is settled, and a message that was hidden meanwhile.
    """
    given = _allowed(act, book, themes)
    comment = get_comment(act.session, key)
    readings = coding.get_readings(act.session, book)
    if key not in coding.list_unsettled(readings, coding.kept_keys(act.session, book)):
        raise Refused(CodingRefusal.NOTHING_TO_SETTLE)
    try:
        with act.session.begin_nested():
            _write(act, book, comment, Turn.SETTLED, given)
    except IntegrityError:  # two settle it at the same moment
        raise Refused(CodingRefusal.NOTHING_TO_SETTLE) from None


def _allowed(act: Act, book: Codebook, themes: Collection[int]) -> frozenset[int]:
    if book.state is CodebookState.CLOSED:
        raise Refused(CodingRefusal.CODING_CLOSED)
    known = codebooks.open_numbers(act.session, book)
    if not known:
        raise Refused(CodingRefusal.NO_THEME)
    if set(themes) - known:
        raise Refused(CodingRefusal.UNKNOWN_THEME)
    return frozenset(themes)


def _refuse(act: Act, book: Codebook, comment: Comment, turn: Turn) -> None:
    if comment.state is not CommentState.KEPT:
        raise Refused(CodingRefusal.NOT_READ)
    coding.get_message(act.session, book, comment.key)
    if coding.find_reader(act.session, book, comment.key, turn) is not None:
        raise Refused(CodingRefusal.ALREADY_READ)
    if turn is Turn.FIRST:
        return
    first = coding.find_reader(act.session, book, comment.key, Turn.FIRST)
    if first is None or comment.key not in coding.draw_sample(act.session, book):
        raise Refused(CodingRefusal.NOT_READ)
    if first == act.actor:
        raise Refused(CodingRefusal.SAME_READER)


def _write(act: Act, book: Codebook, comment: Comment, turn: Turn, themes: frozenset[int]) -> None:
    place = _place(book, comment, turn)
    act.session.add(CommentReading(**place, reader=act.actor))
    act.session.flush()
    act.session.add_all(CommentCode(**place, theme=theme) for theme in sorted(themes))


def _place(book: Codebook, comment: Comment, turn: Turn) -> dict[str, Any]:
    return {
        "service_id": comment.service_id,
        "codebook_id": book.id,
        "comment_key": comment.key,
        "turn": turn,
    }
