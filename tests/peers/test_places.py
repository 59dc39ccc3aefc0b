"""Groups: never over capacity, the waiting list in order, offers that end, nobody woken."""

import datetime as dt
import threading

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DBAPIError

from participation.accounts.queries import get_user
from participation.foundation.act import Act, Refused
from participation.notifications.models import Message
from participation.peers.models import Booking, Reservation, Slot
from participation.peers.operations.leaving import cancel_booking
from participation.peers.operations.meeting import Guest
from participation.peers.operations.places import accept_offer, join_group, turn_offers
from participation.peers.queries.slots import get_slot
from participation.peers.rules.booking import Refusal
from participation.peers.rules.kinds import BookingState, ReminderChannel, SlotKind
from participation.peers.rules.waiting import GroupRefusal
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.peers.meeting import (
    BASE,
    HELPING,
    WEDNESDAY,
    Circle,
    at,
    make_circle,
    make_group,
    make_residents,
)

STATES = BookingState
REQUESTS, PLACES, AT_ONCE = 200, 15, 8


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


def join(act: Act, slot: Slot, user: int | None) -> Booking:
    return join_group(act, slot, Guest(user, "fr")).booking


def leave(act: Act, booking: Booking) -> None:
    cancel_booking(act, booking, base_url=BASE, helping=HELPING)


def full(act: Act, circle: Circle, waiting: int) -> tuple[Slot, list[Booking]]:
    """Fill a group of one, and let others wait."""
    slot = make_group(act, circle, 1)
    people = make_residents(act, circle.town.here, waiting + 1)
    return slot, [join(act, slot, one.id) for one in people]


def test_a_group_is_filled_then_waited_for_in_order(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, 2)
        people = make_residents(act, circle.town.here, 4)
        made = [join(act, slot, one.id) for one in people]
        act.session.refresh(slot)
        assert [(one.state, one.rank) for one in made] == [
            (STATES.BOOKED, 0), (STATES.BOOKED, 0), (STATES.WAITING, 1), (STATES.WAITING, 2)
        ]  # fmt: skip
        assert slot.taken == 2
        with pytest.raises(Refused) as refused:
            join(act, slot, people[2].id)
        assert refused.value.reason is GroupRefusal.ALREADY_THERE


def test_a_new_place_is_not_for_who_comes_after_those_who_wait(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        slot, (_first, second) = full(act, circle, 1)
        slot.capacity = 2
        act.session.flush()
        late = join(act, slot, circle.nour)
        assert [(one.state, one.rank) for one in (second, late)] == [
            (STATES.WAITING, 1), (STATES.WAITING, 2)
        ]  # fmt: skip
        assert turn_offers(act, base_url=BASE) == 1
        assert (second.state, late.state) == (STATES.OFFERED, STATES.WAITING)


def test_a_place_given_back_is_kept_for_who_waits_longest(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        slot, (first, second, third) = full(act, circle, 2)
        leave(act, first)
        act.session.refresh(slot)
        assert (second.state, third.state, slot.taken) == (STATES.OFFERED, STATES.WAITING, 1)
        assert second.offer_until == act.now + dt.timedelta(hours=2)
        late = join(act, slot, circle.nour)
        assert (late.state, late.rank) == (STATES.WAITING, 3)
        accept_offer(act, second, slot)
        assert second.state is STATES.BOOKED
        held = select(Reservation.subject_id).where(Reservation.slot_id == slot.id)
        assert act.session.scalars(held).all() == [second.user_id]


def test_an_offer_without_an_answer_goes_to_the_next(
    engine: Engine, circle: Circle, clock: Clock
) -> None:
    with acting_in(engine, circle.town) as act:
        slot, (first, second, third) = full(act, circle, 2)
        leave(act, first)
    assert second.offer_until
    clock.set(second.offer_until)
    with acting_in(engine, circle.town) as act:
        again = get_slot(act.session, slot.id)
        rows = {one.id: one for one in act.session.scalars(select(Booking))}
        with pytest.raises(Refused) as refused:
            accept_offer(act, rows[second.id], again)
        assert refused.value.reason is GroupRefusal.OFFER_OVER
        assert turn_offers(act, base_url=BASE) == 1
        assert rows[third.id].state is STATES.OFFERED
        assert (rows[second.id].state, rows[second.id].rank) == (STATES.WAITING, 3)
        assert turn_offers(act, base_url=BASE) == 0
        act.session.refresh(again)
        assert again.taken == 1


def test_an_offer_made_at_night_is_told_in_the_morning(
    engine: Engine, circle: Circle, clock: Clock
) -> None:
    clock.set(at("03-17 22:30"))
    with acting_in(engine, circle.town) as act:
        _slot, (first, second) = full(act, circle, 1)
        get_user(act.session, second.user_id or 0).email = "nadia@example.org"
        second.channel = ReminderChannel.EMAIL
        leave(act, first)
        message = act.session.scalars(select(Message)).one()
        assert message.due_at == at("03-18 08:00")
        assert second.offer_until == at("03-18 10:00")


def test_whoever_comes_back_is_the_last(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        slot, (first, _second) = full(act, circle, 1)
        user = first.user_id
        leave(act, first)
        again = join(act, slot, user)
        assert (again.state, again.rank) == (STATES.WAITING, 2)


def test_who_is_taken_then_has_no_place_and_takes_none(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        circle.book(act, user=circle.nour)
        slot = make_group(act, circle, 5)
        with pytest.raises(Refused) as refused:
            join(act, slot, circle.nour)
        assert refused.value.reason is Refusal.BUSY_THEN
        act.session.refresh(slot)
        assert slot.taken == 0


@pytest.mark.parametrize("facts", [{"is_nameless": True}, {"kind": SlotKind.DROP_IN}])
def test_nobody_gives_a_name_where_none_is_asked(
    engine: Engine, circle: Circle, facts: dict[str, object]
) -> None:
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, 5)
        for name, value in facts.items():
            setattr(slot, name, value)
        with pytest.raises(Refused) as refused:
            join(act, slot, circle.nour)
        assert refused.value.reason is Refusal.NOT_OFFERED


def test_a_group_that_has_begun_is_closed(engine: Engine, circle: Circle, clock: Clock) -> None:
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, 5)
    clock.set(WEDNESDAY)
    with acting_in(engine, circle.town) as act, pytest.raises(Refused) as refused:
        join(act, get_slot(act.session, slot.id), circle.nour)
    assert refused.value.reason is GroupRefusal.HAS_BEGUN


def test_two_hundred_requests_and_exactly_as_many_places(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, PLACES)
        people = [one.id for one in make_residents(act, circle.town.here, REQUESTS)]
    troubles: list[DBAPIError] = []

    def ask(users: list[int]) -> None:
        for user in users:
            try:
                with acting_in(engine, circle.town) as act:
                    join(act, get_slot(act.session, slot.id), user)
            except DBAPIError as error:
                troubles.append(error)

    shares = [people[number::AT_ONCE] for number in range(AT_ONCE)]
    threads = [threading.Thread(target=ask, args=(share,)) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    with looking_in(engine, circle.town) as session:
        count = select(Booking.state, func.count(Booking.id)).group_by(Booking.state)
        found = {state: number for state, number in session.execute(count)}  # noqa: C416
        assert found == {STATES.BOOKED: PLACES, STATES.WAITING: REQUESTS - PLACES}
        waits = select(Booking.rank).where(Booking.state == STATES.WAITING).order_by(Booking.rank)
        assert session.scalars(waits).all() == list(range(1, REQUESTS - PLACES + 1))
        assert session.scalars(select(Slot.taken)).one() == PLACES
