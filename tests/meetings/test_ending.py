"""A service closes and its council ends: what becomes of meetings to come and of their papers."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.councils import operations as councils
from participation.councils.rules.refusals import Refusal as CouncilRefusal
from participation.foundation.act import Refused
from participation.meetings import operations
from participation.meetings.rules.kinds import Stage
from participation.meetings.rules.writing import Section
from participation.rooms import introduce
from tests.builders import Town, acting_in, make_town
from tests.conftest import Clock
from tests.meetings.gathering import MEETS_AT, Gathering, begin, call, gather, plan_of, point

ON_THE_DAY = MEETS_AT.astimezone(dt.UTC)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def test_a_council_that_ends_gives_up_its_meetings_and_finishes_its_papers(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    call(engine, town, gathering)
    introduce("http://localhost")
    clock.set(ON_THE_DAY)
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        operations.close_meeting(act, meeting)
        council = gathering.sitting.council(act.session)
        later = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=60)))
        again = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=90)))
        again.stage = Stage.CANCELLED
        act.session.flush()
        end = ON_THE_DAY.date() + dt.timedelta(days=1)
        councils.end_council(act, council, on=end, because="La maison ferme")
        assert (later.stage, later.cancelled_because) == (Stage.CANCELLED, "La maison ferme")
        assert not again.cancelled_because
    clock.advance(days=70)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        words = [Section("Les repas", "On mange trop tôt.")]
        minutes = operations.draft_minutes(act, meeting, words)
        act.session.flush()
        operations.sign_minutes(act, minutes, name="Amina", on=ON_THE_DAY.date(), agrees=True)
        operations.publish_minutes(act, minutes, words, was_read=True)
        assert minutes.published_on
        plan = operations.plan_meeting
        council = gathering.sitting.council(act.session)
        with pytest.raises(Refused) as refused:
            plan(act, council, plan_of(clock.now + dt.timedelta(days=9)))
        assert refused.value.reason is CouncilRefusal.COUNCIL_ENDED


def test_a_meeting_left_over_from_an_ended_council_is_only_given_up(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        gathering.sitting.council(act.session).ended_on = MEETS_AT.date()
        act.session.flush()
        meeting = gathering.meeting(act.session)
        with pytest.raises(Refused) as refused:
            operations.add_item(act, meeting, point("Encore un point"))
        assert refused.value.reason is CouncilRefusal.COUNCIL_ENDED
        clock.advance(days=90)
        operations.cancel_meeting(act, meeting, because="Le conseil n’est plus")
        assert meeting.stage is Stage.CANCELLED
