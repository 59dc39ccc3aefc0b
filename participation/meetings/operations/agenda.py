"""The agenda: points added, changed by two people at once, moved, withdrawn, put back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from participation.meetings import queries
from participation.meetings.models import AgendaItem, Meeting
from participation.meetings.rules.kinds import BEFORE, ItemState, Stage
from participation.meetings.rules.merging import Merged, merge
from participation.meetings.rules.refusals import Refusal

from .holding import hold_meeting, one_line, today

MOST_ITEMS = 40
LONGEST_MINUTES = 600
EDITABLE = (*BEFORE, Stage.OPEN)
"""A point may still be added in the room: urgent questions are put that way."""


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """What is written of a point."""

    title: Localized
    words: Localized = field(default_factory=Localized)
    asked_by: str = ""
    minutes: int = 15
    level: ParticipationLevel = ParticipationLevel.CONSULT
    origin: str = ""

    def fields(self) -> dict[str, str]:
        """Give each thing that a person may change by itself, as text."""
        texts = {
            f"{name}-{tag}": text
            for name, whole in (("title", self.title), ("words", self.words))
            for tag, text in whole.items()
        }
        own = {
            "asked_by": self.asked_by,
            "minutes": str(self.minutes),
            "level": self.level.value,
        }
        return texts | own

    def with_fields(self, fields: Mapping[str, str]) -> "ItemSheet":
        """Give the same point with the things that `fields` names written so."""
        found: dict[str, dict[str, str]] = {"title": {}, "words": {}}
        for key, text in fields.items():
            name, dash, tag = key.partition("-")
            if dash:
                found[name][tag] = text
        return replace(
            self,
            title=Localized(found["title"]),
            words=Localized(found["words"]),
            asked_by=fields["asked_by"],
            minutes=int(fields["minutes"]),
            level=ParticipationLevel(fields["level"]),
        )


def sheet_of(item: AgendaItem) -> ItemSheet:
    """Give a point as it is written now."""
    return ItemSheet(item.title, item.words, item.asked_by, item.minutes, item.level, item.origin)


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


def merged_with(item: AgendaItem, sheet: ItemSheet, seen: Mapping[str, str]) -> Merged:
    """Put a person's change over a point as it is written now, field by field."""
    theirs, mine = sheet_of(item).fields(), sheet.fields()
    names = theirs.keys() | mine.keys()
    return merge(
        seen,
        {name: mine.get(name, "") for name in names},
        {name: theirs.get(name, "") for name in names},
    )


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
    """Take a point off the agenda; it stays to be put back."""
    return _turn(act, item, ItemState.OPEN, ItemState.WITHDRAWN)


@journaled(Action.AGENDA_CHANGED)
def restore_item(act: Act, item: AgendaItem) -> AgendaItem:
    """Put a point back on the agenda."""
    return _turn(act, item, ItemState.WITHDRAWN, ItemState.OPEN)


def _turn(act: Act, item: AgendaItem, before: ItemState, after: ItemState) -> AgendaItem:
    meeting = queries.get_meeting(act.session, item.meeting_id)
    hold_meeting(act, meeting, *EDITABLE)
    act.session.refresh(item)
    if item.state is before:
        item.state = after
        meeting.version += 1
    return item
