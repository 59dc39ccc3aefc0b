"""The elected of two houses send two of theirs to the board, in sealed ballots."""

import io

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.belenios.verify import verify_archive
from participation.elections import queries
from participation.elections.models import Election
from participation.elections.operations import (
    proclaiming,
    results,
    sealed as urns,
    sitting,
    tallying,
)
from participation.elections.queries.sealed import get_sealed, write_archive
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Way
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.organisations.queries import get_service
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import TODAY, Sitting, term_of
from tests.councils.visiting import page, visit
from tests.elections.chairing import (
    VOTE_ON,
    found_board,
    make_keys,
    sealing_of,
    seat_council,
    sign_some,
)
from tests.elections.sealing import Sealing, refused
from tests.elections.urn_desk import close_it, end_paper, name_bureau, on, open_it

HERE, THERE = ("Amina", "Bilal", "Colette"), ("Hanna", "Ivan", "Jorge")
CHOICES = ([(0, 1, 1)] * 3, [(0, 1, 0)] * 2, [(1, 0, 0)])


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def board(engine: Engine, town: Town) -> Sitting:
    """Seat three people in each of two houses, and found seats for both on the board."""
    seat_council(engine, town, HERE)
    seat_council(engine, town, THERE, town.there)
    return found_board(engine, town)


def call(act: Act, board: Sitting, names: tuple[str, ...], way: Way = Way.SEALED) -> Election:
    """Call the vote; these people stand."""
    council, college = board.council(act.session), board.college(act.session)
    voters = queries.list_sitting_electors(act.session, council, college, TODAY)
    terms = [one.term.id for one in voters if one.name in names]
    return sitting.call_second_degree(act, council, college, terms, on=VOTE_ON, way=way)


def test_the_elected_of_two_houses_vote_sealed_and_two_take_their_seats(
    engine: Engine, town: Town, board: Sitting
) -> None:
    with acting_in(engine, town) as act:
        made = sealing_of(engine, town, act, call(act, board, ("Bilal", "Hanna")))
        roll = queries.list_roll(act.session, made.contest(act.session))
        assert [one.name for one in roll] == [*HERE, *THERE]
    make_keys(made)
    name_bureau(made)
    open_it(made)
    cast(engine, town, made)
    close_it(made)
    end_paper(made, 0)
    made.give(1)
    made.give(2)
    with on(made) as act:
        contest, election = made.contest(act.session), made.calling.election(act.session)
        tallying.keep_result(act, contest, signed=6)
        results.declare_result(act, election)
    with acting_in(engine, town, town.here) as act:
        election = made.calling.election(act.session)
        told = refused(proclaiming.proclaim, act, election, without_waiting=True)
        assert told is Refusal.SERVICES_UNSEEN, "not: she is gone"
        sheet = queries.see_vote(act.session, election)
        assert queries.list_gone(act.session, sheet, VOTE_ON) == []
    with on(made) as act:
        election = made.calling.election(act.session)
        proclaiming.proclaim(act, election, without_waiting=True)
        seats = board.sheet(act.session, VOTE_ON).colleges[0].members
        assert [one.holder and one.holder.name for one in seats] == ["Bilal", "Hanna"]
        stream = io.BytesIO()
        write_archive(act.session, get_sealed(act.session, contest.id), stream)
    report = verify_archive(io.BytesIO(stream.getvalue()))
    assert (report.ok, report.ballots, report.result) == (True, 6, [[1, 5, 3]])


def cast(engine: Engine, town: Town, made: Sealing) -> None:
    """Let six vote, three of them at the public screen of the other house."""
    every = [chosen for group in CHOICES for chosen in group]
    for number, (code, chosen) in enumerate(zip(made.codes, every, strict=False)):
        place = (town.there,) if number % 2 else (town.here,)
        raw = made.seal(code, chosen)
        with looking_in(engine, town, *place) as session:
            act = Act(session, "anonymous", clock.now())
            urns.cast_ballot(act, made.contest_id, raw, final=True)
    with on(made) as act:
        sign_some(act, made, len(every))


def test_who_sees_one_house_only_makes_no_roll_of_both(
    app: Flask, engine: Engine, town: Town, board: Sitting
) -> None:
    with acting_in(engine, town, town.here) as act:
        assert refused(call, act, board, HERE[:1], Way.PAPER) is Refusal.SERVICES_UNSEEN
    address = f"/rive/councils/colleges/{to_text(board.college_id)}/vote-of-elected"
    alone = visit(app, engine, town, Role.MANAGER, town.here)
    shown = page(alone, address)
    assert "des services que vous ne voyez pas" in shown
    assert ("Amina" in shown, "Hanna" in shown) == (False, False)
    whole = visit(app, engine, town, Role.QUALITY_MANAGER, None)
    shown = page(whole, address)
    assert "Hanna — Résidence Olivier" in shown
    assert "Le papier vaut autant" in shown


def test_two_people_of_one_name_both_vote_and_a_protected_house_is_not_named(
    engine: Engine, town: Town
) -> None:
    for place, name in ((town.here, "Amina"), (town.there, "Amina")):
        house = seat_council(engine, town, (name, "-"), place)
        with acting_in(engine, town) as act:
            unknown = term_of(act, house, "-")
            unknown.membership_id, unknown.name = None, "Sans Compte"
    board = found_board(engine, town)
    with acting_in(engine, town) as act:
        get_service(act.session, town.there).is_protected = True
        act.session.flush()
        council, college = board.council(act.session), board.college(act.session)
        voters = queries.list_sitting_electors(act.session, council, college, TODAY)
        assert [one.name for one in voters] == ["Amina", "Amina", "Sans Compte", "Sans Compte"]
        places = queries.name_places(act.session, council, college, TODAY)
        named = sorted(places[one.term.id] for one in voters)
        assert named == ["", "", "Maison Tilleul", "Maison Tilleul"]
        election = call(act, board, ("Amina",), Way.PAPER)
        (contest,) = queries.list_contests(act.session, election)
        found = queries.search_roll(act.session, contest, "ami", 6)
        assert [one.name for one in found] == ["Amina", "Amina"]
        assert list(queries.tell_apart(act.session, found).values()) == ["Maison Tilleul"]
        assert queries.tell_apart(act.session, found[:1]) == {}
