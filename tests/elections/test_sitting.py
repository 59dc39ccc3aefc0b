"""Votes of those who sit: chair and deputy, seats elsewhere."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.councils import queries as council_queries
from participation.councils.models import College
from participation.councils.rules.kinds import (
    Office,
    TieBreak,
)
from participation.elections import queries
from participation.elections.models import Election
from participation.elections.operations import counts, draws, proclaiming, results, sitting, voting
from participation.elections.operations.sitting import Standing
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import TODAY, term_of
from tests.elections.chairing import found_board
from tests.elections.voting import (
    CODES,
    Vote,
    make_vote,
    name_bureau,
    refusal,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def _count(act: Act, vote: Vote, contest_id: int, votes: list[int], signed: int = -1) -> None:
    """Let both assessors find these votes, in the order of the numbers."""
    contest = vote.contest(act.session, contest_id)
    sheet = queries.see_count(act.session, contest)
    voters = sheet.signed if signed < 0 else signed
    found = counts.Read(voters, voters, 0, 0, dict(zip(sheet.by_key, votes, strict=True)))
    members = queries.list_bureau(
        act.session, queries.reach_election(act.session, contest.election_id)
    )
    for place in (1, 2):
        counts.enter_reading(act, contest, members[place], CODES[place], found)


def _sitting_vote(election: Election, vote: Vote) -> Vote:
    return Vote(vote.sitting, election.id, 0, 0)


def hold_sitting(act: Act, vote: Vote, election: Election, votes: list[list[int]]) -> None:
    """Hold a vote of those who sit, everybody voting, and declare its result but for ties."""
    own = _sitting_vote(election, vote)
    name_bureau(act, own)
    people = own.people(act.session)
    voting.open_vote(act, election, people, urn_is_empty=True)
    voting.close_vote(act, election, people)
    for each, found in zip(queries.list_contests(act.session, election), votes, strict=True):
        _count(act, own, each.id, found, signed=max(found) if len(found) > 2 else sum(found))


def test_the_elected_choose_their_chair_and_the_oldest_wins_a_tie(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        council = vote.sitting.council(act.session)
        terms = [term_of(act, vote.sitting, name).id for name in ("Amina", "Bilal")]
        standing = [Standing(Office.CHAIR, terms), Standing(Office.VICE_CHAIR, terms[:1])]
        election = sitting.call_chair_election(act, council, standing, on=TODAY)
        chair, deputy = queries.list_contests(act.session, election)
        assert (chair.tie_break, chair.seats) == (TieBreak.AGE, 1)
        names = [each.name for each in queries.list_roll(act.session, chair)]
        assert names == ["Amina", "Bilal", "Colette"]
        hold_sitting(act, vote, election, [[1, 1], [3]])
        keys = list(queries.see_count(act.session, chair).by_key)
        born = dict(zip(keys, (dt.date(1980, 1, 1), dt.date(1950, 1, 1)), strict=True))
        draws.settle_by_days(act, chair, 1, born)
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)
        sheet = vote.sitting.sheet(act.session, TODAY)
        found = {each.row.office: each.holder.name for each in sheet.offices}
        assert found == {Office.CHAIR: "Bilal", Office.VICE_CHAIR: "Amina"}
        assert {each.row.election for each in sheet.offices} == {to_text(election.id)}
        assert len(sheet.colleges[0].members) == 3  # nobody lost a seat by it
        assert deputy.id != chair.id


def test_who_may_not_chair_and_when_no_vote_is_prepared(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        council = vote.sitting.council(act.session)
        amina = term_of(act, vote.sitting, "Amina").id
        staff = term_of(act, vote.sitting, "Farid").id
        call = sitting.call_chair_election
        chair = [Standing(Office.CHAIR, [staff])]
        assert refusal(call, act, council, chair, on=TODAY) is R.NOT_AMONG_ELECTED
        assert refusal(call, act, council, [], on=TODAY) is R.OFFICE_MISSING
        nobody = [Standing(Office.CHAIR, [])]
        assert refusal(call, act, council, nobody, on=TODAY) is R.NOT_AMONG_ELECTED
        chair = [Standing(Office.CHAIR, [amina])]
        assert refusal(call, act, council, chair, on=dt.date(2026, 3, 1)) is R.TOO_LATE
        none = {"on": TODAY, "because": "Aucun ne peut"}
        assert refusal(call, act, council, chair, **none) is R.NOBODY_THERE
        call(act, council, chair, on=TODAY)
        assert refusal(call, act, council, chair, on=TODAY) is R.ELECTION_RUNNING


@pytest.fixture
def board(engine: Engine, town: Town) -> int:
    """Found seats on the board of the association, for both houses, and give their college."""
    return found_board(engine, town).council_id


def _college(act: Act, council_id: int) -> College:
    return council_queries.list_colleges(act.session, [council_id])[0]


def test_the_elected_send_two_of_theirs_to_the_board(
    engine: Engine, town: Town, board: int, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        council, college = council_queries.get_council(act.session, board), _college(act, board)
        voters = queries.list_sitting_electors(act.session, council, college, TODAY)
        assert [each.name for each in voters] == ["Amina", "Bilal", "Colette"]
        standing = [each.term.id for each in voters]
        staff = [term_of(act, vote.sitting, "Farid").id]
        call = sitting.call_second_degree
        assert refusal(call, act, council, college, staff, on=TODAY) is R.NOT_AMONG_ELECTED
        election = call(act, council, college, standing, on=TODAY)
        hold_sitting(act, vote, election, [[2, 3, 1]])
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)
        sheet = council_queries.see_council(act.session, council, TODAY)
        seats = [each.holder.name for each in sheet.colleges[0].members if each.holder]
        assert seats == ["Bilal", "Amina"]
        own = vote.sitting.sheet(act.session, TODAY)
        assert own.sitting.represented == 3  # they keep their seats at home
