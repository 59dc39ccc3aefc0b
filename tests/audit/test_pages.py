"""The journal as administrators read it."""

import ast
from enum import StrEnum

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text

from participation.accounts.operations import erase_person
from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind
from participation.accounts.rules.writing import Way
from participation.audit.labels import SENTENCES, details
from participation.audit.operations import record
from participation.audit.rules import Action
from participation.notifications.rules import Kind
from participation.surveys.rules.calls import Call
from participation.surveys.rules.stages import CommentState
from tests.accounts.people import LOCAL, make_staff, open_as
from tests.builders import Town, acting_in, make_person, make_town
from tests.conftest import owner_url
from tests.house.tree import sources


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def boss(app: Flask, engine: Engine, town: Town) -> FlaskClient:
    return open_as(app, engine, town, make_staff(engine, town, Role.ADMINISTRATOR))


@pytest.mark.parametrize("action", list(Action))
def test_each_deed_has_its_sentence(action: Action) -> None:
    assert "%(actor)s" in str(SENTENCES[action])


def test_the_journal_names_who_is_there_and_not_who_was_erased(
    boss: FlaskClient, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        amina = make_person(act, "Amina", Role.RESIDENT, town.here)
        erase_person(act, amina)
    page = boss.get("/rive/journal/", base_url=LOCAL).text
    assert "a créé le service Maison Tilleul" in page
    assert "Nour Haddad est entré" in page
    assert "Amina" not in page
    assert "a effacé une fiche" in page


def test_pages_follow_each_other_by_number(boss: FlaskClient, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        for number in range(60):
            record(act, Action.POLE_CREATED, f"pole:{number}")
    first = boss.get("/rive/journal/", base_url=LOCAL).text
    assert first.count('<th scope="row">') == 50
    assert "before=16" in first
    second = boss.get("/rive/journal/?before=16", base_url=LOCAL).text
    assert second.count('<th scope="row">') == 15
    assert boss.get("/rive/journal/?before=x", base_url=LOCAL).status_code == 200


def test_a_changed_entry_is_found(boss: FlaskClient, engine: Engine) -> None:
    assert "La chaîne tient" in boss.get("/rive/journal/seals", base_url=LOCAL).text
    owner = create_engine(owner_url(engine.url.render_as_string(hide_password=False)))
    with owner.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY"))
        connection.execute(text("UPDATE audit_entry SET subject = 'x' WHERE number = 2"))
    owner.dispose()
    broken = boss.get("/rive/journal/seals", base_url=LOCAL).text
    assert "Le sceau de l" in broken
    assert "2 ne tient pas" in broken


def test_each_fact_that_is_written_has_a_name() -> None:
    calls = [
        node
        for _path, tree in sources("participation")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record"
    ]
    written = {one.arg for call in calls for one in call.keywords if one.arg} - {"subject"}
    assert len(written) > 15
    assert written <= set(details.NAMES)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("way", [*Way]),
        ("call", [*Call]),
        ("purpose", [*LinkPurpose]),
        ("state", [*CommentState]),
        ("kind", [*Kind, *SessionKind]),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_each_value_of_the_program_has_words(name: str, words: list[StrEnum]) -> None:
    assert {each.value for each in words} == set(details.VALUES[name])


def test_facts_are_told_in_words(boss: FlaskClient, engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        record(act, Action.RECORDING_ADDED, "recording", language="ar", count=50)
        record(act, Action.RESULTS_EXPORTED, "campaign:x", kind="tables.csv")
    page = boss.get("/rive/journal/", base_url=LOCAL).text
    assert "langue : <bdi>العربية</bdi>" in page
    assert "nombre : <bdi>50</bdi>" in page
    assert "sorte : <bdi>tables.csv</bdi>" in page
