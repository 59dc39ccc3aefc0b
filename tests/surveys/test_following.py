"""From a weak result to a decision, and beside the same question a wave later."""

import datetime as dt
from html import unescape

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.followups.queries import list_follow_ups
from participation.followups.rules import State
from participation.surveys.operations.campaigns import (
    close_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.rules.comparison import Change, Verdict
from participation.surveys.rules.contrasts import Compared
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.report import publish
from participation.surveys.rules.significance import Group
from participation.surveys.rules.weak import weakest
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, Closed, close_wave, page, sign_in
from tests.surveys.waves import answer, both, faces, make_campaign, survey_in

DUE = dt.date(2026, 9, 1)


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


def test_weak_is_few_content_or_fewer_than_before() -> None:
    names = ("fort", "faible", "moindre", "secret")
    form = Questionnaire(both("?"), ("fr",), tuple(faces(n, n, i) for i, n in enumerate(names, 1)))
    content = {1: 40, 2: 20, 3: 33, 4: 3}
    values = {number: {5: n, 1: 50 - n} for number, n in content.items()}
    publication = publish(Wave(form, (Sheet(1, 60, responses=50, values=values),)))
    worse = Change((Group(43, 50), Group(33, 50)), 0.01, Verdict.WORSE, 0.1)
    compared = {"moindre": Compared(None, worse)}
    (line,) = publication.lines
    found = weakest(publication.findings, compared, line)
    assert [(each.question.name, round(share.value, 2)) for each, share in found] == [
        ("faible", 0.4),
        ("moindre", 0.66),
    ]


def test_a_weak_result_leads_to_a_decision_and_comes_back_a_wave_later(
    app: Flask, desk: Inspecting, engine: Engine, town: Town, wave: Closed, clock: Clock
) -> None:
    results = f"/results/{wave.key}"
    assert "Ce qui demande une décision" in page(desk, results)
    sheet = unescape(page(desk, f"{results}/follow-up/2"))
    assert "La chambre : 4 personnes sur 10 sont contentes." in sheet
    assert DUE.isoformat() not in sheet
    sent = {"said-fr": "La chambre est froide", "decided-fr": "", "owner": "la maintenance"}
    sent |= {"state": "promised", "due_on": DUE.isoformat(), "level": "consult"}
    missing = desk.post(f"/rive{results}/follow-up/2", data=sent, base_url=LOCAL)
    assert missing.status_code == 422
    assert "La chambre est froide" in missing.get_data(as_text=True), "nothing typed is lost"
    sent["decided-fr"] = "Un radiateur"
    assert desk.post(f"/rive{results}/follow-up/2", data=sent, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        (one,) = list_follow_ups(session)
        assert (one.about, one.service_id, one.state) == ("chambre", town.here, State.PROMISED)
    assert "Un radiateur" in page(desk, results)
    later = next_wave(engine, town, wave, clock)
    shown = page(sign_in(app, engine, town), f"/results/{later.key}")
    assert "Ce que nous avions décidé, et ce que cela donne" in shown
    row = shown.partition("Ce que nous avions décidé")[2]
    assert "Un radiateur" in row
    assert "n = 34" in row


def test_a_manager_of_one_house_decides_for_it_alone(
    app: Flask, engine: Engine, town: Town, wave: Closed
) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    facilitator = sign_in(app, engine, town, Role.FACILITATOR)
    refused = facilitator.get(f"/rive/results/{wave.key}/follow-up/2", base_url=LOCAL)
    assert refused.status_code == 403, "who may not read results learns no figure here"


def next_wave(engine: Engine, town: Town, wave: Closed, clock: Clock) -> Closed:
    clock.set(dt.datetime(2027, 3, 20, 9, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        campaign = make_campaign(
            act,
            town,
            opens_on=dt.date(2027, 3, 15),
            closes_on=dt.date(2027, 4, 12),
            previous=get_campaign(act.session, wave.campaign_id),
        )
        open_campaign(act, declare_translated(act, campaign))
        here = survey_in(act, campaign, town.here)
        answer(act, here, [{1: 5, 2: 5}] * 25 + [{1: 2, 2: 2}] * 10)
        close_campaign(act, campaign)
        return Closed(campaign.id, here.id, survey_in(act, campaign, town.there).id)
