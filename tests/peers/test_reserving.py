"""Times that are taken: one taker each, decided by the database, on both databases."""

import datetime as dt
import threading

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from participation.foundation.act import Act
from participation.peers.adapters.reserving import TakenError, release, reserve, taken
from participation.peers.models import Reservation, Slot
from participation.peers.rules.kinds import SlotKind
from tests.builders import Town, acting_in, make_town

NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
MARYAM, OLENA = 11, 12


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def slot(act: Act, town: Town, starts: dt.datetime = NOON) -> Slot:
    row = Slot(service_id=town.here, kind=SlotKind.MEETING, starts=starts, ends=starts + HOUR)
    act.session.add(row)
    act.session.flush()
    return row


def test_a_second_taker_is_refused_and_nothing_of_hers_is_written(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        first, second = slot(act, town), slot(act, town, NOON + HOUR / 2)
        reserve(act.session, first.id, [MARYAM], (first.starts, first.ends))
        with pytest.raises(TakenError):
            reserve(act.session, second.id, [OLENA, MARYAM], (second.starts, second.ends))
        assert taken(act.session, [MARYAM, OLENA], (second.starts, second.ends)) == {MARYAM}


def test_times_that_touch_do_not_overlap(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        for number in range(3):
            row = slot(act, town, NOON + number * HOUR)
            reserve(act.session, row.id, [MARYAM], (row.starts, row.ends))


def test_a_time_given_back_can_be_taken(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        first, second = slot(act, town), slot(act, town)
        reserve(act.session, first.id, [MARYAM, OLENA], (first.starts, first.ends))
        release(act.session, first.id, [MARYAM])
        reserve(act.session, second.id, [MARYAM], (second.starts, second.ends))
        with pytest.raises(TakenError):
            reserve(act.session, second.id, [OLENA], (second.starts, second.ends))


@pytest.mark.parametrize(
    ("begins", "lasts", "found"),
    [(0, 1, True), (-1, 1, False), (1, 1, False), (-1, 1.1, True), (0.9, 1, True), (-1, 3, True)],
)
def test_a_look_sees_what_the_constraint_refuses(
    engine: Engine, town: Town, begins: float, lasts: float, *, found: bool
) -> None:
    with acting_in(engine, town) as act:
        row = slot(act, town)
        reserve(act.session, row.id, [MARYAM], (row.starts, row.ends))
        starts = NOON + begins * HOUR
        times = (starts, starts + lasts * HOUR)
        assert taken(act.session, [MARYAM, OLENA], times) == ({MARYAM} if found else frozenset())


def test_the_database_refuses_whoever_does_not_look(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        row = slot(act, town)
        reserve(act.session, row.id, [MARYAM], (row.starts, row.ends))
        other = slot(act, town)
        blind = Reservation(slot_id=other.id, subject_id=MARYAM, starts=row.starts, ends=row.ends)
        with pytest.raises(DBAPIError, match="never_overlapping"), act.session.begin_nested():
            act.session.add(blind)
        later = Reservation(
            slot_id=other.id, subject_id=MARYAM, starts=NOON + HOUR, ends=NOON + 2 * HOUR
        )
        act.session.add(later)
        act.session.flush()
        with pytest.raises(DBAPIError, match="never_overlapping"), act.session.begin_nested():
            later.starts = NOON


def test_twelve_at_once_and_one_has_it(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        keys = [slot(act, town, NOON + number * HOUR / 12).id for number in range(12)]
    won, troubles, gate = [], [], threading.Barrier(len(keys))

    def take(key: int, number: int) -> None:
        gate.wait()
        try:
            with acting_in(engine, town) as act:
                starts = NOON + number * HOUR / 12
                reserve(act.session, key, [MARYAM], (starts, starts + HOUR))
            won.append(key)
        except TakenError:
            pass
        except DBAPIError as error:
            troubles.append(error)

    threads = [threading.Thread(target=take, args=(key, n)) for n, key in enumerate(keys)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), troubles) == (1, [])
