"""A draft as residents will meet it, on a phone, at the kiosk, on paper: nothing is stored."""

import base64
import binascii
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from flask import Response, abort, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS
from participation.followups.rules import ParticipationLevel
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import speaking, staff_gettext as _
from participation.foundation.languages import Language, find
from participation.foundation.localized import Localized
from participation.foundation.permissions import Permission
from participation.foundation.security import CSP, sealer
from participation.surveys.adapters.papers.sheets import print_sheet
from participation.surveys.labels import answering as labels, sheets as papers
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.answering import DIGEST, Asked, count_questions
from participation.surveys.rules import draft as drafts
from participation.surveys.rules.draft import Draft, minutes
from participation.surveys.rules.flow import Course
from participation.surveys.rules.questions import Question
from participation.surveys.rules.stages import Channel, Stage

from . import screens
from .answering import question_facts
from .changing import find_version
from .drawing import draw_aids
from .files import cache, paper, printed_at
from .questionnaires import UNPROCESSABLE, bp

NOBODY = UUID(int=0)
OPEN_FOR = dt.timedelta(days=30)
FRAMED = {
    "Content-Security-Policy": CSP.replace("frame-ancestors 'none'", "frame-ancestors 'self'"),
    "X-Frame-Options": "SAMEORIGIN",
}
"""These pages alone may stand in a frame, and in one of our own pages only."""
FRAMING = {"Content-Security-Policy": f"{CSP}; frame-src 'self'"}
KIOSK = "kiosk"
LONGEST_PIECE = 40
"""Signs of a comment that are carried along: an address has 4,094 at most (gunicorn)."""
DOORS = {
    "surveys.start": "questionnaires.rehearse",
    "surveys.begin": "questionnaires.rehearse_step",
    "surveys.send": "questionnaires.rehearse_step",
    "surveys.question": "questionnaires.rehearse_question",
    "surveys.answer": "questionnaires.rehearse_answer",
    "surveys.say": "questionnaires.rehearse_answer",
    "surveys.review": "questionnaires.rehearse_review",
}
"""Where each address of a resident's pages leads while nothing is stored."""
STEPS = {"surveys.begin": "begin", "surveys.send": "end"}


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """A version tried on a device in a language, with what was said so far."""

    version: QuestionnaireVersion
    asked: Asked
    device: str
    language: Language
    said: Draft

    @property
    def course(self) -> Course:
        """Give the way through the questions with what was said."""
        return self.asked.course(self.said.answers, clock.today(), self.language.tag)

    def address(self, endpoint: str, **values: Any) -> str:  # noqa: ANN401 - as `url_for`
        """Give the rehearsal's own address in place of a resident's; others stay as they are."""
        if endpoint not in DOORS:
            return url_for(endpoint, **values)
        facts: dict[str, Any] = {
            "version_id": self.version.id,
            "device": self.device,
            "language": self.language.tag,
            "so": _seal(self.said),
        }
        if "number" in values:
            facts["number"] = values["number"]
        if endpoint in STEPS:
            facts["step"] = STEPS[endpoint]
        return url_for(DOORS[endpoint], **facts)

    def show(self, template: str, **facts: object) -> Response:
        """Draw a resident's page in the language of the rehearsal, to stand in our own frame."""
        visitor = cycle.visitor()
        if self.device == KIOSK:
            visitor = replace(visitor, kiosk_service_id=1)
        with speaking(self.language.tag):
            page = pages.render(
                template,
                asked=self.asked,
                url_for=self.address,
                visitor=visitor,
                preferences_url="",
                exit_url="",
                home_url="",
                page_help=None,
                **facts,
            )
        response = make_response(page)
        response.headers.update(FRAMED)
        return response


@bp.get("/<key:version_id>/preview")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def preview(version_id: int) -> Response:
    """Show the draft as a phone and the kiosk show it, side by side, in one language."""
    version = find_version(version_id)
    page = pages.render(
        "surveys/preview.html",
        version=version,
        language=_language(version),
        offered=[find(tag) for tag in version.languages.split(",")],
    )
    response = make_response(page)
    response.headers.update(FRAMING)
    return response


@bp.get("/<key:version_id>/preview/sheet.pdf")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def preview_sheet(version_id: int) -> ResponseReturnValue:
    """Give the paper sheet of the draft, which says that it is a try."""
    version = find_version(version_id)
    language = _language(version)
    made = papers.write_sheet(language.tag, _asked(version), _("Essai : ne pas distribuer"))
    content = print_sheet(made, cache=cache(), printed_at=printed_at())
    return paper(content, f"essai-{version.number}-{language.tag}")


