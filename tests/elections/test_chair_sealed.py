"""A chair elected in sealed ballots by seven; too few electors, or too few ballots: on paper."""

import datetime as dt
import io

import pytest
from sqlalchemy import Engine

from participation.belenios.verify import verify_archive
from participation.councils.queries import find_membership
from participation.councils.rules.calendar import Step
from participation.councils.rules.kinds import Office
from participation.elections import operations, queries
from participation.elections.operations import (
    counts,
    draws,
    proclaiming,
    results,
    sealed as urns,
    tallying,
    voting,
)
from participation.elections.operations.bureau import TwoPeople
from participation.elections.operations.counts import Read
from participation.elections.operations.partial import prepare_again
from participation.elections.operations.roll import leave_out
from participation.elections.queries.sealed import find_sealed, get_sealed, write_archive
from participation.elections.rules.counting_refusals import CountingRefusal
from participation.elections.rules.process import Refusal
from participation.elections.rules.sealed import SealedRefusal
from participation.elections.rules.stages import ElectionKind, Stage, Way
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import Sitting, term_of
from tests.elections.booths import portrait
from tests.elections.chairing import (
    ELECTED,
    VOTE_ON,
    call_chair,
    make_keys,
    sealing_of,
    seat_council,
    sign_some,
)
from tests.elections.sealing import Sealing, refused
from tests.elections.urn_desk import CODES, close_it, end_paper, name_bureau, on, open_it, two

AMINA, BILAL, BLANK = (0, 1, 0), (0, 0, 1), (1, 0, 0)
BORN = {"Amina": dt.date(1980, 1, 1), "Bilal": dt.date(1950, 1, 1)}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def called(engine: Engine, town: Town, elected: int = 7) -> tuple[Sitting, Sealing]:
    """Seat some people, call the vote for their chair in sealed ballots, make keys, open."""
    council = seat_council(engine, town, ELECTED[:elected])
    with acting_in(engine, town) as act:
        made = sealing_of(engine, town, act, call_chair(act, council))
    make_keys(made)
    name_bureau(made)
    return council, made


def vote(made: Sealing, cards: list[tuple[int, ...]], papers: list[tuple[int, ...]]) -> None:
    """Let people vote by card, others change theirs for a paper; close, and enter the papers."""
    for code, chosen in zip(made.codes, cards, strict=False):
        made.cast(made.seal(code, chosen))
    rest = made.codes[len(cards) :]
    with on(made) as act:
        for code in rest[: len(papers)]:
            urns.exchange_card(act, made.contest(act.session), made.public([code])[0])
        sign_some(act, made, len(cards) + len(papers))
    close_it(made)
    for code, chosen in zip(made.papers, papers, strict=False):
        made.cast(made.seal(code, chosen))


def count(made: Sealing, signed: int) -> None:
    """End the papers, open the urn with two keys, keep its result."""
    end_paper(made, 0)
    made.give(1)
    made.give(3)
    with on(made) as act:
        tallying.keep_result(act, made.contest(act.session), signed=signed)


def offices(council: Sitting, act: Act) -> dict[Office, str]:
    """Give who holds which office on the day of the vote."""
    sheet = council.sheet(act.session, VOTE_ON)
    return {each.row.office: each.holder.name for each in sheet.offices}


def test_seven_elect_their_chair_by_card_and_paper_and_the_oldest_wins_a_tie(
    engine: Engine, town: Town
) -> None:
    council, made = called(engine, town)
    open_it(made)
    vote(made, [AMINA, AMINA, BILAL, BILAL, BLANK], [AMINA, BILAL])
    count(made, 7)
    with on(made) as act:
        contest, election = made.contest(act.session), made.calling.election(act.session)
        assert refused(results.declare_result, act, election) is CountingRefusal.TIE_OPEN
        keys = {
            one.name: key for key, one in queries.see_count(act.session, contest).by_key.items()
        }
        assert refused(draws.settle_by_lots, act, contest, 3, (1, 2, 3)) is (
            CountingRefusal.WRONG_METHOD
        )
        draws.settle_by_days(act, contest, 3, {keys[name]: day for name, day in BORN.items()})
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)
        assert offices(council, act) == {Office.CHAIR: "Bilal"}
        (held,) = council.sheet(act.session, VOTE_ON).offices
        assert (held.row.since, held.row.election) == (VOTE_ON, to_text(election.id))
        stream = io.BytesIO()
        write_archive(act.session, get_sealed(act.session, contest.id), stream)
    report = verify_archive(io.BytesIO(stream.getvalue()))
    assert report.ok, report.failures
    assert (report.ballots, report.result) == (7, [[1, 3, 3]])


def test_four_elected_vote_on_paper_and_five_may_choose(engine: Engine, town: Town) -> None:
    four, five = (seat_council(engine, town, ELECTED[:n]) for n in (4, 5))
    with acting_in(engine, town) as act:
        assert refused(call_chair, act, four) is Refusal.PAPER_ONLY
        made = sealing_of(engine, town, act, call_chair(act, four, way=Way.PAPER))
        contest = made.contest(act.session)
        assert refused(operations.choose_way, act, contest, Way.SEALED) is Refusal.PAPER_ONLY
        made = sealing_of(engine, town, act, call_chair(act, five, way=Way.PAPER))
        contest = made.contest(act.session)
        assert operations.choose_way(act, contest, Way.SEALED).way is Way.SEALED
        assert refused(call_chair, act, five) is CountingRefusal.ELECTION_RUNNING


