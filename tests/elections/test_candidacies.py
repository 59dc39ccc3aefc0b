"""Candidacies: who may stand, until when, judged by which facts."""

import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from participation.councils.rules.eligibility import Contract, Reason
from participation.elections import operations, queries
from participation.elections.operations import Facts
from participation.elections.rules.process import CandidacyState, Refusal
from participation.foundation.act import Refused
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, make_town
from tests.elections.calling import (
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


def test_eight_touches_at_once_make_one_candidacy(
    engine: Engine, town: Town, calling: Calling
) -> None:
    def touch(_number: int) -> object:
        with acting_in(engine, town, town.here) as act:
            contest = calling.residents(act.session)
            try:
                operations.stand(act, contest, calling.who("Amina"), agrees=True)
                act.session.commit()
            except Refused as refusal:
                return refusal.reason
        return None

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(touch, range(8)))
    assert outcomes.count(None) == 1
    assert outcomes.count(Refusal.STANDS_ALREADY) == 7
    with acting_in(engine, town) as act:
        found = queries.list_candidacies(act.session, calling.residents(act.session))
        assert [one.name for one in found] == ["Amina"]
