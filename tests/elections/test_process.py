"""From the preparation to the settled list: who may do what, when, and what is refused."""

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import NoResultFound

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils import operations as councils, queries as council_queries
from participation.councils.operations import Person
from participation.councils.rules.calendar import Step
from participation.councils.rules.eligibility import Contract, Reason
from participation.councils.rules.kinds import CollegeKind, CouncilForm, SeatKind
from participation.councils.rules.refusals import Refusal as CouncilRefusal
from participation.elections import operations, queries
from participation.elections.models import Contest
from participation.elections.operations import Facts
from participation.elections.rules.process import CandidacyState, LotsFor, Refusal
from participation.elections.rules.secrecy import Crowd
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act, Refused
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.sitting import paper, role_of
from tests.elections.calling import (
    AFTER,
    LINES,
    NUMBERS,
    RESIDENTS,
    TODAY,
    VOTE,
    Calling,
    call,
    later,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def calling(engine: Engine, town: Town) -> Calling:
    return call(engine, town)


def refused(deed: object, *given: object, **named: object) -> object:
    """Give the reason for which a deed is refused."""
    assert callable(deed)
    with pytest.raises(Refused) as caught:
        deed(*given, **named)
    return caught.value.reason


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
        lines = operations.lines_of(council_queries.list_colleges(act.session, [council.id]))
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
        entries = []
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


def test_standing_needs_agreement_a_place_in_the_college_and_the_time(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest, stand = calling.residents(act.session), operations.stand
        amina = calling.who("Amina")
        assert refused(stand, act, contest, amina, agrees=False) is Refusal.AGREEMENT_MISSING
        staff = calling.who("Farid")
        assert refused(stand, act, contest, staff, agrees=True) is Refusal.PERSON_OUTSIDE
        assert refused(stand, later(act), contest, amina, agrees=True) is Refusal.CANDIDACIES_OVER
        own = stand(act, contest, amina, agrees=True)
        assert (own.name, own.state, own.agreed_on) == ("Amina", CandidacyState.RECEIVED, TODAY)
        act.session.flush()
        assert refused(stand, act, contest, amina, agrees=True) is Refusal.STANDS_ALREADY
        operations.withdraw(act, own)
        assert refused(operations.withdraw, act, own) is Refusal.STANDS_NO_LONGER
        assert stand(act, contest, amina, agrees=True).id == own.id


def test_a_statement_is_kept_by_language_and_erased_with_the_candidacy(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        own = calling.stands(act, "Amina", accepted=False)
        operations.tell(act, own, Localized(fr="Je veux un jardin.", ar="أريد حديقة"))
        long = Localized(fr="a" * 601)
        assert refused(operations.tell, act, own, long) is Refusal.STATEMENT_TOO_LONG
        assert own.statement["ar"] == "أريد حديقة"
        operations.withdraw(act, own)
        assert not own.statement


@pytest.mark.parametrize(
    ("facts", "accepted"),
    [
        (Facts(hired_on=dt.date(2025, 1, 1), contract=Contract.PRIVATE_LAW), True),
        (Facts(hired_on=dt.date(2026, 1, 1), contract=Contract.PRIVATE_LAW), False),
        (Facts(hired_on=dt.date(2025, 1, 1), contract=Contract.OTHER), False),
        (Facts(), True),
    ],
)
def test_candidates_of_the_staff_are_judged_by_seniority_and_contract(
    engine: Engine, town: Town, calling: Calling, facts: Facts, *, accepted: bool
) -> None:
    with acting_in(engine, town) as act:
        own = calling.stands(act, "Farid", accepted=False)
        operations.note_facts(act, own, facts)
        if accepted:
            operations.examine_candidacy(act, own, accepts=True)
            assert own.state is CandidacyState.ACCEPTED
        else:
            reason = refused(operations.examine_candidacy, act, own, accepts=True)
            assert reason is Refusal.NOT_ELIGIBLE
            operations.examine_candidacy(act, own, accepts=False)
            assert own.state is CandidacyState.REFUSED
            assert own.refused_because in set(Reason)


def test_a_child_of_eleven_does_not_stand_and_one_day_later_she_does(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        own = calling.stands(act, "Amina", accepted=False)
        operations.note_facts(act, own, Facts(born_on=VOTE.replace(year=VOTE.year - 11)))
        reason = refused(operations.examine_candidacy, act, own, accepts=True)
        assert reason is Refusal.NOT_ELIGIBLE
        older = VOTE.replace(year=VOTE.year - 11) - dt.timedelta(days=1)
        operations.note_facts(act, own, Facts(born_on=older))
        assert operations.examine_candidacy(act, own, accepts=True).refused_because == ""


def test_a_refusal_needs_a_reason(engine: Engine, town: Town, calling: Calling) -> None:
    with acting_in(engine, town) as act:
        own = calling.stands(act, "Amina", accepted=False)
        reason = refused(operations.examine_candidacy, act, own, accepts=False)
        assert reason is Refusal.BECAUSE_MISSING


def test_the_list_is_settled_when_nothing_waits_and_its_order_is_drawn_again(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        settle, election = operations.settle_list, calling.election(act.session)
        names = ("Amina", "Bilal", "Colette", "Denise")
        found = [calling.stands(act, name) for name in names]
        waiting = calling.stands(act, "Farid", accepted=False)
        assert refused(settle, act, election, numbers=NUMBERS) is Refusal.CANDIDACIES_RUN
        late = later(act)
        assert refused(settle, late, election, numbers=NUMBERS) is Refusal.CANDIDACIES_WAIT
        operations.examine_candidacy(act, waiting, accepts=True)
        for wrong in ((1, 2), (1, 2, -1), (1, 2, 1_000_000)):
            assert refused(settle, late, election, numbers=wrong) is Refusal.NUMBERS_UNREADABLE
        settle(late, election, numbers=NUMBERS)
        assert election.stage is Stage.LIST
        assert sorted(one.number or 0 for one in found) == [1, 2, 3, 4]
        assert waiting.number == 1
        lots = queries.get_lots(act.session, calling.residents(act.session), LotsFor.ORDER)
        assert lots is not None
        assert (lots.first, lots.second, lots.third) == NUMBERS
        assert lots.drawn_on == AFTER.date()
        reason = refused(
            operations.stand, act, calling.residents(act.session), calling.who("Émile"), agrees=True
        )
        assert reason is Refusal.WRONG_STAGE


def test_no_list_without_a_candidate_in_each_college(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        calling.stands(act, "Amina")
        election = calling.election(act.session)
        reason = refused(operations.settle_list, later(act), election, numbers=NUMBERS)
        assert reason is Refusal.NO_CANDIDATE


def test_candidacies_are_extended_once_and_only_while_the_list_can_still_hang(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        election = calling.election(act.session)
        extend = operations.extend_candidacies
        assert refused(extend, later(act), election) is Refusal.NO_TIME_TO_EXTEND
        later_vote = dt.date(2026, 6, 16)
        operations.change_dates(
            act,
            election,
            {
                Step.VOTE_OPENS: later_vote,
                Step.VOTE_CLOSES: later_vote,
                Step.CHALLENGE_ENDS: later_vote + dt.timedelta(days=60),
            },
        )
        before = election.candidacies_end_on
        extend(later(act), election)
        assert election.candidacies_end_on > before
        assert election.candidacies_end_on < election.list_posted_on < election.vote_opens_on
        assert refused(extend, later(act), election) is Refusal.NO_TIME_TO_EXTEND


def test_fewer_than_five_voters_do_not_seal_their_ballots(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        staff, residents = calling.staff(act.session), calling.residents(act.session)
        choose = operations.choose_way
        assert refused(choose, act, staff, Way.SEALED) is Refusal.TOO_FEW_FOR_SEALED
        assert choose(act, residents, Way.SEALED, most_choices=99).most_choices == 5
        entries = queries.list_roll(act.session, residents)
        for entry in entries[:2]:
            operations.leave_out(act, entry, because="Partie.")
        calling.stands(act, "Farid")
        calling.stands(act, "Fatou")
        reason = refused(
            operations.settle_list, later(act), calling.election(act.session), numbers=NUMBERS
        )
        assert reason is Refusal.TOO_FEW_FOR_SEALED


def test_colleges_of_one_kind_only_are_merged(engine: Engine, town: Town, calling: Calling) -> None:
    with acting_in(engine, town) as act:
        residents, staff = calling.residents(act.session), calling.staff(act.session)
        merge = operations.merge_contests
        assert refused(merge, act, staff, residents, because="Peu") is Refusal.MERGE_DIFFERS
        assert refused(merge, act, staff, staff, because="Peu") is Refusal.MERGE_DIFFERS


def test_volunteers_are_designated_with_their_agreement_where_the_law_allows_it(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest, late = calling.residents(act.session), later(act)
        calling.stands(act, "Amina")
        enlist = operations.volunteer
        assert refused(enlist, act, contest, calling.who("Bilal"), agrees=False) is (
            Refusal.AGREEMENT_MISSING
        )
        twice = refused(enlist, act, contest, calling.who("Amina"), agrees=True)
        assert twice is Refusal.STANDS_ALREADY
        found = [
            enlist(act, contest, calling.who(name), agrees=True) for name in ("Bilal", "Colette")
        ]
        keys = [one.id for one in reversed(found)]
        designate = operations.designate
        early = refused(designate, act, contest, keys, because="Trop peu de candidats.")
        assert early is Refusal.CANDIDACIES_RUN
        nobody = refused(designate, late, contest, [1], because="Trop peu de candidats.")
        assert nobody is Refusal.VOLUNTEERS_MISSING
        designate(late, contest, keys, because="Trop peu de candidats.")
        assert contest.settlement is Settlement.DESIGNATION
        assert [one.name for one in queries.list_volunteers(act.session, contest)] == [
            "Colette",
            "Bilal",
        ]
        again = refused(designate, late, contest, keys, because="Encore.")
        assert again is Refusal.SETTLED_ALREADY


def test_staff_are_not_designated_but_drawn_among_volunteers(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest, late = calling.staff(act.session), later(act)
        found = [
            operations.volunteer(act, contest, calling.who(name), agrees=True)
            for name in ("Farid", "Gilles")
        ]
        keys = [one.id for one in found]
        reason = refused(operations.designate, late, contest, keys, because="Peu")
        assert reason is Refusal.WAY_CLOSED
        draw = operations.draw_volunteers
        wrong = refused(draw, late, contest, numbers=(1, 2), because="Peu")
        assert wrong is Refusal.NUMBERS_UNREADABLE
        draw(late, contest, numbers=NUMBERS, because="Aucun candidat.")
        assert contest.settlement is Settlement.DRAWING
        assert sorted(one.rank or 0 for one in found) == [1, 2]


def test_a_college_without_a_candidate_is_left_empty_and_its_carence_dated(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest, late = calling.residents(act.session), later(act)
        operations.leave_empty(late, contest, because="Trois réunions, personne.")
        college = queries.college_of(act.session, contest)
        assert contest.settlement is Settlement.SHORTAGE
        assert college.shortage_on == AFTER.date()
        assert college.shortage_because == "Trois réunions, personne."


def test_while_somebody_still_sits_the_carence_waits_for_the_end_of_her_term(
    engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        contest, late = calling.residents(act.session), later(act)
        college = queries.college_of(act.session, contest)
        councils.appoint(
            act,
            college,
            calling.who("Amina"),
            kind=SeatKind.MEMBER,
            since=TODAY,
            until=dt.date(2026, 5, 30),
        )
        operations.leave_empty(late, contest, because="Personne.")
        assert college.shortage_on is None
        end = dt.datetime(2026, 6, 1, 8, 0, tzinfo=dt.UTC)
        operations.date_shortages(
            later(act, end), calling.election(act.session), on=dt.date(2026, 6, 1)
        )
        assert college.shortage_on == dt.date(2026, 6, 1)


def test_a_keeper_of_another_service_reads_but_does_not_act(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        common = paper(town, CouncilForm.COMMON_CVS)
        council = councils.found_council(act, common, service_ids=[town.here, town.there])
        councils.set_composition(act, council, LINES)
        colleges = council_queries.list_colleges(act.session, [council.id])
        election = operations.prepare_election(
            act, council, operations.lines_of(colleges), opens_on=VOTE
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