@bp.get("/<key:version_id>/preview/<any(phone, kiosk):device>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def rehearse(version_id: int, device: str) -> Response:
    """Show the first page of a survey that would ask this draft."""
    tried = _rehearsal(version_id, device)
    count = count_questions(tried.asked)
    return tried.show(
        "surveys/start.html",
        level=LEVELS[tried.asked.level],
        public="",
        is_tried=True,
        count=count,
        minutes=minutes(count),
        draft=None,
        aids=partial(_in_language, tried, draw_aids),
    )


@bp.post("/<key:version_id>/preview/<any(phone, kiosk):device>/<any(begin, end):step>")
@allow(Permission.QUESTIONNAIRE_MANAGE, once=False, writes=False)
def rehearse_step(version_id: int, device: str, step: str) -> ResponseReturnValue:
    """Begin at the first question; what is “sent” at the end goes nowhere."""
    tried = _rehearsal(version_id, device)
    tried = replace(tried, said=_nothing_said(tried.version))
    if step == "end":
        return redirect(tried.address("surveys.start"), 303)
    return _onward(tried, "")


@bp.get("/<key:version_id>/preview/<any(phone, kiosk):device>/<int:number>")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def rehearse_question(version_id: int, device: str, number: int) -> Response:
    """Show one question of the draft as it will be asked."""
    tried = _rehearsal(version_id, device)
    return _question(tried, _pick(tried, number))


@bp.post("/<key:version_id>/preview/<any(phone, kiosk):device>/<int:number>")
@allow(Permission.QUESTIONNAIRE_MANAGE, once=False, writes=False)
def rehearse_answer(version_id: int, device: str, number: int) -> ResponseReturnValue:
    """Take an answer into the address of the next page, so that conditions can be tried."""
    tried = _rehearsal(version_id, device)
    present = _pick(tried, number)
    texts = [] if "skip" in request.form else request.form.getlist(screens.control(number))
    with speaking(tried.language.tag):
        said, errors = screens.read_sent(present, tried.course, texts)
    if errors:
        return _question(tried, present, sent=said, errors=errors), UNPROCESSABLE
    carried = said[:LONGEST_PIECE] if isinstance(said, str) else said
    return _onward(replace(tried, said=tried.said.with_answer(number, carried)), present.name)


@bp.get("/<key:version_id>/preview/<any(phone, kiosk):device>/said")
@allow(Permission.QUESTIONNAIRE_MANAGE)
def rehearse_review(version_id: int, device: str) -> Response:
    """Say back what was tried."""
    tried = _rehearsal(version_id, device)
    with speaking(tried.language.tag):
        said = screens.list_said(tried.course, tried.said)
    return tried.show("surveys/review.html", said=said, labels=labels)


def _question(
    tried: Rehearsal, present: Question, *, sent: object = None, errors: tuple[str, ...] = ()
) -> Response:
    with speaking(tried.language.tag):
        facts = question_facts(
            tried.asked,
            tried.course,
            tried.said,
            present,
            typed=tried.device != KIOSK,
            sent=sent,
            errors=errors,
        )
    return tried.show("surveys/question.html", then="", **facts)


def _onward(tried: Rehearsal, after: str) -> ResponseReturnValue:
    following = tried.course.following(after)
    if following is None:
        return redirect(tried.address("surveys.review"), 303)
    return redirect(tried.address("surveys.question", number=following.number), 303)


def _pick(tried: Rehearsal, number: int) -> Question:
    found = tried.asked.by_number.get(number)
    if found is None or not tried.course.is_asked(found.name):
        abort(404)
    return found


def _in_language(tried: Rehearsal, make: Callable[[], str]) -> str:
    with speaking(tried.language.tag):
        return make()


def _rehearsal(version_id: int, device: str) -> Rehearsal:
    version = find_version(version_id)
    said = _unseal(request.args.get("so", ""), version)
    return Rehearsal(version, _asked(version), device, _language(version), said)


def _language(version: QuestionnaireVersion) -> Language:
    own = version.languages.split(",")
    asked = request.args.get("language", "")
    return find(asked if asked in own else own[0])


def _asked(version: QuestionnaireVersion) -> Asked:
    """Give the draft as if a survey asked it today; no survey has the key 0."""
    questionnaire = queries.read_questionnaire(version)
    return Asked(
        survey_id=0,
        service_id=0,
        campaign_id=0,
        previous_id=None,
        title=version.title,
        purpose=Localized({"fr": _("Ici, l’enquête dira à quoi servent les réponses.")}),
        level=ParticipationLevel.CONSULT,
        stage=Stage.OPEN,
        closes_on=clock.today() + OPEN_FOR,
        version=version.digest[:DIGEST],
        questionnaire=questionnaire,
        by_number={each.number: each for each in questionnaire.questions()},
    )


def _nothing_said(version: QuestionnaireVersion) -> Draft:
    return Draft(0, NOBODY, version.digest[:DIGEST], 0, Channel.PHONE)


def _seal(said: Draft) -> str:
    return base64.urlsafe_b64encode(sealer("rehearsal").seal(drafts.write(said))).decode()


def _unseal(sealed: str, version: QuestionnaireVersion) -> Draft:
    """Give what was said, or nothing when the address was altered or the draft has changed."""
    try:
        opened = sealer("rehearsal").open(base64.urlsafe_b64decode(sealed)) if sealed else None
    except (binascii.Error, ValueError):
        opened = None
    found = drafts.read(opened) if opened else None
    blank = _nothing_said(version)
    return found if found is not None and found.version == blank.version else blank
