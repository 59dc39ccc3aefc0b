"""The pages of the quality manager: each opens, says what is needed, and hides what it must."""

import io

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.adapters.xlsform import write_form
from participation.surveys.operations.campaigns import (
    close_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.queries.campaigns import get_campaign, list_campaigns, list_versions
from participation.surveys.rules.stages import Stage
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, Closed, close_wave, page, sign_in
from tests.surveys.waves import (
    answer,
    make_campaign,
    make_open_campaign,
    make_questionnaire,
    make_residents,
    part_poles,
    survey_in,
)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


@pytest.fixture
def wave(engine: Engine, town: Town) -> Closed:
    return close_wave(engine, town)


def test_the_desk_says_what_to_do_now(desk: Inspecting, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 20)
        campaign = make_open_campaign(act, town)
        answer(act, survey_in(act, campaign, town.here), [{1: 5}] * 8)
    said = page(desk, "/")
    assert "Enquête 2026" in said
    assert ">8<" in said
    assert "sur 20 personnes présentes" in said


def test_an_open_wave_shows_who_answered_and_never_how(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 20)
        campaign = make_open_campaign(act, town)
        answer(act, survey_in(act, campaign, town.here), [{1: 5}] * 8)
        answer(act, survey_in(act, campaign, town.there), [{1: 5}] * 4)
        key = to_text(campaign.id)
    said = page(desk, f"/campaigns/{key}")
    assert "8 réponses" in said
    assert "Moins de 5 réponses." in said
    assert "Très content" not in said
    assert desk.get(f"/rive/results/{key}", base_url=LOCAL).status_code == 409
    assert desk.get(f"/rive/results/{key}/report.pdf", base_url=LOCAL).status_code == 409


def test_results_hold_the_share_its_interval_and_the_words_of_what_is_hidden(
    desk: Inspecting, wave: Closed
) -> None:
    said = page(desk, f"/results/{wave.key}")
    assert "65 % (59–71)" in said  # 24 of 37, for the 44 people present
    assert "Moins de 5 réponses, laissés hors de tous les nombres : Résidence Olivier." in said
    assert ">41<" not in said
    assert "84 %" in said  # 37 of 44
    assert "Réponses données à la place" in said
    assert ">6<" in said
    assert ">43<" not in said


def test_services_are_followed_over_the_waves(desk: Inspecting, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        part_poles(act, town)
        make_residents(act, town.here, 40)
        make_residents(act, town.there, 40)
        before = None
        for content in (10, 11, 24):
            draft = make_campaign(act, town, title=f"Vague {content}", previous=before)
            campaign = open_campaign(act, declare_translated(act, draft))
            given = [{1: 5}] * content + [{1: 2}] * 8
            for service_id in (town.here, town.there):
                answer(act, survey_in(act, campaign, service_id), given)
            before = close_campaign(act, campaign)
        key = to_text(campaign.id)
    said = page(desk, f"/results/{key}")
    assert "Une ligne par service, d’une enquête à l’autre" in said
    assert "56 % (37–73)" in said  # 10 of 18, for 40 people: 15 to 29 of them
    assert "Mieux" in said
    assert "Depuis 2026" in said
    assert "Face aux autres services" in said
    with desk.get(f"/rive/results/{key}/report.pdf", base_url=LOCAL) as paper:
        assert paper.status_code == 200


def test_filters_are_plain_links(desk: Inspecting, wave: Closed) -> None:
    said = page(desk, f"/results/{wave.key}?theme=Quotidien")
    assert 'aria-current="true"' in said
    assert "theme=Quotidien" in said


def test_whoever_directs_one_service_reads_that_one(
    app: Flask, engine: Engine, town: Town, wave: Closed
) -> None:
    client = sign_in(app, engine, town, Role.MANAGER)
    assert "Emporter les données" not in page(client, f"/results/{wave.key}")
    assert client.get(f"/rive/results/{wave.key}/exports", base_url=LOCAL).status_code == 403
    assert client.get(f"/rive/campaigns/{wave.key}", base_url=LOCAL).status_code == 403


def test_a_campaign_goes_through_its_life_by_the_pages(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        key = make_campaign(act, town).id
    address = f"/rive/campaigns/{to_text(key)}"
    assert desk.post(f"{address}/open", base_url=LOCAL).status_code == 422
    for step, stage in (
        ("translated", Stage.TRANSLATED),
        ("open", Stage.OPEN),
        ("close", Stage.CLOSED),
    ):
        assert desk.post(f"{address}/{step}", base_url=LOCAL).status_code == 303
        with looking_in(engine, town) as session:
            assert get_campaign(session, key).stage is stage
    refused = desk.post(f"{address}/publish", base_url=LOCAL)
    assert refused.status_code == 422
    assert "Dites d’abord ce qui va changer" in refused.get_data(as_text=True)
    promise = {
        "said-fr": "Les repas sont froids",
        "decided-fr": "Un nouveau four",
        "state": "promised",
        "owner": "la cuisine",
        "due_on": "2026-06-01",
    }
    assert desk.post(f"{address}/follow-up", data=promise, base_url=LOCAL).status_code == 303
    assert desk.post(f"{address}/publish", base_url=LOCAL).status_code == 303
    for step in ("translated", "open", "close", "publish"):
        answer = desk.post(f"{address}/{step}", base_url=LOCAL)
        assert answer.status_code == 422, "what was given back is not opened again"
    with looking_in(engine, town) as session:
        assert get_campaign(session, key).stage is Stage.PUBLISHED


def test_a_draft_is_written_by_its_form(desk: Inspecting, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        version_id = make_campaign(act, town).version_id
    form = {
        "title-fr": "Votre avis 2027",
        "purpose-fr": "À changer les repas",
        "version_id": to_text(version_id),
        "services": [to_text(town.here)],
        "languages": ["fr", "en"],
        "level": "consult",
        "opens_on": "2026-05-01",
        "closes_on": "2026-04-01",
    }
    wrong = desk.post("/rive/campaigns/new", data=form, base_url=LOCAL)
    assert wrong.status_code == 422
    assert "La fermeture est avant l’ouverture." in wrong.get_data(as_text=True)
    assert "Votre avis 2027" in wrong.get_data(as_text=True)
    right = form | {"closes_on": "2026-05-31"}
    assert desk.post("/rive/campaigns/new", data=right, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        assert {each.title["fr"] for each in list_campaigns(session)} == {
            "Enquête 2026",
            "Votre avis 2027",
        }


def test_a_questionnaire_comes_in_is_seen_and_goes_out(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    content = write_form(make_questionnaire())
    sent = {"file": (io.BytesIO(content), "avis.xlsx")}
    taken = desk.post("/rive/questionnaires/new", data=sent, base_url=LOCAL)
    assert taken.status_code == 303
    with looking_in(engine, town) as session:
        version = to_text(list_versions(session)[0].id)
    seen = page(desk, f"/questionnaires/{version}?language=en")
    assert "Les repas (en)" in seen
    with desk.get(f"/rive/questionnaires/{version}/form.xlsx", base_url=LOCAL) as given:
        again = {"file": (io.BytesIO(given.get_data()), "avis.xlsx")}
    assert desk.post("/rive/questionnaires/new", data=again, base_url=LOCAL).status_code == 303
    with looking_in(engine, town) as session:
        assert len(list_versions(session)) == 1


def test_a_bad_file_is_told_by_sheet_row_and_column(desk: Inspecting) -> None:
    wrong = {"file": (io.BytesIO(b"type,name,label\nselect_one nulle_part,q1,Une ?\n"), "a.csv")}
    told = desk.post("/rive/questionnaires/new", data=wrong, base_url=LOCAL)
    assert told.status_code == 422
    words = told.get_data(as_text=True)
    assert "À corriger dans le fichier" in words
    assert "Ce fichier n’a pas été pris" in words


def test_texts_go_to_a_translator_and_come_back(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        version = to_text(make_campaign(act, town).version_id)
    address = f"/rive/questionnaires/{version}"
    given = desk.get(f"{address}/texts.po?language=uk", base_url=LOCAL)
    texts = given.get_data(as_text=True)
    done = texts.replace('msgid "Les repas"\nmsgstr ""', 'msgid "Les repas"\nmsgstr "Їжа"')
    assert done != texts
    form = {"language": "uk", "file": (io.BytesIO(done.encode()), "uk.po")}
    assert desk.post(address, data=form, base_url=LOCAL).status_code == 303
    assert "Їжа" in page(desk, f"/questionnaires/{version}?language=uk")


@pytest.mark.parametrize(
    "path", ["/campaigns", "/results", "/questionnaires", "/comments", "/follow-ups", "/"]
)
def test_an_empty_house_has_pages_too(desk: Inspecting, path: str) -> None:
    assert "<h1>" in page(desk, path)
