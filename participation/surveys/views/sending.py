"""What she said, sent once, thanked for; and what was changed after the wave before."""

from flask import request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import STATES
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import reader_locale
from participation.foundation.permissions import PUBLIC

from ..labels import answering as labels
from ..operations import responses
from ..queries import answering as queries
from ..rules.draft import Draft, Trouble
from ..rules.stages import Channel
from . import drafts, screens
from .door import REVIEW, bp, course_of, get_open, lead_to, question_address, review_address


@bp.get("/<key:survey_id>/review")
@allow(PUBLIC, logged=False)
def review(survey_id: int) -> str:
    """Say back what she said, each line open to change."""
    asked = get_open(survey_id)
    draft = drafts.require_draft(asked)
    said = screens.list_said(course_of(asked, draft), draft)
    return pages.render("surveys/review.html", asked=asked, said=said, labels=labels)


@bp.post("/<key:survey_id>/send")
@allow(PUBLIC, once=False, logged=False)
def send(survey_id: int) -> ResponseReturnValue:
    """Send once: the draft's own key makes a second sending harmless."""
    draft = drafts.open_draft(survey_id)
    if draft is None:
        raise Refused(Trouble.LOST)
    if drafts.is_hasty(draft):
        pages.say(str(labels.TROUBLES[Trouble.TOO_FAST]))
        return lead_to(review_address(survey_id))
    try:
        responses.record_response(cycle.act(), survey_id, _sheet(draft))
    except Refused as refused:
        number = refused.facts.get("number")
        if not isinstance(number, int):
            raise
        pages.say(pages.explain(refused))
        return lead_to(question_address(survey_id, number, REVIEW))
    again = "1" if draft.channel is Channel.INTERVIEW else None
    address = url_for(".thanks", survey_id=survey_id, again=again)
    return drafts.forget(lead_to(address), survey_id)


def _sheet(draft: Draft) -> responses.ResponseSheet:
    return responses.ResponseSheet(
        key=draft.key,
        answers=draft.answers,
        channel=draft.channel,
        language=reader_locale(),
        aid=draft.aid,
        listened=draft.listened,
        proxy=draft.proxy,
        voices=draft.voices,
        version=draft.version,
    )


@bp.get("/<key:survey_id>/thanks")
@allow(PUBLIC, logged=False)
def thanks(survey_id: int) -> str:
    """Thank her, and say what was changed after the wave before."""
    session = cycle.act().session
    asked = queries.recall_asked(session, survey_id)
    return pages.render(
        "surveys/thanks.html",
        asked=asked,
        changes=queries.list_changes(session, asked),
        states=STATES,
        again="again" in request.args,
    )
