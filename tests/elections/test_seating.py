"""Seats where nobody voted: who stood, then volunteers; carences dated at proclamation."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.rules.kinds import CollegeKind, EndReason, Origin, SeatKind
from participation.elections import queries
from participation.elections.models import Volunteer
from participation.elections.operations import proclaiming, results
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import Settlement
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import TODAY, somebody
from tests.elections.test_proclaiming import _count, close_it_alone, holders
from tests.elections.voting import Vote, make_vote


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


@pytest.mark.parametrize(
    ("settlement", "origin"),
    [(Settlement.DESIGNATION, Origin.DESIGNATED), (Settlement.DRAWING, Origin.DRAWN)],
)
def test_who_stood_then_volunteers_sit_where_nobody_voted(
    engine: Engine, town: Town, vote: Vote, settlement: Settlement, origin: Origin
) -> None:
    with acting_in(engine, town) as act:
        sheet = vote.sheet(act.session)
        residents, staff = (one.contest for one in sheet.contests)
        residents.settlement, staff.settlement = settlement, settlement
        residents.settled_because = staff.settled_because = "Trop peu de candidats."
        for each in sheet.contests[0].candidacies[1:]:
            each.state = CandidacyState.WITHDRAWN
        for each in sheet.contests[1].candidacies:
            each.state = CandidacyState.WITHDRAWN
        for rank, name in enumerate(("Nour", "Olga", "Pia"), 1):
            who = somebody(act, name, town.here, Role.RESIDENT)
            act.session.add(_volunteer(residents.id, who.membership_id, name, rank))
        somebody(act, "Quentin", town.here, Role.RESIDENT)
        act.session.add(_volunteer(residents.id, None, "Quentin", None))
        lina = somebody(act, "Lina", town.here, Role.COORDINATOR)
        act.session.add(_volunteer(staff.id, lina.membership_id, "Lina", 1))
        act.session.flush()
        election = vote.election(act.session)
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)
        assert holders(act, vote) == ["Halima", "Nour", "Olga"]
        assert holders(act, vote, SeatKind.SUBSTITUTE) == ["Pia", None]
        terms = council_queries.list_terms(act.session, [vote.sitting.council_id])
        fresh = [term for term in terms if term.election == vote.key]
        assert len(fresh) == 5
        assert {term.origin for term in fresh} == {origin}
        assert {term.until for term in fresh} == {dt.date(2028, 3, 17)}


def _volunteer(contest_id: int, membership_id: int | None, name: str, rank: int | None) -> object:
    return Volunteer(
        contest_id=contest_id,
        membership_id=membership_id,
        name=name,
        agreed_on=TODAY,
        rank=rank,
    )


def test_whoever_stood_and_gives_up_a_designated_seat_leaves_it_to_the_next(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        for one in vote.sheet(act.session).contests:
            one.contest.settlement = Settlement.DESIGNATION
        act.session.flush()
        results.declare_result(act, vote.election(act.session))
        first = vote.residents(act.session).results[0]
        results.renounce(act, first, because="Elle déménage.")
        names = [each.name for each in vote.residents(act.session).results]
        assert names == ["Idriss", "Jeanne", "Karim"]


def test_a_proclamation_dates_the_carence_of_a_college_left_empty(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        staff = vote.contest(act.session, vote.staff_id)
        staff.settlement, staff.settled_because = Settlement.SHORTAGE, "Personne ne veut."
        act.session.flush()
        college = queries.college_of(act.session, staff)
        assert college.shortage_on is None
    close_it_alone(engine, town, vote)
    with acting_in(engine, town) as act:
        _count(act, vote, vote.residents_id, [8, 7, 5, 3])
        results.declare_result(act, vote.election(act.session))
        sits = [
            seat.holder
            for one in vote.sitting.sheet(act.session, TODAY).colleges
            if one.college.kind is CollegeKind.STAFF
            for seat in one.members
            if seat.holder
        ]
        for holder in sits:
            councils.end_term(act, holder.term, on=TODAY, reason=EndReason.LEFT)
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        college = vote.sitting.college(act.session, CollegeKind.STAFF)
        assert (college.shortage_on, college.shortage_because) == (TODAY, "Personne ne veut.")
