"""Who passes the doors of themes given to messages, written by hand."""

from participation.foundation.permissions import Permission as P  # noqa: N817

CODING: dict[str, str | P] = {
    "coding.choose": P.COMMENT_REVIEW,
    "coding.codebook": P.COMMENT_REVIEW,
    "coding.new_theme": P.COMMENT_REVIEW,
    "coding.quotations": P.COMMENT_REVIEW,
    "coding.read": P.COMMENT_REVIEW,
    "coding.settle": P.COMMENT_REVIEW,
    "coding.theme": P.COMMENT_REVIEW,
    "coding.turn": P.COMMENT_REVIEW,
}
