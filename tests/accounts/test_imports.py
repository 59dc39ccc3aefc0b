"""Lists of people: read without effect, each fault named by cell, applied whole or not at all."""

import io
from collections.abc import Callable, Sequence
from datetime import date

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select
from werkzeug.test import TestResponse

from participation.accounts.models import ImportDraft, Membership, User
from participation.accounts.rules.lists import read_day
from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.foundation.spreadsheets import read_table
from tests.accounts.people import LOCAL, make_staff, open_as, send, token_of_form
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock

HEADINGS = (
    "Nom",
    "Rôle",
    "Service",
    "Langue",
    "Téléphone",
    "E-mail",
    "Numéro de dossier",
    "Depuis",
)
AMINA = (
    "Amina B.",
    "Personne accueillie",
    "Maison Tilleul",
    "العربية",
    "0612345678",
    "",
    "D-1",
    "",
)
PAUL = ("Paul M.", "Animation de la participation", "tilleul", "", "", "paul@rive.example", "", "")
Send = Callable[[bytes], TestResponse]


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def director(app: Flask, engine: Engine, town: Town) -> FlaskClient:
    return open_as(app, engine, town, make_staff(engine, town, Role.MANAGER))


def xlsx(*rows: Sequence[object]) -> bytes:
    """Write a workbook of one sheet."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (HEADINGS, *rows):
        book.active.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def csv(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    return "\r\n".join(delimiter.join(row) for row in (HEADINGS, *rows)).encode(encoding)


def upload(client: FlaskClient, content: bytes, name: str = "liste.xlsx") -> TestResponse:
    """Send a list to be read."""
    page = client.get("/rive/people/import", base_url=LOCAL).text
    data = {"csrf_token": token_of_form(page), "file": (io.BytesIO(content), name)}
    return client.post("/rive/people/import", data=data, base_url=LOCAL)


def apply(client: FlaskClient, read: TestResponse) -> TestResponse:
    assert read.status_code == 303, read.text
    return send(client, str(read.location))


def names(engine: Engine, town: Town) -> set[str]:
    with looking_in(engine, town) as session:
        return set(session.scalars(select(User.name)))


def test_a_list_changes_nothing_before_the_yes_and_all_of_it_after(
    director: FlaskClient, engine: Engine, town: Town
) -> None:
    read = upload(director, xlsx(AMINA, PAUL))
    assert "Amina B." not in names(engine, town)
    plan = director.get(str(read.location), base_url=LOCAL).text
    assert "2 lignes sans faute, 2 personnes nouvelles" in plan
    assert apply(director, read).location == "/rive/people/"
    with looking_in(engine, town) as session:
        amina = session.scalars(select(User).where(User.reference == "D-1")).one()
        assert (amina.name, amina.locale, amina.phone) == ("Amina B.", "ar", "+33612345678")
        told = session.scalars(select(Entry).where(Entry.action == "people.imported")).one()
        assert told.facts == '{"added": 2, "changed": 0, "roles": 2}'
        assert session.scalars(select(Entry).where(Entry.action == "person.added")).all() == []
        assert session.scalars(select(ImportDraft)).all() == []


@pytest.mark.parametrize(
    "content",
    [
        csv(AMINA, PAUL),
        csv(AMINA, PAUL, encoding="utf-8-sig"),
        csv(AMINA, PAUL, delimiter=","),
        csv(AMINA, PAUL, delimiter="\t", encoding="utf-16"),
        csv((*AMINA[:3], "", *AMINA[4:]), PAUL, encoding="cp1252"),
    ],
    ids=["utf-8", "mark", "comma", "utf-16", "cp1252"],
)
def test_csv_of_every_office_is_read(
    director: FlaskClient, engine: Engine, town: Town, content: bytes
) -> None:
    apply(director, upload(director, content, "liste.csv"))
    assert {"Amina B.", "Paul M."} <= names(engine, town)


def test_days_of_a_spreadsheet_are_days(director: FlaskClient, engine: Engine, town: Town) -> None:
    days = [date(2026, 1, 31), "31/01/2026", "2026-01-31"]
    rows = [
        (f"Personne {at}", "", "tilleul", "", "", "", f"D-{at}", day) for at, day in enumerate(days)
    ]
    apply(director, upload(director, xlsx(*rows)))
    with looking_in(engine, town) as session:
        found = session.scalars(select(Membership.since).where(Membership.role == Role.RESIDENT))
        assert set(found) == {date(2026, 1, 31)}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("31/05/2026", date(2026, 5, 31)),
        ("1.2.2026", date(2026, 2, 1)),
        ("2026-05-31", date(2026, 5, 31)),
        ("31/02/2026", None),
        ("05/31/2026", None),
        ("hier", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_the_french_write_it(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_a_known_person_is_completed_and_an_empty_cell_changes_nothing(
    director: FlaskClient, engine: Engine, town: Town
) -> None:
    apply(director, upload(director, xlsx(AMINA)))
    again = ("Amina Benali", "Proche", "tilleul", "", "", "amina@rive.example", "D-1", "")
    apply(director, upload(director, xlsx(again)))
    with looking_in(engine, town) as session:
        amina = session.scalars(select(User).where(User.reference == "D-1")).one()
        assert (amina.name, amina.phone, amina.email, amina.locale) == (
            "Amina Benali",
            "+33612345678",
            "amina@rive.example",
            "ar",
        )
        roles = session.scalars(select(Membership.role).where(Membership.user_id == amina.id))
        assert set(roles) == {Role.RESIDENT, Role.RELATIVE}


FAULTS = [
    (("", *AMINA[1:]), "A2", "Le nom manque"),
    ((AMINA[0], "Chef", *AMINA[2:]), "B2", "Le rôle « Chef »"),
    ((*AMINA[:2], "Château", *AMINA[3:]), "C2", "« Château » n"),
    ((*AMINA[:2], "Résidence Olivier", *AMINA[3:]), "C2", "pas un de vos services"),
    ((*AMINA[:2], "", *AMINA[3:]), "C2", "Le service manque"),
    ((*AMINA[:3], "klingon", *AMINA[4:]), "D2", "La langue « klingon »"),
    ((*AMINA[:4], "12", *AMINA[5:]), "E2", "« 12 » n"),
    ((*AMINA[:5], "amina@", *AMINA[6:]), "F2", "« amina@ » n"),
    ((*AMINA[:7], "31/02/2026"), "H2", "« 31/02/2026 » n"),
    ((*AMINA[:6], "x" * 41, ""), "G2", "40 signes"),
    ((AMINA[0], "Administration", *AMINA[2:]), "B2", "administration"),
    ((AMINA[0], "Animation de la participation", *AMINA[2:]), "F2", "adresse e-mail"),
    (("=1+1", *AMINA[1:]), "A2", "formule"),
    (("Amina\u202e", *AMINA[1:]), "A2", "signe invisible"),
    (('=HYPERLINK("http://evil.example")', *AMINA[1:]), "A2", "formule"),
]


@pytest.mark.parametrize(("row", "cell", "sentence"), FAULTS)
def test_each_fault_is_named_by_its_cell(
    director: FlaskClient,
    engine: Engine,
    town: Town,
    row: Sequence[object],
    cell: str,
    sentence: str,
) -> None:
    answer = upload(director, xlsx(row, PAUL))
    assert answer.status_code == 422
    assert f"Sheet · {cell}<" in answer.text
    assert sentence in answer.text
    assert "Paul M." not in names(engine, town), "the good lines wait for the others"


@pytest.mark.parametrize("evil", ["=cmd|' /C calc'!A0", "@SUM(1)", "+cmd|x", "-2+3+cmd|x"])
def test_formulas_of_a_csv_are_refused(director: FlaskClient, evil: str) -> None:
    answer = upload(director, csv((evil, *AMINA[1:])), "liste.csv")
    assert answer.status_code == 422
    assert "formule" in answer.text


def test_numbers_that_begin_with_a_sign_are_no_formulas() -> None:
    table = read_table(csv((*AMINA[:4], "+33 6 12 34 56 78", *AMINA[5:])))
    assert table.faults == ()


def test_the_same_line_twice_and_one_number_for_two_people_are_refused(
    director: FlaskClient,
) -> None:
    other = ("Zoé", *AMINA[1:])
    answer = upload(director, xlsx(AMINA, AMINA, other))
    assert "ligne 2. Enlevez-la" in answer.text
    assert "« D-1 » désigne déjà une autre personne" in answer.text


def test_the_record_of_somebody_with_more_power_is_left_alone(
    director: FlaskClient, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        make_person(act, "Chef", Role.ADMINISTRATOR, None, email="chef@rive.example")
    thief = (
        "Voleur",
        "Personne accueillie",
        "tilleul",
        "",
        "0699999999",
        "chef@rive.example",
        "",
        "",
    )
    answer = upload(director, xlsx(thief))
    assert answer.status_code == 422
    assert "Cette fiche dépend de l" in answer.text


@pytest.mark.parametrize(
    ("headings", "sentence"),
    [
        ("Prénom;Service", "La colonne « Prénom »"),
        ("Nom;Nom;Service", "est là deux fois"),
        ("Nom;Rôle", "La colonne « Service » manque"),
        ("NOM ; service", "aucune ligne"),
    ],
)
def test_headings_are_known_or_named(director: FlaskClient, headings: str, sentence: str) -> None:
    line = "" if "aucune" in sentence else "\nAmina;x;tilleul"
    answer = upload(director, (headings + line).encode(), "liste.csv")
    assert answer.status_code == 422
    assert sentence in answer.text


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "{{ 7*7 }}", "%(text)s", "%s%n"])
def test_what_a_file_says_is_never_run_when_it_is_shown(director: FlaskClient, text: str) -> None:
    answer = upload(director, csv((AMINA[0], text, *AMINA[2:])), "<script>.csv")
    assert answer.status_code == 422
    assert "<script>alert" not in answer.text
    assert "« 49 »" not in answer.text


def test_the_template_is_read_without_fault(director: FlaskClient) -> None:
    template = director.get("/rive/people/import/template", base_url=LOCAL)
    assert upload(director, template.data).status_code == 303


def test_a_list_is_its_senders_own_and_dies_after_an_hour(
    app: Flask, director: FlaskClient, engine: Engine, town: Town, clock: Clock
) -> None:
    read = upload(director, xlsx(AMINA))
    other = open_as(app, engine, town, make_staff(engine, town, email="lea@rive.example"))
    assert other.get(str(read.location), base_url=LOCAL).status_code == 404
    for _step in range(4):
        clock.advance(minutes=16)
        director.get("/rive/me", base_url=LOCAL)
    assert director.get(str(read.location), base_url=LOCAL).location == "/rive/people/import"
    assert "Amina B." not in names(engine, town)


def test_what_changed_meanwhile_is_refused_and_not_guessed(
    director: FlaskClient, engine: Engine, town: Town
) -> None:
    read = upload(director, xlsx((*AMINA[:5], "chef@rive.example", *AMINA[6:])))
    page = director.get(str(read.location), base_url=LOCAL).text
    with acting_in(engine, town) as act:
        make_person(act, "Chef", Role.ADMINISTRATOR, None, email="chef@rive.example")
    data = {"csrf_token": token_of_form(page)}
    answer = director.post(str(read.location), data=data, base_url=LOCAL)
    assert answer.location == "/rive/people/import"
    assert "Amina B." not in names(engine, town)
