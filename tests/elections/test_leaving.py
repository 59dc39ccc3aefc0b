"""People who leave or are erased during an election; seats of colleges that voted together."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.models import User
from participation.accounts.operations import erase_person
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import CollegeLine
from participation.councils.rules.kinds import CollegeKind, EndReason, SeatKind
from participation.elections import queries
from participation.elections.operations import proclaiming, results, tallying
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import ElectionKind, Settlement, Stage
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import TODAY, term_of
from tests.councils.visiting import page, send, visit
from tests.elections.sealing import choice
from tests.elections.test_proclaiming import _count, close_it_alone, declare, holders
from tests.elections.urn_desk import end_paper, on, voted
from tests.elections.voting import Vote, make_vote, named, refusal


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def role_of(act: Act, vote: Vote, name: str) -> int:
    found = vote.residents(act.session).candidacies
    return next(each.membership_id or 0 for each in found if each.name == name)


def leave(engine: Engine, town: Town, vote: Vote, name: str) -> None:
    """End the role of a candidate the day before."""
    with acting_in(engine, town) as act:
        role = council_queries.find_membership(act.session, role_of(act, vote, name))
        assert role is not None
        role.until = TODAY - dt.timedelta(days=1)


def erase(engine: Engine, town: Town, membership_id: int) -> None:
    with acting_in(engine, town) as act:
        role = council_queries.find_membership(act.session, membership_id)
        assert role is not None
        erase_person(act, act.session.get_one(User, (town.organisation_id, role.user_id)))


def test_an_elected_person_who_has_left_is_replaced_by_the_next(
    app: Flask, engine: Engine, town: Town, vote: Vote
) -> None:
    declare(engine, town, vote)
    leave(engine, town, vote, "Idriss")
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        told = refusal(proclaiming.proclaim, act, election, without_waiting=True)
        assert told is R.ELECTED_GONE
        gone = queries.list_gone(act.session, vote.sheet(act.session), TODAY)
        assert [each.name for each in gone] == ["Idriss"]
        key = gone[0].id
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    assert "N’est plus dans le service" in page(desk, f"/rive/elections/{vote.key}/result")
    from participation.foundation.keys import to_text  # noqa: PLC0415

    address = f"/rive/elections/results/{to_text(key)}/renounce"
    send(desk, address, {"because": "Elle est partie."})
    assert "N’est plus dans le service" not in page(desk, f"/rive/elections/{vote.key}/result")
    with acting_in(engine, town) as act:
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote) == ["Halima", "Jeanne", "Karim"]


def test_the_seat_of_somebody_who_was_erased_goes_to_the_next(
    engine: Engine, town: Town, vote: Vote
) -> None:
    declare(engine, town, vote)
    with acting_in(engine, town) as act:
        key = role_of(act, vote, "Halima")
    erase(engine, town, key)
    with acting_in(engine, town) as act:
        assert named(vote.residents(act.session)) == ["Idriss", "Jeanne", "Karim"]
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote) == ["Idriss", "Jeanne", "Karim"]
        assert holders(act, vote, SeatKind.SUBSTITUTE) == [None, None]


def test_a_candidate_erased_during_a_sealed_vote_blocks_nothing(engine: Engine) -> None:
    made = voted(engine)
    made.cast(made.seal(made.papers[0], choice(1)))
    end_paper(made, 1, "Un bulletin nul de plus.")
    with looking_in(engine, made.town) as session:
        standing = queries.list_candidacies(session, made.contest(session))
        first, others = standing[0], [each.name for each in standing[1:]]
        key = first.membership_id or 0
    erase(engine, made.town, key)
    made.give(1)
    made.give(3)
    with on(made) as act:
        contest = made.contest(act.session)
        with looking_in(engine, made.town) as session:
            signed = queries.see_count(session, contest).signed
        count = tallying.keep_result(act, contest, signed=signed, because="Une personne effacée.")
        assert (count.found, count.blank, count.null_ballots) == (6, 1, 1)
        sheet = queries.see_count(act.session, contest)
        assert [each.name for each in sheet.candidacies] == others
        assert sorted(sheet.votes.values()) == [0, 0, 2]
        places = [sheet.name_of(each.candidate) for each in sheet.outcome.places]
        assert places == [others[0]]


def test_a_partial_election_of_merged_colleges_fills_the_seats_of_both(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        colette = term_of(act, vote.sitting, "Colette")
        councils.end_term(act, colette, on=dt.date(2026, 1, 10), reason=EndReason.LEFT)
        council = vote.sitting.council(act.session)
        lines = [
            CollegeLine(CollegeKind.RESIDENTS, 3, 2),
            CollegeLine(CollegeKind.RELATIVES, 2, 0),
            CollegeLine(CollegeKind.STAFF, 1, 1),
            CollegeLine(CollegeKind.MANAGING_BODY, 1),
        ]
        councils.set_composition(act, council, lines)
        contests = {each.contest.id: each for each in vote.sheet(act.session).contests}
        into, small = contests[vote.residents_id].contest, contests[vote.staff_id].contest
        relatives = vote.sitting.college(act.session, CollegeKind.RELATIVES)
        small.college_id, small.seats, small.substitutes = relatives.id, 2, 0
        small.settlement, small.merged_into_id = Settlement.MERGED, into.id
        into.seats, into.substitutes = 3, 0
        vote.election(act.session).kind = ElectionKind.PARTIAL
    close_it_alone(engine, town, vote)
    with acting_in(engine, town) as act:
        _count(act, vote, vote.residents_id, [8, 7, 5, 3])
        results.declare_result(act, vote.election(act.session))
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote) == ["Amina", "Bilal", "Halima"]
        sheet = vote.sitting.sheet(act.session, TODAY)
        mine = next(one for one in sheet.colleges if one.college.id == relatives.id)
        seated = [each.holder.name for each in mine.members if each.holder]
        assert seated == ["Idriss", "Jeanne"]
        assert vote.election(act.session).stage is Stage.PROCLAIMED
