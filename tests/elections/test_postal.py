"""Voting by post: on the roll and nowhere else, opened at once, late envelopes left closed."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.councils.models import Coverage
from participation.councils.queries import law_on
from participation.councils.rules.kinds import FAMILIES, CollegeKind
from participation.elections import queries
from participation.elections.labels.minutes import write_minutes
from participation.elections.models import PostalVote
from participation.elections.operations import postal, roll, voting
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.postal import (
    PostalGround,
    PostalState as S,
    ground_of,
    state_of,
)
from participation.elections.rules.stages import Stage, Way
from participation.organisations.models import Service
from participation.organisations.rules import ServiceKind as Kind
from tests.builders import Town, acting_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY, somebody
from tests.elections.posting import ask, entries, posted, posted_vote, states
from tests.elections.test_vote_papers import printed  # noqa: F401
from tests.elections.voting import Vote, open_it, refusal


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return posted_vote(engine, town)


def test_where_envelopes_are() -> None:
    facts = {"is_sent": True, "is_received": True, "is_late": False, "is_opened": False}
    assert state_of(**facts, has_voted=False) is S.WAITING
    assert state_of(**facts, has_voted=True) is S.VOTED_HERE
    assert state_of(**{**facts, "is_late": True}, has_voted=False) is S.LATE
    assert state_of(**{**facts, "is_opened": True}, has_voted=True) is S.IN_URN
    assert state_of(**{**facts, "is_received": False}, has_voted=True) is S.SENT
    assert state_of(**facts, has_voted=False, may_vote=False) is S.OFF_ROLL


def test_who_may_ask_and_when(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        resident = queries.list_roll(act.session, vote.contest(act.session))[0]
        assert refusal(postal.ask_by_post, act, resident) is R.NOT_BY_POST
        first, second = entries(act, vote)[:2]
        contest = vote.contest(act.session, vote.staff_id)
        for way in Way:
            contest.way = way
            assert queries.ground_for(act.session, contest), (
                "paper ballots of a sealed contest come by post"
            )
        contest.way = Way.PAPER
        second.left_out_because = "partie"
        act.session.flush()
        assert refusal(postal.ask_by_post, act, second) is R.NOT_ON_ROLL
        postal.ask_by_post(act, first)
        assert refusal(postal.ask_by_post, act, first) is R.POST_NOTED
        (one,) = posted(act, vote)
        assert refusal(postal.note_received, act, one) is R.POST_NOT_SENT
        postal.note_sent(act, one)
        assert refusal(postal.note_sent, act, one) is R.POST_NOTED
        postal.note_received(act, one)
        assert refusal(postal.note_received, act, one) is R.POST_NOTED
        assert (one.vote.asked_on, one.vote.sent_on, one.vote.received_on) == (TODAY,) * 3
        assert not first.has_voted
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        assert refusal(postal.ask_by_post, act, entries(act, vote)[3]) is R.WRONG_STAGE


def test_residents_of_scattered_homes_vote_by_post_and_their_neighbours_do_not(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        act.session.get_one(Service, (town.organisation_id, town.here)).kind = Kind.CHRS_DIFFUS
        contest = vote.contest(act.session)
        first, second, third = queries.list_roll(act.session, contest)[:3]
        assert queries.ground_for(act.session, contest) is PostalGround.SCATTERED
        assert not law_on(TODAY)[PostalGround.SCATTERED].verified
        postal.ask_by_post(act, first)
        second.membership_id = None  # added by hand: she lives where all the others do
        assert queries.may_post(act.session, second)
        council = vote.sitting.council(act.session)
        act.session.add(Coverage(council_id=council.id, service_id=town.there))
        act.session.flush()
        assert not queries.may_post(act.session, second)
        third.membership_id = somebody(act, "Zoé", town.there).membership_id
        assert refusal(postal.ask_by_post, act, third) is R.NOT_BY_POST


@pytest.mark.parametrize("college", list(CollegeKind))
def test_why_people_vote_by_post(college: CollegeKind) -> None:
    by_place = {
        True: ground_of(college, is_scattered=True),
        False: ground_of(college, is_scattered=False),
    }
    families, residents = college in FAMILIES, college is CollegeKind.RESIDENTS
    assert (by_place[False] is PostalGround.FAMILIES) is families
    assert (by_place[True] is PostalGround.SCATTERED) is residents
    assert any(by_place.values()) is (families or residents)


def test_envelopes_are_opened_at_once_and_who_came_herself_keeps_hers_closed(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 4)
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        contest = vote.contest(act.session, vote.staff_id)
        assert refusal(postal.open_envelopes, act, contest) is R.NO_ENVELOPE
        for one in posted(act, vote)[:3]:
            postal.note_received(act, one)
        voting.sign_roll(act, entries(act, vote)[0])
        election, people = vote.election(act.session), vote.people(act.session)
        assert refusal(voting.close_vote, act, election, people) is R.ENVELOPES_WAIT
        election.vote_closes_on = TODAY + dt.timedelta(days=1)
        act.session.flush()
        assert refusal(postal.open_envelopes, act, contest) is R.TOO_EARLY
        election.vote_closes_on = TODAY
        act.session.flush()
        postal.open_envelopes(act, contest)
        assert states(act, vote) == [S.VOTED_HERE, S.IN_URN, S.IN_URN, S.SENT]
        assert queries.see_count(act.session, contest).signed == 3
        assert refusal(voting.sign_roll, act, entries(act, vote)[1]) is R.SIGNED_ALREADY
        voting.close_vote(act, election, people)
        assert election.stage is Stage.COUNT


def test_the_envelope_of_somebody_taken_off_the_roll_stays_closed_and_holds_up_nobody(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 2)
        roll.leave_out(act, entries(act, vote)[0], because="Elle a déménagé.")
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        for one in posted(act, vote):
            postal.note_received(act, one)
        postal.open_envelopes(act, vote.contest(act.session, vote.staff_id))
        assert states(act, vote) == [S.OFF_ROLL, S.IN_URN]
        assert not entries(act, vote)[0].has_voted
        voting.close_vote(act, vote.election(act.session), vote.people(act.session))
        paper = write_minutes(vote.sheet(act.session), {}, "Rive", "", "seal")
    (section,) = [each for each in paper.sections if each.title == "Votes par la poste"]
    assert "plus sur la liste, laissées fermées : 1." in " ".join(section.blocks[0].items)


def test_envelopes_of_a_vote_suspended_on_its_last_day_are_counted_and_it_closes(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 1)
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        postal.note_received(act, posted(act, vote)[0])
        voting.suspend_vote(act, election, people, because="Panne.")
    clock.advance(days=1)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        assert refusal(voting.resume_vote, act, election, people) is R.TOO_LATE
        assert refusal(voting.close_vote, act, election, people) is R.ENVELOPES_WAIT
        postal.open_envelopes(act, vote.contest(act.session, vote.staff_id))
        voting.close_vote(act, election, people)
        assert states(act, vote) == [S.IN_URN]


@pytest.mark.parametrize("late", ["closed", "next-day"])
def test_an_envelope_too_late_stays_closed(
    engine: Engine, town: Town, vote: Vote, clock: Clock, late: str
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 1)
    open_it(engine, town, vote)
    if late == "next-day":
        clock.advance(days=1)
    with acting_in(engine, town) as act:
        if late == "closed":
            voting.close_vote(act, vote.election(act.session), vote.people(act.session))
        (one,) = posted(act, vote)
        postal.note_received(act, one)
        assert states(act, vote) == [S.LATE]
        assert not one.entry.has_voted
        if late == "next-day":
            contest = vote.contest(act.session, vote.staff_id)
            assert refusal(postal.open_envelopes, act, contest) is R.NO_ENVELOPE


def test_the_minutes_count_what_stayed_closed_and_no_channel(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        ask(act, vote, 4)
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        for one in posted(act, vote)[:3]:
            postal.note_received(act, one)
        voting.sign_roll(act, entries(act, vote)[0])
        postal.open_envelopes(act, vote.contest(act.session, vote.staff_id))
        voting.close_vote(act, election, people)
        postal.note_received(act, posted(act, vote)[3])
        paper = write_minutes(vote.sheet(act.session), {}, "Rive", "", "seal")
    (section,) = [each for each in paper.sections if each.title == "Votes par la poste"]
    said = " ".join(section.blocks[0].items)
    assert "trop tard, laissées fermées : 1." in said
    assert "venues voter, laissées fermées : 1." in said
    assert " 2" not in said  # how many of the urn came by post is told nowhere


def test_what_is_kept_says_nothing_of_a_choice() -> None:
    assert set(PostalVote.__table__.columns.keys()) == {
        "organisation_id",
        "id",
        "roll_entry_id",
        "asked_on",
        "sent_on",
        "received_on",
        "is_late",
        "is_opened",
    }
