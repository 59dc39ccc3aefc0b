"""What the coordinator does, on both databases: nothing is taken twice, limits are kept."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from participation.foundation.act import Refused
from participation.notifications.models import Message
from participation.peers.models import Reservation
from participation.peers.operations import learning
from participation.peers.operations.assigning import pin, remove
from participation.peers.operations.learning import QualificationSheet
from participation.peers.operations.slots import (
    cancel_slot,
    change_slot,
    plan_slot,
)
from participation.peers.rules.civil import Span
from participation.peers.rules.dated import LimitCode
from participation.peers.rules.kinds import (
    AssignmentState,
    Invited,
    SlotKind,
    SlotState,
)
from participation.peers.rules.planning import (
    Period,
    Refusal,
    Shape,
    is_heavy,
    period_of,
    why_not,
)
from tests.builders import Town, acting_in, looking_in, make_town
from tests.peers.teams import LINK, Team, at, give, make_slot, make_team, sheet, slot_of, states_of

LONG = Shape(SlotKind.GROUP, 60, capacity=15)
RIGHTS = Invited.RIGHTS


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def team(engine: Engine, town: Town) -> Team:
    return make_team(engine, town)


def refusal(engine: Engine, team: Team, slot: int, name: str, *, confirmed: bool = True) -> Refused:
    with pytest.raises(Refused) as refused, acting_in(engine, team.town) as act:
        give(act, team, slot, name, confirmed=confirmed)
    return refused.value


def taken(engine: Engine, town: Town) -> int:
    with looking_in(engine, town) as session:
        return session.scalar(select(func.count()).select_from(Reservation)) or 0


@pytest.mark.parametrize(
    ("shape", "reason"),
    [
        (replace(LONG, minutes=9), Refusal.LENGTH),
        (replace(LONG, minutes=721), Refusal.LENGTH),
        (replace(LONG, need_min=3, need_max=2), Refusal.NEED),
        (replace(LONG, kind=SlotKind.ROUND, need_max=4, capacity=0), Refusal.TEAM),
        (replace(LONG, capacity=41), Refusal.CAPACITY),
        (replace(LONG, kind=SlotKind.MEETING), Refusal.ONE_PERSON),
        (replace(LONG, is_nameless=True), Refusal.NAMELESS),
        (replace(LONG, kind=SlotKind.MEETING, capacity=1, invited=RIGHTS), Refusal.INVITED_ALONE),
        (replace(LONG, kind=SlotKind.COMPANY, capacity=1, invited=RIGHTS), Refusal.INVITED_ALONE),
        (replace(LONG, invited=RIGHTS), None),
        (LONG, None),
        (replace(LONG, minutes=10), None),
        (replace(LONG, minutes=720, capacity=40), None),
        (replace(LONG, kind=SlotKind.ROUND, need_min=2, need_max=2, capacity=0), None),
    ],
)
def test_what_a_slot_must_be(shape: Shape, reason: Refusal | None) -> None:
    assert why_not(shape) is reason


def test_weeks_and_months_of_a_roster() -> None:
    assert period_of(dt.date(2026, 3, 25), Period.WEEK) == (
        dt.date(2026, 3, 23),
        dt.date(2026, 3, 30),
    )
    assert period_of(dt.date(2026, 12, 31), Period.MONTH) == (
        dt.date(2026, 12, 1),
        dt.date(2027, 1, 1),
    )


def test_what_weighs() -> None:
    assert is_heavy(SlotKind.ROUND, Span(at(18, 14), at(18, 16)))
    assert is_heavy(SlotKind.DROP_IN, Span(at(18, 21), at(18, 23)))
    assert not is_heavy(SlotKind.DROP_IN, Span(at(18, 20), at(18, 22)))
    assert not is_heavy(SlotKind.TRAINING, Span(at(18, 21), at(18, 23)))


def test_a_room_is_never_taken_twice(engine: Engine, team: Team, town: Town) -> None:
    first = make_slot(engine, team, sheet(at(18, 14), room=team.room_id))
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        plan_slot(act, town.here, sheet(at(18, 14, 30), room=team.room_id))
    assert refused.value.reason is Refusal.ROOM_TAKEN
    make_slot(engine, team, sheet(at(18, 15), room=team.room_id))
    with acting_in(engine, town) as act:
        cancel_slot(act, slot_of(act.session, first), link=LINK)
    make_slot(engine, team, sheet(at(18, 14), room=team.room_id))
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        plan_slot(act, town.there, sheet(at(18, 17), room=team.room_id))
    assert refused.value.reason is Refusal.ROOM_ELSEWHERE
    assert taken(engine, town) == 2


def test_a_helper_is_in_one_place_in_every_house(engine: Engine, team: Team, town: Town) -> None:
    here = make_slot(engine, team, sheet(at(18, 14)))
    there = make_slot(engine, team, sheet(at(18, 14, 30)), town.there)
    with acting_in(engine, town) as act:
        give(act, team, here, "Amina")
    assert refusal(engine, team, there, "Amina").reason is Refusal.PEER_ELSEWHERE
    later = make_slot(engine, team, sheet(at(18, 14, 30)))
    assert refusal(engine, team, later, "Amina").reason is Refusal.PEER_TAKEN
    assert refusal(engine, team, here, "Amina").reason is Refusal.PEER_THERE
    assert refusal(engine, team, here, "Chloé").reason is Refusal.FULL
    with looking_in(engine, town) as session:
        assert states_of(session, here) == {team.peers["Amina"]: AssignmentState.PROPOSED}
        assert session.scalar(select(func.count()).select_from(Message)) == 1, "she is told"


def test_hours_of_another_house_count(engine: Engine, team: Team, town: Town) -> None:
    """A volunteer gives three hours a week in all: what the other house asks is not seen here."""
    with acting_in(engine, town) as act:
        other = plan_slot(act, town.there, sheet(at(19, 9), SlotKind.DROP_IN, minutes=150))
        act.session.add(
            Reservation(
                slot_id=other.id,
                subject_id=team.peers["Basile"],
                starts=at(19, 9),
                ends=at(19, 11, 30),
            )
        )
    slot = make_slot(engine, team, sheet(at(20, 9), minutes=40))
    with pytest.raises(Refused) as refused, acting_in(engine, town, town.here) as act:
        give(act, team, slot, "Basile", confirmed=True)
    (breach,) = [
        one
        for one in refused.value.facts["fit"].breaches  # type: ignore[attr-defined]
        if one.code is LimitCode.VOLUNTEER_HOURS
    ]
    assert (breach.value, breach.limit) == (190, 180)
    edge = make_slot(engine, team, sheet(at(20, 9), minutes=30))
    with acting_in(engine, town, town.here) as act:
        give(act, team, edge, "Basile")


def test_what_warns_must_be_read(engine: Engine, team: Team, town: Town) -> None:
    sunday = make_slot(engine, team, sheet(at(22, 10), locale="uk"))
    found = refusal(engine, team, sunday, "Chloé", confirmed=False)
    assert found.reason is Refusal.PEER_WARNING
    with acting_in(engine, town) as act:
        give(act, team, sunday, "Chloé", confirmed=True)


def test_a_lapsed_training_refuses_help_and_not_learning(
    engine: Engine, team: Team, town: Town
) -> None:
    course = QualificationSheet(
        "Écoute", dt.date(2025, 3, 1), dt.date(2026, 3, 19), is_required=True
    )
    with acting_in(engine, town) as act:
        learning.note_qualification(act, team.peer(act.session, "Amina"), course)
    last_day = make_slot(engine, team, sheet(at(18, 9)))
    after = make_slot(engine, team, sheet(at(19, 9)))
    lesson = make_slot(engine, team, sheet(at(19, 14), SlotKind.TRAINING, capacity=0))
    with acting_in(engine, town) as act:
        give(act, team, last_day, "Amina")
        give(act, team, lesson, "Amina")
    assert refusal(engine, team, after, "Amina").reason is Refusal.PEER_LIMIT
    renewed = replace(course, expires_on=dt.date(2028, 3, 19))
    with acting_in(engine, town) as act:
        learning.note_qualification(act, team.peer(act.session, "Amina"), renewed)
        give(act, team, after, "Amina")


def test_a_round_alone_is_refused_and_in_two_is_not(engine: Engine, team: Team, town: Town) -> None:
    slot = make_slot(
        engine, team, sheet(at(18, 14), SlotKind.ROUND, need_min=2, need_max=2, capacity=0)
    )
    found = refusal(engine, team, slot, "Amina")
    codes = {one.code for one in found.facts["fit"].breaches}  # type: ignore[attr-defined]
    assert LimitCode.SUPERVISION_HEAVY in codes, "what weighs needs a supervision within 14 days"
    talk = make_slot(engine, team, sheet(at(20, 9), SlotKind.SUPERVISION, need_max=5, capacity=0))
    with acting_in(engine, town) as act:
        for name in ("Amina", "Chloé"):
            give(act, team, talk, name)
            give(act, team, slot, name)


def test_moving_takes_everybody_along_or_nobody(engine: Engine, team: Team, town: Town) -> None:
    slot = make_slot(engine, team, sheet(at(18, 14), room=team.room_id))
    other = make_slot(engine, team, sheet(at(18, 16)))
    with acting_in(engine, town) as act:
        give(act, team, slot, "Amina")
        give(act, team, other, "Amina")
    late = sheet(at(18, 15, 30), room=team.room_id)
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        change_slot(act, slot_of(act.session, slot), late, link=LINK)
    assert refused.value.reason is Refusal.PEER_TAKEN
    with acting_in(engine, town) as act:
        own = slot_of(act.session, slot)
        assert own.starts == at(18, 14)
        change_slot(act, own, sheet(at(18, 10), room=team.room_id), link=LINK)
        assert (own.sequence, own.moved_from) == (1, at(18, 14))
    make_slot(engine, team, sheet(at(18, 14), room=team.room_id))
    with looking_in(engine, town) as session:
        held = session.scalars(select(Reservation).where(Reservation.slot_id == slot)).all()
        assert {one.starts for one in held} == {at(18, 10)}
        assert len(held) == 2


def test_a_night_move_that_breaks_the_rest_is_refused(
    engine: Engine, team: Team, town: Town
) -> None:
    late = make_slot(engine, team, sheet(at(18, 19)))
    next_day = make_slot(engine, team, sheet(at(19, 9)))
    with acting_in(engine, town) as act:
        give(act, team, late, "Amina")
        give(act, team, next_day, "Amina")
    with pytest.raises(Refused) as refused, acting_in(engine, town) as act:
        change_slot(act, slot_of(act.session, next_day), sheet(at(19, 6, 59)), link=LINK)
    assert refused.value.reason is Refusal.PEER_LIMIT
    with acting_in(engine, town) as act:
        change_slot(act, slot_of(act.session, next_day), sheet(at(19, 7)), link=LINK)


def test_cancelling_frees_everybody(engine: Engine, team: Team, town: Town) -> None:
    slot = make_slot(engine, team, sheet(at(18, 14), room=team.room_id))
    with acting_in(engine, town) as act:
        give(act, team, slot, "Amina")
        cancel_slot(act, slot_of(act.session, slot), link=LINK)
    with looking_in(engine, town) as session:
        assert slot_of(session, slot).state is SlotState.CANCELLED
        assert states_of(session, slot) == {team.peers["Amina"]: AssignmentState.LEFT}
    assert taken(engine, town) == 0
    with pytest.raises(Refused), acting_in(engine, town) as act:
        cancel_slot(act, slot_of(act.session, slot), link=LINK)


def test_a_place_is_taken_back_and_given_again(engine: Engine, team: Team, town: Town) -> None:
    slot = make_slot(engine, team, sheet(at(18, 14)))
    with acting_in(engine, town) as act:
        give(act, team, slot, "Amina")
        own, amina = slot_of(act.session, slot), team.peer(act.session, "Amina")
        pin(act, own, amina, pinned=False)
        remove(act, own, amina, link=LINK)
    assert taken(engine, town) == 0
    with acting_in(engine, town) as act:
        give(act, team, slot, "Amina")
    with looking_in(engine, town) as session:
        assert states_of(session, slot) == {team.peers["Amina"]: AssignmentState.PROPOSED}
