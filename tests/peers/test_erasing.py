"""Whoever is erased leaves her times free, nobody waiting in vain, and no row that names her."""

import click
import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from participation.accounts.operations import erase_person
from participation.accounts.queries import facts as erasures, get_user
from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.cli.opening import open_house
from participation.foundation.act import Act
from participation.foundation.database import Base
from participation.foundation.keys import to_text
from participation.notifications.models import Message
from participation.peers.models import Booking, HelpRequest, Peer, Roster, Slot
from participation.peers.operations import roster_answers as answers, solving
from participation.peers.operations.asking import ask_for_help
from participation.peers.operations.erasing import Farewell
from participation.peers.operations.meeting import Guest, book_meeting
from participation.peers.operations.places import join_group
from participation.peers.operations.requests import propose_time
from participation.peers.operations.slots import SlotSheet
from participation.peers.operations.writing import remind
from participation.peers.queries.board import see_board
from participation.peers.queries.choosing import Asked
from participation.peers.queries.facts import tell_facts
from participation.peers.queries.slots import get_slot
from participation.peers.queries.tickets import find_by_code, find_owned
from participation.peers.rules.kinds import (
    AssignmentState,
    BookingState,
    Gender,
    ReminderChannel,
    RequestState,
    RosterState,
    SlotKind,
    SlotState as State,
)
from participation.peers.rules.planning import Shape
from participation.peers.rules.proposals import read_proposal, without_helper
from participation.roster import problem as lib
from participation.roster.solve import ContradictionError
from tests.builders import acting_in, looking_in, make_person
from tests.peers.crew import assign, make_slot
from tests.peers.meeting import (
    BASE,
    HELPING,
    Circle,
    Portrait,
    at,
    make_circle,
    make_group,
    make_helper,
)

FAREWELL = Farewell(BASE)


