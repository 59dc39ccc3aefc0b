"""Times with helpers: one taker, whatever the house; refusals in words; nothing of what about."""

import datetime as dt
import threading

import pytest
from sqlalchemy import Engine, func, inspect, select
from sqlalchemy.exc import DBAPIError

from participation.foundation.act import Act, Refused
from participation.peers.adapters.reserving import taken
from participation.peers.models import Assignment, Booking, Reservation, Slot
from participation.peers.operations.asking import ask_for_help, withdraw_request
from participation.peers.operations.leaving import cancel_booking
from participation.peers.operations.meeting import Guest
from participation.peers.queries.choosing import (
    Asked,
    first_choices,
    get_helper,
    list_proposals,
    list_starts,
)
from participation.peers.queries.tickets import find_by_code, list_mine
from participation.peers.rules.booking import LENGTH, MOST_AHEAD, Refusal
from participation.peers.rules.kinds import (
    BookingState,
    Gender,
    LanguageLevel,
    RequestState,
    SlotState,
    Status,
    Topic,
)
from tests.builders import acting_in, looking_in
from tests.conftest import START
from tests.peers.meeting import (
    BASE,
    HELPING,
    NATIVE,
    WEDNESDAY,
    Circle,
    Portrait,
    at,
    make_circle,
    make_helper,
    make_residents,
)


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


def refusal(
    act: Act, circle: Circle, starts: dt.datetime, user: int | None = None, *, service: int = 0
) -> object:
    """Try to take a time that is refused, and say why it is."""
    with pytest.raises(Refused) as refused:
        circle.book(act, starts, user, service=service)
    return refused.value.reason


