"""Who represents me: on a phone with a card, on the public screen, for nobody else."""

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.rules.kinds import Office
from participation.kiosk.operations import offer_pairing, pair
from tests.builders import Town, acting_in, make_town
from tests.councils.sitting import ELECTED, Sitting, make_council, paper
from tests.councils.visiting import LOCAL, page, visit
from tests.inspection import client_of


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


def test_a_resident_reads_who_represents_her_in_her_language(
    app: Flask, engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        term = next(k for k, name in sitting.sheet(act.session).names.items() if name == "Bilal")
        operations.give_office(
            act,
            sitting.council(act.session),
            queries.get_term(act.session, term),
            Office.CHAIR,
            since=ELECTED,
        )
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Qui me représente" in page(resident, "/rive/tilleul/")
    shown = page(resident, "/rive/tilleul/council")
    for name in ("Amina", "Bilal", "Colette", "Denise", "Farid", "Ginette Roy"):
        assert f"<bdi>{name}</bdi>" in shown
    assert "jusqu’au 28 février 2027" in shown
    assert "Préside le conseil" in shown
    assert shown.index("Personnes accompagnées") < shown.index("Professionnels")
    assert "<img" not in shown
    assert "CHRS" not in shown
    page(resident, "/rive/olivier/council", 404)
    with resident.session_transaction(base_url=LOCAL) as browser:
        browser["locale"] = "en"
    assert "The council of the house" in page(resident, "/rive/tilleul/council")


@pytest.mark.usefixtures("sitting")
def test_a_stranger_is_led_to_the_door_and_the_public_screen_shows_the_names(
    app: Flask, engine: Engine, town: Town
) -> None:
    stranger = client_of(app)
    assert stranger.get("/rive/tilleul/council", base_url=LOCAL).status_code == 303
    home = stranger.get("/rive/tilleul/", base_url=LOCAL).get_data(as_text=True)
    assert "Qui me représente" not in home
    with acting_in(engine, town) as act:
        offer_pairing(act, service_id=town.here, label="Entrée", code="2345abcd")
        pair(act, typed="2345abcd", token="screen")
    screen = client_of(app)
    screen.set_cookie("kiosk", "screen")
    assert "Qui me représente" in page(screen, "/rive/tilleul/")
    assert "<bdi>Amina</bdi>" in page(screen, "/rive/tilleul/council")


def test_before_any_election_the_page_says_so(app: Flask, engine: Engine, town: Town) -> None:
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Il n’y a pas encore de conseil ici." in page(resident, "/rive/tilleul/council")
    with acting_in(engine, town) as act:
        operations.found_council(act, paper(town), service_ids=[town.here])
    assert "Personne n’est encore élu" in page(resident, "/rive/tilleul/council")
