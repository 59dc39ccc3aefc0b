"""Somebody helps: the same questions on her tablet, the kind of help noted, never read again."""

from flask import Response, request

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission

from ..adapters.envelopes import pass_of
from . import drafts
from .answering import lead_to_first, read_aid
from .door import bp, get_open
from .drawing import PROXY, list_aids, list_voices


@bp.get("/<key:survey_id>/assist")
@allow(Permission.SURVEY_ASSIST)
def assist(survey_id: int) -> str:
    """Ask who helps, before the tablet is handed over; the start forgets what was left there.

    The device is made ready to go on without a network, and gets the pass of this survey.
    """
    return pages.render(
        "surveys/assist.html",
        asked=get_open(survey_id),
        aids=list_aids(),
        voices=list_voices(),
        survey=to_text(survey_id),
        pass_=pass_of(cycle.organisation_row().id, survey_id),
    )


@bp.post("/<key:survey_id>/assist")
@allow(Permission.SURVEY_ASSIST, once=False, writes=False)
def begin_assisted(survey_id: int) -> Response:
    """Begin afresh for the next person, with the kind of help noted."""
    asked = get_open(survey_id)
    proxy = request.form.get("voice") == PROXY
    draft = drafts.new_draft(asked, aid=read_aid(), assisted=True, proxy=proxy)
    return drafts.keep(lead_to_first(asked, draft), draft)
