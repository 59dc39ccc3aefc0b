"""A human reads each comment before anybody else does: kept, masked, or hidden."""

from participation.audit.operations import record, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.surveys.models import Comment
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
