"""What every page of this room shares: its door, its forms, the services of the person."""

from collections.abc import Mapping

from flask import Blueprint

from participation.followups.rules import FIELD_OF as FIELD_OF_ANSWER, Refusal as AnswerRefusal
from participation.foundation import cycle, pages
from participation.foundation.act import Refused
from participation.foundation.forms import Choice, Form
from participation.foundation.i18n import reader_locale
from participation.foundation.keys import to_text
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.voices.queries import TopicLine
from participation.voices.rules import Refusal

bp = Blueprint("voices", __name__, url_prefix="/<organisation>")
UNPROCESSABLE = 422
SHORT = 80
FIELD_OF = {
    Refusal.NOTHING_SAID: "wish",
    Refusal.TOO_LONG: "text",
    Refusal.VOICE_TOO_LONG: "voice",
    Refusal.VOICE_NOT_SOUND: "voice",
    Refusal.NO_REASON: "because",
    Refusal.COUNCIL_ELSEWHERE: "council",
    Refusal.OTHER_SERVICE: "into",
    Refusal.SAME_TOPIC: "into",
    Refusal.NO_WAY_TO_REACH: "phone",
}


def refuse(form: Form, refused: Refused) -> None:
    """Say a refusal beside its field."""
    reason = refused.reason
    name = FIELD_OF.get(reason, "") if isinstance(reason, Refusal) else ""
    if isinstance(reason, AnswerRefusal):
        name = FIELD_OF_ANSWER.get(reason, "")
    if reason is Refusal.NO_FRENCH:
        name = "french" if "french" in form else "said"
    form.refuse(name, pages.explain(refused))


def status_of(form: Form) -> int:
    """Give 422 for a form that was sent and not accepted: nothing is written, nothing is lost."""
    return UNPROCESSABLE if form.is_submitted() else 200


def tags() -> list[str]:
    """Give the languages of the association."""
    return cycle.organisation_row().languages.split(",")


def services_here() -> Mapping[int, Service]:
    """Give the services in which the person may do what the page is for."""
    session = cycle.act().session
    return {one.id: one for one in list_services(session, keys=entered(session))}


def topic_choices(lines: list[TopicLine]) -> list[Choice]:
    """Give topics as entries of a list, by their first words."""
    return [
        Choice(to_text(one.topic.id), _short(one.topic.said.text(reader_locale()))) for one in lines
    ]


def _short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[:SHORT].rstrip()}…"
