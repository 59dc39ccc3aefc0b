"""The meeting now: on a shared screen, or on the phone of whoever chairs."""

from flask import abort, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import TalkForm, VoteForm
from participation.meetings.labels import telling, words
from participation.meetings.models import AgendaItem, Decision
from participation.meetings.operations import KEEPER, Hand
from participation.meetings.queries import MeetingSheet
from participation.meetings.queries.topics import list_waiting
from participation.meetings.rules.kinds import Stage

from .desk import attempt, bp, see, status_of, try_deed


def hand_of(sheet: MeetingSheet) -> Hand:
    """Give whose hand it is: a keeper of the council, or the person of the request."""
    visitor, carrier = cycle.visitor(), sheet.council.council.carrier_id
    if visitor.may(Permission.COUNCIL_MANAGE, carrier) and carrier == cycle.service_id():
        return KEEPER
    return Hand(user_id=visitor.user_id)


def may_lead(sheet: MeetingSheet) -> bool:
    """Say whether the person may change what happens in the room."""
    return hand_of(sheet).is_keeper or cycle.visitor().user_id in sheet.writers


def enter_room(meeting_id: int, *, leading: bool = True) -> tuple[MeetingSheet, Hand]:
    """Give a meeting to who leads it, or only reads along with those who sit; 404 to others."""
    sheet = see(meeting_id)
    sits = bool(sheet.terms_of(cycle.visitor().user_id))
    if not may_lead(sheet) and (leading or not sits):
        abort(404)
    return sheet, hand_of(sheet)


@bp.get("/<service>/meetings/<key:meeting_id>/now")
@allow(Permission.OWN_ACCOUNT)
def now(meeting_id: int) -> str:
    """Show the point that is spoken of, who is there, and whether votes count."""
    sheet, _hand = enter_room(meeting_id, leading=False)
    return pages.render(
        "meetings/now.html",
        seen=sheet,
        meeting=sheet.meeting,
        base=sheet.council.council.quorum_base,
        may_lead=may_lead(sheet),
        wanted=list_waiting(cycle.act().session, sheet.meeting, clock.today()).topics,
        is_today=queries.day_of(sheet.meeting) <= clock.today(),
        waiting=queries.previous_minutes(cycle.act().session, sheet.meeting),
        met_on={one.id: queries.day_of(one) for one in queries.list_meetings(cycle.act().session)},
        words=words,
        levels=LEVELS,
        say=telling,
    )


@bp.post("/<service>/meetings/<key:meeting_id>/now/<any(begin, end):way>")
@allow(Permission.OWN_ACCOUNT)
def turn_meeting(meeting_id: int, way: str) -> ResponseReturnValue:
    """Begin the meeting, or end it."""
    act = cycle.act()
    sheet, hand = enter_room(meeting_id)
    back = url_for(".now", meeting_id=sheet.meeting.id)
    if way == "begin":
        return try_deed(lambda: operations.open_meeting(act, sheet.meeting, hand=hand), back)
    return try_deed(
        lambda: operations.close_meeting(act, sheet.meeting, hand=hand),
        back,
        _("La réunion est terminée. Merci à toutes et à tous."),
    )


def _item(item_id: int) -> tuple[AgendaItem, MeetingSheet, Hand]:
    row = queries.get_item(cycle.act().session, item_id)
    sheet, hand = enter_room(row.meeting_id)
    return row, sheet, hand


@bp.route("/<service>/meetings/items/<key:item_id>/talk", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def talk(item_id: int) -> ResponseReturnValue:
    """Note what was said about a point."""
    act = cycle.act()
    row, sheet, hand = _item(item_id)
    if sheet.meeting.stage is not Stage.OPEN:
        abort(404)
    form = TalkForm(data={"conclusion": row.conclusion})
    said = form.conclusion
    if attempt(form, lambda: operations.conclude_item(act, row, said.data or "", hand=hand)):
        return redirect(url_for(".now", meeting_id=row.meeting_id), 303)
    page = pages.render(
        "meetings/talk.html", form=form, item=row, meeting=sheet.meeting, starters=words.STARTERS
    )
    return page, status_of(form)


@bp.post("/<service>/meetings/items/<key:item_id>/<any(here, carry):way>")
@allow(Permission.OWN_ACCOUNT)
def turn_item(item_id: int, way: str) -> ResponseReturnValue:
    """Speak of a point now, or put it off to the next session."""
    act = cycle.act()
    row, _sheet, hand = _item(item_id)
    deed = operations.go_to if way == "here" else operations.carry_item
    return try_deed(lambda: deed(act, row, hand=hand), url_for(".now", meeting_id=row.meeting_id))


@bp.route("/<service>/meetings/items/<key:item_id>/vote", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def vote(item_id: int) -> ResponseReturnValue:
    """Count a vote on a point."""
    act = cycle.act()
    row, sheet, hand = _item(item_id)
    if sheet.meeting.stage is not Stage.OPEN:
        abort(404)
    form = VoteForm(
        data={
            "words": row.title.text("fr"),
            "motion": "opinion",
            "method": "hands",
            "in_favour": 0,
            "against": 0,
            "abstained": 0,
        }
    )
    made: list[Decision] = []
    if attempt(form, lambda: made.append(operations.decide(act, row, form.sheet(), hand=hand))):
        pages.say(str(words.OUTCOMES[made[0].outcome]))
        return redirect(url_for(".now", meeting_id=row.meeting_id), 303)
    page = pages.render(
        "meetings/vote.html",
        form=form,
        item=row,
        seen=sheet,
        meeting=sheet.meeting,
        base=sheet.council.council.quorum_base,
        say=telling,
    )
    return page, status_of(form)


@bp.post("/<service>/meetings/<key:meeting_id>/adopt/<key:minutes_id>")
@allow(Permission.OWN_ACCOUNT)
def adopt(meeting_id: int, minutes_id: int) -> ResponseReturnValue:
    """Adopt the minutes of an earlier meeting."""
    act = cycle.act()
    sheet, hand = enter_room(meeting_id)
    minutes = queries.get_minutes(act.session, minutes_id)
    return try_deed(
        lambda: operations.adopt_minutes(act, minutes, sheet.meeting, hand=hand),
        url_for(".now", meeting_id=sheet.meeting.id),
        _("Le relevé est adopté."),
    )
