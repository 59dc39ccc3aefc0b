"""The association's tree: refusals beside their field, protected places, what the law asks."""

import datetime as dt
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.organisations import operations, queries, rules
from participation.organisations.labels import ASKS, KINDS
from participation.organisations.models import Organisation, Service, Site
from participation.organisations.operations import ServiceSheet
from participation.organisations.rules import Ask, Refusal, ServiceKind
from tests.accounts.people import LOCAL, make_staff, open_as, send
from tests.builders import OPENED, Town, acting_in, looking_in, make_town

SHEET = {
    "public_name": "Maison Acacia",
    "slug": "acacia",
    "kind": "chrs",
    "opened_on": "2026-01-01",
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def boss(app: Flask, engine: Engine, town: Town) -> FlaskClient:
    return open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))


def test_a_service_is_created_under_a_pole_and_shown_in_the_tree(
    boss: FlaskClient, engine: Engine, town: Town
) -> None:
    assert send(boss, "/rive/places/poles/new", name="Pôle Ville").status_code == 303
    with looking_in(engine, town) as session:
        pole = queries.list_poles(session)[0]
    made = send(boss, "/rive/places/services/new", **SHEET, pole_id=to_text(pole.id), places="12")
    assert made.status_code == 303
    tree = boss.get("/rive/places/", base_url=LOCAL).text
    assert tree.index("Pôle Ville") < tree.index("Maison Acacia") < tree.index("Maison Tilleul")
    assert "12 places" in tree


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("slug", "tilleul", "est déjà prise"),
        ("slug", "Maison été", "ne convient pas"),
        ("slug", "people", "ne convient pas"),
        ("slug", "sortants", "dit à un inconnu"),
        ("public_name", "CHRS des Lilas", "dit à un inconnu"),
        ("public_name", "Foyer des sortants de prison", "dit à un inconnu"),
        ("closed_on", "2025-01-01", "ferme avant d"),
        ("opened_on", "hier", "Écrivez un jour"),
        ("kind", "castle", "Choisissez dans la liste"),
        ("places", "beaucoup", "nombre entier"),
    ],
)
def test_a_refusal_stands_beside_its_field_and_what_was_typed_stays(
    boss: FlaskClient, engine: Engine, town: Town, field: str, value: str, sentence: str
) -> None:
    answer = send(boss, "/rive/places/services/new", **{**SHEET, field: value})
    assert answer.status_code == 422
    error = answer.text.partition(f'id="{field}-error"')[2].partition("</div>")[0]
    assert sentence in error
    assert 'value="Maison Acacia"' in answer.text or field == "public_name"
    with looking_in(engine, town) as session:
        assert len(session.scalars(select(Service)).all()) == 2


