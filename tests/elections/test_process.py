"""Preparing an election, its roll and its objections: who may do what, when, what is refused."""

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import NoResultFound

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import Person
from participation.councils.rules.calendar import Step
from participation.councils.rules.eligibility import Reason
from participation.councils.rules.kinds import CollegeKind, CouncilForm
from participation.councils.rules.refusals import Refusal as CouncilRefusal
from participation.elections import operations, queries
from participation.elections.models import Contest, RollEntry
from participation.elections.rules.process import Refusal
from participation.elections.rules.secrecy import Crowd
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.sitting import paper, role_of
from tests.elections.calling import (
    LINES,
    RESIDENTS,
    TODAY,
    VOTE,
    Calling,
    call,
    later,
    refused,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def calling(engine: Engine, town: Town) -> Calling:
    return call(engine, town)


def voters(act: Act, contest: Contest) -> list[str]:
    return [one.name for one in queries.list_roll(act.session, contest) if one.may_vote]


def test_an_election_has_a_contest_for_each_college_that_votes(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with looking_in(engine, town) as session:
        election = calling.election(session)
        assert election.stage is Stage.CALL
        assert (election.vote_opens_on, election.vote_closes_on) == (VOTE, VOTE)
        contests = queries.list_contests(session, election)
        assert [(one.seats, one.substitutes, one.most_choices) for one in contests] == [
            (3, 2, 3),
            (1, 1, 1),
        ]
        sheet = queries.see_election(session, election, TODAY)
        assert not sheet.warnings
        assert [one.voters for one in sheet.contests] == [6, 2]
        assert [one.crowd for one in sheet.contests] == [Crowd.FEW, Crowd.TOO_FEW]


def test_an_election_is_found_through_the_services_of_its_council_only(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with looking_in(engine, town, town.there) as session:
        for find, key in (
            (queries.reach_election, calling.election_id),
            (queries.get_contest, calling.residents_id),
        ):
            with pytest.raises(NoResultFound):
                find(session, key)
        assert not queries.list_elections(session)


def test_one_election_at_a_time_for_a_college(engine: Engine, town: Town, calling: Calling) -> None:
    with acting_in(engine, town) as act:
        council = calling.council(act.session)
        lines = operations.ContestLine.for_colleges(
            council_queries.list_colleges(act.session, [council.id])
        )
        prepare = operations.prepare_election
        reason = refused(prepare, act, council, lines, opens_on=VOTE)
        assert reason is Refusal.ALREADY_RUNNING
        assert refused(prepare, act, council, [], opens_on=VOTE) is Refusal.NO_COLLEGE
        election = calling.election(act.session)
        operations.annul_election(act, election, because="Les dates ne vont pas.")
        assert prepare(act, council, lines, opens_on=VOTE).stage is Stage.PREPARATION
        early = VOTE - dt.timedelta(days=1)
        operations.annul_election(
            act, queries.list_elections(act.session)[0], because="Encore une fois."
        )
        reason = refused(prepare, act, council, lines, opens_on=VOTE, closes_on=early)
        assert reason is Refusal.DATES_OUT_OF_ORDER


def test_only_days_to_come_are_moved_and_in_their_order(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        election = calling.election(act.session)
        change = operations.change_dates
        week = dt.timedelta(days=7)
        assert refused(change, act, election, {Step.CALL: TODAY + week}) is Refusal.DATE_IS_HISTORY
        reason = refused(change, act, election, {Step.VOTE_OPENS: election.list_posted_on})
        assert reason is Refusal.DATES_OUT_OF_ORDER
        moved = {Step.VOTE_OPENS: VOTE + week, Step.VOTE_CLOSES: VOTE + week}
        assert change(act, election, moved).vote_opens_on == VOTE + week


def test_the_roll_holds_everybody_of_the_college_once(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        assert voters(act, contest) == list(RESIDENTS)
        leaver = make_person(
            act, "Hawa", Role.RESIDENT, town.here, until=VOTE - dt.timedelta(days=1)
        )
        comer = make_person(act, "Ines", Role.RESIDENT, town.here, since=VOTE)
        make_person(act, "Jean", Role.RESIDENT, town.there)
        operations.build_roll(act, contest)
        act.session.flush()
        assert voters(act, contest) == [*RESIDENTS, "Ines"]
        entries = {one.name: one for one in queries.list_roll(act.session, contest)}
        assert entries["Hawa"].left_out_because == Reason.NOT_PRESENT
        assert entries["Hawa"].membership_id == role_of(act.session, leaver.id)
        assert entries["Ines"].membership_id == role_of(act.session, comer.id)
        assert "Jean" not in entries


def test_what_was_decided_by_hand_stays_when_the_roll_is_made_again(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        entries = {one.name: one for one in queries.list_roll(act.session, contest)}
        out = operations.leave_out(act, entries["Amina"], because="Est partie hier.")
        operations.add_to_roll(act, contest, Person(name="Zoé"), because="Hébergée à l’hôtel.")
        operations.build_roll(act, contest)
        act.session.flush()
        assert "Amina" not in voters(act, contest)
        assert "Zoé" in voters(act, contest)
        again = operations.add_to_roll(act, contest, calling.who("Amina"), because="Revenue.")
        assert again.id == out.id
        add = operations.add_to_roll
        twice = refused(add, act, contest, calling.who("Amina"), because="Encore.")
        assert twice is Refusal.ON_ROLL_ALREADY
        twice = refused(add, act, contest, Person(name="zoé"), because="Encore.")
        assert twice is Refusal.ON_ROLL_ALREADY
        foreign = Person(calling.roles["Farid"])
        assert refused(add, act, contest, foreign, because="x") is Refusal.PERSON_OUTSIDE
        assert refused(add, act, contest, Person(), because="x") is Refusal.PERSON_MISSING
        silent = refused(operations.leave_out, act, entries["Bilal"], because="  ")
        assert silent is Refusal.BECAUSE_MISSING
        entries["Bilal"].has_voted = True
        act.session.flush()
        late = refused(operations.leave_out, act, entries["Bilal"], because="Trop tard.")
        assert late is Refusal.HAS_VOTED


def test_whoever_stands_on_two_rolls_is_seen(engine: Engine, town: Town, calling: Calling) -> None:
    with acting_in(engine, town) as act:
        user = make_person(act, "Kadi", Role.RESIDENT, town.here)
        own = Membership(
            user_id=user.id, service_id=town.here, role=Role.FACILITATOR, since=TODAY, until=None
        )
        act.session.add(own)
        act.session.flush()
        entries: list[RollEntry] = []
        for contest in (calling.residents(act.session), calling.staff(act.session)):
            operations.build_roll(act, contest)
            act.session.flush()
            entries += queries.list_roll(act.session, contest)
        doubled = queries.in_two_colleges(act.session, entries)
        assert [one.name for one in entries if one.id in doubled] == ["Kadi", "Kadi"]


def test_an_objection_is_decided_once_with_a_reason_and_in_time(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        objection = operations.object_to_roll(
            act, contest, calling.who("Bilal"), asked="Ma sœur n’y est pas."
        )
        assert objection.name == "Bilal"
        act.session.flush()
        tasks = queries.see_election(act.session, calling.election(act.session), TODAY).tasks
        assert "decide-objections" in {one.task for one in tasks}
        decide = operations.decide_objection
        assert refused(decide, act, objection, is_upheld=True, because="") is (
            Refusal.BECAUSE_MISSING
        )
        decide(act, objection, is_upheld=True, because="Elle habite ici.")
        again = refused(decide, act, objection, is_upheld=False, because="Non.")
        assert again is Refusal.DECIDED_ALREADY
        late = later(act)
        ask = operations.object_to_roll
        assert refused(ask, late, contest, calling.who("Bilal"), asked="Tard") is (
            Refusal.OBJECTIONS_OVER
        )
        assert refused(ask, act, contest, calling.who("Bilal"), asked=" ") is Refusal.NOTHING_ASKED


def test_a_keeper_of_another_service_reads_but_does_not_act(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        common = paper(town, CouncilForm.COMMON_CVS)
        council = councils.found_council(act, common, service_ids=[town.here, town.there])
        councils.set_composition(act, council, LINES)
        colleges = council_queries.list_colleges(act.session, [council.id])
        election = operations.prepare_election(
            act, council, operations.ContestLine.for_colleges(colleges), opens_on=VOTE
        )
        key = election.id
        assert {one.kind for one in colleges} >= {CollegeKind.RESIDENTS}
    with acting_in(engine, town, town.there) as act:
        election = queries.reach_election(act.session, key)
        assert refused(operations.open_call, act, election) is CouncilRefusal.NOT_CARRIER
    with acting_in(engine, town, town.here) as act:
        election = queries.reach_election(act.session, key)
        contest = queries.list_contests(act.session, election)[0]
        reason = refused(operations.build_roll, act, contest)
        assert reason is Refusal.SERVICES_UNSEEN
