"""The agenda: points added, changed by two people at once, moved, withdrawn, put back."""

from collections.abc import Mapping

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.queries.points import ItemSheet, merged_with, sheet_of
from participation.meetings.queries.topics import VOICE, everywhere, find_topic, waits_for
from participation.meetings.rules.kinds import BEFORE, ItemState, Stage
from participation.meetings.rules.refusals import Refusal

from .holding import hold_meeting, one_line, today
from .topics import place_topic, take_topic_off

MOST_ITEMS = 40
LONGEST_MINUTES = 600
EDITABLE = (*BEFORE, Stage.OPEN)
"""A point may still be added in the room: urgent questions are put that way."""


def _write(act: Act, item: AgendaItem, sheet: ItemSheet) -> None:
    if not sheet.title.get("fr", "").strip():
        raise Refused(Refusal.TITLE_MISSING)
    item.title, item.words = sheet.title, sheet.words
    item.asked_by = one_line(act, sheet.asked_by, 80)
    item.minutes = max(0, min(sheet.minutes, LONGEST_MINUTES))
    item.level, item.origin = sheet.level, sheet.origin[:60]


@journaled(Action.AGENDA_CHANGED)
def add_item(act: Act, meeting: Meeting, sheet: ItemSheet) -> AgendaItem:
    """Put a point at the end of the agenda; refuses one without a title in French."""
    hold_meeting(act, meeting, *EDITABLE)
    return put(act, meeting, sheet)


@unjournaled("part of the deeds that put a point on the agenda")
def put(act: Act, meeting: Meeting, sheet: ItemSheet) -> AgendaItem:
    """Write a point at the end of an agenda that is in hand."""
    items = queries.list_items(act.session, meeting)
    if len(items) >= MOST_ITEMS:
        raise Refused(Refusal.TOO_MANY_ITEMS, most=MOST_ITEMS)
    item = AgendaItem(
        meeting_id=meeting.id,
        rank=max((one.rank for one in items), default=0) + 1,
        added_on=today(act),
    )
    _write(act, item, sheet)
    act.session.add(item)
    meeting.version += 1
    return item


@journaled(Action.AGENDA_CHANGED)
def change_item(
    act: Act, item: AgendaItem, sheet: ItemSheet, *, seen: Mapping[str, str]
) -> AgendaItem:
    """Change a point; `seen` are the marks of what the person started from.

    What somebody else changed meanwhile stays as that one wrote it. Where both changed the same
    thing, nothing is written (ITEM_CHANGED): the page shows both, and whoever sends it again with
    the new marks decides. A point that was withdrawn meanwhile is refused as well.
    """
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, *EDITABLE)
    act.session.refresh(item)
    if item.state is ItemState.WITHDRAWN:
        raise Refused(Refusal.ITEM_WITHDRAWN)
    merged = merged_with(item, sheet, seen)
    if merged.clashes:
        raise Refused(Refusal.ITEM_CHANGED)
    _write(act, item, sheet_of(item).with_fields(merged.fields))
    meeting.version += 1
    return item


@journaled(Action.AGENDA_CHANGED)
def move_item(act: Act, item: AgendaItem, *, by: int) -> AgendaItem:
    """Move a point up (-1) or down (+1); at an end of the list nothing moves."""
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, *EDITABLE)
    own = [
        one
        for one in queries.list_items(act.session, meeting)
        if one.state is not ItemState.WITHDRAWN
    ]
    place = own.index(item)
    other = max(0, min(place + (1 if by > 0 else -1), len(own) - 1))
    own[place], own[other] = own[other], own[place]
    for number, one in enumerate(own, 1):
        one.rank = number
    meeting.version += 1
    return item


@journaled(Action.AGENDA_CHANGED)
def withdraw_item(act: Act, item: AgendaItem) -> AgendaItem:
    """Take a point off the agenda; it stays to be put back. A topic waits for another meeting."""
    meeting = _hold(act, item)
    if item.state is ItemState.OPEN:
        item.state = ItemState.WITHDRAWN
        meeting.version += 1
        take_topic_off(act, meeting, item)
    return item


@journaled(Action.AGENDA_CHANGED)
def restore_item(act: Act, item: AgendaItem) -> AgendaItem:
    """Put a point back on the agenda; refuses a topic that stands elsewhere by now."""
    meeting = _hold(act, item)
    if item.state is not ItemState.WITHDRAWN:
        return item
    with everywhere(act.session):
        topic = find_topic(act.session, item.origin)
    if item.origin.startswith(VOICE) and (topic is None or not waits_for(topic, meeting)):
        raise Refused(Refusal.TOPIC_GONE)
    item.state = ItemState.OPEN
    meeting.version += 1
    place_topic(act, meeting, item)
    return item


def _hold(act: Act, item: AgendaItem) -> Meeting:
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, *EDITABLE)
    act.session.refresh(item)
    return meeting
