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
from .bank import BankQuestion
from .codebooks import (
    Codebook,
    CodebookTheme,
    CommentCode,
    CommentReading,
    Quotation,
)
from .counts import AnswerCount, ChooserCount, ResponseCount, TraitCount
from .field import SurveyCall, SurveyScreen
from .scans import ScannedSheet
from .texts import QuestionnaireText

__all__ = [
    "Answer",
    "AnswerCount",
    "BankQuestion",
    "Campaign",
    "ChooserCount",
    "Codebook",
    "CodebookTheme",
    "Comment",
    "CommentCode",
    "CommentReading",
    "PendingVoice",
    "QuestionnairePicture",
    "QuestionnaireText",
    "QuestionnaireVersion",
    "Quotation",
    "Response",
    "ResponseCount",
    "ScannedSheet",
    "Survey",
    "SurveyCall",
    "SurveyScreen",
    "SurveyTally",
    "TraitCount",
]
