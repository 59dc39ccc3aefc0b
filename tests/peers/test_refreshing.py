"""The worker reads calendars again without holding a transaction, and says what went wrong."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.cli import refreshing
from participation.cli.opening import House
from participation.foundation.act import Refused
from participation.foundation.clock import frozen
from participation.foundation.security import keep_secret
from participation.peers.models import BusyTime, CalendarSource
from participation.peers.operations import times
from participation.peers.rules.civil import Span
from participation.peers.rules.weekly import TimesRefusal
from participation.settings import Settings
from tests.application import settings_for
from tests.builders import Town, acting_in, make_town
from tests.peers.crew import at, make_peer

NEW = Span(at("03-19 09:00"), at("03-19 10:00"))
LATER = dt.datetime(2026, 3, 17, 12, tzinfo=dt.UTC)


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("secret of the tests, long enough to be one")
    return make_town(engine)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    settings: Settings = settings_for(str(engine.url), tmp_path)
    return House(settings, engine)


def link(engine: Engine, town: Town, *addresses: str) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        for address in addresses:
            times.link_calendar(act, peer, (), address)


def test_what_is_old_is_read_again_and_what_fails_is_said(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, town: Town, house: House
) -> None:
    link(engine, town, "https://good.example/a.ics", "https://gone.example/b.ics")
    asked: list[str] = []

    def read(address: str, now: dt.datetime, guard: object) -> tuple[Span, ...]:
        del now, guard
        asked.append(address)
        if "gone" in address:
            raise Refused(TimesRefusal.CALENDAR_UNREACHABLE)
        return (NEW,)

    monkeypatch.setattr(refreshing, "read_address", read)
    assert refreshing.refresh_calendars(house, threading.Event()) == 0
    assert asked == []
    with frozen(LATER):
        assert refreshing.refresh_calendars(house, threading.Event()) == 1
        assert len(asked) == 2
        assert refreshing.refresh_calendars(house, threading.Event()) == 0
    with acting_in(engine, town) as act:
        problems = act.session.scalars(select(CalendarSource.problem)).all()
        assert sorted(problems) == ["", "calendar-unreachable"]
        assert [one.starts for one in act.session.scalars(select(BusyTime))] == [NEW.starts]


def test_an_address_sealed_elsewhere_is_no_crash(engine: Engine, town: Town, house: House) -> None:
    link(engine, town, "https://good.example/a.ics")
    keep_secret("another secret of the tests, after a move without its key")
    with frozen(LATER):
        assert refreshing.refresh_calendars(house, threading.Event()) == 0
    with acting_in(engine, town) as act:
        (problem,) = act.session.scalars(select(CalendarSource.problem)).all()
        assert problem == "calendar-bad-address"


def test_a_worker_that_is_told_to_stop_stops(engine: Engine, town: Town, house: House) -> None:
    link(engine, town, "https://good.example/a.ics")
    stop = threading.Event()
    stop.set()
    with frozen(LATER):
        assert refreshing.refresh_calendars(house, stop) == 0
    with acting_in(engine, town) as act:
        assert refreshing.forget_helping(act) == 0
