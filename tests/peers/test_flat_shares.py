"""The hours of a flat are shared by who lives there, wherever a time of one of them is taken."""

import datetime as dt

import pytest
from sqlalchemy import Engine, update

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.foundation.act import Act, Refused
from participation.peers.models import Peer, Reservation, Slot
from participation.peers.operations.meeting import Guest, book_meeting
from participation.peers.queries.loads import near_limits
from participation.peers.rules.booking import Refusal
from participation.peers.rules.dated import LimitCode
from participation.peers.rules.kinds import SlotKind, Status
from tests.builders import OPENED, acting_in
from tests.peers.meeting import HELPING, WEDNESDAY, Circle, Portrait, at, make_circle, make_helper

STUDENT = Portrait("Chen", status=Status.FLAT_SHARE, minutes=180)
DAYS = ("03-16", "03-17", "03-18", "03-19", "03-20")


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


def live_there(act: Act, circle: Circle, peer: Peer) -> None:
    home = circle.town.there
    row = Membership(user_id=peer.user_id, service_id=home, role=Role.RESIDENT, since=OPENED)
    act.session.add(row)


def fill_week(act: Act, circle: Circle, peer: Peer) -> None:
    """Take somebody for eight hours and a half on each working day: 42 hours and a half."""
    for day in DAYS:
        starts = at(f"{day} 08:00")
        times = {"starts": starts, "ends": starts + dt.timedelta(hours=8, minutes=30)}
        slot = Slot(service_id=circle.town.here, kind=SlotKind.DROP_IN, capacity=0, **times)
        act.session.add(slot)
        act.session.flush()
        act.session.add(Reservation(slot_id=slot.id, subject_id=peer.id, **times))


def book(act: Act, circle: Circle, peer: Peer, starts: dt.datetime) -> None:
    guest = Guest(None, "fr")
    book_meeting(act, peer, starts, guest, service_id=circle.town.here, helping=HELPING)


def test_a_resident_cannot_book_beyond_what_a_flat_gives(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        chen = make_helper(act, STUDENT, circle.town.here)
        lea = make_helper(act, Portrait("Léa"), circle.town.here)
        for one in (chen, lea):
            live_there(act, circle, one)
        fill_week(act, circle, lea)
        act.session.flush()
        found = near_limits(act.session, [chen], WEDNESDAY.date(), act.now)[chen.id]
        assert LimitCode.FLAT_SHARE_HOUSE in {one.code for one in found if one.is_over}
        with pytest.raises(Refused) as refused:
            book(act, circle, chen, WEDNESDAY)
        assert refused.value.reason is Refusal.NOT_OFFERED
        book(act, circle, chen, at("03-23 10:00"))
        gone = update(Membership).where(Membership.user_id == lea.user_id)
        act.session.execute(
            gone.where(Membership.role == Role.RESIDENT).values(until=dt.date(2026, 3, 1)),
            execution_options={"synchronize_session": False},
        )
        book(act, circle, chen, WEDNESDAY)
