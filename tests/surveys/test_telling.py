"""Residents have their answer: surveys put away only then, and what they said given back."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.followups.operations import FollowUpSheet, change_follow_up, open_follow_up
from participation.followups.queries import list_follow_ups
from participation.followups.rules import State
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.surveys.operations.campaigns import archive_campaign, publish_campaign
from participation.surveys.queries.campaigns import campaign_origin, get_campaign
from participation.surveys.rules.stages import Refusal, Stage, why_not_archive
from tests.builders import Town, acting_in, make_town
from tests.inspection import Inspecting, client_of
from tests.surveys.desk import LOCAL, Closed, close_wave, page, sign_in

COLD = FollowUpSheet(
    said=Localized(fr="Les repas sont froids"),
    decided=Localized(fr="Un nouveau four"),
    owner="la cuisine",
    state=State.PROMISED,
    due_on=dt.date(2026, 6, 1),
    is_public=True,
)
WAITING = replace(COLD, state=State.OPEN, decided=Localized(), said=Localized(fr="Le bruit"))


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def wave(engine: Engine, town: Town) -> Closed:
    return close_wave(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


def write(act: Act, town: Town, wave: Closed, sheet: FollowUpSheet, *places: int) -> None:
    for place in places or (town.here, town.there):
        open_follow_up(act, sheet, service_id=place, origin=campaign_origin(wave.campaign_id))
    act.session.flush()


@pytest.mark.parametrize(
    ("stage", "unanswered", "untold", "services", "reason"),
    [
        (Stage.CLOSED, (), (), (), Refusal.NOT_PUBLISHED),
        (Stage.ARCHIVED, (), (), (), Refusal.NOT_PUBLISHED),
        (Stage.PUBLISHED, ("a",), ("b",), ("c",), Refusal.STILL_UNANSWERED),
        (Stage.PUBLISHED, (), ("b",), ("c",), Refusal.ANSWER_NOT_TOLD),
        (Stage.PUBLISHED, (), (), ("c",), Refusal.NOBODY_TOLD),
        (Stage.PUBLISHED, (), (), (), None),
    ],
)
def test_why_a_survey_is_not_put_away(
    stage: Stage,
    unanswered: tuple[str, ...],
    untold: tuple[str, ...],
    services: tuple[str, ...],
    reason: Refusal | None,
) -> None:
    found = why_not_archive(stage, unanswered=unanswered, untold=untold, services=services)
    assert found is reason


def test_a_survey_is_put_away_once_everybody_has_an_answer(
    desk: Inspecting, engine: Engine, town: Town, wave: Closed
) -> None:
    address = f"/rive/campaigns/{wave.key}/archive"

    def refused() -> str:
        given = desk.post(address, base_url=LOCAL)
        assert given.status_code == 422
        return given.get_data(as_text=True)

    with acting_in(engine, town) as act:
        write(act, town, wave, replace(COLD, is_public=False), town.here)
        write(act, town, wave, COLD, town.there)
        write(act, town, wave, WAITING, town.here)
        publish_campaign(act, get_campaign(act.session, wave.campaign_id))
    assert "attend encore une réponse : « Le bruit »." in refused()
    with acting_in(engine, town) as act:
        noise = next(x for x in list_follow_ups(act.session) if x.state is State.OPEN)
        change_follow_up(act, noise, replace(COLD, said=noise.said, is_public=False))
    assert "ne leur est pas montrée : « Les repas sont froids », « Le bruit »." in refused()
    with acting_in(engine, town) as act:
        for one in list_follow_ups(act.session):
            one.is_public = True
    assert desk.post(address, base_url=LOCAL).status_code == 303
    assert "Enquêtes archivées" in page(desk, "/campaigns")
    assert "Enquêtes archivées" in page(desk, "/results")
    assert "Les repas" in page(desk, f"/results/{wave.key}"), "it stays readable"
    assert f"/results/{wave.key}" not in page(desk, "/")


def test_a_service_that_was_told_nothing_is_named(engine: Engine, town: Town, wave: Closed) -> None:
    with acting_in(engine, town) as act:
        write(act, town, wave, COLD)
        campaign = publish_campaign(act, get_campaign(act.session, wave.campaign_id))
        gone = next(x for x in list_follow_ups(act.session) if x.service_id == town.there)
        act.session.delete(gone)
        act.session.flush()
        with pytest.raises(Refused) as refused:
            archive_campaign(act, campaign)
    assert refused.value.reason is Refusal.NOBODY_TOLD
    assert refused.value.facts == {"missing": "Résidence Olivier"}


def test_residents_hear_what_they_said_once_it_is_given_back(
    app: Flask, engine: Engine, town: Town, wave: Closed
) -> None:
    phone = client_of(app)
    here = f"/rive/tilleul/surveys/{to_text(wave.here_id)}/results"
    there = f"/rive/olivier/surveys/{to_text(wave.there_id)}/results"
    early = phone.get(here, base_url=LOCAL)
    assert (early.status_code, early.location) == (302, "/rive/tilleul/changes")
    with acting_in(engine, town) as act:
        write(act, town, wave, COLD)
        write(act, town, wave, replace(COLD, is_public=False, said=Localized(fr="Un secret")))
        write(act, town, wave, WAITING)
        publish_campaign(act, get_campaign(act.session, wave.campaign_id))
    said = phone.get(here, base_url=LOCAL).get_data(as_text=True)
    assert "6 personnes sur 10 sont contentes." in said
    assert "Un nouveau four" in said
    assert "Un secret" not in said
    assert "Le bruit" not in said
    assert "%" not in said.partition("<main")[2]
    few = phone.get(there, base_url=LOCAL).get_data(as_text=True)
    assert "Il y a trop peu de réponses pour montrer des nombres" in few
    assert "sur 10" not in few
    home = phone.get("/rive/tilleul/", base_url=LOCAL).get_data(as_text=True)
    assert "/results" in home
