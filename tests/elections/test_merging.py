"""Colleges of one kind in two services that vote together; a person erased during an election."""

import pytest
from sqlalchemy import Engine

from participation.accounts.models import User
from participation.accounts.operations import erase_person
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import CollegeLine
from participation.councils.rules.kinds import CollegeKind, CouncilForm, Filling
from participation.elections import operations, queries
from participation.elections.models import Contest
from participation.elections.rules.desk import Task
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.sitting import paper, somebody
from tests.elections.calling import NUMBERS, TODAY, VOTE, call, later, refused

K = CollegeKind


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def two_houses(act: Act, town: Town) -> tuple[Contest, Contest]:
    """Open a call in a common council: four residents here, three there, who may vote alone."""
    lines = (
        CollegeLine(K.RESIDENTS, 2, 1, service_id=town.here),
        CollegeLine(K.RESIDENTS, 2, 1, service_id=town.there),
        CollegeLine(K.MANAGING_BODY, 1, filling=Filling.BY_RIGHT),
    )
    common = paper(town, CouncilForm.COMMON_CVS)
    council = councils.found_council(act, common, service_ids=[town.here, town.there])
    councils.set_composition(act, council, lines)
    for number in range(4):
        somebody(act, f"Ici {number}", town.here)
    for number in range(3):
        somebody(act, f"Là {number}", town.there)
    colleges = council_queries.list_colleges(act.session, [council.id])
    election = operations.prepare_election(
        act, council, operations.ContestLine.for_colleges(colleges, Way.SEALED), opens_on=VOTE
    )
    operations.open_call(act, election)
    here, there = queries.list_contests(act.session, election)
    for contest in (here, there):
        operations.build_roll(act, contest)
    act.session.flush()
    return here, there


def test_two_colleges_too_small_for_secrecy_vote_together(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        here, there = two_houses(act, town)
        election = queries.reach_election(act.session, here.election_id)
        tasks = queries.see_election(act.session, election, TODAY).tasks
        assert [one.task for one in tasks].count(Task.MERGE_OR_PAPER) == 2
        own = somebody(act, "Là 4", town.there)
        stands = operations.stand(act, there, own, agrees=True)
        operations.object_to_roll(act, there, own, asked="Je n’y suis pas.")
        silent = refused(operations.merge_contests, act, there, here, because=" ")
        assert silent is Refusal.BECAUSE_MISSING
        operations.merge_contests(act, there, here, because="Trois votants seulement.")
        act.session.flush()
        assert (there.settlement, there.merged_into_id) == (Settlement.MERGED, here.id)
        assert (here.seats, here.substitutes, here.most_choices) == (4, 2, 4)
        sheet = queries.see_contest(act.session, here)
        assert sheet.voters == 7
        assert [one.id for one in sheet.candidacies] == [stands.id]
        assert sheet.open_objections == 1
        assert not queries.list_roll(act.session, there)
        operations.build_roll(act, here)
        act.session.flush()
        assert queries.see_contest(act.session, here).voters == 8
        late = operations.stand(act, here, somebody(act, "Là 5", town.there), agrees=True)
        assert late.contest_id == here.id
        again = refused(operations.merge_contests, act, there, here, because="Encore.")
        assert again is Refusal.SETTLED_ALREADY
        assert refused(operations.build_roll, act, there) is Refusal.SETTLED_ALREADY


def test_a_merged_college_asks_for_no_candidate_of_its_own(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        here, there = two_houses(act, town)
        operations.merge_contests(act, there, here, because="Trop peu de votants.")
        entry = queries.list_roll(act.session, here)[0]
        assert entry.membership_id is not None
        own = operations.stand(act, here, councils.Person(entry.membership_id), agrees=True)
        operations.examine_candidacy(act, own, accepts=True)
        election = queries.reach_election(act.session, here.election_id)
        operations.settle_list(later(act), election, numbers=NUMBERS)
        assert election.stage is Stage.LIST
        assert own.number == 1


def test_a_person_erased_leaves_nothing_in_the_election(engine: Engine, town: Town) -> None:
    calling = call(engine, town)
    with acting_in(engine, town) as act:
        calling.stands(act, "Amina")
        operations.object_to_roll(
            act, calling.residents(act.session), calling.who("Amina"), asked="Bonjour."
        )
        operations.volunteer(act, calling.staff(act.session), calling.who("Gilles"), agrees=True)
    with acting_in(engine, town) as act:
        for name in ("Amina", "Gilles"):
            person = act.session.get_one(User, (town.organisation_id, calling.users[name]))
            erase_person(act, person)
    with looking_in(engine, town) as session:
        residents, staff = calling.residents(session), calling.staff(session)
        assert "Amina" not in [one.name for one in queries.list_roll(session, residents)]
        assert not queries.list_candidacies(session, residents)
        assert not queries.list_objections(session, residents)
        assert not queries.list_volunteers(session, staff)


def test_the_roles_of_a_college_vote_and_no_other(engine: Engine, town: Town) -> None:
    calling = call(engine, town)
    with acting_in(engine, town) as act:
        for role in (Role.RELATIVE, Role.MANAGER, Role.PEER_HELPER):
            somebody(act, f"Autre {role}", town.here, role)
        for contest in (calling.residents(act.session), calling.staff(act.session)):
            operations.build_roll(act, contest)
            act.session.flush()
            names = [one.name for one in queries.list_roll(act.session, contest)]
            assert not [name for name in names if name.startswith("Autre")]
