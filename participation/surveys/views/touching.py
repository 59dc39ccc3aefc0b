"""A survey of one question: one touch answers, thanks follow, the next person may come."""

from uuid import UUID

from flask import request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import gettext as _, reader_locale
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.foundation.permissions import PUBLIC

from ..operations import responses
from ..queries.answering import Asked
from ..rules.questions import Question
from ..rules.touch import one_touch
from . import drafts
from .door import bp, get_open, lead_to
from .screens import Offer, all_offers

UNPROCESSABLE = 422


@bp.get("/<key:survey_id>/touch")
@allow(PUBLIC, logged=False)
def touch(survey_id: int) -> ResponseReturnValue:
    """Ask the only question; a survey that asks more leads to its first page."""
    asked = get_open(survey_id)
    only = one_touch(asked.questionnaire)
    if only is None:
        return lead_to(url_for(".start", survey_id=survey_id))
    return _show(asked, only)


@bp.post("/<key:survey_id>/touch")
@allow(PUBLIC, once=False, logged=False)
def take_touch(survey_id: int) -> ResponseReturnValue:
    """Keep what was touched; the page's own key makes a second touch of it harmless.

    No key of forms is written beside it, for that row would say on which day a response came.
    """
    asked = get_open(survey_id)
    only = one_touch(asked.questionnaire)
    if only is None:
        return lead_to(url_for(".start", survey_id=survey_id))
    sent = request.form.get("answer", "")
    offered = {str(one.value) for one in _offers(only)}
    try:
        key = UUID(hex=request.form.get("key", ""))
    except ValueError:
        key = random_key()
    if sent not in offered:
        return _show(asked, only, refused=_("Touchez une des images.")), UNPROCESSABLE
    try:
        responses.record_response(cycle.act(), survey_id, _sheet(asked, only, key, int(sent)))
    except Refused as refused:
        if "number" not in refused.facts:
            raise
        return _show(asked, only, refused=pages.explain(refused)), UNPROCESSABLE
    return lead_to(url_for(".thanks", survey_id=survey_id))


def _sheet(asked: Asked, only: Question, key: UUID, value: int) -> responses.ResponseSheet:
    return responses.ResponseSheet(
        key=key,
        answers={only.number: value},
        channel=drafts.channel_of(asked.service_id),
        language=reader_locale(),
        listened=bool(request.form.get("listened")),
        version=asked.version,
    )


def _offers(only: Question) -> list[Offer]:
    """Give the answers to touch; whoever does not want to say walks on."""
    return [one for one in all_offers(only, reader_locale()) if not one.aside]


def _show(asked: Asked, only: Question, refused: str = "") -> str:
    return pages.render(
        "surveys/touch.html",
        asked=asked,
        label=Localized(only.label),
        drawing=only.pictogram,
        offers=_offers(only),
        key=random_key().hex,
        refused=refused,
    )
