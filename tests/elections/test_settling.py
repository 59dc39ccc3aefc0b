"""Settling the list: order by lot, too few candidates, too few voters."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.councils import operations as councils
from participation.councils.rules.calendar import Step
from participation.councils.rules.kinds import SeatKind
from participation.elections import operations, queries
from participation.elections.rules.process import LotsFor, Refusal
from participation.elections.rules.stages import Settlement, Stage, Way
from tests.builders import Town, acting_in, make_town
from tests.elections.calling import (
    AFTER,
    NUMBERS,
    TODAY,
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
