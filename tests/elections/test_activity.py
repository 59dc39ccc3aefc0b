"""What the yearly report of a council tells of its elections."""

import pytest
from sqlalchemy import Engine

from participation.councils.rules.kinds import CollegeKind
from participation.elections.operations import proclaiming, results
from participation.elections.queries.activity import election_lines
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import TODAY
from tests.elections.voting import Vote, close_it, count_both, make_vote


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


def test_a_proclaimed_vote_is_told_with_its_turnout(engine: Engine, town: Town, vote: Vote) -> None:
    close_it(engine, town, vote)
    count_both(engine, town, vote)
    council = vote.sitting.council_id
    with acting_in(engine, town) as act:
        results.declare_result(act, vote.election(act.session))
        assert election_lines(act.session, council, TODAY.year) == []
        proclaiming.proclaim(act, vote.election(act.session), without_waiting=True)
        act.session.flush()
        told = election_lines(act.session, council, TODAY.year)
        assert [(one.kind, one.voters) for one in told] == [
            (CollegeKind.RESIDENTS, 9),
            (CollegeKind.STAFF, 6),
        ]
        assert all(one.registered >= one.voters for one in told)
        assert [one.elected for one in told] == [4, 2]
        assert election_lines(act.session, council, TODAY.year - 1) == []
        act.session.rollback()
