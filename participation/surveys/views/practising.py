"""The survey to practise on: the same pages, said to be a try, and nothing kept or counted."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import PUBLIC

from ..labels import answering as labels
from ..queries.answering import Asked, count_questions
from ..rules.draft import Draft, minutes
from ..rules.questions import Question
from ..rules.stages import Channel
from . import drafts, screens
from .answering import pick, question_facts
from .door import REVIEW, bp, course_of, get_open, lead_to
from .drawing import draw_aids

COOKIE = "practice"
"""What was tried travels in the browser as a draft does; its seal opens nothing else."""
NOBODY = UUID(int=0)
UNPROCESSABLE = 422
DOORS = {
    "surveys.start": "surveys.practise",
    "surveys.begin": "surveys.begin_practice",
    "surveys.question": "surveys.practise_question",
    "surveys.answer": "surveys.practise_answer",
    "surveys.say": "surveys.practise_answer",
    "surveys.review": "surveys.practise_review",
    "surveys.send": "surveys.end_practice",
}
"""Where each address of a survey leads while somebody practises."""


@bp.get("/<key:survey_id>/practice")
@allow(PUBLIC)
def practise(survey_id: int) -> Response:
    """Show the first page of a survey, to try it."""
    asked = get_open(survey_id)
    count = count_questions(asked)
    facts = {"level": LEVELS[asked.level], "count": count, "minutes": minutes(count)}
    return _show(
        "surveys/start.html", asked, public="", draft=None, aids=draw_aids, is_tried=True, **facts
    )


@bp.post("/<key:survey_id>/practice/begin")
@allow(PUBLIC, once=False, writes=False)
def begin_practice(survey_id: int) -> Response:
    """Begin afresh at the first question."""
    asked = get_open(survey_id)
    return _onward(asked, _nothing(asked), after="")


@bp.get("/<key:survey_id>/practice/questions/<int:number>")
@allow(PUBLIC)
def practise_question(survey_id: int, number: int) -> Response:
    """Ask one question, to try it."""
    asked = get_open(survey_id)
    tried = _tried(asked)
    return _question(asked, tried, pick(asked, course_of(asked, tried), number))


@bp.post("/<key:survey_id>/practice/questions/<int:number>")
@allow(PUBLIC, once=False, writes=False)
def practise_answer(survey_id: int, number: int) -> ResponseReturnValue:
    """Take an answer into the browser's cookie and go on; a voice is noted and thrown away."""
    asked = get_open(survey_id)
    tried = _tried(asked)
    course = course_of(asked, tried)
    present = pick(asked, course, number)
    is_skipped = "skip" in request.form
    sound = None if is_skipped else request.files.get("voice")
    voice = NOBODY if sound is not None and sound.read(1) else None
    texts = [] if is_skipped else request.form.getlist(screens.control(number))
    said, errors = screens.read_sent(present, course, texts, has_voice=voice is not None)
    if not errors:
        try:
            told = tried.with_answer(number, said).with_voice(number, voice)
            return _onward(asked, told, after=present.name)
        except Refused as refused:
            errors = (pages.explain(refused),)
    return _question(asked, tried, present, sent=said, errors=errors), UNPROCESSABLE


@bp.get("/<key:survey_id>/practice/review")
@allow(PUBLIC)
def practise_review(survey_id: int) -> Response:
    """Say back what was tried, each line open to change."""
    asked = get_open(survey_id)
    tried = _tried(asked)
    said = screens.list_said(course_of(asked, tried), tried)
    return _show("surveys/review.html", asked, said=said, labels=labels)


@bp.post("/<key:survey_id>/practice/end")
@allow(PUBLIC, once=False, writes=False)
def end_practice(survey_id: int) -> Response:
    """Send nothing: the browser forgets what was tried."""
    response = lead_to(url_for("surveys.practised", survey_id=survey_id))
    path = url_for("surveys.practise", survey_id=survey_id)
    response.delete_cookie(COOKIE, path=path, httponly=True, samesite="Lax")
    return response


@bp.get("/<key:survey_id>/practice/end")
@allow(PUBLIC)
def practised(survey_id: int) -> str:
    """Say that it was a try, and lead to the true survey or to another try."""
    return pages.render("surveys/practised.html", asked=get_open(survey_id))


def _address(endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as `url_for`
    return url_for(DOORS.get(endpoint, endpoint), **values)


def _show(template: str, asked: Asked, **facts: object) -> Response:
    """Draw a page of the survey as a try: each of its addresses is the try's own."""
    page = pages.render(template, asked=asked, url_for=_address, is_practice=True, **facts)
    return Response(page)


def _question(
    asked: Asked,
    tried: Draft,
    present: Question,
    *,
    sent: object = None,
    errors: tuple[str, ...] = (),
) -> Response:
    typed, course = cycle.visitor().kiosk_service_id is None, course_of(asked, tried)
    facts = question_facts(asked, course, tried, present, typed=typed, sent=sent, errors=errors)
    return _show("surveys/question.html", asked, then=request.values.get("then", ""), **facts)


def _onward(asked: Asked, tried: Draft, *, after: str) -> Response:
    """Keep what was tried in the browser; go to the next question, or back where she came from."""
    following = course_of(asked, tried).following(after)
    if following is None or request.form.get("then") == REVIEW:
        address = _address("surveys.review", survey_id=asked.survey_id)
    else:
        number = following.number
        address = _address("surveys.question", survey_id=asked.survey_id, number=number)
    response = lead_to(address)
    response.set_cookie(
        COOKIE,
        drafts.seal(tried, COOKIE),
        path=url_for("surveys.practise", survey_id=asked.survey_id),
        httponly=True,
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
        samesite="Lax",
    )
    return response


def _tried(asked: Asked) -> Draft:
    """Give what was tried of these very questions, or nothing: nobody loses anything here."""
    found = drafts.unseal(request.cookies.get(COOKIE, ""), COOKIE)
    nothing = _nothing(asked)
    known = (nothing.survey_id, nothing.version)
    is_same = found is not None and (found.survey_id, found.version) == known
    return found if found is not None and is_same else nothing


def _nothing(asked: Asked) -> Draft:
    return Draft(asked.survey_id, NOBODY, asked.version, 0, Channel.PHONE)
