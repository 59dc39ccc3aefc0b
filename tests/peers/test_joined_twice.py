"""One person who joins a group twice at the same instant is told so, whatever is left of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, func, select

from participation.foundation.act import Act, Refused
from participation.peers.models import Booking, Slot
from participation.peers.operations.leaving import cancel_booking
from participation.peers.operations.meeting import Guest
from participation.peers.operations.places import join_group
from participation.peers.queries.slots import get_slot
from participation.peers.rules.kinds import BookingState
from participation.peers.rules.waiting import GroupRefusal
from tests.builders import acting_in, looking_in
from tests.peers.meeting import BASE, HELPING, make_circle, make_group, make_residents
from tests.waiting import await_a_waiter

pytestmark = pytest.mark.postgresql


@pytest.mark.parametrize(
    ("others", "came_before", "state"),
    [
        pytest.param(1, False, BookingState.WAITING, id="waiting"),
        pytest.param(0, False, BookingState.BOOKED, id="place"),
        pytest.param(1, True, BookingState.WAITING, id="again"),
    ],
)
def test_the_second_is_told_that_she_is_on_it(
    engine: Engine, others: int, state: BookingState, *, came_before: bool
) -> None:
    circle = make_circle(engine)
    nour = circle.nour
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, 1 if others else 2)
        for one in make_residents(act, circle.town.here, others):
            join(act, slot, one.id)
        if came_before:
            cancel_booking(act, join(act, slot, nour), base_url=BASE, helping=HELPING)

    def come() -> object:
        with acting_in(engine, circle.town) as act, pytest.raises(Refused) as refused:
            join(act, get_slot(act.session, slot.id), nour)
        return refused.value.reason

    with ThreadPoolExecutor(1) as beside:
        with acting_in(engine, circle.town) as act:
            first = join(act, get_slot(act.session, slot.id), nour)
            second = beside.submit(come)
            await_a_waiter(engine)
        assert second.result(60) is GroupRefusal.ALREADY_THERE
    assert first.state is state
    with looking_in(engine, circle.town) as session:
        hers = select(func.count(Booking.id)).where(Booking.user_id == nour)
        assert session.scalar(hers) == 1
        assert session.scalar(select(Slot.taken)) == 1


def join(act: Act, slot: Slot, user_id: int) -> Booking:
    """Join a group, in French."""
    return join_group(act, slot, Guest(user_id, "fr")).booking
