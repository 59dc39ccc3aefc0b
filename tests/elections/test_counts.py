"""Counts read twice, ties settled in three ways."""

import datetime as dt
import hashlib
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from participation.councils.rules.kinds import TieBreak
from participation.elections import queries
from participation.elections.operations import counts, draws, results
from participation.elections.rules.bureau import DrawMethod
from participation.elections.rules.counting import Fault
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.stages import Way
from participation.foundation.act import Act
from tests.builders import Town, acting_in, make_town
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
