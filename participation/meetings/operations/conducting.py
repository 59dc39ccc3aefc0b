"""Holding a meeting: it begins, goes from point to point, and ends."""

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.councils.rules.kinds import Office
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.rules.kinds import BEFORE, ItemState, Stage
from participation.meetings.rules.refusals import Refusal

from .holding import KEEPER, Hand, hold_meeting, today
from .planning import bring_over
from .topics import note_heard, take_topic_off


@journaled(Action.MEETING_OPENED)
def open_meeting(act: Act, meeting: Meeting, *, hand: Hand = KEEPER) -> Meeting:
    """Begin: the chair presides when she is there, else her deputy; the first point is called.

    Refuses a day before the meeting's, and an empty room. A council without quorum still meets:
    its opinions are carried to a later session.
    """
    hold_meeting(act, meeting, *BEFORE, hand=hand)
    sheet = queries.see_meeting(act.session, meeting)
    if today(act) < queries.day_of(meeting):
        raise Refused(Refusal.DAY_OUTSIDE)
    if not sheet.here:
        raise Refused(Refusal.NOBODY_THERE)
    for office in (Office.VICE_CHAIR, Office.CHAIR):
        holder = sheet.council.holder_of(office)
        own = sheet.presence_of(holder.holder.term.id) if holder else None
        if own is not None and not own.has_left:
            for one in sheet.presences:
                one.is_chairing = one.id == own.id
    meeting.stage, meeting.opened_at = Stage.OPEN, act.now
    meeting.current_item_id = sheet.agenda[0].id if sheet.agenda else None
    return meeting


@journaled(Action.MEETING_MOVED_ON)
def go_to(act: Act, item: AgendaItem, *, hand: Hand = KEEPER) -> AgendaItem:
    """Speak of a point now; what became of it stays as it was noted."""
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, Stage.OPEN, hand=hand)
    if item.state is ItemState.WITHDRAWN:
        raise Refused(Refusal.ITEM_WITHDRAWN)
    meeting.current_item_id = item.id
    return item


@journaled(Action.MEETING_MOVED_ON)
def conclude_item(
    act: Act, item: AgendaItem, conclusion: str, *, is_done: bool = True, hand: Hand = KEEPER
) -> AgendaItem:
    """Note what was said about a point; once it is done, the next open one is called."""
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, Stage.OPEN, hand=hand)
    item.conclusion = conclusion.strip()[:2000]
    if is_done and item.state is ItemState.OPEN:
        item.state = ItemState.DONE
    if is_done:
        _call_next(act, meeting)
    return item


@journaled(Action.MEETING_MOVED_ON)
def carry_item(act: Act, item: AgendaItem, *, hand: Hand = KEEPER) -> AgendaItem:
    """Put a point off to the next session, where it will come first."""
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, Stage.OPEN, hand=hand)
    item.state = ItemState.CARRIED
    _call_next(act, meeting)
    return item


def _call_next(act: Act, meeting: Meeting) -> None:
    act.session.flush()
    left = [one for one in queries.list_items(act.session, meeting) if one.state is ItemState.OPEN]
    meeting.current_item_id = left[0].id if left else None


@journaled(Action.MEETING_CLOSED)
def close_meeting(act: Act, meeting: Meeting, *, hand: Hand = KEEPER) -> Meeting:
    """End a meeting: points nobody came to are carried over, to the next one if it is planned.

    A point that was voted was spoken of, though nobody noted a word. Who gave its topic sees that
    it was, whether it was voted or only talked about.
    """
    hold_meeting(act, meeting, Stage.OPEN, hand=hand)
    voted = {one.item_id for one in queries.list_decisions(act.session, meeting)}
    for item in queries.list_items(act.session, meeting):
        if item.state is ItemState.OPEN:
            item.state = ItemState.DONE if item.id in voted else ItemState.CARRIED
        if item.state is ItemState.CARRIED:
            take_topic_off(act, meeting, item)
        elif item.state is ItemState.DONE:
            note_heard(act, meeting, item)
    meeting.stage, meeting.closed_at = Stage.CLOSED, act.now
    meeting.current_item_id = None
    act.session.flush()
    if (following := queries.next_meeting(act.session, meeting)) is not None:
        bring_over(act, following)
    return meeting