def test_a_time_is_taken_with_its_helper_its_person_and_a_room(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        made = circle.book(act, user=circle.nour)
        slot = act.session.scalars(select(Slot)).one()
        assert (slot.room_id, slot.taken, slot.topic) == (circle.room, 1, None)
        assert (made.booking.state, made.code) == (BookingState.BOOKED, "")
        everyone = {circle.maryam, circle.nour, circle.room}
        assert taken(act.session, everyone, (WEDNESDAY, WEDNESDAY + LENGTH)) == everyone
        promise = act.session.scalars(select(Assignment)).one()
        assert (promise.helper_id, promise.state) == (circle.maryam, "promised")


def test_who_comes_second_is_told_and_leaves_nothing_behind(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        circle.book(act)
        assert refusal(act, circle, WEDNESDAY) is Refusal.JUST_TAKEN
        assert refusal(act, circle, WEDNESDAY + LENGTH / 3 * 2) is Refusal.JUST_TAKEN
        assert act.session.scalar(select(func.count(Slot.id))) == 1
        free = list_starts(act.session, circle.town.here, circle.peer(act), Asked("fr"), act.now)
    assert WEDNESDAY not in free
    assert WEDNESDAY + dt.timedelta(hours=1) in free


def test_nobody_is_in_two_services_at_once(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        olena = make_helper(act, Portrait("Olena"), circle.town.there)
        circle.book(act, user=circle.nour)
    with acting_in(engine, circle.town, circle.town.there) as act:
        other = Circle(circle.town, olena.id, circle.nour, circle.room)
        there = circle.town.there
        assert refusal(act, other, WEDNESDAY, circle.nour, service=there) is Refusal.BUSY_THEN
        starts = list_starts(
            act.session,
            circle.town.there,
            other.peer(act),
            Asked("fr", user_id=circle.nour),
            act.now,
        )
        assert WEDNESDAY not in starts
        other.book(act, starts[-1], circle.nour, service=there)


@pytest.mark.parametrize(
    "starts",
    [
        START + dt.timedelta(minutes=30),
        START - dt.timedelta(days=1),
        at("04-02 14:00"),
        at("03-18 14:10"),
        at("03-18 08:30"),
        at("03-18 16:30"),
        at("03-21 14:00"),
    ],
)
def test_a_time_that_is_not_offered_is_refused(
    engine: Engine, circle: Circle, starts: dt.datetime
) -> None:
    with acting_in(engine, circle.town) as act:
        assert refusal(act, circle, starts) is Refusal.NOT_OFFERED


def test_a_limit_that_refuses_takes_its_times_away(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        paul = make_helper(
            act, Portrait("Paul", status=Status.VOLUNTEER, minutes=90), circle.town.here
        )
        of_paul = Circle(circle.town, paul.id, circle.nour, circle.room)
        of_paul.book(act, at("03-18 09:00"))
        of_paul.book(act, at("03-18 10:00"))
        assert refusal(act, of_paul, at("03-19 10:00")) is Refusal.NOT_OFFERED
        of_paul.book(act, at("03-23 10:00"))


def test_nobody_holds_a_sixth_time(engine: Engine, circle: Circle) -> None:
    days = ("03-18", "03-19", "03-20", "03-23", "03-24", "03-25")
    with acting_in(engine, circle.town) as act:
        for day in days[:MOST_AHEAD]:
            circle.book(act, at(f"{day} 10:00"), circle.nour)
        assert refusal(act, circle, at("03-25 10:00"), circle.nour) is Refusal.ENOUGH_AHEAD
        assert len(list_mine(act.session, circle.nour, act.now)) == MOST_AHEAD


def test_a_time_given_back_is_free_at_once(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        made = circle.book(act, user=circle.nour)
        cancel_booking(act, made.booking, base_url=BASE, helping=HELPING)
        slot = act.session.scalars(select(Slot)).one()
        assert (slot.state, slot.taken, slot.sequence) == (SlotState.CANCELLED, 0, 1)
        assert act.session.scalar(select(func.count(Reservation.id))) == 0
        with pytest.raises(Refused):
            cancel_booking(act, made.booking, base_url=BASE, helping=HELPING)
        circle.book(act, user=circle.nour)


def test_without_an_account_a_drawing_and_six_digits_find_it_again(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        made = circle.book(act)
        booking = made.booking
        assert (len(made.code), made.code.isdecimal()) == (6, True)
        assert made.code not in str(booking.code_digest)
        assert find_by_code(act.session, booking.nickname, made.code) is booking
        wrong = f"{(int(made.code) + 1) % 10**6:06}"
        assert find_by_code(act.session, booking.nickname, wrong) is None
        other = "key" if booking.nickname != "key" else "sun"
        assert find_by_code(act.session, other, made.code) is None
    with looking_in(engine, circle.town, circle.town.there) as session:
        assert find_by_code(session, booking.nickname, made.code) is None


def test_a_booking_has_no_place_for_a_subject(engine: Engine) -> None:
    columns = {each["name"] for each in inspect(engine).get_columns("booking")}
    assert not {each for each in columns if "topic" in each or "about" in each or "note" in each}


def test_what_nobody_can_take_becomes_a_promise(engine: Engine, circle: Circle) -> None:
    asked = Asked("ps", Topic.INSIDE, Gender.WOMAN, not_from_here=True, user_id=circle.nour)
    with acting_in(engine, circle.town) as act:
        guest = Guest(circle.nour, "ps")
        made = ask_for_help(act, asked, guest, service_id=circle.town.here).request
        assert (made.promised_for, made.state) == (dt.date(2026, 3, 20), RequestState.WAITING)
        with pytest.raises(Refused) as refused:
            ask_for_help(act, asked, guest, service_id=circle.town.here)
        assert refused.value.reason is Refusal.ASKED_ALREADY
        withdraw_request(act, made)
        assert (made.topic, made.state) == (None, RequestState.WITHDRAWN)
        ask_for_help(act, asked, guest, service_id=circle.town.here)


def test_the_right_person_comes_first_and_says_why(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        little = (("fa_AF", LanguageLevel.LITTLE), ("fr", NATIVE))
        hidden = Portrait("Sima", languages=little, topics=((Topic.ROAD, False),))
        make_helper(act, hidden, circle.town.here)
        make_helper(act, Portrait("Jean", (("fr", NATIVE),), (), Gender.MAN), circle.town.here)
    asked = Asked("fa_AF", Topic.ROAD)
    with looking_in(engine, circle.town, circle.town.here) as session:
        found = list_proposals(session, circle.town.here, asked, START)
        assert [one.peer.name for one in found] == ["Maryam", "Sima"]
        assert [one.topics for one in found] == [[Topic.ROAD], ()]
        assert found[0].first == START + dt.timedelta(hours=1)
        men = list_proposals(session, circle.town.here, Asked("fr", gender=Gender.MAN), START)
        assert [one.peer.name for one in men] == ["Jean"]
        pashto = list_proposals(session, circle.town.here, Asked("ps"), START)
        assert {one.speaks for one in pashto} == {False}
        assert len(pashto) == 3
        easy = list_proposals(session, circle.town.here, Asked("fr@falc"), START)
        assert {one.speaks for one in easy} == {True}


def test_a_helper_who_stopped_for_today_is_not_proposed_before(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        circle.peer(act).paused_until = at("03-19 06:00")
    with looking_in(engine, circle.town, circle.town.here) as session:
        (found,) = list_proposals(session, circle.town.here, Asked("fr"), START)
    assert found.first == at("03-19 09:00")


def test_few_times_are_shown_one_a_half_day(engine: Engine, circle: Circle) -> None:
    with looking_in(engine, circle.town, circle.town.here) as session:
        peer = get_helper(session, circle.town.here, circle.maryam, START.date())
        starts = list_starts(session, circle.town.here, peer, Asked("fr"), START)
    shown = ["17 11:30", "17 12:00", "18 09:00", "18 12:00", "19 09:00", "19 12:00"]
    assert [f"{one:%d} {one.hour + 1:02}:{one:%M}" for one in first_choices(starts)] == shown


def test_many_at_once_and_nobody_shares_a_helper_or_sees_a_lock(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        people = [one.id for one in make_residents(act, circle.town.here, 24)]
    won, lost, troubles, gate = [], [], [], threading.Barrier(len(people))

    def take(user: int) -> None:
        gate.wait()
        try:
            with acting_in(engine, circle.town) as act:
                won.append(circle.book(act, user=user).booking.id)
        except Refused as refused:
            lost.append(refused.reason)
        except DBAPIError as error:
            troubles.append(error)

    threads = [threading.Thread(target=take, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), troubles) == (1, [])
    assert lost == [Refusal.JUST_TAKEN] * (len(people) - 1)
    with looking_in(engine, circle.town) as session:
        assert session.scalar(select(func.count(Booking.id))) == 1
        assert session.scalar(select(func.count(Slot.id))) == 1
