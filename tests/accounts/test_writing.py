"""Yes or no to messages: one tap on her page, noted by a team, stopped without an account."""

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import User, WritingConsent
from participation.accounts.operations import erase_person
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind
from participation.accounts.rules.writing import Way
from participation.audit.models import Entry
from participation.foundation.keys import to_text
from tests.accounts.people import LOCAL, make_staff, open_as, send
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.inspection import client_of

PHONE = "+33639980001"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def amina(engine: Engine, town: Town) -> User:
    with acting_in(engine, town) as act:
        user = make_person(act, "Amina", Role.RESIDENT, town.here, email="amina@example.org")
        user.phone = PHONE
        return user


def wish(engine: Engine, town: Town) -> tuple[bool, Way] | None:
    """Give the last word that is kept, and how it came."""
    with looking_in(engine, town) as session:
        row = session.scalars(select(WritingConsent)).one_or_none()
        return None if row is None else (row.agrees, row.way)


def page(client: FlaskClient, path: str) -> str:
    return client.get(path, base_url=LOCAL).get_data(as_text=True)


def test_she_says_yes_and_no_in_one_tap(
    app: Flask, engine: Engine, town: Town, amina: User
) -> None:
    client = open_as(app, engine, town, amina, SessionKind.RESIDENT)
    shown = page(client, "/rive/me")
    assert "Oui, écrivez-moi" in shown
    assert "…01" in shown
    assert PHONE not in shown
    assert wish(engine, town) is None, "nobody agreed by saying nothing"
    send(client, "/rive/me/messages", page="/rive/me", answer="yes")
    assert wish(engine, town) == (True, Way.OWN_PAGE)
    facts = json.loads(send(client, "/rive/me/export.json", page="/rive/me").data)
    assert facts["writing"] == [{"agrees": "yes", "said_on": "2026-03-17", "way": "own-page"}]
    assert "Vous avez dit oui." in page(client, "/rive/me")
    send(client, "/rive/me/messages", page="/rive/me", answer="no")
    assert wish(engine, town) == (False, Way.OWN_PAGE)
    assert send(client, "/rive/me/messages", page="/rive/me", answer="perhaps").status_code == 404
    with acting_in(engine, town) as act:
        erase_person(act, act.session.get_one(User, (town.organisation_id, amina.id)))
    assert wish(engine, town) is None
    with looking_in(engine, town) as session:
        entries = session.scalars(select(Entry)).all()
    told = [entry.action for entry in entries if entry.action.startswith("writing.")]
    assert told == ["writing.agreed", "writing.refused"]
    words = " ".join(f"{entry.subject} {entry.facts}" for entry in entries)
    assert PHONE not in words
    assert "amina@" not in words


def test_a_team_notes_what_she_said_and_how(
    app: Flask, engine: Engine, town: Town, amina: User
) -> None:
    client = open_as(app, engine, town, make_staff(engine, town, Role.FACILITATOR))
    sheet = f"/rive/people/{to_text(amina.id)}"
    assert "On ne lui a pas demandé" in page(client, sheet)
    bad = send(client, f"{sheet}/messages", page=sheet, answer="yes", way="own-page")
    assert bad.status_code == 422
    assert "Choisissez dans la liste" in bad.text
    assert wish(engine, town) is None, "her own page is hers"
    send(client, f"{sheet}/messages", page=sheet, answer="yes", way="written")
    assert wish(engine, town) == (True, Way.WRITTEN)
    assert "A dit oui le 17 mars 2026, par écrit." in page(client, sheet)


def test_another_house_notes_nothing_and_staff_are_not_asked(
    app: Flask, engine: Engine, town: Town, amina: User
) -> None:
    staff = make_staff(engine, town, Role.FACILITATOR, service_id=town.there)
    client = open_as(app, engine, town, staff)
    assert "Oui, écrivez-moi" not in page(client, "/rive/me")
    refused = send(client, "/rive/me/messages", page="/rive/me", answer="yes")
    assert refused.status_code == 409
    sheet = f"/rive/people/{to_text(amina.id)}"
    foreign = send(client, f"{sheet}/messages", page="/rive/me", answer="yes", way="spoken")
    assert foreign.status_code == 404
    assert wish(engine, town) is None


@pytest.mark.parametrize("typed", ["06 39 98 00 01", " Amina@Example.org "])
def test_anybody_stops_messages_without_an_account(
    app: Flask, engine: Engine, town: Town, amina: User, typed: str
) -> None:
    hers = open_as(app, engine, town, amina, SessionKind.RESIDENT)
    send(hers, "/rive/me/messages", page="/rive/me", answer="yes")
    client, path = client_of(app), "/rive/messages/stop"
    bad = send(client, path, contact="n’importe quoi")
    assert bad.status_code == 422
    assert "Écrivez un numéro" in bad.text
    unknown = send(client, path, contact="06 39 98 00 99")
    assert wish(engine, town) == (True, Way.OWN_PAGE)
    known = send(client, path, contact=typed)
    assert wish(engine, town) == (False, Way.STOP_PAGE)
    assert known.location == unknown.location, "the answer tells nobody who is known here"
    assert "C’est noté" in page(client, known.location)
