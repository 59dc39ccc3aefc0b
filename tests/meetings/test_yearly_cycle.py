"""The year of an EHPAD through its own doors: survey, posting, agenda, session, promise (R32)."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.compliance.queries import ServiceState
from participation.followups.queries import get_follow_up
from participation.foundation.keys import to_text
from participation.meetings import operations
from participation.meetings.labels.words import in_every_language
from participation.meetings.queries.topics import list_undiscussed
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.organisations.rules.rulings import Rule, State
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.rules.duties import CycleStep as Step
from tests.builders import Town, acting_in, looking_in, make_town
from tests.compliance.test_states import state_of
from tests.conftest import Clock
from tests.councils.visiting import page, send, visit
from tests.meetings.gathering import MEETS_AT, Gathering, begin, call, gather, refusal
from tests.surveys.waves import make_open_campaign, survey_in

SURVEYED, POSTED, MET = dt.date(2026, 3, 20), dt.date(2026, 3, 25), MEETS_AT.date()
KEPT = MET + dt.timedelta(days=20)


@pytest.fixture
def home(engine: Engine) -> Town:
    """Give the town with its EHPAD first: the council of the tests sits there."""
    town = make_town(engine)
    return replace(town, here=town.there, there=town.here)


def at(clock: Clock, day: dt.date) -> None:
    clock.set(dt.datetime.combine(day, dt.time(10), dt.UTC))


def steps(state: ServiceState) -> dict[Step, dt.date | None]:
    return {each.step: each.on for each in state.cycle if each.is_done}


def surveyed(engine: Engine, home: Town, clock: Clock) -> tuple[int, int]:
    """Open a survey and close it; give the campaign and the survey of the home."""
    with acting_in(engine, home) as act:
        campaign = make_open_campaign(act, home)
        keys = campaign.id, survey_in(act, campaign, home.here).id
    at(clock, SURVEYED)
    with acting_in(engine, home) as act:
        close_campaign(act, get_campaign(act.session, keys[0]))
    return keys


def test_the_year_of_a_home_is_walked_and_dated(
    app: Flask, engine: Engine, home: Town, clock: Clock
) -> None:
    gathering = gather(engine, home)
    assert line(engine, home, MET) is State.ERROR, "no survey was held"
    campaign_id, survey_id = surveyed(engine, home, clock)
    at(clock, POSTED)
    quality = visit(app, engine, home, Role.QUALITY_MANAGER, None)
    posted = "/rive/olivier/compliance/new/results-posted"
    send(quality, posted, {"happened_on": POSTED.isoformat()})
    desk = visit(app, engine, home, Role.FACILITATOR, home.here)
    meeting = f"/rive/meetings/{gathering.key}"
    assert "Le conseil doit examiner ses résultats" in page(desk, meeting)
    send(desk, f"{meeting}/surveys/{to_text(survey_id)}", {})
    shown = page(desk, meeting)
    assert "Le conseil doit examiner ses résultats" not in shown
    assert "Les résultats de l’enquête" in shown
    call(engine, home, gathering)
    assert steps(state(engine, home, POSTED)) == {Step.SURVEYED: SURVEYED, Step.POSTED: POSTED}
    held(engine, home, gathering, clock)
    decision = {"said-fr": "Les repas", "decided-fr": "Un four", "owner": "la cuisine"}
    more = {"state": "done", "done_on": KEPT.isoformat(), "pictogram": "meal", "level": "consult"}
    at(clock, KEPT)
    later = visit(app, engine, home, Role.QUALITY_MANAGER, None)
    send(later, f"/rive/campaigns/{to_text(campaign_id)}/follow-up", {**decision, **more})
    assert steps(state(engine, home, KEPT)) == {
        Step.SURVEYED: SURVEYED,
        Step.POSTED: POSTED,
        Step.ON_AGENDA: MET,
        Step.EXAMINED: MET,
        Step.FOLLOWED: KEPT,
    }
    assert line(engine, home, KEPT) is State.OK
    assert "20 mars 2026" in page(later, "/rive/olivier/compliance")


def state(engine: Engine, home: Town, day: dt.date) -> ServiceState:
    return state_of(engine, home, "olivier", day)


def line(engine: Engine, home: Town, day: dt.date) -> State:
    """Give how R32 stands for the home."""
    lines = state(engine, home, day).lines
    return next(one.state for one in lines if one.rule is Rule.R32)


def held(engine: Engine, home: Town, gathering: Gathering, clock: Clock) -> None:
    """Hold the session that examines the results."""
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, home, gathering)
    with acting_in(engine, home) as act:
        for item in gathering.items(act.session):
            operations.conclude_item(act, item, "Examiné.")
        operations.close_meeting(act, gathering.meeting(act.session))


def test_results_are_examined_once(engine: Engine, home: Town, clock: Clock) -> None:
    gathering = gather(engine, home)
    _campaign_id, survey_id = surveyed(engine, home, clock)
    with acting_in(engine, home) as act:
        meeting, title = gathering.meeting(act.session), in_every_language()
        item = operations.add_survey(act, meeting, survey_id, title)
        act.session.flush()
        assert item.origin == f"survey:{to_text(survey_id)}"
        assert item.title["fr"] == "Les résultats de l’enquête"
        again = refusal(operations.add_survey, act, meeting, survey_id, title)
        assert again is R.SURVEY_SEEN
        operations.withdraw_item(act, item)
        act.session.flush()
        operations.add_survey(act, meeting, survey_id, title)


def test_a_decision_after_a_survey_is_spoken_of_once(
    app: Flask, engine: Engine, home: Town, clock: Clock
) -> None:
    gathering = gather(engine, home)
    campaign_id, _survey_id = surveyed(engine, home, clock)
    quality = visit(app, engine, home, Role.QUALITY_MANAGER, None)
    decision = {"said-fr": "Les repas", "decided-fr": "Un four", "owner": "la cuisine"}
    more = {"state": "promised", "due_on": KEPT.isoformat(), "level": "consult"}
    send(quality, f"/rive/campaigns/{to_text(campaign_id)}/follow-up", {**decision, **more})
    desk = visit(app, engine, home, Role.FACILITATOR, home.here)
    meeting = f"/rive/meetings/{gathering.key}"
    with looking_in(engine, home, home.here) as session:
        (one,) = list_undiscussed(session, gathering.sitting.council_id)
    assert "Ce que les enquêtes ont amené à décider" in page(desk, meeting)
    send(desk, f"{meeting}/follow-ups/{to_text(one.id)}", {})
    shown = page(desk, meeting)
    assert "Ce que les enquêtes ont amené à décider" not in shown
    assert "Un four" in shown
    with acting_in(engine, home) as act:
        now = get_follow_up(act.session, one.id)
        again = refusal(operations.add_decision, act, gathering.meeting(act.session), now)
    assert again is R.DECISION_SEEN
