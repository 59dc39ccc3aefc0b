"""Visitors of the pages of councils: signed in with a role, reading, sending forms."""

from collections.abc import Mapping

from flask import Flask
from sqlalchemy import Engine

from participation.accounts.operations.signing import open_session
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from tests.builders import Town, acting_in, make_person
from tests.inspection import Inspecting, client_of

LOCAL = "http://localhost"
Fields = Mapping[str, object]


def visit(app: Flask, engine: Engine, town: Town, role: Role, place: int | None) -> Inspecting:
    """Give a client that is signed in with a role in a service, or everywhere."""
    app.config["WTF_CSRF_ENABLED"] = False
    with acting_in(engine, town) as act:
        person = make_person(act, "Nour", role, place)
        token = open_session(act, person, SessionKind.STAFF, SessionStage.OPEN).token
    client = client_of(app)
    with client.session_transaction(base_url=LOCAL) as browser:
        browser[TOKEN] = token
    return client


def enter_as(app: Flask, engine: Engine, town: Town, user_id: int) -> Inspecting:
    """Give a client that is signed in as somebody who is there already."""
    app.config["WTF_CSRF_ENABLED"] = False
    with acting_in(engine, town) as act:
        person = get_user(act.session, user_id)
        token = open_session(act, person, SessionKind.STAFF, SessionStage.OPEN).token
    client = client_of(app)
    with client.session_transaction(base_url=LOCAL) as browser:
        browser[TOKEN] = token
    return client


def page(client: Inspecting, path: str, status: int = 200) -> str:
    answer = client.get(path, base_url=LOCAL)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return " ".join(answer.get_data(as_text=True).split())


def send(client: Inspecting, path: str, fields: Fields, status: int = 303) -> str:
    answer = client.post(path, data=fields, base_url=LOCAL)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer.location or " ".join(answer.get_data(as_text=True).split())
