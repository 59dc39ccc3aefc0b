"""The journal as administrators read it."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, create_engine, text

from participation.accounts.operations import erase_person
from participation.accounts.rules.powers import Role
from participation.audit.labels import SENTENCES
from participation.audit.operations import record
from participation.audit.rules import Action
from tests.accounts.people import LOCAL, make_staff, open_as
from tests.builders import Town, acting_in, make_person, make_town
from tests.conftest import owner_url


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
