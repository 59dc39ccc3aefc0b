"""The bureau, the opening and the closing of a vote by two, the roll that is signed."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.elections import queries
from participation.elections.models import AssistedVotes, BureauMember, RollEntry
from participation.elections.operations import bureau, voting
from participation.elections.operations.bureau import OnePerson, TwoPeople
from participation.elections.rules.bureau import BureauFunction
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.stages import Settlement, Stage
from participation.foundation.act import Act
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY, somebody
from tests.elections.voting import CODES, Vote, make_vote, name_bureau, open_it, refusal, sign

P, A = BureauFunction.PRESIDENT, BureauFunction.ASSESSOR


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def entries(session: Session, vote: Vote) -> list[RollEntry]:
    return list(queries.list_roll(session, vote.contest(session)))


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"name": " "}, R.NAME_MISSING),
        ({"code": "12345"}, R.CODE_UNREADABLE),
        ({"code": "12345a"}, R.CODE_UNREADABLE),
        ({"code": "222222"}, R.CODE_SIMPLE),
        ({"name": "nadia  petit"}, R.ALREADY_IN_BUREAU),
        ({"name": "HALIMA"}, R.CANDIDATE_IN_BUREAU),
        ({"function": P}, R.ONE_PRESIDENT),
    ],
)
def test_who_may_not_be_in_the_bureau(
    engine: Engine, town: Town, vote: Vote, facts: dict[str, object], reason: R
) -> None:
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        given = {"name": "Rose", "function": A, "code": "577215", **facts}
        assert refusal(bureau.name_member, act, vote.election(act.session), **given) is reason


def test_a_candidate_is_known_by_her_role_too(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        halima = vote.residents(act.session).candidacies[0]
        facts = {"name": "H.", "function": A, "code": "577215"}
        key = {"membership_id": halima.membership_id}
        election = vote.election(act.session)
        assert refusal(bureau.name_member, act, election, **facts, **key) is R.CANDIDATE_IN_BUREAU
        other = somebody(act, "Halima", town.here, Role.RELATIVE)
        bureau.name_member(act, election, **facts, membership_id=other.membership_id)  # type: ignore[arg-type]


def test_codes_are_kept_as_hashes_only(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        members = name_bureau(act, vote)
        assert all(code not in each.code_hash for each in members for code in CODES)
        assert len({each.code_hash for each in members}) == 3


@pytest.mark.parametrize("place", [0, 1])
def test_the_vote_opens_with_the_codes_of_president_and_assessor_only(
    engine: Engine, town: Town, vote: Vote, place: int
) -> None:
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        president, assessor, _second = name_bureau(act, vote)
        codes = [CODES[0], CODES[1]]
        codes[place] = CODES[2]
        wrong = TwoPeople(codes[0], assessor, codes[1])
        assert refusal(voting.open_vote, act, election, wrong, urn_is_empty=True) is R.CODE_WRONG
        twice = TwoPeople(CODES[0], president, CODES[0])
        assert refusal(voting.open_vote, act, election, twice, urn_is_empty=True) is R.CODE_WRONG
        right = vote.people(act.session)
        full = refusal(voting.open_vote, act, election, right, urn_is_empty=False)
        assert full is R.URN_NOT_SHOWN
        voting.open_vote(act, election, right, urn_is_empty=True)
        assert (election.stage, election.opened_at) == (Stage.VOTE, act.now)


def test_a_bureau_of_another_election_opens_nothing(engine: Engine, town: Town, vote: Vote) -> None:
    elsewhere = make_town(engine, "autre")
    other = make_vote(engine, elsewhere)
    with acting_in(engine, elsewhere) as act:
        name_bureau(act, other)
        stranger = queries.list_bureau(act.session, other.election(act.session))[1]
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        people = TwoPeople(CODES[0], stranger, CODES[1])
        election = vote.election(act.session)
        assert refusal(voting.open_vote, act, election, people, urn_is_empty=True) is R.CODE_WRONG


def _incomplete(act: Act, vote: Vote) -> None:
    third = queries.list_bureau(act.session, vote.election(act.session))[2]
    bureau.remove_member(act, third)
    act.session.flush()


def _unnumbered(act: Act, vote: Vote) -> None:
    vote.residents(act.session).candidacies[0].number = None


def _waiting(act: Act, vote: Vote) -> None:
    vote.residents(act.session).candidacies[0].state = CandidacyState.RECEIVED


def _nobody_stands(act: Act, vote: Vote) -> None:
    for each in vote.residents(act.session).candidacies:
        each.state = CandidacyState.WITHDRAWN


def _empty_roll(act: Act, vote: Vote) -> None:
    for entry in entries(act.session, vote):
        entry.left_out_because = "partie"


def _no_vote(act: Act, vote: Vote) -> None:
    for each in vote.sheet(act.session).contests:
        each.contest.settlement = Settlement.SHORTAGE


def _call(act: Act, vote: Vote) -> None:
    vote.election(act.session).stage = Stage.CALL
    act.session.flush()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (_incomplete, R.BUREAU_INCOMPLETE),
        (_unnumbered, R.LIST_UNSETTLED),
        (_waiting, R.LIST_UNSETTLED),
        (_nobody_stands, R.LIST_UNSETTLED),
        (_empty_roll, R.NOBODY_THERE),
        (_no_vote, R.NOTHING_TO_VOTE),
        (_call, R.WRONG_STAGE),
    ],
)
def test_what_keeps_a_vote_shut(
    engine: Engine, town: Town, vote: Vote, change: object, reason: R
) -> None:
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        people = vote.people(act.session)
        change(act, vote)  # type: ignore[operator]
        act.session.flush()
        election = vote.election(act.session)
        assert refusal(voting.open_vote, act, election, people, urn_is_empty=True) is reason


@pytest.mark.parametrize(("days", "reason"), [(-1, R.TOO_EARLY), (1, R.TOO_LATE)])
def test_a_vote_opens_on_its_days(
    engine: Engine, town: Town, vote: Vote, clock: Clock, days: int, reason: R
) -> None:
    clock.advance(days=days)
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
        people, election = vote.people(act.session), vote.election(act.session)
        assert refusal(voting.open_vote, act, election, people, urn_is_empty=True) is reason


def test_who_does_not_keep_the_council_does_nothing(engine: Engine, town: Town, vote: Vote) -> None:
    with acting_in(engine, town) as act:
        name_bureau(act, vote)
    from sqlalchemy.exc import NoResultFound  # noqa: PLC0415

    with acting_in(engine, town, town.there) as act, pytest.raises(NoResultFound):
        vote.election(act.session)


def test_the_roll_is_signed_once_without_hour_order_or_name_in_the_journal(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        before = len(act.session.scalars(select(Entry)).all())
        first, second = entries(act.session, vote)[:2]
        voting.sign_roll(act, first, assisted=True)
        voting.sign_roll(act, second, assisted=True)
        assert refusal(voting.sign_roll, act, first) is R.SIGNED_ALREADY
        assert len(act.session.scalars(select(Entry)).all()) == before
        sheet = vote.residents(act.session)
        assert (sheet.registered, sheet.signed, sheet.assisted) == (12, 2, 2)
    columns = set(RollEntry.__table__.columns.keys()) | set(AssistedVotes.__table__.columns.keys())
    assert not {name for name in columns if name.endswith(("_at", "_on")) or "channel" in name}


def test_only_those_on_the_roll_sign_and_only_while_the_vote_is_open(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with acting_in(engine, town) as act:
        assert refusal(voting.sign_roll, act, entries(act.session, vote)[0]) is R.WRONG_STAGE
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        entry = entries(act.session, vote)[0]
        entry.left_out_because = "partie"
        act.session.flush()
        assert refusal(voting.sign_roll, act, entry) is R.NOT_ON_ROLL
        other = entries(act.session, vote)[1]
        election, people = vote.election(act.session), vote.people(act.session)
        voting.suspend_vote(act, election, people, because="Panne de lumière")
        assert refusal(voting.sign_roll, act, other) is R.WRONG_STAGE
        voting.resume_vote(act, election, people)
        voting.sign_roll(act, other)
        assert [each.words for each in vote.sheet(act.session).observations] == ["Panne de lumière"]


def test_a_signature_on_the_wrong_line_is_taken_back_with_a_reason(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        entry = entries(act.session, vote)[0]
        assert refusal(voting.erase_signature, act, entry, because="x") is R.NOT_SIGNED
        voting.sign_roll(act, entry)
        assert refusal(voting.erase_signature, act, entry, because=" ") is R.WORDS_MISSING
        voting.erase_signature(act, entry, because="Une ligne trop haut")
        assert vote.residents(act.session).signed == 0
        assert len(vote.sheet(act.session).observations) == 1


def test_a_vote_closes_on_its_last_day_or_when_everybody_has_signed(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        election.vote_closes_on = TODAY + dt.timedelta(days=1)
        sign(act, vote, 12)
        sign(act, vote, 11, vote.staff_id)
        act.session.flush()
        people = vote.people(act.session)
        assert refusal(voting.close_vote, act, election, people) is R.TOO_EARLY
        last = queries.list_roll(act.session, vote.contest(act.session, vote.staff_id))[11]
        voting.sign_roll(act, last)
        voting.close_vote(act, election, people)
        assert (election.stage, election.closed_at) == (Stage.COUNT, clock.now)
        assert refusal(voting.close_vote, act, election, people) is R.WRONG_STAGE


def test_a_clock_put_back_never_closes_a_vote_before_it_opened(
    engine: Engine, town: Town, vote: Vote, clock: Clock
) -> None:
    open_it(engine, town, vote)
    opened = clock.now
    clock.advance(minutes=-30)
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        voting.close_vote(act, election, vote.people(act.session))
        assert election.closed_at == opened


def test_nobody_leaves_a_bureau_that_holds_a_vote_before_her_successor_is_named(
    engine: Engine, town: Town, vote: Vote
) -> None:
    open_it(engine, town, vote)
    with acting_in(engine, town) as act:
        third = queries.list_bureau(act.session, vote.election(act.session))[2]
        assert refusal(bureau.remove_member, act, third) is R.BUREAU_NEEDED
        election = vote.election(act.session)
        facts = {"name": "Rose", "function": A, "code": "577215"}
        bureau.name_member(act, election, **facts, voucher=OnePerson(third, CODES[2]))  # type: ignore[arg-type]
        bureau.remove_member(act, third)
    with looking_in(engine, town) as session:
        names = [each.name for each in session.scalars(select(BureauMember))]
        assert sorted(names) == ["Nadia Petit", "Omar Sy", "Rose"]


def test_a_search_finds_few_and_never_the_whole_roll(
    engine: Engine, town: Town, vote: Vote
) -> None:
    with looking_in(engine, town) as session:
        contest = vote.contest(session)
        for typed in ("", "h", "%", "__", "%%"):
            assert not queries.search_roll(session, contest, typed, 5)
        assert [each.name for each in queries.search_roll(session, contest, "hal", 5)] == ["Halima"]
        assert len(queries.search_roll(session, contest, "resident", 5)) == 5
