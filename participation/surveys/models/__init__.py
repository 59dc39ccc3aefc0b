"""Rows of surveys: what is asked and answered, and what messages were read as."""

from .answers import (
    Answer,
    Campaign,
    Comment,
    PendingVoice,
    QuestionnairePicture,
    QuestionnaireVersion,
    Response,
    Survey,
    SurveyTally,
)
from .codebooks import (
    Codebook,
    CodebookTheme,
    CommentCode,
    CommentReading,
    Quotation,
)

__all__ = [
    "Answer",
    "Campaign",
    "Codebook",
    "CodebookTheme",
    "Comment",
    "CommentCode",
    "CommentReading",
    "PendingVoice",
    "QuestionnairePicture",
    "QuestionnaireVersion",
    "Quotation",
    "Response",
    "Survey",
    "SurveyTally",
]
