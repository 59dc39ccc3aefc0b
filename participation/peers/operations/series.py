"""Planning what comes back, and its exceptions: one moved, one left out, all from a day on."""

import datetime as dt
from collections.abc import Sequence

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.peers.adapters.reserving import taken
from participation.peers.models import Series, Slot
from participation.peers.queries.slots import list_of_series
from participation.peers.rules import series as rules
from participation.peers.rules.civil import DAY, Span, day_of, instant_of
from participation.peers.rules.kinds import SlotState
from participation.peers.rules.planning import OUTSIDE, Refusal, Shape, why_not

from .slots import SlotSheet, add_slot, drop, reshape

Pattern = dict[str, object]


def _write_pattern(of: rules.Series) -> Pattern:
    """Give a rhythm as the table keeps it."""
    rhythm = of.rhythm
    if isinstance(rhythm, rules.Weekly):
        return {"weekdays": sorted(rhythm.weekdays), "every": rhythm.every, "left_out": []}
    return {
        "weekday": rhythm.weekday,
        "nth": rhythm.nth,
        "every": rhythm.every,
        "left_out": [],
    }


@journaled(Action.SERIES_PLANNED)
def plan_series(
    act: Act, service_id: int, of: rules.Series, shape: Shape, room_id: int | None
) -> Series:
    """Plan every time of a series, with its room, or none of them.

    Refuses what the rhythm cannot be (endless, more than two years, no day), what one slot could
    not be, and a room that is taken on any of its days: they are named.
    """
    if reasons := rules.examine_series(of):
        raise Refused(reasons[0])
    if reason := why_not(shape):
        raise Refused(reason)
    times = [each for each in rules.occurrences(of) if not each.is_cancelled]
    last = max(each.on for each in times)
    row = Series(
        service_id=service_id,
        kind=shape.kind,
        pattern=_write_pattern(of),
        starts_at=of.hour.hour * 60 + of.hour.minute,
        minutes=of.minutes,
        since=of.first,
        until=last + DAY,
    )
    act.session.add(row)
    act.session.flush()
    room = None if shape.kind in OUTSIDE else room_id
    _refuse_taken(act, room, [each.span for each in times])
    for each in times:
        add_slot(act, service_id, SlotSheet(shape, each.span.starts, room), row.id)
    return row


def _refuse_taken(act: Act, room_id: int | None, times: Sequence[Span]) -> None:
    """Look at every day before the first is written, so that all that are taken are named."""
    if room_id is None:
        return
    clashes = [each for each in times if taken(act.session, [room_id], each)]
    if clashes:
        days = tuple(day_of(each.starts, PARIS) for each in clashes)
        raise Refused(Refusal.ROOM_TAKEN, days=days)


@journaled(Action.SERIES_CHANGED)
def change_from(act: Act, series: Series, day: dt.date, sheet: SlotSheet, *, link: str) -> Series:
    """Give every time of a series from a day on another hour, length, room or need.

    Each keeps its day; those that were moved by hand are left as they are. One refusal refuses the
    whole, so that nobody finds half a series changed.
    """
    hour = sheet.starts.astimezone(PARIS).time()
    changed = [each for each in _coming(act, series, day) if each.moved_from is None]
    if not changed:
        raise Refused(Refusal.SERIES_OVER)
    for slot in changed:
        own = instant_of(day_of(slot.starts, PARIS), hour, PARIS)
        reshape(act, slot, SlotSheet(sheet.shape, own, sheet.room_id), link=link)
        slot.moved_from = None
    series.starts_at, series.minutes = hour.hour * 60 + hour.minute, sheet.shape.minutes
    series.kind = sheet.shape.kind
    return series


@journaled(Action.SERIES_CHANGED)
def end_from(act: Act, series: Series, day: dt.date, *, link: str) -> Series:
    """Cancel every time of a series from a day on, and tell who held a place."""
    coming = _coming(act, series, day)
    if not coming:
        raise Refused(Refusal.SERIES_OVER)
    for slot in coming:
        drop(act, slot, link=link)
    series.until = max(day, series.since + DAY)
    return series


def _coming(act: Act, series: Series, day: dt.date) -> list[Slot]:
    since = max(instant_of(day, dt.time(), PARIS), act.now)
    found = list_of_series(act.session, series, since)
    return [each for each in found if each.state is SlotState.PLANNED]
