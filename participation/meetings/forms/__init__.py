"""What people write of meetings, and beside which field a refusal stands."""

from enum import StrEnum

from participation.accessibility.rules import Refusal as Unfit
from participation.meetings.rules.refusals import Refusal

from .agendas import ItemForm, item_form
from .faces import AssessmentForm
from .planning import BecauseForm, CallForm, FileForm, PlanForm
from .requests import AskForm, RequestForm
from .rooms import GuestForm, TalkForm, VoteForm
from .tongues import TongueForm, tongue_form
from .wording import WordingForm, wording_form
from .writing import (
    CorrectForm,
    PublishForm,
    SectionForm,
    SendForm,
    SignForm,
    publish_form,
)

__all__ = [
    "FIELD_OF",
    "AskForm",
    "AssessmentForm",
    "BecauseForm",
    "CallForm",
    "CorrectForm",
    "FileForm",
    "GuestForm",
    "ItemForm",
    "PlanForm",
    "PublishForm",
    "RequestForm",
    "SectionForm",
    "SendForm",
    "SignForm",
    "TalkForm",
    "TongueForm",
    "VoteForm",
    "WordingForm",
    "item_form",
    "publish_form",
    "tongue_form",
    "wording_form",
]

R = Refusal
FIELD_OF: dict[StrEnum, str] = {
    R.IN_THE_PAST: "day",
    R.SAME_DAY: "day",
    R.PLACE_MISSING: "place",
    R.BECAUSE_MISSING: "because",
    R.TITLE_MISSING: "title",
    **dict.fromkeys(
        (
            R.FILE_TOO_HEAVY,
            R.FILE_EMPTY,
            R.FILE_UNKNOWN,
            R.FILE_ACTIVE,
            R.FILE_LOCKED,
            R.FILE_DAMAGED,
            R.TOO_MANY_FILES,
        ),
        "file",
    ),
    R.ALREADY_THERE: "name",
    R.NAME_MISSING: "name",
    R.WORDS_MISSING: "words",
    R.TOO_MANY_VOTES: "in_favour",
    R.NO_VOTE: "in_favour",
    R.NOT_THE_CHAIR: "name",
    R.NOT_AGREED: "agrees",
    R.DAY_OUTSIDE: "on",
    R.NOT_ADOPTED: "on",
    **dict.fromkeys(Unfit, "voice"),
    R.NOT_READ: "was_read",
    R.NOBODY_ASKS: "members",
    R.ASKED_ALREADY: "members",
}
"""Beside which field a refusal stands."""
