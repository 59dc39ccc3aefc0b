"""A human reads each comment before anybody else does: kept, masked, or hidden."""

import datetime as dt

from sqlalchemy import delete, select, update

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.foundation.retention import Kept, oldest_kept
from participation.surveys.models import Campaign, Comment, Survey
from participation.surveys.rules.stages import CommentState, Refusal

LONGEST = 4000


@unjournaled("writes its own entry, with the new state and never the words")
def review_comment(
    act: Act, comment: Comment, *, state: CommentState, public_text: str = ""
) -> Comment:
    """Keep or hide a comment; `public_text` is what may be shown, names masked.

    Refuses to keep a written comment without the words that may be shown.
    """
    public_text = public_text.strip()[:LONGEST]
    if state is CommentState.KEPT and not public_text:
        raise Refused(Refusal.NOTHING_TO_SHOW)
    comment.state = state
    comment.public_text = public_text if state is CommentState.KEPT else ""
    record(
        act,
        Action.COMMENT_REVIEWED,
        f"survey:{to_text(comment.survey_id)}",
        state=state.value,
    )
    return comment


@unjournaled("what was read of a voice stays; whose it was is nobody's business")
def forget_comment_sounds(act: Act, *, on: dt.date) -> int:
    """Erase the voices of a campaign six months after it closed; give how many.

    A voice is recognised by those who know it. What was written down of it stays; one that nobody
    wrote down goes whole.
    """
    old = (
        select(Survey.id)
        .join(Campaign, (Campaign.organisation_id == Survey.organisation_id)
              & (Campaign.id == Survey.campaign_id))
        .where(Campaign.closes_on < oldest_kept(Kept.COMMENT_SOUND, on))
    )  # fmt: skip
    keys = act.session.scalars(old).all()
    spoken = (Comment.survey_id.in_(keys), Comment.sound.is_not(None))
    quietly = {"synchronize_session": False}
    unread = delete(Comment).where(*spoken, Comment.text == "", Comment.public_text == "")
    gone = act.session.scalars(unread.returning(Comment.key), execution_options=quietly).all()
    only_heard = update(Comment).where(*spoken, Comment.text == "")
    act.session.execute(only_heard.values(text=Comment.public_text), execution_options=quietly)
    silent = update(Comment).where(*spoken).values(sound=None).returning(Comment.key)
    return len(gone) + len(act.session.scalars(silent, execution_options=quietly).all())
