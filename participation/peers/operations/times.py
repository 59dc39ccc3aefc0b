"""When a helper is there: weekly times, days otherwise, her own calendar as busy time only."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import delete

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.retention import Kept, time_of
from participation.peers.adapters.agendas import open_address, seal_address
from participation.peers.models import Absence, BusyTime, CalendarSource, Peer, WeeklyTime
from participation.peers.queries import own_times
from participation.peers.rules.civil import Span, merged
from participation.peers.rules.weekly import (
    MOST_CALENDARS,
    AwaySheet,
    TimesRefusal,
    Weekly,
    clock_of,
    overlapped,
    span_of,
    why_not_away,
    why_not_beside,
    why_not_weekly,
)

KEPT = time_of(Kept.ABSENCE)
"""How long days away stay readable to her once they are over."""


@dataclass(frozen=True, slots=True)
class TimeSheet:
    """A time of each week on some weekdays (0 is Monday), in minutes after midnight.

    An end at or before the beginning is the next day's; `until` is the first day without it.
    """

    weekdays: tuple[int, ...]
    starts_at: int
    minutes: int
    since: dt.date
    until: dt.date | None = None


@journaled(Action.PEER_TIMES_CHANGED)
def add_times(act: Act, peer: Peer, sheet: TimeSheet) -> Peer:
    """Add a time on several weekdays, all or none.

    Refuses a time without length, one that meets another of hers (the facts give its hours), and
    more than forty.
    """
    kept = [own_times.as_weekly(row) for row in own_times.list_weekly(act.session, peer)]
    for weekday in dict.fromkeys(sheet.weekdays):
        one = Weekly(weekday, sheet.starts_at, sheet.minutes, sheet.since, sheet.until)
        if reason := why_not_weekly(one, kept):
            raise Refused(reason, **_hours_of(overlapped(one, kept)))
        kept.append(one)
        act.session.add(
            WeeklyTime(
                helper_id=peer.id,
                weekday=weekday,
                starts_at=one.starts_at,
                minutes=one.minutes,
                since=one.since,
                until=one.until,
            )
        )
    return peer


def _hours_of(other: Weekly | None) -> dict[str, object]:
    """Give the hours that are said already, as the clock shows them."""
    if other is None:
        return {}
    return {"hours": f"{clock_of(other.starts_at)} – {clock_of(other.starts_at + other.minutes)}"}


@journaled(Action.PEER_TIMES_CHANGED)
def remove_time(act: Act, time: WeeklyTime) -> WeeklyTime:
    """Take a time of the week away; what was promised in it stays promised."""
    act.session.delete(time)
    return time


@journaled(Action.PEER_TIMES_CHANGED)
def add_absence(act: Act, peer: Peer, sheet: AwaySheet) -> Absence:
    """Note days or hours away, or there beside the weekly times; why is not asked.

    Refuses what is over, reversed, longer than a year, said already, or away and there at once.
    What she promised in it stays promised until somebody takes over: she is shown it.
    """
    if reason := why_not_away(sheet, act.now):
        raise Refused(reason)
    span = span_of(sheet)
    others = [
        (Span(row.starts, row.ends), row.is_there)
        for row in own_times.list_absences(act.session, peer, act.now)
    ]
    if reason := why_not_beside(span, is_there=sheet.is_there, others=others):
        raise Refused(reason)
    row = Absence(helper_id=peer.id, starts=span.starts, ends=span.ends, is_there=sheet.is_there)
    act.session.add(row)
    return row


@journaled(Action.PEER_TIMES_CHANGED)
def remove_absence(act: Act, absence: Absence) -> Absence:
    """Take an absence away."""
    act.session.delete(absence)
    return absence


@unjournaled("refuses only")
def refuse_calendar(act: Act, peer: Peer, address: str | None, *, has_file: bool) -> None:
    """Refuse neither or both of a file and an address, the same address twice, more than three.

    It is asked before a calendar is fetched, so that nothing is fetched in vain.
    """
    if (address is None) is not has_file:
        raise Refused(TimesRefusal.ONE_SOURCE)
    sources = own_times.list_calendars(act.session, peer)
    if len(sources) >= MOST_CALENDARS:
        raise Refused(TimesRefusal.TOO_MANY_CALENDARS, most=MOST_CALENDARS)
    known = {open_address(row.address) for row in sources if row.address is not None}
    if address is not None and address in known:
        raise Refused(TimesRefusal.CALENDAR_KNOWN)


@journaled(Action.CALENDAR_LINKED)
def link_calendar(
    act: Act, peer: Peer, busy: Collection[Span], address: str | None = None
) -> CalendarSource:
    """Keep when her own calendar says busy; its address sealed, none for a file.

    `busy` was read by `adapters.agendas`; not a word of the calendar comes here.
    """
    refuse_calendar(act, peer, address, has_file=address is None)
    source = CalendarSource(helper_id=peer.id, read_at=act.now, problem="")
    source.address = None if address is None else seal_address(address)
    act.session.add(source)
    act.session.flush()
    _write(act, source, busy)
    return source


def _write(act: Act, source: CalendarSource, busy: Collection[Span]) -> None:
    act.session.execute(delete(BusyTime).where(BusyTime.calendar_id == source.id))
    act.session.add_all(
        BusyTime(calendar_id=source.id, starts=each.starts, ends=each.ends)
        for each in merged(list(busy))
    )


@journaled(Action.CALENDAR_UNLINKED)
def unlink_calendar(act: Act, source: CalendarSource) -> CalendarSource:
    """Take her calendar away, its address and every busy time of it, at once."""
    act.session.delete(source)
    return source


@unjournaled("reading again every few hours would fill the journal")
def refresh_calendar(
    act: Act, source: CalendarSource, busy: Collection[Span] | TimesRefusal
) -> bool:
    """Keep what was read again, or the problem: the busy times of before then stay.

    Gives whether it went well.
    """
    source.read_at = act.now
    if isinstance(busy, TimesRefusal):
        source.problem = busy.value
        return False
    source.problem = ""
    _write(act, source, busy)
    act.session.flush()
    return True


@unjournaled("what is forgotten leaves no trace, by name or by day")
def forget_times(act: Act) -> int:
    """Erase busy times that are over, and absences of 90 days ago; say how many went."""
    today = act.now.astimezone(PARIS).replace(hour=0, minute=0, second=0, microsecond=0)
    gone = own_times.count_over(act.session, busy=today, away=act.now - KEPT)
    if gone:
        quietly = {"synchronize_session": False}
        old = delete(BusyTime).where(BusyTime.ends < today)
        act.session.execute(old, execution_options=quietly)
        past = delete(Absence).where(Absence.ends < act.now - KEPT)
        act.session.execute(past, execution_options=quietly)
    return gone
