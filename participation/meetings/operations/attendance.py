"""Who is in the room: titulaires, substitutes in their place, advisory voices, guests."""

from sqlalchemy import update

from participation.accounts.models import User
from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.councils.queries import Holder
from participation.councils.rules.kinds import SeatKind
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import Meeting, Presence
from participation.meetings.queries import MeetingSheet, places_of
from participation.meetings.rules.attendance import (
    Place,
    why_not_guest,
    why_not_member,
    why_not_substitute,
)
from participation.meetings.rules.kinds import BEFORE, Quality, Stage
from participation.meetings.rules.refusals import Refusal

from .holding import KEEPER, Hand, hold_meeting, one_line

HERE = (*BEFORE, Stage.OPEN)
"""People are noted while they come in, before the meeting begins."""


def _seat_of(sheet: MeetingSheet, term_id: int) -> tuple[Place, Holder]:
    """Give the seat that somebody holds on the day; refuse who holds none."""
    places = places_of(sheet.council)
    for kind in SeatKind:
        for seat in sheet.seats(kind):
            if seat.holder and seat.holder.term.id == term_id:
                return places[seat.seat.id], seat.holder
    raise Refused(Refusal.NOT_A_MEMBER)


def _note(act: Act, sheet: MeetingSheet, holder: Holder) -> Presence:
    """Give the row of somebody who sits: the one she had when she comes back."""
    row = sheet.presence_of(holder.term.id)
    if row is None:
        row = Presence(meeting_id=sheet.meeting.id, term_id=holder.term.id, name=holder.name)
        act.session.add(row)
    row.has_left = False
    return row


@journaled(Action.PRESENCE_NOTED)
def note_member(act: Act, meeting: Meeting, term_id: int, *, hand: Hand = KEEPER) -> Presence:
    """Note that a titulaire is there; she has the vote of her seat.

    Refuses who is noted already, and whose substitute sits in her place: never both vote.
    """
    hold_meeting(act, meeting, *HERE, hand=hand)
    sheet = queries.see_meeting(act.session, meeting)
    place, holder = _seat_of(sheet, term_id)
    if reason := why_not_member(place, sheet.sittings):
        raise Refused(reason)
    row = _note(act, sheet, holder)
    row.quality, row.seat_id, row.stood_in_for = Quality.MEMBER, place.seat_id, ""
    return row


@journaled(Action.PRESENCE_NOTED)
def note_substitute(
    act: Act, meeting: Meeting, term_id: int, seat_id: int | None, *, hand: Hand = KEEPER
) -> Presence:
    """Note that a substitute is there: in the place of a titulaire, or without a vote.

    Refuses the place of somebody who is there, of another college, or of another's titulaire.
    """
    hold_meeting(act, meeting, *HERE, hand=hand)
    sheet = queries.see_meeting(act.session, meeting)
    place, holder = _seat_of(sheet, term_id)
    taken = places_of(sheet.council).get(seat_id or 0)
    if seat_id is not None:
        if taken is None:
            raise Refused(Refusal.NOT_A_MEMBER)
        if reason := why_not_substitute(place, taken, sheet.sittings):
            raise Refused(reason)
    elif place.kind is not SeatKind.SUBSTITUTE:
        raise Refused(Refusal.NOT_HIS_SUBSTITUTE)
    row = _note(act, sheet, holder)
    row.seat_id = taken.seat_id if taken else None
    row.quality = Quality.SUBSTITUTE if taken else Quality.ADVISORY
    row.stood_in_for = _holder_of(sheet, row.seat_id)
    return row


def _holder_of(sheet: MeetingSheet, seat_id: int | None) -> str:
    seats = sheet.seats(SeatKind.MEMBER)
    return next((one.holder.name for one in seats if one.seat.id == seat_id and one.holder), "")


@journaled(Action.PRESENCE_NOTED)
def note_guest(
    act: Act, meeting: Meeting, name: str, quality: Quality, *, hand: Hand = KEEPER
) -> Presence:
    """Note somebody without a seat: the director's advisory voice, or a guest (D311-9, D311-18).

    Refuses no name, a name that is noted, and that of somebody who sits: she is noted there.
    """
    hold_meeting(act, meeting, *HERE, hand=hand)
    sheet = queries.see_meeting(act.session, meeting)
    line = one_line(act, name, 120)
    if reason := why_not_guest(line, [*sheet.sittings, *sheet.seated]):
        raise Refused(reason)
    own = Quality.GUEST if quality is Quality.GUEST else Quality.ADVISORY
    row = Presence(meeting_id=meeting.id, name=line, quality=own)
    act.session.add(row)
    return row


@journaled(Action.PRESENCE_NOTED)
def note_left(act: Act, presence: Presence, *, hand: Hand = KEEPER) -> Presence:
    """Note that somebody has left: her seat has no vote any more, and her substitute may take it.

    Before the meeting begins it takes back a slip of the finger.
    """
    meeting = queries.get_meeting(act.session, presence.meeting_id)
    hold_meeting(act, meeting, *HERE, hand=hand)
    if meeting.stage is Stage.OPEN:
        presence.has_left, presence.seat_id = True, None
    else:
        act.session.delete(presence)
    return presence


@journaled(Action.SECRETARY_NAMED)
def name_secretary(act: Act, presence: Presence, *, hand: Hand = KEEPER) -> Presence:
    """Say who writes the minutes: somebody in the room, helped or not (D311-20).

    The law asks for a resident, or somebody of the families: others are noted with a warning.
    """
    meeting = queries.get_meeting(act.session, presence.meeting_id)
    hold_meeting(act, meeting, *HERE, Stage.CLOSED, hand=hand)
    if presence.quality is Quality.GUEST:
        raise Refused(Refusal.NOT_A_MEMBER)
    for one in queries.list_presences(act.session, meeting):
        one.is_secretary = one.id == presence.id
    return presence


@unjournaled("the erasure of the person writes its own entry")
def forget_person(act: Act, user: User) -> None:
    """Rub out the name of somebody who is erased beside that of who stood in for her.

    Her own rows go with her account; what the chair signed is the paper that the law keeps.
    """
    mine = update(Presence).where(Presence.stood_in_for == user.name).values(stood_in_for="")
    act.session.execute(mine, execution_options={"synchronize_session": False})
