"""Counts read twice, ties settled in three ways, results, challenges."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from participation.councils.rules.kinds import Origin, SeatKind, TieBreak
from participation.elections import queries
from participation.elections.models import Volunteer
from participation.elections.operations import counts, draws, results, voting
from participation.elections.rules.bureau import DrawMethod
from participation.elections.rules.counting import Fault
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import Settlement, Stage, Way
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY
from tests.elections.voting import (
    CODES,
    STANDING,
    Vote,
    close_it,
    count_both,
    count_it,
    make_vote,
    named,
    read,
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


def enter(act: Act, vote: Vote, place: int, found: counts.Read, code: str = "") -> object:
    reader = queries.list_bureau(act.session, vote.election(act.session))[place]
    contest = vote.contest(act.session)
    return counts.enter_reading(act, contest, reader, code or CODES[place], found)


def test_a_count_is_what_two_readers_found(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        found = read(act, vote, USUAL)
        enter(act, vote, 1, found)
        assert vote.residents(act.session).count is None
        enter(act, vote, 1, found)  # the same reader twice is one reading
        assert vote.residents(act.session).count is None
        enter(act, vote, 2, found)
        sheet = vote.residents(act.session)
        assert sheet.count is not None
        assert sheet.figures is not None
        assert sheet.count.final_hash == queries.hash_of(sheet, sheet.figures)
        assert {sheet.by_key[key].name: votes for key, votes in sheet.votes.items()} == USUAL
        assert refusal(enter, act, vote, 1, found) is R.COUNTED_ALREADY


def test_readers_who_differ_count_again(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        found = read(act, vote, USUAL)
        other = read(act, vote, {**USUAL, "Halima": 7})
        enter(act, vote, 1, found)
        enter(act, vote, 2, other)
        assert vote.residents(act.session).count is None
        enter(act, vote, 2, found)
        assert vote.residents(act.session).count is not None


def test_what_a_reader_types_is_checked(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        found = read(act, vote, USUAL)
        assert refusal(enter, act, vote, 1, replace(found, signed=8)) is R.SIGNATURES_DIFFER
        assert refusal(enter, act, vote, 1, replace(found, found=8)) is Fault.UNEXPLAINED_GAP
        assert refusal(enter, act, vote, 1, replace(found, blank=9)) is Fault.CANDIDATE_BEYOND
        assert refusal(enter, act, vote, 1, replace(found, votes={})) is R.VOTES_INCOMPLETE
        assert refusal(enter, act, vote, 1, found, CODES[2]) is R.CODE_WRONG
        vote.contest(act.session).way = Way.SEALED
        act.session.flush()
        assert refusal(enter, act, vote, 1, found) is R.NOT_PAPER


def test_a_missing_ballot_is_explained_and_kept(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        why = "Une enveloppe emportée"
        for place, because in ((1, why), (2, "Emportée")):
            found = read(act, vote, USUAL, found=8, gap_because=because)
            enter(act, vote, place, found)
        count = vote.residents(act.session).count
        assert count is not None
        assert (count.found, count.signed, count.gap_because) == (8, 9, "Emportée")


def test_where_the_roll_was_signed_on_paper_the_reader_counts_signatures(
    engine: Engine, town: Town
) -> None:
    vote = make_vote(engine, town)
    close_it(engine, town, vote, residents=0)
    with acting_in(engine, town) as act:
        for place in (1, 2):
            enter(act, vote, place, read(act, vote, USUAL, signed=9, found=9))
        count = vote.residents(act.session).count
        assert count is not None
        assert count.signed == 9


def test_a_count_may_be_made_again_before_the_result(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_it(engine, town, vote, {**USUAL, "Jeanne": 7})
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session)
        assert refusal(counts.count_again, act, contest, because="") is R.WORDS_MISSING
        counts.count_again(act, contest, because="Un paquet oublié")
        sheet = vote.residents(act.session)
        assert (sheet.count, sheet.readings, sheet.votes) == (None, [], {})
    count_it(engine, town, vote, USUAL)


def test_the_sealed_urn_gives_its_tally_from_five_ballots_on(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session)
        found = read(act, vote, USUAL)
        assert refusal(counts.keep_tally, act, contest, found, final_hash="0" * 64) is R.NOT_PAPER
        contest.way = Way.SEALED
        act.session.flush()
        few = replace(found, found=4, gap_because="x")
        assert (
            refusal(counts.keep_tally, act, contest, few, final_hash="0" * 64) is R.TOO_FEW_SEALED
        )
        assert counts.keep_tally(act, contest, found, final_hash="ab" * 32).final_hash == "ab" * 32


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


def test_lots_are_drawn_from_three_numbers_and_can_be_drawn_again(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote, (8, 7, 5, 5))
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session)
        lots = draws.settle_by_lots
        assert refusal(lots, act, contest, 5, (1, 2)) is R.NUMBERS_UNREADABLE
        assert refusal(lots, act, contest, 5, (1, 2, 1_000_000)) is R.NUMBERS_UNREADABLE
        assert refusal(lots, act, contest, 8, (1, 2, 3)) is R.NO_TIE
        assert refusal(draws.settle_by_days, act, contest, 5, {}) is R.WRONG_METHOD
        draw = lots(act, contest, 5, (271, 828, 182))
        count = vote.residents(act.session).count
        assert count is not None
        start = f"participation-lots-1|{draw.word}|271|828|182|{count.final_hash}|"
        tickets = {
            key: hashlib.sha256(f"{start}{key}".encode()).hexdigest() for key in draw.ordered
        }
        assert sorted(tickets, key=tickets.__getitem__) == draw.ordered
        assert refusal(lots, act, contest, 5, (1, 2, 3)) is R.TIE_SETTLED
        results.declare_result(act, vote.election(act.session))
        by_key = vote.residents(act.session).by_key
        drawn = [by_key[key].name for key in draw.ordered]
        assert named(vote.residents(act.session)) == ["Halima", "Idriss", *drawn]


def test_lots_drawn_by_hand_are_written_down(engine: Engine, town: Town, vote: Vote) -> None:
    count_both(engine, town, vote, (8, 7, 5, 5))
    with acting_in(engine, town) as act:
        contest, keys = vote.contest(act.session), vote.keys(act.session)
        hand = draws.settle_by_hand
        order = [keys["Karim"], keys["Jeanne"]]
        assert refusal(hand, act, contest, 5, order[:1], witnesses="x") is R.ORDER_INCOMPLETE
        assert refusal(hand, act, contest, 5, order, witnesses=" ") is R.WORDS_MISSING
        draw = hand(act, contest, 5, order, witnesses="Dans un chapeau, devant vingt personnes")
        assert (draw.method, draw.first) == (DrawMethod.BY_HAND, None)
        results.declare_result(act, vote.election(act.session))
        assert named(vote.residents(act.session))[2:] == ["Karim", "Jeanne"]


def test_staff_are_settled_by_seniority_and_lots_only_after_it(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote, staff=(3, 3))
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session, vote.staff_id)
        keys = vote.keys(act.session, vote.staff_id)
        lucie, marc = keys["Lucie"], keys["Marc"]
        old, new = dt.date(2015, 5, 1), dt.date(2020, 5, 1)
        days = draws.settle_by_days
        assert refusal(draws.settle_by_lots, act, contest, 3, (1, 2, 3)) is R.WRONG_METHOD
        assert refusal(days, act, contest, 3, {lucie: old}) is R.DAYS_MISSING
        assert refusal(days, act, contest, 3, {lucie: old, marc: old}) is R.STILL_TIED
        draw = days(act, contest, 3, {lucie: new, marc: old})
        assert (draw.method, draw.ordered) == (DrawMethod.SENIORITY, [marc, lucie])


def test_the_oldest_wins_where_the_rule_is_age_and_twins_draw_lots(
    engine: Engine, town: Town, vote: Vote
) -> None:
    count_both(engine, town, vote, (5, 5, 5, 5))
    with acting_in(engine, town) as act:
        contest, keys = vote.contest(act.session), vote.keys(act.session)
        contest.tie_break = TieBreak.AGE
        act.session.flush()
        born = dict(
            zip(
                (keys[name] for name in STANDING),
                (
                    dt.date(1990, 1, 1),
                    dt.date(1950, 1, 1),
                    dt.date(1990, 1, 1),
                    dt.date(1970, 1, 1),
                ),
                strict=True,
            )
        )
        draw = draws.settle_by_days(act, contest, 5, born, (4, 5, 6))
        assert draw.method is DrawMethod.AGE
        assert draw.ordered[:2] == [keys["Idriss"], keys["Karim"]]
        assert sorted(draw.ordered[2:]) == sorted([keys["Halima"], keys["Jeanne"]])
        assert (draw.first, draw.second, draw.third) == (4, 5, 6)


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
