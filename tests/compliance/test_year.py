"""The year of an EHPAD: survey, results posted, item of the council, promises; each step dated."""

import datetime as dt
from collections.abc import Collection, Mapping

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from participation.compliance.operations import MilestoneSheet, record_milestone
from participation.compliance.queries import ServiceState, gathering
from participation.compliance.rules import MilestoneKind as Kind
from participation.councils import operations
from participation.councils.rules.kinds import CollegeKind as K
from participation.councils.rules.life import CouncilLife
from participation.councils.rules.minutes import MinutesFacts
from participation.councils.rules.sessions import OpinionFacts, RequestFacts, SessionFacts
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State as Kept
from participation.foundation.localized import Localized
from participation.organisations.rules.rulings import Rule as R, State  # noqa: N817 - a table
from participation.surveys.queries.campaigns import campaign_origin
from participation.surveys.rules.duties import CycleStep as Step
from participation.surveys.rules.stages import Stage
from tests.builders import Town, acting_in, make_town
from tests.compliance.test_states import broken, state_of
from tests.councils.sitting import TODAY, Sitting, make_council, paper
from tests.surveys.waves import make_campaign

CLOSED = dt.date(2025, 11, 20)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def survey(engine: Engine, town: Town, *, stage: Stage = Stage.CLOSED) -> int:
    """Hold a survey that closed in November."""
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town, opens_on=dt.date(2025, 11, 1), closes_on=CLOSED)
        campaign.stage = stage
        return campaign.id


def note(engine: Engine, town: Town, kind: Kind, on: dt.date) -> None:
    with acting_in(engine, town) as act:
        record_milestone(act, MilestoneSheet(kind, on), service_id=town.there)


def steps(state: ServiceState) -> dict[Step, tuple[dt.date | None, bool, bool]]:
    return {each.step: (each.on, each.is_done, each.is_late) for each in state.cycle}


def test_each_step_of_the_year_is_dated_and_checked(engine: Engine, town: Town) -> None:
    assert broken(state_of(engine, town, "olivier"))[R.R32] is State.ERROR
    campaign_id = survey(engine, town)
    state = state_of(engine, town, "olivier")
    assert broken(state)[R.R32] is State.WARNING, "sixty days have passed without posting"
    assert steps(state) == {
        Step.SURVEYED: (CLOSED, True, False),
        Step.POSTED: (None, False, True),
        Step.ON_AGENDA: (None, False, False),
        Step.EXAMINED: (None, False, False),
        Step.FOLLOWED: (None, False, False),
    }
    posted, examined = dt.date(2025, 12, 10), dt.date(2026, 3, 1)
    note(engine, town, Kind.RESULTS_POSTED, posted)
    note(engine, town, Kind.RESULTS_EXAMINED, examined)
    with acting_in(engine, town) as act:
        words = Localized({"fr": "Un four"})
        kept_on = dt.date(2026, 2, 2)
        promise = FollowUpSheet(words, words, "la cuisine", Kept.DONE, done_on=kept_on)
        origin = campaign_origin(campaign_id)
        open_follow_up(act, promise, service_id=town.there, origin=origin)
    state = state_of(engine, town, "olivier")
    assert R.R32 not in broken(state)
    assert steps(state) == {
        Step.SURVEYED: (CLOSED, True, False),
        Step.POSTED: (posted, True, False),
        Step.ON_AGENDA: (examined, True, False),
        Step.EXAMINED: (examined, True, False),
        Step.FOLLOWED: (dt.date(2026, 2, 2), True, False),
    }
    assert state_of(engine, town).cycle == (), "nobody asks a yearly survey of another house"
    then = state_of(engine, town, "olivier", dt.date(2025, 12, 9))
    assert steps(then)[Step.POSTED] == (None, False, False)


