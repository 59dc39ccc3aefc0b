"""Who is in the room: one button a person."""

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils.labels.words import COLLEGES
from participation.councils.queries import CollegeSheet, SeatSheet
from participation.councils.rules.kinds import SubstituteOrder
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.keys import from_text, to_text
from participation.foundation.permissions import Permission
from participation.meetings import operations, queries
from participation.meetings.forms import GuestForm
from participation.meetings.labels import telling, words
from participation.meetings.operations import Hand
from participation.meetings.queries import MeetingSheet
from participation.meetings.rules.kinds import BEFORE, Quality, Stage

from .desk import attempt, bp, status_of, try_deed
from .room import enter_room

KEYS = {"member": 1, "substitute": 2, "watcher": 1, "left": 1, "secretary": 1}
"""How many keys follow the word of each button."""


@bp.route("/<service>/meetings/<key:meeting_id>/people", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def people(meeting_id: int) -> ResponseReturnValue:
    """Note who is there: titulaires, substitutes in an empty place, other voices, guests."""
    act = cycle.act()
    sheet, hand = enter_room(meeting_id)
    if sheet.meeting.stage not in (*BEFORE, Stage.OPEN, Stage.CLOSED):
        abort(404)
    here = url_for(".people", meeting_id=sheet.meeting.id)
    if request.method == "POST" and "who" in request.form:
        return try_deed(lambda: _note(sheet, hand, request.form["who"]), here)
    form = GuestForm(data={"quality": Quality.GUEST.value})
    name, quality = form.name, form.quality
    if attempt(
        form,
        lambda: operations.note_guest(
            act, sheet.meeting, name.data or "", Quality(str(quality.data)), hand=hand
        ),
    ):
        return redirect(here, 303)
    page = pages.render(
        "meetings/people.html",
        form=form,
        seen=sheet,
        meeting=sheet.meeting,
        base=sheet.council.council.quorum_base,
        empty_places=lambda college, seat: _empty_places(sheet, college, seat),
        others=[one for one in sheet.here if one.term_id is None],
        words=words,
        colleges=COLLEGES,
        key_text=to_text,
        say=telling,
    )
    return page, status_of(form)


def _empty_places(sheet: MeetingSheet, college: CollegeSheet, own: SeatSheet) -> list[SeatSheet]:
    """Give the places of a college that a substitute may take now."""
    paired = college.college.substitute_order is SubstituteOrder.PAIRED
    return [
        seat
        for seat in college.members
        if seat.holder
        and sheet.on_seat(seat.seat.id) is None
        and (not paired or seat.seat.rank == own.seat.rank)
    ]


def _note(sheet: MeetingSheet, hand: Hand, said: str) -> None:
    """Do what a button says: its word, then its keys; 404 for what no button says."""
    act, meeting = cycle.act(), sheet.meeting
    word, *texts = said.split(":")
    try:
        keys = [from_text(text) for text in texts]
    except ValueError:
        abort(404)
    if KEYS.get(word) != len(keys):
        abort(404)
    if word == "member":
        operations.note_member(act, meeting, keys[0], hand=hand)
    elif word == "substitute":
        operations.note_substitute(act, meeting, keys[0], keys[1], hand=hand)
    elif word == "watcher":
        operations.note_substitute(act, meeting, keys[0], None, hand=hand)
    else:
        presence = queries.get_presence(act.session, keys[0])
        if presence.meeting_id != meeting.id:
            abort(404)
        deed = operations.note_left if word == "left" else operations.name_secretary
        deed(act, presence, hand=hand)
