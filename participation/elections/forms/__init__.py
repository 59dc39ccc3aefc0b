"""What staff and residents write before a vote, and beside which field a refusal stands."""

from participation.elections.rules.process import Refusal

from .candidacies import (
    CandidateForm,
    ExamineForm,
    FactsForm,
    PhotoForm,
    StatementForm,
    VoiceForm,
    WordsForm,
)
from .preparing import AnnulForm, DatesForm, ElectionForm, NumbersForm
from .roll import AddForm, AskForm, DecisionForm, LeaveOutForm
from .settling import DrawForm, EmptyForm, MergeForm, VolunteerForm, WayForm

__all__ = [
    "FIELD_OF",
    "AddForm",
    "AnnulForm",
    "AskForm",
    "CandidateForm",
    "DatesForm",
    "DecisionForm",
    "DrawForm",
    "ElectionForm",
    "EmptyForm",
    "ExamineForm",
    "FactsForm",
    "LeaveOutForm",
    "MergeForm",
    "NumbersForm",
    "PhotoForm",
    "StatementForm",
    "VoiceForm",
    "VolunteerForm",
    "WayForm",
    "WordsForm",
]
FIELD_OF = {
    Refusal.BECAUSE_MISSING: "because",
    Refusal.PERSON_MISSING: "person",
    Refusal.PERSON_OUTSIDE: "person",
    Refusal.ON_ROLL_ALREADY: "person",
    Refusal.STANDS_ALREADY: "person",
    Refusal.AGREEMENT_MISSING: "agrees",
    Refusal.NOTHING_ASKED: "asked",
    Refusal.NO_COLLEGE: "colleges",
    Refusal.ALREADY_RUNNING: "colleges",
    Refusal.PHOTO_UNREADABLE: "photo",
    Refusal.PHOTO_TOO_HEAVY: "photo",
    Refusal.VOICE_UNREADABLE: "voice",
    Refusal.STATEMENT_TOO_LONG: "statement",
    Refusal.MERGE_DIFFERS: "into",
    Refusal.TOO_FEW_FOR_SEALED: "way",
}
"""Beside which field a refusal stands."""
