"""Words and voices left with a survey: a voice waits on the server until she sends or erases it."""

from flask import Response, abort, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage

from participation.accessibility.adapters import sound
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.permissions import PUBLIC

from ..operations import responses
from ..queries import answering as queries
from ..queries.answering import Asked
from ..rules import flow
from ..rules.draft import Draft
from ..rules.questions import QuestionKind
from . import drafts, screens
from .answering import pick, show_question, take_answer
from .door import bp, course_of, get_open, lead_to, question_address


@bp.post("/<key:survey_id>/questions/<int:number>/words")
@allow(PUBLIC, once=False, logged=False)
def say(survey_id: int, number: int) -> ResponseReturnValue:
    """Take words or a voice; the draft holds the key of the voice."""
    asked = get_open(survey_id)
    draft = drafts.heard(drafts.require_draft(asked))
    course = course_of(asked, draft)
    present = pick(asked, course, number)
    if present.kind is not QuestionKind.COMMENT:
        raise Refused(flow.Refusal.WRONG_SHAPE)
    if "erase" in request.form:
        return _erase(asked, draft, number)
    spoken = draft
    if "skip" not in request.form:
        try:
            spoken = take_voice(asked, draft, number, request.files.get("voice"))
        except Refused as refused:
            errors = (pages.explain(refused),)
            typed = request.form.get(screens.control(number))
            page = show_question(asked, course, draft, present, sent=typed, errors=errors)
            return page, 422
    return take_answer(asked, draft, spoken, present)


def take_voice(asked: Asked, draft: Draft, number: int, file: FileStorage | None) -> Draft:
    """Keep a recorded voice in place of the one before; no file or an empty one changes nothing."""
    spoken = file.read(responses.LARGEST_VOICE + 1) if file else b""
    if not spoken:
        return draft
    act = cycle.act()
    key = responses.keep_voice(act, asked, number=number, sound_file=spoken)
    if number in draft.voices:
        responses.erase_voice(act, draft.voices[number])
    return draft.with_voice(number, key)


def _erase(asked: Asked, draft: Draft, number: int) -> Response:
    if number in draft.voices:
        responses.erase_voice(cycle.act(), draft.voices[number])
    address = question_address(asked.survey_id, number, request.form.get("then", ""))
    return drafts.keep(lead_to(address), draft.with_voice(number, None))


@bp.get("/<key:survey_id>/questions/<int:number>/voice")
@allow(PUBLIC)
def voice(survey_id: int, number: int) -> Response:
    """Let her hear the voice that waits with her draft; nobody else can name it."""
    asked = get_open(survey_id)
    draft = drafts.require_draft(asked)
    key = draft.voices.get(number)
    waiting = key and queries.find_voice(cycle.act().session, survey_id, key)
    if not waiting:
        abort(404)
    return Response(waiting.sound, mimetype=sound.kind_of(waiting.sound))
