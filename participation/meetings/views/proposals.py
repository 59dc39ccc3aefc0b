"""What waits for an agenda, put there by one touch: at the desk, and on the phone of the chair."""

from flask import url_for
from flask.typing import ResponseReturnValue

from participation.followups.queries import get_follow_up
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.i18n import gettext, staff_gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations
from participation.meetings.labels import words
from participation.voices.queries import get_topic

from .desk import bp, see, try_deed
from .room import enter_room


@bp.post("/meetings/<key:meeting_id>/topics/<key:topic_id>")
@allow(Permission.COUNCIL_MANAGE)
def place_topic(meeting_id: int, topic_id: int) -> ResponseReturnValue:
    """Put a topic of residents on the agenda, from the desk."""
    act, sheet = cycle.act(), see(meeting_id)
    topic = get_topic(act.session, topic_id)
    return try_deed(
        lambda: operations.add_topic(
            act, sheet.meeting, topic, asked_by=str(words.ASKED_BY_RESIDENTS)
        ),
        url_for(".show", meeting_id=sheet.meeting.id, _anchor="agenda"),
        _("Le sujet est sur l’ordre du jour. Les personnes le voient."),
    )


@bp.post("/meetings/<key:meeting_id>/surveys/<key:survey_id>")
@allow(Permission.COUNCIL_MANAGE)
def place_survey(meeting_id: int, survey_id: int) -> ResponseReturnValue:
    """Put the results of a survey on the agenda."""
    act, sheet = cycle.act(), see(meeting_id)
    return try_deed(
        lambda: operations.add_survey(act, sheet.meeting, survey_id, words.in_every_language()),
        url_for(".show", meeting_id=sheet.meeting.id, _anchor="agenda"),
        _("Les résultats sont sur l’ordre du jour : le conseil les examine."),
    )


@bp.post("/meetings/<key:meeting_id>/follow-ups/<key:follow_up_id>")
@allow(Permission.COUNCIL_MANAGE)
def place_decision(meeting_id: int, follow_up_id: int) -> ResponseReturnValue:
    """Put a decision that a survey led to on the agenda."""
    act, sheet = cycle.act(), see(meeting_id)
    one = get_follow_up(act.session, follow_up_id)
    return try_deed(
        lambda: operations.add_decision(act, sheet.meeting, one),
        url_for(".show", meeting_id=sheet.meeting.id, _anchor="agenda"),
        _("La décision est sur l’ordre du jour."),
    )


@bp.post("/<service>/meetings/<key:meeting_id>/now/topics/<key:topic_id>")
@allow(Permission.OWN_ACCOUNT)
def bring_topic(meeting_id: int, topic_id: int) -> ResponseReturnValue:
    """Put a topic of residents on the agenda, from the phone of whoever chairs."""
    act = cycle.act()
    sheet, hand = enter_room(meeting_id)
    topic = get_topic(act.session, topic_id)
    return try_deed(
        lambda: operations.add_topic(
            act, sheet.meeting, topic, asked_by=str(words.ASKED_BY_RESIDENTS), hand=hand
        ),
        url_for(".now", meeting_id=sheet.meeting.id),
        gettext("Le sujet est sur l’ordre du jour. Les personnes le voient."),
    )
