"""The desk of councils: founding, the calculator, seats."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils import operations, queries
from participation.councils.rules.kinds import CouncilForm
from participation.foundation.keys import to_text
from participation.organisations.queries import get_service
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.sitting import TODAY, Sitting, make_council, paper
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting

PAPER = {
    "name-fr": "Le conseil de la maison",
    "form": "cvs",
    "founded_on": "2025-01-15",
    "quorum_base": "members",
    "term_months": "24",
}
SEATS = {
    "residents_members": "3",
    "residents_substitutes": "2",
    "staff_members": "1",
    "staff_substitutes": "1",
    "managing_body_members": "1",
    "substitute_order": "ranked",
    **{
        f"{kind}_filling": "election"
        for kind in (
            "residents relatives legal_representatives staff managing_body groupement protection "
            "volunteers doctor care_team neighbours other"
        ).split()
    },
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.QUALITY_MANAGER, None)


def test_a_council_is_founded_designed_and_filled(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    listed = page(desk, "/rive/councils")
    assert listed.count("Pas de conseil, et aucune autre forme") == 2
    link = re.search(r'href="(/rive/councils/new\?service=[0-9a-z]{13})"', listed)
    assert link
    assert 'value="cvs"' in page(desk, link[1])
    place = to_text(town.here)
    design = send(desk, "/rive/councils/new", {**PAPER, "services": [place], "carrier": place})
    assert "La majorité est là : 3 contre 2" in page(desk, design)
    show = send(desk, design, SEATS)
    shown = page(desk, show)
    assert "Rien ne manque" not in shown
    assert "Personnes accompagnées : personne n’occupe un siège" in shown
    assert "La décision n’a pas été envoyée à l’autorité" in shown
    college = re.findall(r"/rive/councils/colleges/([0-9a-z]{13})/appoint", shown)[0]
    with acting_in(engine, town) as act:
        make_person(act, "Amina", Role.RESIDENT, town.here)
    form = page(desk, f"/rive/councils/colleges/{college}/appoint")
    amina = re.search(r'value="([0-9a-z]{13})"[^>]*>Amina<', form)
    assert amina
    given = {"kind": "member", "person": amina[1], "since": "2026-03-01", "origin": "elected"}
    assert send(desk, f"/rive/councils/colleges/{college}/appoint", given) == show
    shown = page(desk, show)
    assert "<bdi>Amina</bdi>" in shown
    assert "du 1er mars 2026 au 29 février 2028" in shown
    again = send(desk, f"/rive/councils/colleges/{college}/appoint", given, 422)
    assert "a déjà un siège dans ce conseil" in again


def test_the_calculator_says_plainly_what_is_not_lawful_and_keeps_nothing(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        key = to_text(operations.found_council(act, paper(town), service_ids=[town.here]).id)
    address = f"/rive/councils/{key}/composition"
    two = {**SEATS, "residents_members": "2"}
    shown = send(desk, address, {**two, "calculate": "1"}, 200)
    assert "il en manque 1 pour qu’elles soient plus de la moitié" in shown
    assert 'value="2"' in shown
    refused = send(desk, address, two, 422)
    assert "2 + 1 + 1 n’est pas légal" in refused
    assert "Enregistrer même si ce n’est pas conforme" in refused
    with looking_in(engine, town) as session:
        assert queries.list_colleges(session, [queries.list_councils(session)[0].id]) == []
    assert "La majorité est là" in send(desk, address, {**SEATS, "calculate": "1"}, 200)
    assert "nombre entier" in send(desk, address, {**SEATS, "staff_members": "beaucoup"}, 422)
    send(desk, address, {**two, "as_found": "y"})
    assert "À corriger" in page(desk, f"/rive/councils/{key}")
    assert "À corriger : " in page(desk, "/rive/councils")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name-fr": ""}, "Remplissez cette case"),
        ({"form": "common-cvs"}, "au moins deux services"),
        ({"form": "castle"}, "Choisissez dans la liste"),
        ({"founded_on": "", "sent_on": "2025-01-20"}, "avant d’être prise"),
        ({"sent_on": "2027-01-01"}, "quand il est fait"),
        ({"term_months": "0"}, "entre 1 et 120"),
    ],
)
def test_refused_papers_say_what_to_do(
    desk: Inspecting, town: Town, changed: dict[str, str], sentence: str
) -> None:
    place = to_text(town.here)
    sent = {**PAPER, "services": [place], "carrier": place, **changed}
    assert sentence in send(desk, "/rive/councils/new", sent, 422)


def test_papers_are_changed_and_shown_as_they_were(
    desk: Inspecting, town: Town, sitting: Sitting
) -> None:
    address = f"/rive/councils/{sitting.key}/papers"
    form = page(desk, address)
    assert 'value="2025-01-15"' in form
    place = to_text(town.here)
    sent = {**PAPER, "services": [place], "carrier": place, "publication": "Panneau de l’entrée"}
    assert "Panneau de l’entrée" in page(desk, send(desk, address, sent))


def test_a_departure_leads_to_the_substitute(
    desk: Inspecting, engine: Engine, town: Town, sitting: Sitting
) -> None:
    show = f"/rive/councils/{sitting.key}"
    with looking_in(engine, town) as session:
        names = sitting.sheet(session).names
    amina = to_text(next(key for key, name in names.items() if name == "Amina"))
    leave = f"/rive/councils/terms/{amina}/end"
    assert "<bdi>Amina</bdi>" in page(desk, leave)
    assert "pas dans le mandat" in send(desk, leave, {"reason": "left", "on": "2024-01-01"}, 422)
    send(desk, leave, {"reason": "resigned", "on": "2026-03-17"})
    shown = page(desk, show)
    assert "Installer le suppléant" in shown
    assert "démission" in shown
    send(desk, f"/rive/councils/terms/{amina}/substitute", {})
    shown = page(desk, show)
    assert "Titulaire 3" in shown.partition("Suppléant 1")[0]
    assert "Suppléant devenu titulaire" in shown
    assert "un nouveau suppléant est à nommer avant le 16 mai 2026" in shown
    refused = desk.post(f"/rive/councils/terms/{amina}/substitute", base_url=LOCAL)
    assert refused.status_code == 409
    assert "déjà pris" in refused.get_data(as_text=True)


def test_shortage_extension_chair_and_end_have_their_pages(
    desk: Inspecting, engine: Engine, town: Town, sitting: Sitting
) -> None:
    show = f"/rive/councils/{sitting.key}"
    with looking_in(engine, town) as session:
        term = next(key for key, name in sitting.sheet(session).names.items() if name == "Bilal")
        farid = next(key for key, name in sitting.sheet(session).names.items() if name == "Farid")
    page(desk, f"{show}/chair")
    chair = {"office": "chair", "term": to_text(term), "since": "2026-03-01"}
    assert "Préside le conseil" in page(desk, send(desk, f"{show}/chair", chair))
    page(desk, f"{show}/extend")
    assert "Remplissez" in send(desk, f"{show}/extend", {"until": "2027-05-01"}, 422)
    later = {"until": "2027-05-01", "because": "Épidémie"}
    assert "prolongé : Épidémie" in page(desk, send(desk, f"{show}/extend", later))
    send(desk, f"/rive/councils/terms/{to_text(farid)}/end", {"reason": "left", "on": "2026-03-01"})
    college = re.search(r"/rive/councils/colleges/([0-9a-z]{13})/shortage", page(desk, show))
    assert college
    address = f"/rive/councils/colleges/{college[1]}/shortage"
    page(desk, address)
    dated = {"on": "2026-03-17", "because": "Personne ne s’est présenté"}
    assert "Personne ne s’est présenté" in page(desk, send(desk, address, dated))
    page(desk, f"{show}/end")
    send(desk, f"{show}/end", {"on": "2026-03-17", "because": "Le service ferme"})
    shown = page(desk, show)
    assert "Le service ferme" in shown
    assert "Changer les collèges" not in shown


def test_the_council_of_a_closed_service_stays_in_sight_until_it_is_ended(
    desk: Inspecting, engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        get_service(act.session, town.here).closed_on = dt.date(2026, 3, 2)
    show = f"/rive/councils/{sitting.key}"
    listed = page(desk, "/rive/councils")
    assert f'href="{show}"' in listed
    shown = page(desk, show)
    assert "Maison Tilleul a fermé le 2 mars 2026 : mettez fin à ce conseil." in shown
    assert 'value="2026-03-02"' in page(desk, f"{show}/end"), "the day is proposed"
    send(desk, f"{show}/end", {"on": "2026-03-02", "because": "La maison a fermé"})
    assert "Maison Tilleul" not in page(desk, "/rive/councils")


def test_who_does_not_carry_a_common_council_reads_it(
    app: Flask, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        common = operations.found_council(
            act, paper(town, CouncilForm.COMMON_CVS), service_ids=town.services
        )
        key = to_text(common.id)
    there = visit(app, engine, town, Role.MANAGER, town.there)
    shown = page(there, f"/rive/councils/{key}")
    assert "tenu par un autre service" in shown
    assert "et 1 autre service" in shown
    assert "Changer les collèges" not in shown
    refused = send(there, f"/rive/councils/{key}/composition", SEATS, 422)
    assert "tenu par un autre service" in refused


def test_a_director_finds_no_council_of_another_service(
    app: Flask, engine: Engine, town: Town, sitting: Sitting
) -> None:
    there = visit(app, engine, town, Role.MANAGER, town.there)
    page(there, f"/rive/councils/{sitting.key}", 404)
    page(there, f"/rive/councils/colleges/{to_text(sitting.college_id)}/appoint", 404)
    assert "Maison Tilleul" not in page(there, "/rive/councils")


def test_terms_that_end_are_announced(
    desk: Inspecting, engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        for term in queries.list_terms(act.session, [sitting.council_id]):
            term.until = TODAY + dt.timedelta(days=40)
    shown = page(desk, f"/rive/councils/{sitting.key}")
    assert "7 mandats se terminent le 25 avril 2026" in shown
    with acting_in(engine, town) as act:
        for term in queries.list_terms(act.session, [sitting.council_id]):
            term.until = TODAY
    shown = page(desk, f"/rive/councils/{sitting.key}")
    assert "7 mandats sont terminés depuis le 17 mars 2026" in shown
    assert "mandat terminé le 16 mars 2026" in shown
