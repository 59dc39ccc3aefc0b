"""Who waits, who needs care, and figures in which nobody is found, on both databases."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from participation.accounts.rules.powers import Role
from participation.foundation.act import Act, Refused
from participation.peers.models import Booking, HelpRequest, Slot
from participation.peers.operations import learning, requests
from participation.peers.operations.learning import QualificationSheet
from participation.peers.operations.slots import note_presence
from participation.peers.queries.board import see_board
from participation.peers.queries.hours import see_year
from participation.peers.rules.civil import DAY
from participation.peers.rules.impact import Hidden
from participation.peers.rules.kinds import (
    BookingState,
    ReminderChannel,
    RequestState,
    SlotKind,
    Status,
    Topic,
)
from participation.peers.rules.planning import Refusal
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock
from tests.councils.visiting import page, visit
from tests.peers.teams import LINK, Team, at, give, make_slot, make_team, sheet, slot_of


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def team(engine: Engine, town: Town) -> Team:
    return make_team(engine, town)


def ask(act: Act, town: Town, user_id: int | None = None) -> HelpRequest:
    row = HelpRequest(
        service_id=town.here,
        user_id=user_id,
        nickname="" if user_id else "Zed",
        channel=ReminderChannel.SLIP,
        locale="ps",
        topic=Topic.ROAD,
        asked_on=dt.date(2026, 3, 17),
        promised_for=dt.date(2026, 3, 20),
        state=RequestState.WAITING,
    )
    act.session.add(row)
    act.session.flush()
    return row


def answer(
    act: Act, team: Team, key: int, name: str, starts: dt.datetime
) -> tuple[HelpRequest, Slot]:
    row = act.session.scalars(select(HelpRequest).where(HelpRequest.id == key)).one()
    peer = team.peer(act.session, name)
    return row, requests.propose_time(act, row, sheet(starts), peer, link=LINK)


def test_a_request_is_answered_in_one_deed(engine: Engine, team: Team, town: Town) -> None:
    with acting_in(engine, town) as act:
        person = make_person(act, "Zarlasht", Role.RESIDENT, town.here)
        key = ask(act, town, person.id).id
        again = ask(act, town, person.id).id
    with acting_in(engine, town) as act:
        row, slot = answer(act, team, key, "Amina", at(18, 14))
        assert (row.state, row.topic, slot.topic) == (RequestState.ANSWERED, None, None)
        booking = act.session.scalars(select(Booking)).one()
        assert (booking.user_id, booking.state) == (person.id, BookingState.BOOKED)
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        answer(act, team, again, "Chloé", at(18, 14, 30))
    assert refused.value.reason is Refusal.PERSON_TAKEN, "in two places at once"
    with acting_in(engine, town) as act:
        assert act.session.scalar(select(func.count()).select_from(Slot)) == 1
        row = act.session.scalars(select(HelpRequest).where(HelpRequest.id == again)).one()
        requests.close_request(act, row)
        assert row.topic is None
        with pytest.raises(Refused):
            requests.close_request(act, row)


def test_the_board_sees_who_needs_care(
    engine: Engine, team: Team, town: Town, clock: Clock
) -> None:
    slot = make_slot(engine, team, sheet(at(18, 9), SlotKind.DROP_IN, need_min=2, need_max=2))
    course = QualificationSheet("Écoute", dt.date(2025, 3, 1), dt.date(2026, 3, 24))
    with acting_in(engine, town) as act:
        give(act, team, slot, "Amina")
        learning.note_qualification(act, team.peer(act.session, "Amina"), course)
        ask(act, town)
        board = see_board(act.session, act.now)
        assert [one.slot.id for one in board.gaps] == [slot]
        assert [(one.peer.name, one.step) for one in board.expiring] == [("Amina", 7)]
        assert len(board.requests) == 1
        assert board.unsupervised == []
    clock.set(at(18, 12))
    with acting_in(engine, town) as act:
        note_presence(
            act, slot_of(act.session, slot), there=frozenset({team.peers["Amina"]}), came=4
        )
    clock.set(dt.datetime(2026, 4, 17, 12, tzinfo=dt.UTC))
    with looking_in(engine, town) as session:
        late = see_board(session, clock.now).unsupervised
        assert [(one.peer.name, one.days) for one in late] == [("Amina", 46)]
        clock.set(clock.now - DAY)
        assert see_board(session, clock.now).unsupervised == []


def test_figures_hide_fewer_than_five(engine: Engine, team: Team, town: Town, clock: Clock) -> None:
    slots = [make_slot(engine, team, sheet(at(18, hour), SlotKind.DROP_IN)) for hour in (9, 14)]
    with acting_in(engine, town) as act:
        for slot in slots:
            give(act, team, slot, "Amina")
    clock.set(at(18, 16))
    for slot, came in zip(slots, (4, 1), strict=True):
        with acting_in(engine, town) as act:
            there = frozenset({team.peers["Amina"]})
            note_presence(act, slot_of(act.session, slot), there=there, came=came)
            visits = see_year(act.session, 2026).whole.visits
            assert visits == (Hidden.FEW if came == 4 else 5)
    with looking_in(engine, town) as session:
        (hours,) = see_year(session, 2026).hours
        assert (hours.status, hours.peers, hours.minutes) == (Status.EMPLOYEE, 1, 120)


def test_the_desk_stays_usable_however_many_ask(
    app: Flask, engine: Engine, team: Team, town: Town
) -> None:
    with acting_in(engine, town) as act:
        for number in range(95):
            ask(act, town).promised_for = dt.date(2026, 3, 20) + number // 50 * DAY
        board = see_board(act.session, act.now)
        assert (len(board.requests), board.waiting) == (8, 95)
    desk = visit(app, engine, town, Role.COORDINATOR, team.town.here)
    shown = page(desk, "/rive/rota")
    assert "Demandes (95)" in shown
    assert "Et 87 autres." in shown
    pages = [page(desk, f"/rive/rota/requests?page={number}") for number in (1, 2, 3)]
    assert [one.count('class="leaf"') for one in pages] == [40, 40, 15]
    assert [one.count("Réponse promise pour le") for one in pages] == [1, 2, 1]
    assert "95 personnes attendent" in pages[0]
    for typed in ("99", "0", "x"):
        assert "Page " in page(desk, f"/rive/rota/requests?page={typed}")
