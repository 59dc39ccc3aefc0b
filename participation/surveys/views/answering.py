"""A resident answers: what it is for, then one question a screen."""

from functools import partial

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale
from participation.foundation.permissions import PUBLIC

from ..labels import answering as labels
from ..labels.publics import PUBLICS
from ..queries import answering as queries
from ..queries.answering import Asked
from ..rules import flow
from ..rules.draft import Draft, minutes
from ..rules.flow import Course
from ..rules.questions import Question
from ..rules.stages import Aid, Public
from ..rules.touch import one_touch
from . import drafts, screens
from .door import (
    REVIEW,
    bp,
    course_of,
    get_open,
    lead_to,
    question_address,
    review_address,
)
from .drawing import draw, draw_aids


@bp.get("/<key:survey_id>")
@allow(PUBLIC)
def start(survey_id: int) -> ResponseReturnValue:
    """Say what the survey is, what it is for, and that nobody will know who answered.

    A survey of one question says it where it is asked.
    """
    asked = get_open(survey_id)
    if one_touch(asked.questionnaire) is not None:
        return lead_to(url_for("surveys.touch", survey_id=survey_id))
    count = queries.count_questions(asked)
    return pages.render(
        "surveys/start.html",
        asked=asked,
        level=LEVELS[asked.level],
        public="" if asked.public is Public.RESIDENTS else PUBLICS[asked.public],
        count=count,
        minutes=minutes(count),
        draft=drafts.find_draft(asked),
        aids=draw_aids,
        is_tried=False,
    )


@bp.post("/<key:survey_id>/begin")
@allow(PUBLIC, once=False, writes=False)
def begin(survey_id: int) -> Response:
    """Begin afresh, by the first question or the first page of questions."""
    asked = get_open(survey_id)
    draft = drafts.new_draft(asked, aid=read_aid())
    return drafts.keep(lead_to_first(asked, draft), draft)


def read_aid() -> Aid:
    """Read who helps from the form; an unknown kind is nobody."""
    sent = request.form.get("aid", "")
    return Aid(sent) if sent in set(Aid) else Aid.NONE


def lead_to_first(asked: Asked, draft: Draft) -> Response:
    """Lead to the first question, or to the first page of questions when these were asked for."""
    if "parts" in request.form:
        return lead_to(url_for("surveys.part", survey_id=asked.survey_id, part=1))
    return _go_on(asked, draft, after="")


def _go_on(asked: Asked, draft: Draft, *, after: str) -> Response:
    """Lead to the question after this one, or to what she said when there is none."""
    following = course_of(asked, draft).following(after)
    if following is None:
        return lead_to(review_address(asked.survey_id))
    return lead_to(question_address(asked.survey_id, following.number))


@bp.get("/<key:survey_id>/questions/<int:number>")
@allow(PUBLIC)
def question(survey_id: int, number: int) -> str:
    """Ask one question."""
    asked = get_open(survey_id)
    draft = drafts.require_draft(asked)
    course = course_of(asked, draft)
    return show_question(asked, course, draft, pick(asked, course, number))


def pick(asked: Asked, course: Course, number: int) -> Question:
    """Give the question of a number; refuse one that does not exist or is not asked now."""
    found = asked.by_number.get(number)
    if found is None:
        raise Refused(flow.Refusal.UNKNOWN_QUESTION)
    if not course.is_asked(found.name):
        raise Refused(flow.Refusal.NOT_ASKED)
    return found


def show_question(
    asked: Asked,
    course: Course,
    draft: Draft,
    present: Question,
    *,
    sent: object = None,
    errors: tuple[str, ...] = (),
) -> str:
    """Draw the page of a question, with what was just sent and refused when there is."""
    is_kiosk = cycle.visitor().kiosk_service_id is not None
    facts = question_facts(
        asked, course, draft, present, typed=not is_kiosk, sent=sent, errors=errors
    )
    then = request.values.get("then", "")
    return pages.render("surveys/question.html", asked=asked, then=then, **facts)


def question_facts(
    asked: Asked,
    course: Course,
    draft: Draft,
    present: Question,
    *,
    typed: bool,
    sent: object = None,
    errors: tuple[str, ...] = (),
) -> dict[str, object]:
    """Give what the page of a question shows; `typed` where the respondent has a keyboard."""
    screen = screens.screen_of(course, present, draft, sent=sent, errors=errors)
    order = [each.number for each in course.asked()]
    before = course.preceding(present.name)
    return {
        "screen": screen,
        "draw": partial(draw, asked, screen, heading=True, typed=typed),
        "problems": screens.Problems([screen], reader_locale()),
        "done": order.index(present.number) + 1,
        "total": len(order),
        "before": before and before.number,
        "labels": labels,
    }


@bp.post("/<key:survey_id>/questions/<int:number>")
@allow(PUBLIC, once=False, writes=False)
def answer(survey_id: int, number: int) -> ResponseReturnValue:
    """Take one answer into the draft and go on; nothing is written on the server."""
    asked = get_open(survey_id)
    draft = drafts.heard(drafts.require_draft(asked))
    present = pick(asked, course_of(asked, draft), number)
    return take_answer(asked, draft, draft, present)


def take_answer(
    asked: Asked, draft: Draft, spoken: Draft, present: Question
) -> ResponseReturnValue:
    """Read the form into the draft and go on; show the question again when it is refused.

    `spoken` is the draft with the voice that came with the same form.
    """
    course, number = course_of(asked, draft), present.number
    is_skipped = "skip" in request.form
    texts = [] if is_skipped else request.form.getlist(screens.control(number))
    has_voice = number in spoken.voices and not is_skipped
    said, errors = screens.read_sent(present, course, texts, has_voice=has_voice)
    if not errors:
        try:
            return _proceed(asked, course, spoken.with_answer(number, said), present)
        except Refused as refused:
            errors = (pages.explain(refused),)
    return show_question(asked, course, draft, present, sent=said, errors=errors), 422


def _proceed(asked: Asked, before: Course, draft: Draft, present: Question) -> Response:
    """Keep the draft; go back to what she said when she came from there and nothing is new."""
    if request.form.get("then") != REVIEW:
        return drafts.keep(_go_on(asked, draft, after=present.name), draft)
    former = {each.number for each in before.asked()}
    fresh = [
        each.number
        for each in course_of(asked, draft).asked()
        if each.number not in former and not draft.has_said(each.number)
    ]
    address = (
        question_address(asked.survey_id, fresh[0], REVIEW)
        if fresh
        else review_address(asked.survey_id)
    )
    return drafts.keep(lead_to(address), draft)
