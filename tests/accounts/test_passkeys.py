"""Passkeys as the second proof: the whole ceremony, and what breaks it."""

import html
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import Passkey
from tests.accounts.authenticator import Authenticator
from tests.accounts.people import LOCAL, Staff, make_staff, send, sign_in
from tests.builders import Town, looking_in, make_town

ENROL = "/rive/sign-in/enrol/passkey"
CODE = "/rive/sign-in/code"
ENTER = "/rive/sign-in/passkey"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def staff(engine: Engine, town: Town) -> Staff:
    return make_staff(engine, town, has_app=False)


def options(client: FlaskClient, page: str) -> str:
    found = re.search(r'data-options="([^"]+)"', client.get(page, base_url=LOCAL).text)
    assert found, f"{page} asks for no passkey"
    return html.unescape(found.group(1))


def enrol(client: FlaskClient, town: Town, staff: Staff) -> Authenticator:
    """Set up a passkey and sign out."""
    device = Authenticator(LOCAL)
    sign_in(client, town, staff)
    answer = send(client, ENROL, credential=device.create(options(client, ENROL)))
    assert answer.text.count("<code>") == 10
    send(client, "/rive/sign-out", page="/rive/me")
    return device


def enter(client: FlaskClient, town: Town, staff: Staff, device: Authenticator) -> str:
    sign_in(client, town, staff)
    signed = device.sign(options(client, CODE))
    return str(send(client, ENTER, page=CODE, credential=signed).location)


def test_a_passkey_is_set_up_and_opens(
    client: FlaskClient, engine: Engine, town: Town, staff: Staff
) -> None:
    device = enrol(client, town, staff)
    assert enter(client, town, staff, device) == "/rive/"
    with looking_in(engine, town) as session:
        assert session.scalars(select(Passkey.sign_count)).all() == [2]


def test_an_answer_does_not_open_twice(
    app: Flask, client: FlaskClient, town: Town, staff: Staff
) -> None:
    device = enrol(client, town, staff)
    sign_in(client, town, staff)
    signed = device.sign(options(client, CODE))
    assert send(client, ENTER, page=CODE, credential=signed).location == "/rive/"
    thief = app.test_client()
    sign_in(thief, town, staff)
    assert send(thief, ENTER, page=CODE, credential=signed).location == CODE


@pytest.mark.parametrize("wrong", ["origin", "host", "key", "credential", "count", "nonsense"])
def test_what_does_not_hold_opens_nothing(
    client: FlaskClient, town: Town, staff: Staff, wrong: str
) -> None:
    device = enrol(client, town, staff)
    if wrong == "origin":
        device.origin = "https://evil.example"
    elif wrong == "host":
        device.host = "evil.example"
    elif wrong == "key":
        device.key = Authenticator(LOCAL).key
    elif wrong == "credential":
        device.credential = b"another credential of 32 bytes.."
    elif wrong == "count":
        device.count = 0
    sign_in(client, town, staff)
    asked = options(client, CODE)
    signed = "{}" if wrong == "nonsense" else device.sign(asked)
    assert send(client, ENTER, page=CODE, credential=signed).location == CODE
    assert options(client, CODE) != asked, "each challenge is answered once"


def test_a_key_of_somebody_else_opens_nothing(
    client: FlaskClient, engine: Engine, town: Town, staff: Staff
) -> None:
    device = enrol(client, town, staff)
    other = make_staff(engine, town, email="lea@rive.example")
    sign_in(client, town, other)
    page = client.get(CODE, base_url=LOCAL).text
    assert "data-options" not in page
    forged = device.sign('{"challenge": "AAAA"}')
    assert send(client, ENTER, page=CODE, credential=forged).location == CODE