def test_a_survey_that_runs_is_not_yet_a_survey(engine: Engine, town: Town) -> None:
    survey(engine, town, stage=Stage.OPEN)
    assert broken(state_of(engine, town, "olivier"))[R.R32] is State.ERROR


def test_what_was_posted_for_the_year_before_does_not_count(engine: Engine, town: Town) -> None:
    note(engine, town, Kind.RESULTS_POSTED, CLOSED - dt.timedelta(days=1))
    survey(engine, town)
    assert steps(state_of(engine, town, "olivier"))[Step.POSTED] == (None, False, True)


HELD = SessionFacts(
    on=dt.date(2026, 2, 10),
    agenda_on=dt.date(2026, 2, 4),
    items=frozenset({1, 2}),
    without_papers=1,
    members=5,
    present=4,
    represented=2,
    opinions=(OpinionFacts(1),),
    postponed=frozenset({2}),
    not_counted=1,
    help_asked=1,
    names_survey=True,
)
NEXT = SessionFacts(
    on=dt.date(2026, 4, 10), is_held=False, agenda_on=dt.date(2026, 3, 10), items=frozenset({9})
)
BREACHES = (State.ERROR, State.WARNING)
LIFE = CouncilLife(
    sessions=(HELD, NEXT),
    minutes=(
        MinutesFacts(
            session_on=HELD.on,
            secretary=K.STAFF,
            published_on=dt.date(2026, 3, 1),
            strangers=1,
            next_agenda_on=NEXT.agenda_on,
            next_on=NEXT.on,
        ),
    ),
    requests=(RequestFacts(dt.date(2026, 1, 5), 4, 5),),
)
BROKEN = {
    *(R.R20, R.R21, R.R23, R.R24, R.R25, R.R26, R.R27),
    *(R.R28, R.R29, R.R39, R.R40),
}
"""R22 and R31 are kept while the year is young, R30 while one session only has passed."""


@pytest.fixture
def meetings(engine: Engine, town: Town, monkeypatch: pytest.MonkeyPatch) -> Sitting:
    """Tell of sessions in which everything is wrong: the room of meetings refuses most of it."""
    sitting = make_council(engine, town)
    with acting_in(engine, town) as act:
        sheet = paper(town, procedure_on=None)
        operations.change_council(act, sitting.council(act.session), sheet, service_ids=[town.here])

    def tell(session: Session, keys: Collection[int], day: dt.date) -> Mapping[int, CouncilLife]:
        del session, day
        assert sitting.council_id in keys
        return {sitting.council_id: LIFE}

    monkeypatch.setattr(gathering, "tell_lives", tell)
    return sitting


@pytest.mark.usefixtures("meetings")
def test_what_the_room_of_meetings_tells_is_judged(engine: Engine, town: Town) -> None:
    state = state_of(engine, town)
    assert set(broken(state)) >= BROKEN
    assert broken(state)[R.R21] is State.ERROR, "a session was held without rules of procedure"
    assert {R.R22, R.R30, R.R31} <= {line.rule for line in state.of(State.OK)}
    assert broken(state_of(engine, town, day=dt.date(2026, 4, 1)))[R.R31] is State.WARNING
    years_later = state_of(engine, town, day=TODAY + dt.timedelta(days=400))
    assert not {R.R20, R.R24, R.R26, R.R28} & set(broken(years_later))
    assert broken(years_later)[R.R22] is State.WARNING


def test_a_council_that_never_met_is_asked_for_its_sessions(engine: Engine, town: Town) -> None:
    make_council(engine, town)
    state = state_of(engine, town)
    apart = {line.rule for line in state.of(State.NOT_APPLICABLE)}
    assert {R.R20, R.R23, R.R26, R.R28, R.R29, R.R30, R.R39, R.R40} <= apart
    assert {R.R22, R.R31} <= {line.rule for line in state.of(State.OK)}
    assert broken(state_of(engine, town, day=dt.date(2026, 12, 31)))[R.R22] in BREACHES
