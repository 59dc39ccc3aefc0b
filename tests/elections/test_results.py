"""Results declared, renounced, challenged; days of challenge; observations."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.councils.rules.kinds import Origin, SeatKind
from participation.elections.models import Volunteer
from participation.elections.operations import counts, draws, results, voting
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import Settlement, Stage
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY
from tests.elections.voting import (
    STANDING,
    Vote,
    close_it,
    count_both,
    count_it,
    make_vote,
    named,
    refusal,
)

USUAL = dict(zip(STANDING, (8, 7, 5, 3), strict=True))


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    made = make_vote(engine, town)
    close_it(engine, town, made)
    return made


def test_the_result_gives_titulaires_then_substitutes(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        results.declare_result(act, election)
        assert election.stage is Stage.CHALLENGE
        assert named(vote.residents(act.session)) == ["Halima", "Idriss", "Jeanne", "Karim"]
        kinds = [each.kind for each in vote.residents(act.session).results]
        assert kinds == [SeatKind.MEMBER] * 3 + [SeatKind.SUBSTITUTE]


def test_paired_substitutes_are_elected_with_their_titulaires(engine: Engine, town: Town) -> None:
    vote = make_vote(engine, town, paired=True)
    close_it(engine, town, vote)
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        results.declare_result(act, vote.election(act.session))
        won = named(vote.residents(act.session))
        assert won == ["Halima", "Idriss", "Jeanne", "Avec Halima", "Avec Idriss"]


def test_nothing_is_declared_before_counts_and_ties(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        assert refusal(results.declare_result, act, vote.election(act.session)) is R.NOT_COUNTED
    count_both(engine, town, vote, (8, 7, 5, 5))
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        assert refusal(results.declare_result, act, election) is R.TIE_OPEN


def test_who_does_not_take_her_seat_leaves_it_to_the_next(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        results.declare_result(act, vote.election(act.session))
        idriss = vote.residents(act.session).results[1]
        assert refusal(results.renounce, act, idriss, because="") is R.WORDS_MISSING
        results.renounce(act, idriss, because="Il déménage")
        assert named(vote.residents(act.session)) == ["Halima", "Jeanne", "Karim"]


def test_a_tie_that_a_renunciation_opens_is_settled_during_the_challenges(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote, staff=(4, 2))
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session)
        contest.seats, contest.substitutes = 1, 1
        act.session.flush()
        counts.count_again(act, contest, because="Essai")
    count_it(engine, town, vote, dict(zip(STANDING, (8, 6, 6, 6), strict=True)))
    with acting_in(engine, town) as act:
        contest, keys = vote.contest(act.session), vote.keys(act.session)
        order = [keys[name] for name in ("Karim", "Idriss", "Jeanne")]
        draws.settle_by_hand(act, contest, 6, order, witnesses="Chapeau")
        results.declare_result(act, vote.election(act.session))
        assert named(vote.residents(act.session)) == ["Halima", "Karim"]
        results.renounce(act, vote.residents(act.session).results[0], because="Malade")
        assert named(vote.residents(act.session)) == ["Karim", "Idriss"]


def test_a_challenge_waits_for_its_answer_and_one_upheld_annuls(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        early = refusal(results.receive_challenge, act, election, name="A", words="B")
        assert early is R.WRONG_STAGE
        results.declare_result(act, election)
        empty = refusal(results.receive_challenge, act, election, name="", words="B")
        assert empty is R.WORDS_MISSING
        first = results.receive_challenge(act, election, name="Bilal", words="L’urne était là")
        decide = results.decide_challenge
        assert refusal(decide, act, first, is_upheld=False, because="") is R.WORDS_MISSING
        decide(act, first, is_upheld=False, because="L’urne était visible")
        assert refusal(decide, act, first, is_upheld=True, because="x") is R.CHALLENGE_DECIDED
        assert election.stage is Stage.CHALLENGE
        second = results.receive_challenge(act, election, name="Zoé", words="Je n’ai pas pu voter")
        decide(act, second, is_upheld=True, because="Liste incomplète")
        assert (election.stage, election.annulled_because) == (Stage.ANNULLED, "Liste incomplète")
    clock.advance(days=60)
    with looking_in(engine, town) as session:
        assert vote.election(session).challenge_ends_on == TODAY + dt.timedelta(days=15)


def test_days_of_challenge_begin_anew_when_the_count_is_late(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    clock.advance(days=10)
    count_both(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        results.declare_result(act, election)
        assert election.challenge_ends_on >= TODAY + dt.timedelta(days=25)
    clock.advance(days=40)
    with acting_in(engine, town) as act:
        late = refusal(
            results.receive_challenge, act, vote.election(act.session), name="A", words="B"
        )
        assert late is R.CHALLENGE_LATE


def test_designated_and_drawn_volunteers_are_results_too(engine: Engine, town: Town) -> None:
    vote = make_vote(engine, town)
    with acting_in(engine, town) as act:
        for each, settlement in zip(
            vote.sheet(act.session).contests,
            (Settlement.DESIGNATION, Settlement.DRAWING),
            strict=True,
        ):
            each.contest.settlement = settlement
            for one in each.candidacies:
                one.state = CandidacyState.WITHDRAWN
            for rank in (1, 2):
                name = f"{settlement.value} {rank}"
                row = Volunteer(contest_id=each.contest.id, name=name, agreed_on=TODAY, rank=rank)
                act.session.add(row)
        act.session.flush()
        results.declare_result(act, vote.election(act.session))
        found = [each.results for each in vote.sheet(act.session).contests]
        assert [each.origin for each in found[0]] == [Origin.DESIGNATED] * 2
        assert [(each.kind, each.rank) for each in found[1]] == [
            (SeatKind.MEMBER, 1),
            (SeatKind.SUBSTITUTE, 1),
        ]


def test_observations_are_written_from_the_opening_to_the_last_challenge(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        assert refusal(voting.observe, act, election, words=" ") is R.WORDS_MISSING
        voting.observe(act, election, words="Une assesseure est  partie à midi")
        words = [each.words for each in vote.sheet(act.session).observations]
        assert words == ["Une assesseure est partie à midi"]
