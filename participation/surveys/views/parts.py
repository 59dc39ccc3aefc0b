"""The same questions by group: fewer pages for a phone with little signal."""

from collections.abc import Sequence
from functools import partial

from flask import Response, abort, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import lazy, reader_locale
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC

from ..queries import answering as queries
from ..queries.answering import Asked
from ..rules.draft import Draft
from ..rules.flow import Answer, Course
from ..rules.questions import Question, QuestionKind
from . import drafts, screens
from .door import bp, course_of, get_open, lead_to, review_address
from .drawing import draw
from .voices import take_voice

MORE = lazy("Votre réponse ouvre une autre question. Elle est dans cette page.")
Sent = dict[int, tuple[Answer, tuple[str, ...]]]


@bp.get("/<key:survey_id>/parts/<int:part>")
@allow(PUBLIC)
def part(survey_id: int, part: int) -> str:
    """Ask the questions of one group."""
    asked = get_open(survey_id)
    draft = drafts.require_draft(asked)
    return _show(asked, draft, part, {})


def _show(asked: Asked, draft: Draft, number: int, sent: Sent) -> str:
    course = course_of(asked, draft)
    parts = queries.parts(asked, course)
    if not 1 <= number <= len(parts):
        abort(404)
    group, questions = parts[number - 1]
    shown = [_screen(course, question, draft, sent.get(question.number)) for question in questions]
    is_kiosk = cycle.visitor().kiosk_service_id is not None
    return pages.render(
        "surveys/part.html",
        asked=asked,
        title=Localized(course.piped(group.label)) if group and group.label else asked.title,
        draws=[
            partial(draw, asked, each, typed=not is_kiosk, voice=f"voice{each.number}")
            for each in shown
        ],
        problems=screens.Problems(shown, reader_locale()),
        shown=",".join(str(screen.number) for screen in shown),
        number=number,
        total=len(parts),
    )


def _screen(
    course: Course,
    question: Question,
    draft: Draft,
    sent: tuple[Answer, tuple[str, ...]] | None,
) -> screens.Screen:
    said, errors = sent or (None, ())
    return screens.screen_of(course, question, draft, sent=said, errors=errors)


@bp.post("/<key:survey_id>/parts/<int:part>")
@allow(PUBLIC, once=False, logged=False)
def answer_part(survey_id: int, part: int) -> ResponseReturnValue:
    """Take the answers of one page; show it again when one is refused or opens another question."""
    asked = get_open(survey_id)
    draft = drafts.heard(drafts.require_draft(asked))
    numbers = _shown(asked)
    draft, sent = _read(asked, draft, numbers)
    if any(errors for _answer, errors in sent.values()):
        return _show(asked, draft, part, sent), 422
    try:
        return _go_on(asked, draft, numbers, part)
    except Refused as refused:
        sentence = pages.explain(refused)
        last = next((n for n in reversed(numbers) if isinstance(draft.answers.get(n), str)), 0)
        sent[last] = (draft.answers.get(last), (sentence,))
        return _show(asked, draft, part, sent), 422


def _shown(asked: Asked) -> list[int]:
    """Read which questions the page showed; an unknown number is left out."""
    texts = request.form.get("shown", "").split(",")
    found = [int(text) for text in texts if text.isdecimal() and len(text) <= len("99999")]
    return [number for number in dict.fromkeys(found) if number in asked.by_number]


def _read(asked: Asked, draft: Draft, numbers: Sequence[int]) -> tuple[Draft, Sent]:
    """Read each question in order, for an answer may decide whether the next one is asked."""
    sent: Sent = {}
    for number in numbers:
        question = asked.by_number[number]
        course = course_of(asked, draft)
        if question.kind is QuestionKind.NOTE or not course.is_asked(question.name):
            continue
        if file := request.files.get(f"voice{number}"):
            try:
                draft = take_voice(asked, draft, number, file)
            except Refused as refused:
                sent[number] = (None, (pages.explain(refused),))
                continue
        texts = request.form.getlist(screens.control(number))
        said, errors = screens.read_sent(question, course, texts, has_voice=number in draft.voices)
        sent[number] = (said, errors)
        if not errors:
            draft = draft.with_answer(number, said)
    return draft, sent


def _go_on(asked: Asked, draft: Draft, numbers: Sequence[int], part: int) -> Response:
    course = course_of(asked, draft)
    parts = queries.parts(asked, course)
    here = parts[part - 1][1] if part <= len(parts) else []
    shown = set(numbers)
    if any(each.number not in shown for each in here):
        pages.say(str(MORE))
        return _to(asked, draft, part)
    last = asked.by_number[numbers[-1]].name if numbers else ""
    following = course.following(last)
    for number, (_group, questions) in enumerate(parts, 1):
        if following in questions:
            return _to(asked, draft, number)
    return _to(asked, draft, 0)


def _to(asked: Asked, draft: Draft, number: int) -> Response:
    """Lead to a page of questions, or to what she said when there is none left."""
    address = (
        url_for(".part", survey_id=asked.survey_id, part=number)
        if number
        else review_address(asked.survey_id)
    )
    return drafts.keep(lead_to(address), draft)