def test_a_protected_place_has_no_address_and_loses_the_one_it_had(
    boss: FlaskClient, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        service = queries.get_service(act.session, town.here)
        operations.create_site(act, service, name="Bâtiment A", address="12 rue des Lilas")
    page = f"/rive/places/services/{to_text(town.here)}"
    sheet = {**SHEET, "public_name": "Maison Tilleul", "slug": "tilleul", "is_protected": "y"}
    assert send(boss, f"{page}/change", **sheet).status_code == 303
    with looking_in(engine, town) as session:
        site = session.scalars(select(Site)).one()
        assert (site.address, site.is_protected) == ("", True)
    refused = send(boss, f"{page}/sites/new", name="Bâtiment B", address="14 rue des Lilas")
    assert refused.status_code == 422
    assert "son adresse n" in refused.text
    assert "Lilas" not in boss.get(page, base_url=LOCAL).text


def test_the_association_keeps_french_and_no_more_than_two_years(
    boss: FlaskClient, engine: Engine, town: Town
) -> None:
    path = "/rive/places/association"
    without_french = send(boss, path, name="Rive", tags=["ar", "en"], retention_months="12")
    assert without_french.status_code == 422
    assert send(boss, path, name="Rive", tags=["fr"], retention_months="60").status_code == 422
    assert (
        send(boss, path, name="Rive", tags=["fr", "ar"], retention_months="12").status_code == 303
    )
    with looking_in(engine, town) as session:
        row = session.get_one(Organisation, town.organisation_id)
        assert (row.name, row.languages, row.retention_months) == ("Rive", "fr,ar", 12)


def test_a_name_stands_once_among_poles_and_among_the_places_of_a_service(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        operations.create_pole(act, name="Pôle Ville")
        with pytest.raises(Refused) as taken:
            operations.create_pole(act, name="Pôle Ville")
        assert taken.value.reason is Refusal.NAME_TAKEN
        service = queries.get_service(act.session, town.here)
        site = operations.create_site(act, service, name="A")
        operations.change_site(act, site, name="A", address="1 rue X")
        with pytest.raises(Refused):
            operations.create_site(act, service, name="A")


def test_a_director_reads_her_service_and_not_another(
    app: Flask, engine: Engine, town: Town
) -> None:
    client = open_as(app, engine, town, make_staff(engine, town, Role.MANAGER))
    tree = client.get("/rive/places/", base_url=LOCAL).text
    assert "Maison Tilleul" in tree
    assert "Résidence Olivier" not in tree
    assert "Ajouter un service" not in tree
    here, there = (f"/rive/places/services/{to_text(key)}" for key in (town.here, town.there))
    assert client.get(here, base_url=LOCAL).status_code == 200
    assert client.get(there, base_url=LOCAL).status_code == 404
    assert client.get(f"{here}/change", base_url=LOCAL).status_code == 403


@pytest.mark.parametrize("of", list(ServiceKind))
def test_the_dated_file_knows_each_kind(of: ServiceKind) -> None:
    law = queries.law_of(of)
    assert of in KINDS
    for demand in law.demands:
        assert demand.article
        assert demand.source
        assert demand.ask in ASKS
    asked = {demand.ask for demand in law.demands}
    assert (Ask.PARTICIPATION in asked) is (Ask.OUTSIDE not in asked)


def test_the_kinds_of_the_past_have_their_own_law() -> None:
    home = [queries.law_of(ServiceKind.EHPAD, dt.date(year, 6, 1)) for year in (2005, 2022, 2023)]
    assert [law.since.year for law in home] == [2011, 2011, 2023]
    yearly = [any(one.ask is Ask.YEARLY_SURVEY for one in law.demands) for law in home]
    assert yearly == [False, False, True], "asked since the decree of 2022"
    assert not any(one.verified for one in home[1].demands)
    for kind in ServiceKind:
        old, new = queries.law_of(kind, dt.date(2022, 12, 31)), queries.law_of(kind)
        assert old.category == new.category


def test_what_was_read_only_in_an_old_wording_is_not_called_verified() -> None:
    for kind in ServiceKind:
        for demand in queries.law_of(kind).demands:
            old = ("avant 2023", "non lu", "code de 2020", "déduit", "n'est pas lue")
            assert not (demand.verified and any(word in demand.source for word in old)), demand


def test_unverified_law_is_shown_as_to_verify(boss: FlaskClient, town: Town) -> None:
    page = boss.get(f"/rive/places/services/{to_text(town.there)}", base_url=LOCAL).text
    assert "Une enquête de satisfaction chaque année" in page
    assert page.count("<td>vérifié</td>") == 4
    assert page.count("<td>à vérifier</td>") == 1


def test_a_file_that_forgets_a_kind_is_refused(tmp_path: Path) -> None:
    text = (queries.FOLDER / "service-kinds-2023-01-01.toml").read_text("utf-8")
    broken = tmp_path / "law.toml"
    broken.write_text(
        text.replace("[kinds.fjt]", "[kinds.hostel]").replace("kinds.fjt.", "kinds.hostel.")
    )
    with pytest.raises(KeyError):
        queries.read_law(broken)


@pytest.mark.parametrize("slug", sorted(rules.RESERVED))
def test_no_service_takes_an_address_of_the_program(engine: Engine, town: Town, slug: str) -> None:
    sheet = ServiceSheet(slug, "Maison Acacia", ServiceKind.CHRS, OPENED)
    with acting_in(engine, town) as act, pytest.raises(Refused) as refused:
        operations.create_service(act, sheet)
    assert refused.value.reason is Refusal.SLUG_UNREADABLE


def test_every_first_word_of_an_address_is_reserved(app: Flask) -> None:
    words = set()
    for rule in app.url_map.iter_rules():
        parts = rule.rule.strip("/").split("/")
        if parts[0] == "<organisation>" and len(parts) > 1 and "<" not in parts[1]:
            words.add(parts[1])
    assert words <= rules.RESERVED, f"reserve {sorted(words - rules.RESERVED)}"
