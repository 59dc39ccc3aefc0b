"""People of tests with what opens the door for them, and clients that come in as them."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from participation.accounts.models import User
from participation.accounts.operations import open_session, set_password
from participation.accounts.rules import totp
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation import clock
from participation.foundation.cycle import TOKEN
from participation.foundation.security import sealer
from tests.builders import Town, acting_in, make_person
from tests.inspection import Inspecting, client_of

PASSWORD = "tilleul violet galop marmite"
SECRET = b"12345678901234567890"
LOCAL = "http://localhost"


@dataclass(frozen=True, slots=True)
class Staff:
    """A member of staff and her address."""

    id: int
    email: str


def make_staff(
    engine: Engine,
    town: Town,
    role: Role = Role.MANAGER,
    *,
    email: str = "nour@rive.example",
    has_app: bool = True,
    service_id: int | None = None,
) -> Staff:
    """Add a member of staff with a password and, unless told otherwise, an authenticator."""
    with acting_in(engine, town) as act:
        place = service_id if service_id is not None else town.here
        if role in (Role.ADMINISTRATOR, Role.QUALITY_MANAGER) and service_id is None:
            user = make_person(act, "Nour Haddad", role, None, email=email)
        else:
            user = make_person(act, "Nour Haddad", role, place, email=email)
        set_password(act, user, PASSWORD)
        if has_app:
            user.totp_secret = sealer("totp").seal(SECRET)
        return Staff(user.id, email)


def code_now() -> str:
    """Give the code that the authenticator of tests shows."""
    return totp.code_at(SECRET, totp.step_of(clock.now().timestamp()))


def token_of_form(page: str) -> str:
    """Give the token that a page's form carries."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found, page
    return found.group(1)


def send(client: FlaskClient, path: str, page: str | None = None, **fields: object) -> TestResponse:
    """Fill and send the form of a page as a browser would."""
    shown = client.get(page or path, base_url=LOCAL).get_data(as_text=True)
    data = {"csrf_token": token_of_form(shown), **fields}
    return client.post(path, data=data, base_url=LOCAL)


def sign_in(client: FlaskClient, town: Town, staff: Staff) -> TestResponse:
    """Give address and password."""
    return send(client, f"/{town.slug}/sign-in/staff", email=staff.email, password=PASSWORD)


def enter(client: FlaskClient, town: Town, staff: Staff) -> TestResponse:
    """Give address, password and code."""
    sign_in(client, town, staff)
    return send(client, f"/{town.slug}/sign-in/code", code=code_now())


def carry(client: FlaskClient, token: str) -> None:
    """Let a client carry a session as Flask-Login would have left it."""
    with client.session_transaction(base_url=LOCAL) as browser:
        browser[TOKEN] = token


def open_as(
    app: Flask,
    engine: Engine,
    town: Town,
    user: User | Staff,
    kind: SessionKind = SessionKind.STAFF,
) -> Inspecting:
    """Give a client that is signed in as this person, and inspects each page it is given."""
    with acting_in(engine, town) as act:
        person = act.session.get_one(User, (town.organisation_id, user.id))
        token = open_session(act, person, kind, SessionStage.OPEN).token
    client = client_of(app)
    carry(client, token)
    return client
