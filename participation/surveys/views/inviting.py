"""The common link of a wave: its page for all, and the messages that carry it."""

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_ngettext
from participation.foundation.permissions import PUBLIC, Permission

from ..labels import calls as labels
from ..operations.calls import call_people
from ..queries import calls as queries
from ..queries.campaigns import get_campaign
from ..rules.calls import Call

bp = Blueprint("invitations", __name__, url_prefix="/<organisation>")
UNPROCESSABLE = 422


@bp.get("/answer/<key:campaign_id>")
@allow(PUBLIC)
def door(campaign_id: int) -> str:
    """Lead whoever follows the link of a wave to her house's questions; the link names neither."""
    doors = queries.list_doors(cycle.act().session, campaign_id, clock.today())
    return pages.render("surveys/door.html", doors=doors)


@bp.get("/fieldwork/<key:campaign_id>/messages")
@allow(Permission.SURVEY_FIELDWORK)
def messages(campaign_id: int) -> str:
    """Show the message that can leave today: its words, to how many, service by service."""
    return _page(campaign_id)


@bp.post("/fieldwork/<key:campaign_id>/messages")
@allow(Permission.SURVEY_FIELDWORK)
def send(campaign_id: int) -> ResponseReturnValue:
    """Queue the message that was shown; a refusal says why nothing leaves."""
    act, sent = cycle.act(), request.form.get("call", "")
    if sent not in set(Call):
        abort(404)
    campaign = get_campaign(act.session, campaign_id)
    try:
        people = call_people(act, campaign, Call(sent), link=_link(campaign_id))
    except Refused as refused:
        return _page(campaign_id, refused=pages.explain(refused)), UNPROCESSABLE
    pages.say(
        staff_ngettext(
            "Le message part à %(n)s personne.", "Le message part à %(n)s personnes.", people
        )
    )
    return redirect(url_for(".messages", campaign_id=campaign_id), 303)


def _link(campaign_id: int) -> str:
    base: str = current_app.extensions["settings"].base_url
    return queries.link_of(base, cycle.organisation_row().slug, campaign_id)


def _heard() -> bool:
    """Say whether somebody who answers STOP is heard: the texts promise it only then."""
    return bool(current_app.extensions["settings"].sms_reply_secret)


def _page(campaign_id: int, refused: str = "") -> str:
    act = cycle.act()
    campaign = get_campaign(act.session, campaign_id)
    calls = queries.see_calls(act.session, campaign, act.now)
    call, link = calls.wished(), _link(campaign_id)
    readers = calls.readers(call) if call else {}
    return pages.render(
        "surveys/messages.html",
        campaign=campaign,
        refused=refused,
        link=link,
        call=call,
        call_words=labels.CALLS[call] if call else "",
        people=len(readers),
        texts=labels.write_texts(call, readers.values(), link, heard=_heard()) if call else [],
        places=[
            (
                one,
                labels.write_state(one, calls),
                labels.write_sent(list(one.sent.items())),
                call is not None and one in calls.ready(call),
            )
            for one in calls.places
        ],
    )
