"""What is late climbs: first the manager of the house, then the director, in neutral words."""

import datetime as dt
import json

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.followups import operations, queries, rules
from participation.followups.operations import FollowUpSheet
from participation.followups.rules import Climb, Kind, State
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.foundation.security import keep_secret, sealer
from participation.notifications.labels import write
from participation.notifications.models import Message
from participation.notifications.rules import Address, Channel, Kind as MessageKind
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock

TODAY = dt.date(2026, 3, 17)
ADDRESS = "https://rive.example/rive/follow-ups"


@pytest.fixture
def town(engine: Engine) -> Town:
    keep_secret("a secret for tests that nobody needs to guess")
    return make_town(engine)


def promise(act: Act, town: Town, due_on: dt.date, state: State = State.PROMISED) -> int:
    """Promise something for a day; an open one has its answer due then."""
    is_open = state is State.OPEN
    sheet = FollowUpSheet(
        said=Localized(fr="Il fait froid dans la chambre de Karim"),
        decided=Localized({} if is_open else {"fr": "Régler le chauffage"}),
        owner="la maintenance",
        state=state,
        due_on=None if is_open else due_on,
        answer_due_on=due_on if is_open else None,
    )
    origin = "opinion:1" if is_open else "talk:"
    return operations.open_follow_up(act, sheet, service_id=town.here, origin=origin).id


def climb(act: Act) -> int:
    """Let the worker look at what is late."""
    return operations.climb_late(act, lambda _organisation: ADDRESS)


def _told(engine: Engine, town: Town) -> list[str]:
    with looking_in(engine, town) as session:
        rows = session.scalars(select(Message).order_by(Message.id)).all()
        opened = [sealer("outbox").open(row.envelope) or b"{}" for row in rows]
    return [json.loads(each)["to"] for each in opened]


def test_the_manager_of_the_house_is_told_first_then_the_director(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        make_person(act, "Nadia", Role.MANAGER, town.here, email="nadia@rive.example")
        make_person(act, "Luc", Role.MANAGER, town.there, email="luc@rive.example")
        make_person(act, "Anne", Role.MANAGER, None, email="anne@rive.example")
        make_person(act, "Claire", Role.QUALITY_MANAGER, None, email="claire@rive.example")
        late = promise(act, town, TODAY - dt.timedelta(days=1))
        promise(act, town, TODAY - dt.timedelta(days=2), State.OPEN)
        promise(act, town, TODAY)
        assert climb(act) == 2
        assert climb(act) == 0
    assert _told(engine, town) == ["nadia@rive.example"]
    clock.advance(days=rules.CLIMB_AFTER)
    with acting_in(engine, town) as act:
        assert climb(act) == 3
        assert queries.get_follow_up(act.session, late).climb is Climb.DIRECTOR
    assert sorted(_told(engine, town)[1:]) == ["anne@rive.example", "nadia@rive.example"]


def test_without_a_director_the_quality_managers_are_told(
    engine: Engine, town: Town, clock: Clock
) -> None:
    clock.advance(days=40)
    with acting_in(engine, town) as act:
        make_person(act, "Claire", Role.QUALITY_MANAGER, None, email="claire@rive.example")
        make_person(act, "Paul", Role.QUALITY_MANAGER, None)
        promise(act, town, TODAY)
        assert climb(act) == 1
    assert _told(engine, town) == ["claire@rive.example"]


def test_the_message_says_nothing_of_what_where_or_whom() -> None:
    for channel in Channel:
        letter = write(
            MessageKind.FOLLOW_UP_LATE,
            Address(channel, "x", "fr"),
            {"link": ADDRESS},
            "key",
        )
        assert ADDRESS in letter.text
        for word in ("retard", "Karim", "chauffage", "conseil", "Tilleul"):
            assert word not in letter.text.replace(ADDRESS, "")


def test_what_was_answered_comes_down_again(engine: Engine, town: Town, clock: Clock) -> None:
    with acting_in(engine, town) as act:
        key = promise(act, town, TODAY - dt.timedelta(days=3))
        climb(act)
    clock.advance(days=1)
    with acting_in(engine, town) as act:
        row = queries.get_follow_up(act.session, key)
        assert row.climb is Climb.MANAGER
        done = FollowUpSheet(row.said, row.decided, row.owner, State.DONE)
        operations.change_follow_up(act, row, done)
        assert (row.climb, row.last_day) == (Climb.NONE, None)


def test_nobody_is_told_twice_and_nobody_is_passed_over() -> None:
    assert rules.steps_up(Climb.NONE, Climb.DIRECTOR) == (Climb.MANAGER, Climb.DIRECTOR)
    assert rules.steps_up(Climb.MANAGER, Climb.DIRECTOR) == (Climb.DIRECTOR,)
    assert rules.steps_up(Climb.DIRECTOR, Climb.MANAGER) == ()
    assert rules.steps_up(Climb.NONE, Climb.NONE) == ()


@given(late=st.integers(-400, 400))
def test_a_day_decides_how_high(late: int) -> None:
    height = rules.climb_of(TODAY - dt.timedelta(days=late), TODAY)
    if late <= 0:
        assert height is Climb.NONE
    elif late <= rules.CLIMB_AFTER:
        assert height is Climb.MANAGER
    else:
        assert height is Climb.DIRECTOR


@pytest.mark.parametrize(
    ("origin", "came_from"),
    [
        ("opinion:06k5", Kind.OPINION),
        ("meeting:06k5", Kind.OPINION),
        ("proposal:06k5", Kind.PROPOSAL),
        ("topic:06k5", Kind.VOICE),
        ("survey:06k5", Kind.WEAKNESS),
        ("campaign:06k5", Kind.WEAKNESS),
        ("talk:", Kind.TALK),
        ("", Kind.TALK),
    ],
)
def test_the_origin_tells_where_it_comes_from(origin: str, came_from: Kind) -> None:
    assert rules.kind_of(origin) is came_from


def test_the_answer_is_due_after_the_delay_of_the_law_then_the_promise_is() -> None:
    due = rules.answer_due(TODAY, 30)
    assert due == dt.date(2026, 4, 16)
    assert rules.answer_due(TODAY, None) is None
    later = dt.date(2026, 9, 1)
    assert rules.deadline(State.OPEN, later, due) == due
    assert rules.deadline(State.PROMISED, later, due) == later
    assert rules.deadline(State.DONE, later, due) is None
