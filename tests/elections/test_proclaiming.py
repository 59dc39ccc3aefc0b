"""Terms opened by a proclamation; partial and merged elections."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import CollegeLine
from participation.councils.rules.kinds import (
    CollegeKind,
    EndReason,
    Office,
    Origin,
    SeatKind,
)
from participation.elections import queries
from participation.elections.operations import counts, proclaiming, results, voting
from participation.elections.operations.partial import prepare_partial
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import ElectionKind, Settlement, Stage
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY, somebody, term_of
from tests.elections.voting import (
    CODES,
    Vote,
    close_it,
    count_both,
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


def declare(engine: Engine, town: Town, vote: Vote) -> None:
    close_it(engine, town, vote)
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        results.declare_result(act, vote.election(act.session))


def holders(act: Act, vote: Vote, kind: SeatKind = SeatKind.MEMBER) -> list[str | None]:
    residents = vote.sitting.sheet(act.session, TODAY).colleges[0]
    return [each.holder.name if each.holder else None for each in residents.of(kind)]


def test_the_elected_sit_and_the_terms_before_end(engine: Engine, town: Town, vote: Vote) -> None:
    declare(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        assert refusal(proclaiming.proclaim, act, election) is R.CHALLENGE_RUNNING
        proclaiming.proclaim(act, election, without_waiting=True)
        assert (election.stage, election.proclaimed_on) == (Stage.PROCLAIMED, TODAY)
        assert holders(act, vote) == ["Halima", "Idriss", "Jeanne"]
        assert holders(act, vote, SeatKind.SUBSTITUTE) == ["Karim", None]
        terms = council_queries.list_terms(act.session, [vote.sitting.council_id])
        fresh = [term for term in terms if term.election == vote.key]
        assert {term.origin for term in fresh} == {Origin.ELECTED}
        assert {term.until for term in fresh} == {dt.date(2028, 3, 17)}
        board = [term for term in terms if term.name == "Ginette Roy"]
        assert board[0].until != TODAY  # nobody voted for the managing body
        assert refusal(proclaiming.proclaim, act, election) is R.WRONG_STAGE


def test_after_the_last_day_of_challenge_nothing_is_asked(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    declare(engine, town, vote)
    with looking_in(engine, town) as session:
        last = vote.election(session).challenge_ends_on
    clock.advance(days=(last - TODAY).days + 1)
    with acting_in(engine, town) as act:
        proclaiming.proclaim(act, vote.election(act.session), since=last)
        sheet = vote.sitting.sheet(act.session, last)
        assert sheet.colleges[0].members[0].holder is not None
        assert sheet.colleges[0].members[0].holder.name == "Halima"


def test_a_result_under_challenge_is_not_proclaimed(engine: Engine, town: Town, vote: Vote) -> None:
    declare(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        results.receive_challenge(act, election, name="Zoé", words="Je conteste")
        late = refusal(proclaiming.proclaim, act, election, without_waiting=True)
        assert late is R.CHALLENGE_OPEN


def test_whoever_sat_before_may_be_elected_again_and_the_chair_ends(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        amina = term_of(act, vote.sitting, "Amina")
        council = vote.sitting.council(act.session)
        councils.give_office(act, council, amina, Office.CHAIR, since=dt.date(2025, 4, 1))
        vote.residents(act.session).candidacies[0].membership_id = amina.membership_id
        vote.residents(act.session).candidacies[0].name = "Amina"
        act.session.flush()
    close_it(engine, town, vote)
    with acting_in(engine, town) as act:
        _count(act, vote, vote.residents_id, [8, 7, 5, 3])
        _count(act, vote, vote.staff_id, [4, 2])
        results.declare_result(act, vote.election(act.session))
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote)[0] == "Amina"
        assert not vote.sitting.sheet(act.session, TODAY).offices


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


def test_a_partial_election_fills_the_rest_of_the_terms_beside(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        colette = term_of(act, vote.sitting, "Colette")
        councils.end_term(act, colette, on=dt.date(2026, 1, 10), reason=EndReason.LEFT)
        before = vote.sitting.sheet(act.session, TODAY)
        assert queries.vacant_seats(before)[vote.sitting.college_id] == (1, 0)
        election = vote.election(act.session)
        election.kind = ElectionKind.PARTIAL
        for each in vote.sheet(act.session).contests:
            if each.contest.id == vote.staff_id:
                each.contest.settlement = Settlement.SHORTAGE
            else:
                each.contest.seats, each.contest.substitutes = 1, 0
                each.contest.most_choices = 1
        act.session.flush()
    close_it_alone(engine, town, vote)
    with acting_in(engine, town) as act:
        _count(act, vote, vote.residents_id, [1, 5, 2, 1])
        results.declare_result(act, vote.election(act.session))
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote) == ["Amina", "Bilal", "Idriss"]
        terms = council_queries.list_terms(act.session, [vote.sitting.council_id])
        assert {t.until for t in terms if t.election == vote.key} == {dt.date(2027, 3, 1)}


def close_it_alone(engine: Engine, town: Town, vote: Vote) -> None:
    """Open, let nine residents sign, close: the other college does not vote."""
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        election, people = vote.election(act.session), vote.people(act.session)
        voting.open_vote(act, election, people, urn_is_empty=True)
        for entry in queries.list_roll(act.session, vote.contest(act.session))[:9]:
            voting.sign_roll(act, entry)
        voting.close_vote(act, election, people)


def test_a_merged_college_gets_the_seats_that_were_its_own(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        council = vote.sitting.council(act.session)
        lines = [
            CollegeLine(CollegeKind.RESIDENTS, 3, 2),
            CollegeLine(CollegeKind.RELATIVES, 1, 0),
            CollegeLine(CollegeKind.STAFF, 1, 1),
            CollegeLine(CollegeKind.MANAGING_BODY, 1),
        ]
        councils.set_composition(act, council, lines)
        contests = {each.contest.id: each for each in vote.sheet(act.session).contests}
        into, small = contests[vote.residents_id].contest, contests[vote.staff_id].contest
        relatives = vote.sitting.college(act.session, CollegeKind.RELATIVES)
        small.college_id = relatives.id
        small.settlement, small.merged_into_id = Settlement.MERGED, into.id
        into.seats = 4
        act.session.flush()
        somebody(act, "Zohra", town.here, Role.RELATIVE)
    close_it_alone(engine, town, vote)
    with acting_in(engine, town) as act:
        _count(act, vote, vote.residents_id, [8, 7, 5, 3])
        results.declare_result(act, vote.election(act.session))
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        assert holders(act, vote) == ["Halima", "Idriss", "Jeanne"]
        sheet = vote.sitting.sheet(act.session, TODAY)
        mine = next(one for one in sheet.colleges if one.college.id == relatives.id)
        assert mine.members[0].holder is not None
        assert mine.members[0].holder.name == "Karim"


def test_empty_seats_call_a_partial_election_that_knows_its_parent(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        council = vote.sitting.council(act.session)
        days = {"opens_on": dt.date(2026, 6, 2), "closes_on": dt.date(2026, 6, 3)}
        assert refusal(prepare_partial, act, council, **days) is R.NO_EMPTY_SEAT
        colette = term_of(act, vote.sitting, "Colette")
        councils.end_term(act, colette, on=dt.date(2026, 1, 10), reason=EndReason.LEFT)
        whole = vote.election(act.session)
        whole.stage = Stage.PROCLAIMED
        act.session.flush()
        election = prepare_partial(act, council, **days)
        assert (election.kind, election.parent_id) == (ElectionKind.PARTIAL, whole.id)
        contests = queries.list_contests(act.session, election)
        facts = [(each.college_id, each.seats, each.substitutes) for each in contests]
        assert facts == [(vote.sitting.college_id, 1, 0)]
