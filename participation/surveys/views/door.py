"""The blueprint of a resident's answers, and what each of its pages begins with."""

from flask import Blueprint, Response, url_for

from participation.foundation import clock, cycle
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale

from ..queries import answering as queries
from ..queries.answering import Asked
from ..rules.draft import Draft, Trouble
from ..rules.flow import Course

bp = Blueprint("surveys", __name__, url_prefix="/<organisation>/<service>/surveys")
REVIEW = "review"
"""Value of `then` in the forms of questions that are changed from what she said."""


def get_open(survey_id: int) -> Asked:
    """Give a survey that may be answered today; refuse another one."""
    asked = queries.recall_asked(cycle.act().session, survey_id)
    if not asked.is_answerable(clock.today()):
        raise Refused(Trouble.CLOSED)
    return asked


def course_of(asked: Asked, draft: Draft) -> Course:
    """Give the way through the questions with what was said so far."""
    return asked.course(draft.answers, clock.today(), reader_locale())


def lead_to(address: str) -> Response:
    """Lead elsewhere after a form, so that a reload sends nothing again."""
    return Response(status=303, headers={"Location": address})


def question_address(survey_id: int, number: int, then: str = "") -> str:
    """Give the address of a question; `then` is where its answer leads."""
    return url_for("surveys.question", survey_id=survey_id, number=number, then=then or None)


def review_address(survey_id: int) -> str:
    """Give the address of what she said."""
    return url_for("surveys.review", survey_id=survey_id)