def test_paper_is_chosen_instead_until_the_vote_opens_and_the_keys_are_void(
    engine: Engine, town: Town
) -> None:
    _council, made = called(engine, town, 5)
    with on(made) as act:
        entry = queries.list_roll(act.session, made.contest(act.session))[4]
        leave_out(act, entry, because="Absente pour longtemps.")
    assert refused(open_it, made) is Refusal.PAPER_ONLY
    with on(made) as act:
        contest = made.contest(act.session)
        operations.choose_way(act, contest, Way.PAPER)
        assert find_sealed(act.session, contest.id) is None
    open_it(made)
    with on(made) as act:
        told = refused(operations.choose_way, act, made.contest(act.session), Way.SEALED)
        assert told is Refusal.WRONG_STAGE


def test_a_college_that_became_too_small_goes_to_paper_once_its_list_hangs(
    engine: Engine, town: Town
) -> None:
    _council, made = called(engine, town, 5)
    with on(made) as act:
        contest, election = made.contest(act.session), made.calling.election(act.session)
        election.kind = ElectionKind.COUNCIL
        act.session.flush()
        told = refused(operations.choose_way, act, contest, Way.PAPER)
        assert told is Refusal.WRONG_STAGE, "five still hide one another"
        leave_out(act, queries.list_roll(act.session, contest)[4], because="Partie.")
        told = refused(operations.choose_way, act, contest, Way.SEALED)
        assert told is Refusal.TOO_FEW_FOR_SEALED
        operations.choose_way(act, contest, Way.PAPER)
        assert contest.way is Way.PAPER


def test_four_ballots_are_never_counted_and_the_same_people_vote_on_paper_at_once(
    engine: Engine, town: Town
) -> None:
    council, made = called(engine, town, 6)
    open_it(made)
    vote(made, [AMINA, AMINA, BILAL], [BILAL])
    assert refused(end_paper, made, 0) is SealedRefusal.TOO_FEW_BALLOTS
    days = {"opens_on": VOTE_ON, "closes_on": VOTE_ON}
    with on(made) as act:
        before = made.calling.election(act.session)
        assert refused(prepare_again, act, before, **days) is CountingRefusal.NOTHING_AGAIN
        contest = made.contest(act.session)
        tallying.leave_closed(act, contest, two(made, act), because="Quatre ont voté.")
        again = prepare_again(act, before, **days)
        assert refused(prepare_again, act, before, **days) is Refusal.ALREADY_RUNNING
        assert (again.kind, again.stage, again.parent_id) == (before.kind, Stage.LIST, before.id)
        (paper,) = queries.list_contests(act.session, again)
        assert (paper.way, paper.office, paper.tie_break) == (
            Way.PAPER,
            contest.office,
            contest.tie_break,
        )
        roll = queries.list_roll(act.session, paper)
        assert [one.name for one in roll] == list(ELECTED[:6])
        assert not any(one.has_voted for one in roll)
    elect_on_paper(made, again.id, (4, 2))
    with on(made) as act:
        assert offices(council, act) == {Office.CHAIR: "Amina"}


def elect_on_paper(made: Sealing, election_id: int, votes: tuple[int, int]) -> None:
    """Hold a vote on paper with the bureau that it was given, and proclaim."""
    with on(made) as act:
        election = queries.reach_election(act.session, election_id)
        members = queries.list_bureau(act.session, election)
        people = TwoPeople(CODES[0], members[1], CODES[1])
        voting.open_vote(act, election, people, urn_is_empty=True)
        (contest,) = queries.list_contests(act.session, election)
        for entry in queries.list_roll(act.session, contest):
            voting.sign_roll(act, entry)
        voting.close_vote(act, election, people)
        sheet = queries.see_count(act.session, contest)
        found = Read(6, 6, 0, 0, dict(zip(sheet.by_key, votes, strict=True)))
        for place in (1, 2):
            counts.enter_reading(act, contest, members[place], CODES[place], found)
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)


def test_five_ballots_are_counted(engine: Engine, town: Town) -> None:
    council, made = called(engine, town)
    open_it(made)
    vote(made, [AMINA, AMINA, BILAL, BLANK], [AMINA])
    count(made, 5)
    with on(made) as act:
        election = made.calling.election(act.session)
        results.declare_result(act, election)
        proclaiming.proclaim(act, election, without_waiting=True)
        assert offices(council, act) == {Office.CHAIR: "Amina"}


def test_the_day_is_moved_and_a_face_is_added_until_the_vote_opens(
    engine: Engine, town: Town
) -> None:
    council = seat_council(engine, town)
    with acting_in(engine, town) as act:
        election = call_chair(act, council)
        later = VOTE_ON + dt.timedelta(days=7)
        moved = {Step.VOTE_OPENS: later, Step.VOTE_CLOSES: later}
        operations.change_dates(act, election, moved)
        assert election.vote_opens_on == later
        assert queries.see_election(act.session, election, VOTE_ON).warnings == ()
        wrong = {Step.VOTE_CLOSES: VOTE_ON}
        told = refused(operations.change_dates, act, election, wrong)
        assert told is Refusal.DATES_OUT_OF_ORDER
        (contest,) = queries.list_contests(act.session, election)
        amina = queries.list_candidacies(act.session, contest)[0]
        assert operations.show(act, amina, portrait()).has_photo


def test_whoever_leaves_before_the_day_is_no_elector(engine: Engine, town: Town) -> None:
    council = seat_council(engine, town, ELECTED[:5])
    with acting_in(engine, town) as act:
        role = find_membership(act.session, term_of(act, council, "Émile").membership_id or 0)
        assert role is not None
        role.until = VOTE_ON
        act.session.flush()
        assert refused(call_chair, act, council) is Refusal.PAPER_ONLY
        election = call_chair(act, council, way=Way.PAPER)
        (contest,) = queries.list_contests(act.session, election)
        assert "Émile" not in [one.name for one in queries.list_roll(act.session, contest)]
