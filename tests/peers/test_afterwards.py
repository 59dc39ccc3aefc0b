"""Presence without blame, faces that nobody joins to a meeting, hours that count, feeds."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Engine, select

from participation.foundation.act import Act
from participation.foundation.clock import frozen
from participation.peers.labels import certificate
from participation.peers.models import Booking, Debrief, Peer, Slot
from participation.peers.operations import afterwards
from participation.peers.queries import own_hours
from participation.peers.rules.afterwards import AfterRefusal, forgotten_before
from participation.peers.rules.kinds import (
    AssignmentState,
    AttendanceMark,
    BookingState,
    Feeling,
    SlotKind,
    SlotState,
)
from tests.builders import Town, acting_in, make_town
from tests.councils.mandated import reason_of
from tests.peers.crew import TODAY, assign, at, make_peer, make_slot
from tests.peers.test_roster_answers import book

CAME, NOT_SEEN, PUT_OFF = AttendanceMark.CAME, AttendanceMark.NOT_SEEN, AttendanceMark.PUT_OFF
D = dt.date


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def booked(act: Act, slot: Slot) -> BookingState:
    return act.session.scalars(select(Booking.state).where(Booking.slot_id == slot.id)).one()


def test_who_did_not_come_is_nobodys_fault_and_her_hour_counts(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, slot = make_peer(act, town), make_slot(act, town.here, "03-17 09:00")
        row = assign(act, slot, peer)
        book(act, town, slot)
        afterwards.tell_presence(act, row, slot, NOT_SEEN)
        assert (row.attended, slot.state, booked(act, slot)) == (
            True,
            SlotState.HELD,
            BookingState.ABSENT,
        )
        afterwards.tell_presence(act, row, slot, CAME)
        assert booked(act, slot) is BookingState.CAME
        afterwards.tell_presence(act, row, slot, PUT_OFF)
        assert (row.attended, slot.state, booked(act, slot)) == (
            False,
            SlotState.PLANNED,
            BookingState.BOOKED,
        )


def test_an_open_door_counts_people_and_names_nobody(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        one, two = make_peer(act, town), make_peer(act, town, "Olena")
        slot = make_slot(act, town.here, "03-17 09:00", kind=SlotKind.DROP_IN, capacity=0)
        rows = assign(act, slot, one), assign(act, slot, two)
        afterwards.tell_presence(act, rows[0], slot, CAME, 12)
        assert slot.came == 12
        afterwards.tell_presence(act, rows[1], slot, PUT_OFF)
        assert (slot.state, slot.came) == (SlotState.HELD, 12)
        wrong = reason_of(afterwards.tell_presence, act, rows[0], slot, CAME, 501)
        assert wrong is AfterRefusal.HOW_MANY


@pytest.mark.parametrize(
    ("starts", "state", "slot_state", "reason"),
    [
        ("03-17 11:00", AssignmentState.PROMISED, SlotState.PLANNED, AfterRefusal.NOT_YET),
        ("03-17 10:00", AssignmentState.PROMISED, SlotState.CANCELLED, AfterRefusal.CANCELLED),
        ("03-17 10:00", AssignmentState.DECLINED, SlotState.PLANNED, AfterRefusal.NOT_HERS),
        ("01-15 10:00", AssignmentState.PROMISED, SlotState.PLANNED, AfterRefusal.TOO_LATE),
    ],
)
def test_only_what_was_hers_is_told(
    engine: Engine,
    town: Town,
    starts: str,
    state: AssignmentState,
    slot_state: SlotState,
    reason: AfterRefusal,
) -> None:
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, starts)
        row = assign(act, slot, make_peer(act, town), state)
        slot.state = slot_state
        assert reason_of(afterwards.tell_presence, act, row, slot, CAME) is reason


def test_a_face_knows_its_week_and_nothing_else(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, other = make_peer(act, town), make_peer(act, town, "Olena")
        said = [afterwards.debrief(act, peer, each) for each in (Feeling.DIFFICULT, Feeling.EASY)]
        assert {one.week_of for one in said} == {D(2026, 3, 16)}
        columns = {column.name for column in Debrief.__table__.columns}
        assert columns == {"organisation_id", "id", "helper_id", "week_of", "feeling"}
        assert all(abs(one.id - peer.id) > 1 << 40 for one in said)
        (week,) = own_hours.list_debriefs(act.session, peer, TODAY)
        assert week.faces == ((Feeling.EASY, 1), (Feeling.DIFFICULT, 1))
        assert own_hours.list_debriefs(act.session, other, TODAY) == []
        for _more in range(23):
            afterwards.debrief(act, peer, Feeling.ALL_RIGHT)
        often = reason_of(afterwards.debrief, act, peer, Feeling.EASY)
        assert often is AfterRefusal.TOO_OFTEN


@given(st.dates(D(2026, 1, 1), D(2040, 1, 1)), st.integers(0, 200))
def test_no_face_is_older_than_ninety_days(day: dt.date, age: int) -> None:
    said = day - dt.timedelta(days=age)
    monday = said - dt.timedelta(days=said.weekday())
    if age > 90:
        assert monday < forgotten_before(day)
    if age <= 83:
        assert monday >= forgotten_before(day)


def test_faces_are_forgotten_by_the_worker(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        afterwards.debrief(act, peer, Feeling.EASY)
        assert afterwards.forget_debriefs(act) == 0
    with frozen(at("06-15 12:00")), acting_in(engine, town) as act:
        assert afterwards.forget_debriefs(act) == 1
        assert act.session.scalars(select(Debrief)).all() == []


def test_her_referent_is_the_one_other_reader(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer, referent = make_peer(act, town), make_peer(act, town, "Olena")
        peer.referent_id = referent.user_id
        act.session.flush()
        assert [one.id for one in own_hours.list_entrusted(act.session, referent.user_id)] == [
            peer.id
        ]
        assert own_hours.list_entrusted(act.session, peer.user_id) == []


def test_supervision_is_due_a_month_after_the_last_and_can_be_joined(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer, other = make_peer(act, town), make_peer(act, town, "Olena")
        care = own_hours.see_care(act.session, peer, act.now)
        assert care.due < TODAY
        assert care.is_late(TODAY)
        past = make_slot(act, town.here, "03-10 10:00", kind=SlotKind.SUPERVISION)
        assign(act, past, peer).attended = True
        coming = make_slot(act, town.here, "04-01 10:00", kind=SlotKind.PRACTICE, need_max=1)
        care = own_hours.see_care(act.session, peer, act.now)
        assert care.last == D(2026, 3, 10)
        assert 20 <= (care.due - D(2026, 3, 10)).days <= 31
        assert [one.id for one in care.open] == [coming.id]
        row = afterwards.join_supervision(act, peer, coming)
        assert row.state is AssignmentState.PROMISED
        assert own_hours.see_care(act.session, peer, act.now).booked is coming
        full = reason_of(afterwards.join_supervision, act, other, coming)
        assert full is AfterRefusal.NO_PLACE_LEFT
        meeting = make_slot(act, town.here)
        wrong = reason_of(afterwards.join_supervision, act, other, meeting)
        assert wrong is AfterRefusal.NOT_SUPERVISION


def held(act: Act, service_id: int, starts: str, minutes: int, peer: Peer, kind: SlotKind) -> None:
    slot = make_slot(act, service_id, starts, minutes, kind)
    assign(act, slot, peer).attended = True
    slot.state = SlotState.HELD
    act.session.flush()


def test_hours_are_elapsed_time_of_every_house_by_month_and_kind(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town, "Maryam", town.here, town.there)
        held(act, town.here, "03-02 09:00", 60, peer, SlotKind.MEETING)
        held(act, town.there, "03-03 09:00", 90, peer, SlotKind.MEETING)
        night = make_slot(act, town.here, "03-28 22:00", 7 * 60, SlotKind.ROUND)
        assert night.ends == at("03-29 06:00")
        assign(act, night, peer).attended = True
        night.state = SlotState.HELD
        held(act, town.here, "04-01 09:00", 60, peer, SlotKind.SUPERVISION)
        absent = make_slot(act, town.here, "03-05 09:00")
        assign(act, absent, peer).attended = False
        peer_id = peer.id
    with acting_in(engine, town, town.here) as act:
        peer = act.session.scalars(select(Peer).where(Peer.id == peer_id)).one()
        lines = own_hours.hours_of(act.session, peer, D(2026, 3, 1), D(2026, 4, 1))
        assert [(one.kind, one.times, one.minutes) for one in lines] == [
            (SlotKind.MEETING, 2, 150),
            (SlotKind.ROUND, 1, 420),
        ]
        assert {one.month for one in lines} == {D(2026, 3, 1)}


def test_a_certificate_names_months_kinds_and_nobody_met(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        peer = make_peer(act, town)
        held(act, town.here, "03-02 09:00", 90, peer, SlotKind.MEETING)
        lines = own_hours.hours_of(act.session, peer, D(2026, 1, 1), D(2027, 1, 1))
        paper = certificate.write(peer, lines, 2026, "Rive", TODAY)
        assert paper.rows == (("mars 2026", "Rencontre à deux", "1", "1 h 30"),)
        assert paper.total == "En tout : 1 h 30"
        assert paper.subtitle == "Maryam · Bénévole"
        assert "Tilleul" not in str(paper)
