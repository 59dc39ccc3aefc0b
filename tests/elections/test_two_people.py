"""Suspending, resuming and closing take president and assessor; two pairs at once act once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.audit.rules import Action
from participation.elections import operations, queries
from participation.elections.models import Election, RollEntry
from participation.elections.operations import results, voting
from participation.elections.operations.bureau import TwoPeople
from participation.elections.rules.bureau import Turn
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.process import Refusal
from participation.elections.rules.stages import Stage
from participation.foundation.act import Act, Refused
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, visit
from tests.elections.test_vote_pages import codes
from tests.elections.voting import (
    CODES,
    Vote,
    close_it,
    count_both,
    make_vote,
    open_it,
    refusal,
    sign,
)

Deed = Callable[[Act, Election, TwoPeople], object]


def suspend(act: Act, election: Election, people: TwoPeople) -> object:
    return voting.suspend_vote(act, election, people, because="Panne")


def stop(act: Act, election: Election, people: TwoPeople) -> object:
    return voting.stop_vote(act, election, people, because="Deux clés perdues")


DEEDS: dict[Turn, Deed] = {
    Turn.SUSPEND: suspend,
    Turn.RESUME: voting.resume_vote,
    Turn.CLOSE: voting.close_vote,
    Turn.STOP: stop,
}
AFTER = {
    Turn.SUSPEND: Stage.SUSPENDED,
    Turn.RESUME: Stage.VOTE,
    Turn.CLOSE: Stage.COUNT,
    Turn.STOP: Stage.ANNULLED,
}
WRITTEN = {
    Turn.SUSPEND: Action.VOTE_SUSPENDED,
    Turn.RESUME: Action.VOTE_RESUMED,
    Turn.CLOSE: Action.VOTE_CLOSED,
    Turn.STOP: Action.ELECTION_ANNULLED,
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def make_ready(engine: Engine, town: Town, vote: Vote, turn: Turn) -> None:
    """Bring a vote to where a turn may be done."""
    open_it(engine, town, vote)
    if turn is Turn.RESUME:
        with acting_in(engine, town) as act:
            suspend(act, vote.election(act.session), vote.people(act.session))


@pytest.mark.parametrize("turn", DEEDS)
def test_each_turn_takes_the_codes_of_both(
    engine: Engine, town: Town, vote: Vote, turn: Turn
) -> None:
    make_ready(engine, town, vote, turn)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        president, assessor, _second = queries.list_bureau(act.session, election)
        before = election.stage
        for people in (
            TwoPeople(CODES[2], assessor, CODES[1]),
            TwoPeople(CODES[0], assessor, CODES[2]),
            TwoPeople(CODES[0], president, CODES[0]),
            TwoPeople("", assessor, CODES[1]),
        ):
            assert refusal(DEEDS[turn], act, election, people) is R.CODE_WRONG
            assert election.stage is before
        DEEDS[turn](act, election, vote.people(act.session))
        assert election.stage is AFTER[turn]


@pytest.mark.parametrize("turn", DEEDS)
def test_the_page_of_each_turn_asks_both_and_tells_nothing_of_which_was_wrong(
    app: Flask, engine: Engine, town: Town, vote: Vote, turn: Turn
) -> None:
    make_ready(engine, town, vote, turn)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    address = f"/rive/elections/{vote.key}/{turn.value}"
    sent = {**codes(page(desk, address)), "because": "Panne"}
    for field in ("president_code", "assessor_code"):
        refused = desk.post(address, data={**sent, field: CODES[2]}, base_url=LOCAL)
        assert refused.status_code == 422
        assert "Un code n’est pas le bon" in refused.text
    assert desk.post(address, data=sent, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        assert vote.election(session).stage is AFTER[turn]


def at_once(engine: Engine, town: Town, *deeds: Callable[[Act], object]) -> list[object]:
    """Let people act at the same moment, each in a session of her own; give what each was told."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[Act], object]) -> object:
        gate.wait()
        try:
            with acting_in(engine, town) as act:
                deed(act)
        except Refused as refused:
            return refused.reason
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


@pytest.mark.parametrize("turn", DEEDS)
def test_two_pairs_at_once_do_it_once(engine: Engine, town: Town, vote: Vote, turn: Turn) -> None:
    make_ready(engine, town, vote, turn)

    def deed(act: Act) -> object:
        return DEEDS[turn](act, vote.election(act.session), vote.people(act.session))

    told = at_once(engine, town, deed, deed, deed)
    assert sorted(told, key=str) == sorted([None, R.WRONG_STAGE, R.WRONG_STAGE], key=str)
    with looking_in(engine, town) as session:
        assert vote.election(session).stage is AFTER[turn]
        written = select(func.count()).select_from(Entry).where(Entry.action == WRITTEN[turn])
        assert session.scalar(written) == 1
        if turn in (Turn.SUSPEND, Turn.STOP):
            assert len(vote.sheet(session).observations) == 1


def test_nobody_alone_makes_a_vote_vanish_that_has_begun(
    app: Flask, engine: Engine, town: Town, vote: Vote
) -> None:
    close_it(engine, town, vote)
    desk = visit(app, engine, town, Role.MANAGER, town.here)
    alone = desk.post(
        f"/rive/elections/{vote.key}/annul", data={"because": "Mauvais résultat"}, base_url=LOCAL
    )
    assert (alone.status_code, "Ce n’est pas le moment" in alone.text) == (422, True)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        reason = refusal(operations.annul_election, act, election, because="Mauvais résultat")
        assert (reason, election.stage) == (Refusal.WRONG_STAGE, Stage.COUNT)
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        results.declare_result(act, election)
        assert refusal(stop, act, election, people) is R.WRONG_STAGE, "then a challenge annuls"


def test_suspending_while_another_pair_closes_leaves_one_stage(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    told = at_once(
        engine,
        town,
        lambda act: suspend(act, vote.election(act.session), vote.people(act.session)),
        lambda act: voting.close_vote(act, vote.election(act.session), vote.people(act.session)),
    )
    with looking_in(engine, town) as session:
        stage, observed = vote.election(session).stage, vote.sheet(session).observations
    assert stage is Stage.COUNT
    assert told in ([None, None], [R.WRONG_STAGE, None])
    assert len(observed) == (told[0] is None)


def test_signing_while_the_vote_is_suspended_or_closed_counts_or_is_refused_whole(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with looking_in(engine, town) as session:
        keys = [each.id for each in queries.list_roll(session, vote.contest(session))][:4]

    def signer(key: int) -> Callable[[Act], object]:
        return lambda act: voting.sign_roll(act, queries.get_entry(act.session, key))

    told = at_once(
        engine,
        town,
        *(signer(key) for key in keys),
        lambda act: voting.close_vote(act, vote.election(act.session), vote.people(act.session)),
    )
    assert told[-1] is None
    assert set(told[:-1]) <= {None, R.WRONG_STAGE}
    with looking_in(engine, town) as session:
        signed = select(func.count()).select_from(RollEntry).where(RollEntry.has_voted)
        assert session.scalar(signed) == told[:-1].count(None)


def test_a_suspended_vote_is_not_resumed_after_the_day_that_was_posted(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    make_ready(engine, town, vote, Turn.RESUME)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        voting.resume_vote(act, election, people)
        sign(act, vote, 2)
        suspend(act, election, people)
    clock.advance(days=1)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        assert refusal(voting.resume_vote, act, election, people) is R.TOO_LATE
        voting.close_vote(act, election, people)
        assert vote.residents(act.session).signed == 2
