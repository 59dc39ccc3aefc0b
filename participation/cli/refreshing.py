"""Reading helpers' own calendars again, and forgetting in time what helpers said."""

import datetime as dt
import threading

from participation.calendars.fetching import Guard
from participation.foundation import clock
from participation.foundation.act import Act, Refused
from participation.peers.adapters.agendas import open_address, read_address
from participation.peers.operations import afterwards, feeds, times
from participation.peers.queries.own_times import find_calendar, list_due
from participation.peers.rules.civil import Span
from participation.peers.rules.weekly import TimesRefusal

from .opening import House

AGE = dt.timedelta(hours=2)
"""How old a reading may be before a calendar is read again."""


def refresh_calendars(house: House, stop: threading.Event, guard: Guard | None = None) -> int:
    """Read again each calendar that was read two hours ago; give how many went well.

    The network is never touched within a transaction; what cannot be read is said on its owner's
    page, and its busy times of before stay.
    """
    done = 0
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            due = list_due(act.session, act.now - AGE)
        for key, sealed in due:
            if stop.is_set():
                return done
            found = _read(sealed, guard)
            with house.acting(organisation_id) as act:
                source = find_calendar(act.session, key)
                if source is not None:
                    done += times.refresh_calendar(act, source, found)
    return done


def _read(sealed: bytes, guard: Guard | None) -> tuple[Span, ...] | TimesRefusal:
    address = open_address(sealed)
    if address is None:
        return TimesRefusal.CALENDAR_BAD_ADDRESS
    try:
        return read_address(address, clock.now(), guard)
    except Refused as refused:
        return TimesRefusal(refused.reason)


def forget_helping(act: Act) -> int:
    """Forget faces after 90 days, busy times that are over, addresses closed a month ago."""
    return afterwards.forget_debriefs(act) + times.forget_times(act) + feeds.forget_feeds(act)
