"""What puts a helper first: each factor of the order, through the deed that writes it."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.foundation.act import Act
from participation.foundation.database import get_row
from participation.foundation.security import keep_secret
from participation.peers.models import Booking, Peer, Slot
from participation.peers.operations import profile
from participation.peers.operations.afterwards import note_arrival
from participation.peers.operations.meeting import Booked, Guest, book_meeting
from participation.peers.queries.choosing import Asked, Shown, list_proposals
from participation.peers.rules.kinds import LanguageLevel, Topic
from participation.peers.rules.matching import Reason
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock
from tests.peers.meeting import HELPING, Portrait, at, make_helper

WORK = Topic.WORK
MONDAYS = ((0, 9 * 60, 8 * 60),)
TWIN = Portrait("Jumelle", (("fr", LanguageLevel.WELL),), topics=(), weekly=MONDAYS)
LATER = at("03-23 15:00")
"""In the week after this one, the first in which both are there."""
Twins = tuple[Peer, Peer, int]
"""The one who is first as long as nothing tells them apart; her twin; who asks."""


def meet(act: Act, town: Town, peer: Peer, user: int | None = None) -> Booked:
    who = Guest(user, "fr")
    return book_meeting(act, peer, LATER, who, service_id=town.here, helping=HELPING)


def speak(act: Act, _town: Town, twins: Twins) -> None:
    profile.say_languages(act, twins[1], {"fr": LanguageLevel.NATIVE})


def live(act: Act, _town: Town, twins: Twins) -> None:
    profile.say_topics(act, twins[1], {WORK}, set())


def like(act: Act, _town: Town, twins: Twins) -> None:
    profile.say_topics(act, twins[0], {WORK}, {WORK})
    profile.say_topics(act, twins[1], {WORK}, {WORK}, {WORK})


def know(act: Act, town: Town, twins: Twins) -> None:
    meet(act, town, twins[1], twins[2])


def stay_near(act: Act, town: Town, twins: Twins) -> None:
    profile.place_peer(act, twins[0], town.here, travel_minutes=50)
    profile.place_peer(act, twins[1], town.here, travel_minutes=5)


def have_time(act: Act, town: Town, twins: Twins) -> None:
    meet(act, town, twins[0])


def order(engine: Engine, town: Town, user: int, clock: Clock) -> list[Shown]:
    asked = Asked("fr", topic=WORK, user_id=user)
    with looking_in(engine, town, town.here) as session:
        return list_proposals(session, town.here, asked, clock.now)


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        (speak, Reason.SPEAKS_NATIVE),
        (live, Reason.KNOWS_TOPIC),
        (like, Reason.WANTS_TO),
        (know, Reason.MET_BEFORE),
        (stay_near, Reason.IS_NEAR),
        (have_time, Reason.HAS_TIME),
    ],
)
def test_each_factor_is_written_by_somebody_and_changes_the_order(
    engine: Engine, clock: Clock, deed: Callable[[Act, Town, Twins], None], reason: Reason
) -> None:
    keep_secret("a secret for tests that nobody needs to guess")
    town = make_town(engine)
    with acting_in(engine, town) as act:
        first, other = (make_helper(act, TWIN, town.here).id for _twin in range(2))
        nour = make_person(act, "Nour", Role.RESIDENT, town.here).id
    assert [one.peer.id for one in order(engine, town, nour, clock)] == [first, other]
    with acting_in(engine, town) as act:
        deed(
            act, town, (get_row(act.session, Peer, first), get_row(act.session, Peer, other), nour)
        )
    if deed is know:
        clock.set(LATER)
        with acting_in(engine, town) as act:
            note_came(act)
    told = order(engine, town, nour, clock)
    assert [one.peer.id for one in told] == [other, first]
    points = [{each.reason: each.points for each in one.because} for one in told]
    assert points[0][reason] > points[1].get(reason, 0)


def note_came(act: Act) -> None:
    """Note that the one who booked came."""
    booking = act.session.scalars(select(Booking)).one()
    note_arrival(act, booking, act.session.scalars(select(Slot)).one(), came=True)