@pytest.fixture
def circle(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Circle:
    monkeypatch.setattr(erasures, "_erasures", {Farewell: FAREWELL})
    circle = make_circle(engine)
    with acting_in(engine, circle.town) as act:
        for number, key in enumerate((circle.peer(act).user_id, circle.nour)):
            get_user(act.session, key).email = f"nobody{number}@example.org"
    return circle


def naming(session: Session, *marks: int) -> set[str]:
    """Give the tables in which a key still stands, as a number or in a text."""
    texts = {each for mark in marks for each in (str(mark), to_text(mark))}
    found = set()
    for mapper in Base.registry.mappers:
        if "organisation_id" not in mapper.columns or mapper.class_ is Entry:
            continue
        for row in session.scalars(select(mapper.class_)):
            values = [str(getattr(row, name)) for name in mapper.columns.keys()]  # noqa: SIM118
            if any(text in value for value in values for text in texts):
                found.add(mapper.class_.__tablename__)
    return found


def erase(engine: Engine, circle: Circle, user_id: int) -> None:
    """Erase somebody as a person of one house does: the other house is behind the wall."""
    with acting_in(engine, circle.town, circle.town.here) as act:
        erase_person(act, get_user(act.session, user_id))


def book(act: Act, circle: Circle, moment: str, guest: Guest, service: int) -> str:
    made = book_meeting(
        act, circle.peer(act), at(moment), guest, service_id=service, helping=HELPING
    )
    return made.code


def entangle(act: Act, circle: Circle, peer: Peer) -> None:
    """Let rows without a foreign key name a helper: referent, duo, exchange, roster, room."""
    other = make_helper(act, Portrait("Olena"), circle.town.here)
    get_user(act.session, other.user_id).email = "olena@example.org"
    other.referent_id, other.duo_id = peer.user_id, peer.id
    given = make_slot(act, circle.town.here, "03-20 10:00")
    wished = make_slot(act, circle.town.here, "03-23 10:00", kind=SlotKind.DROP_IN, capacity=0)
    mine, hers = assign(act, given, other), assign(act, wished, peer)
    answers.look_for_cover(act, mine, given, against=hers)
    key = to_text(peer.id)
    roster = Roster(since=at("03-23 10:00").date(), until=at("03-30 10:00").date(), seconds=5)
    roster.state, roster.asked_by = RosterState.PROPOSED, peer.user_id
    roster.proposal = {"pairs": [["x", key], ["x", "y"]], "empty": [{"remedies": [["r", key]]}]}
    roster.progress = {"left_out": [["x", key]], "found": [{"helper": key}]}
    act.session.add(roster)


def test_a_helper_who_is_erased_leaves_a_promise_and_no_row(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        peer = circle.peer(act)
        book(act, circle, "03-18 14:00", Guest(circle.nour, "fr"), circle.town.here)
        code = book(act, circle, "03-19 14:00", Guest(None, "ar"), circle.town.there)
        first, second = act.session.scalars(select(Booking).order_by(Booking.id))
        keys, drawing = (first.id, second.id), second.nickname
        entangle(act, circle, peer)
        user_id, gender = peer.user_id, peer.gender
    erase(engine, circle, user_id)
    with looking_in(engine, circle.town) as session:
        assert naming(session, user_id, circle.maryam) == set()
        asked = session.scalars(select(HelpRequest).order_by(HelpRequest.id)).all()
        assert [(one.id, one.user_id, one.locale) for one in asked] == [
            (keys[0], circle.nour, "fr"),
            (keys[1], None, "ar"),
        ]
        assert {(one.state, one.gender) for one in asked} == {(RequestState.WAITING, gender)}
        assert find_by_code(session, drawing, code) is asked[1]
        assert [find_owned(session, key) for key in keys] == asked
        meetings = select(Slot.state).where(Slot.kind == SlotKind.MEETING, Slot.taken == 0)
        assert State.CANCELLED in set(session.scalars(meetings))
        board = see_board(session, at("03-18 09:00"))
        assert board.waiting == 2
        assert [one.slot.kind for one in board.gaps] == [SlotKind.DROP_IN]
        olena = session.scalars(select(Peer.user_id).where(Peer.name == "Olena")).one()
        told = session.scalars(select(Message.dedupe).where(Message.dedupe.endswith(f":{olena}")))
        assert "no-exchange" in told.one()
        roster = session.scalars(select(Roster)).one()
        assert roster.proposal == {"pairs": [["x", "y"]], "empty": [{"remedies": []}]}


def test_a_person_takes_along_what_she_booked_and_asked_for(engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        book(act, circle, "03-18 14:00", Guest(circle.nour, "ar"), circle.town.there)
        asked = Asked("ar", not_from_here=True)
        ask_for_help(act, asked, Guest(circle.nour, "ar"), service_id=circle.town.here)
    with looking_in(engine, circle.town) as session:
        kept = tell_facts(session, get_user(session, circle.nour))
        assert sorted(kept) == ["times_asked", "times_booked"], "she helps nobody"
        (booked,), (asked_for,) = kept["times_booked"], kept["times_asked"]
        assert (booked["kind"], booked["state"], booked["language"]) == ("meeting", "booked", "ar")
        assert booked["starts"].startswith("2026-03-18")
        assert (asked_for["state"], asked_for["not_from_here"]) == ("waiting", "yes")


@pytest.mark.parametrize("has_account", [True, False])
def test_a_request_keeps_its_wishes_and_its_first_link(
    engine: Engine, circle: Circle, *, has_account: bool
) -> None:
    shape = Shape(SlotKind.COMPANY, 60)
    with acting_in(engine, circle.town) as act:
        asked, guest = Asked("fr", not_from_here=True), Guest(circle.nour, "fr")
        if not has_account:
            guest = Guest(None, "fr")
        request = ask_for_help(act, asked, guest, service_id=circle.town.here).request
        first = request.id
        peer = circle.peer(act)
        sheet = SlotSheet(shape, at("03-18 14:00"))
        slot = propose_time(act, request, sheet, peer, confirmed=True, link=BASE)
        as_well = make_helper(act, Portrait("Olena"), circle.town.here)
        assign(act, slot, as_well, AssignmentState.PROPOSED)
        second, user_id = act.session.scalars(select(Booking.id)).one(), peer.user_id
    erase(engine, circle, user_id)
    with looking_in(engine, circle.town) as session:
        found = [find_owned(session, key) for key in (first, second)]
        again = found[0]
        assert isinstance(again, HelpRequest)
        assert found == [again, again]
        assert (again.id, again.state) == (second, RequestState.WAITING)
        assert (again.gender, again.not_from_here) == (Gender.UNSAID, True)


def test_a_resident_who_is_erased_leaves_her_places_to_others(
    engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        book(act, circle, "03-18 14:00", Guest(circle.nour, "fr"), circle.town.there)
        booking = act.session.scalars(select(Booking)).one()
        slot = get_slot(act.session, booking.slot_id)
        booking.channel = ReminderChannel.EMAIL
        assert remind(act, booking, slot, mark="day", base_url=BASE)
        talk = booking.id
        group = make_group(act, circle, 1, at("03-20 10:00"))
        join_group(act, group, Guest(circle.nour, "fr"))
        next_one = make_person(act, "Sami", Role.RESIDENT, circle.town.here)
        join_group(act, group, Guest(next_one.id, "fr"))
        key = group.id
    erase(engine, circle, circle.nour)
    with looking_in(engine, circle.town) as session:
        assert naming(session, circle.nour, talk) == set()
        waits = session.scalars(select(Booking).where(Booking.slot_id == key)).one()
        assert (waits.user_id, waits.state) == (next_one.id, BookingState.OFFERED)
    with acting_in(engine, circle.town) as act:
        again = Guest(next_one.id, "fr")
        assert book(act, circle, "03-18 14:00", again, circle.town.here) == ""


def test_a_roster_worked_out_meanwhile_brings_no_key_back(engine: Engine, circle: Circle) -> None:
    gone = to_text(1)
    with acting_in(engine, circle.town) as act:
        here, roster = to_text(circle.maryam), Roster(seconds=5)
        roster.since, roster.until = at("03-23 10:00").date(), at("03-30 10:00").date()
        roster.state, roster.proposal, roster.progress = RosterState.SOLVING, {}, {}
        act.session.add(roster)
        held = (lib.Assignment("s", gone), lib.Assignment("t", here))
        remedies = (lib.Remedy(lib.Rule.AWAY, gone), lib.Remedy(lib.Rule.NOBODY, None))
        empty = (lib.EmptySlot("e", 1, 0, (), remedies),)
        figures = (lib.Costs(3, 2, 1, 0), lib.Measure(1, 1), lib.Measure(0, 0))
        how = (lib.Method.SOLVER, lib.End.PROVED)
        found = lib.Solution(held, *figures, *how, True, (), empty, 1.0, 1.0)  # noqa: FBT003
        solving.keep_solution(act, roster, found)
        kept = read_proposal(roster.proposal)
        assert (kept.pairs, len(kept.empty[0].remedies)) == ((("t", here),), 1)
        assert kept.gap is None, "a bound of some pairs is no bound of all"
        broken = [lib.Violation(lib.Rule.REST, each, ("s",)) for each in (gone, here)]
        solving.keep_contradiction(act, roster, ContradictionError(broken))
        assert gone not in str((roster.proposal, roster.progress))
        assert here in str(roster.progress)


def test_commands_let_people_go_as_pages_do(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasures, "_erasures", {})
    variables = {
        "PARTICIPATION_ENVIRONMENT": "test",
        "PARTICIPATION_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "PARTICIPATION_SECRET_KEY": "a secret for tests that nobody needs to guess",
        "PARTICIPATION_BASE_URL": BASE,
        "PARTICIPATION_TRUSTED_HOSTS": "localhost",
    }
    with click.Context(click.Command("worker")):
        open_house(variables)
    assert FAREWELL in erasures.list_erasures()
    elsewhere = Farewell("https://elsewhere.example")
    erasures.learn_erasure(elsewhere)
    farewells = [each for each in erasures.list_erasures() if isinstance(each, Farewell)]
    assert farewells == [elsewhere], "what is learnt again takes the place of what was known"


def test_a_proposal_forgets_one_helper_at_any_depth() -> None:
    kept = {"by": "a", "n": [["s", "a"], ["s", "b"], "a", {"h": "a"}, {"h": ["a", "b"]}], "k": 1}
    assert without_helper(kept, "a") == {"n": [["s", "b"], {"h": ["b"]}], "k": 1}
