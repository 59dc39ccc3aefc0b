"""Casting and exchanging: which card votes how often, when, and what an urn never does."""

import json

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.exc import NoResultFound

from participation.belenios.checks import Check
from participation.belenios.encoding import canonical
from participation.elections.adapters.urn import urn_of
from participation.elections.models import Election, SealedVote
from participation.elections.operations import sealed as urns
from participation.elections.rules.sealed import CardState, Phase, SealedRefusal
from participation.elections.rules.stages import Stage
from participation.foundation import clock
from participation.foundation.act import Act, Refused
from participation.foundation.scope import enter
from tests.builders import acting_in, looking_in
from tests.elections.sealing import (
    broken,
    choice,
    opened,
    refused,
)

R = SealedRefusal


def test_a_phone_vote_is_replaceable_and_a_kiosk_vote_is_final(engine: Engine) -> None:
    made = opened(engine)
    code = made.codes[0]
    raw = made.seal(code, choice(1))
    assert made.cast(raw) == made.cast(raw)
    kiosk = made.seal(code, choice(2))
    tracker = made.cast(kiosk, final=True)
    assert refused(made.cast, raw) is R.ALREADY_FINAL
    assert refused(made.cast, made.seal(code, choice(3)), final=True) is R.ALREADY_FINAL
    assert made.cast(kiosk, final=True) == tracker
    assert made.cast(kiosk) == tracker


def test_the_same_ballot_at_the_kiosk_becomes_final(engine: Engine) -> None:
    made = opened(engine)
    raw = made.seal(made.codes[0], choice(1))
    made.cast(raw)
    made.cast(raw, final=True)
    assert refused(made.cast, made.seal(made.codes[0], choice(2))) is R.ALREADY_FINAL


def test_an_exchanged_card_votes_no_more_and_a_voted_card_is_not_exchanged(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    voted, other = made.public(made.codes[:1])[0], made.public(made.codes[1:2])[0]
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        assert refused(urns.exchange_card, act, contest, voted) is R.ALREADY_VOTED
        assert refused(urns.exchange_card, act, contest, "f" * 64) is R.CARD_UNKNOWN
        paper = made.public(made.papers[:1])[0]
        assert refused(urns.exchange_card, act, contest, paper) is R.CARD_UNKNOWN
        urns.exchange_card(act, contest, other)
        urns.exchange_card(act, contest, other)
        states = [urns.find_state(act, contest, each) for each in (voted, other, paper, "f" * 64)]
        assert states == [CardState.VOTED, CardState.EXCHANGED, CardState.PAPER, CardState.UNKNOWN]
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CARD_EXCHANGED


def test_paper_is_sealed_after_the_end_once_for_each_exchange(engine: Engine) -> None:
    made = opened(engine)
    paper = made.seal(made.papers[0], choice(1))
    assert refused(made.cast, paper) is R.NOT_PAPER_TIME
    with acting_in(engine, made.town) as act:
        urns.exchange_card(act, made.contest(act.session), made.public(made.codes[:1])[0])
    made.go(Stage.COUNT, "close_urn")
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CLOSED
    made.cast(paper)
    made.cast(made.seal(made.papers[0], choice(2)))
    assert refused(made.cast, made.seal(made.papers[1], choice(1))) is R.TOO_MANY_PAPER


def test_a_vote_that_is_suspended_takes_nothing_until_it_goes_on(engine: Engine) -> None:
    made = opened(engine)
    raw = made.seal(made.codes[0], choice(1))
    made.go(Stage.SUSPENDED, "suspend_urn")
    assert refused(made.cast, raw) is R.SUSPENDED
    made.go(Stage.VOTE, "resume_urn")
    made.cast(raw)


def test_a_vote_that_is_remembered_as_open_opens_no_urn_that_was_closed(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with looking_in(engine, made.town) as session:  # as another process does: nothing is said here
        urn_of(session, made.contest_id).move(Phase.PAPER)
    assert refused(made.cast, made.seal(made.codes[1], choice(1))) is R.CLOSED


def test_a_vote_is_not_found_from_a_service_that_its_council_does_not_cover(
    engine: Engine,
) -> None:
    made = opened(engine)
    raw = made.seal(made.codes[0], choice(1))
    made.cast(raw)
    with looking_in(engine, made.town) as session:
        enter(session, frozenset({1}))
        act = Act(session, "anonymous", clock.now())
        with pytest.raises(NoResultFound):
            urns.cast_ballot(act, made.contest_id, raw, final=False)


def test_a_forged_ballot_is_refused_by_the_check_that_it_fails(engine: Engine) -> None:
    made = opened(engine)
    ballot = json.loads(made.seal(made.codes[0], choice(1)))
    mine, other = ballot["credential"], made.public(made.codes[1:2])[0]

    def cast(**changes: object) -> Check:
        return broken(made.cast, canonical(ballot | changes).encode())

    answer = ballot["answers"][0]
    swapped = answer | {"choices": answer["choices"][::-1]}
    assert cast(credential=other) is Check.INDIVIDUAL_PROOF
    assert cast(answers=[swapped]) is Check.INDIVIDUAL_PROOF
    assert cast(election_hash="A" * 43) is Check.ELECTION
    assert cast(more=1) in (Check.FIELDS, Check.LENGTH)
    assert cast(signature={**ballot["signature"], "hash": "A" * 43}) is Check.SIGNATURE
    assert broken(made.cast, b"[]") is Check.FIELDS
    spaced = canonical(ballot).replace(":", ": ", 1).encode()
    assert broken(made.cast, spaced) is Check.CANONICAL
    assert broken(made.cast, b"{" + b" " * 100_000) is Check.LENGTH
    assert refused(made.cast, canonical({"credential": "f" * 64}).encode()) is R.CARD_UNKNOWN
    with looking_in(engine, made.town) as session:
        slot = urn_of(session, made.contest_id).find(mine)
        assert slot is not None
        assert not slot.ballot


def test_an_urn_is_never_laid_over_ballots(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with acting_in(engine, made.town) as act:  # an older copy of the main database is restored
        act.session.execute(update(SealedVote).values(phase=Phase.READY))
        act.session.execute(update(Election).values(stage=Stage.LIST))
    made.go(Stage.VOTE, "open_urn")
    with acting_in(engine, made.town) as act:
        contest = made.contest(act.session)
        mine = made.public(made.codes[:1])[0]
        assert urns.find_state(act, contest, mine) is CardState.VOTED
        act.session.execute(update(SealedVote).values(phase=Phase.READY, uuid="z" * 22))
        with pytest.raises(Refused) as caught:
            urns.open_urn(Act(act.session, "test", clock.now()), contest)
        assert caught.value.reason is R.URN_NOT_EMPTY


def test_ballots_of_one_association_are_out_of_reach_of_another(engine: Engine) -> None:
    made = opened(engine)
    made.cast(made.seal(made.codes[0], choice(1)))
    with looking_in(engine, made.town) as session:
        own = urn_of(session, made.contest_id)
        assert len(own.states()) == len(made.codes) + len(made.papers)
        session.info["organisation"] = made.town.organisation_id + 1
        assert not urn_of(session, made.contest_id).states()
