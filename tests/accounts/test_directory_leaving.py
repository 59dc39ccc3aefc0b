"""Leaving by the directory: the end that it announces, true or false, and the end of ours."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from tests.accounts.arriving import GROUP, come, lea, make_mapped_town
from tests.accounts.people import LOCAL, send
from tests.accounts.provider import Provider
from tests.accounts.registered import Claims
from tests.builders import Town

pytestmark = pytest.mark.usefixtures("town", "joined")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_mapped_town(engine)


def is_inside(client: FlaskClient) -> bool:
    """Say whether the person's own page opens."""
    return client.get("/rive/me", base_url=LOCAL).status_code == 200


ENDINGS = (
    ({"sub": "lea-1", "sid": "another"}, False),
    ({"sub": "somebody-else"}, False),
    ({"sub": "lea-1"}, True),
    ({"sid": "sid-1"}, True),
    ({"sub": "lea-1", "sid": "sid-1"}, True),
)
"""Whose end is announced, and whether Léa's session ends."""


def test_the_directory_announces_the_end_of_a_session(
    app: Flask, client: FlaskClient, provider: Provider
) -> None:
    lea(provider, GROUP)
    machine, path = app.test_client(), "/rive/sign-in/directory/ended"
    for number, (told, ends) in enumerate(ENDINGS):
        come(client, provider)
        data = {"logout_token": provider.logout_token(jti=f"end-{number}", **told)}
        assert machine.post(path, data=data, base_url=LOCAL).status_code == 200
        assert is_inside(client) is not ends, told
        again = machine.post(path, data=data, base_url=LOCAL)
        assert again.status_code == 400, told  # it is taken once


def test_signing_out_offers_to_leave_the_directory_too(
    client: FlaskClient, provider: Provider
) -> None:
    lea(provider, GROUP)
    come(client, provider)
    out = send(client, "/rive/sign-out", page="/rive/me")
    assert out.location == "/rive/sign-out/directory"
    page = client.get(out.location, base_url=LOCAL).text
    assert f"{provider.issuer}/end?client_id=participation" in page
    assert not is_inside(client)


FALSE_ENDINGS: dict[str, dict[str, Any]] = {
    "issuer": {"iss": "https://other.example"},
    "audience": {"aud": "another-program"},
    "nonce": {"nonce": "of-a-sign-in"},
    "no-event": {"events": {}},
    "nobody": {"sub": None},
    "expired": {"exp": 1_000_000_000},
    "old": {"iat": 1_000_000_000, "exp": None},
    "no-mark": {"jti": None},
}


def test_a_false_announcement_ends_nothing(client: FlaskClient, provider: Provider) -> None:
    lea(provider, GROUP)
    come(client, provider)
    machine = client.application.test_client()
    for case, changes in FALSE_ENDINGS.items():
        token = provider.logout_token(**{"sub": "lea-1", **changes})
        data = {"logout_token": token}
        answer = machine.post("/rive/sign-in/directory/ended", data=data, base_url=LOCAL)
        assert answer.status_code == 400, case
    assert client.get("/rive/me", base_url=LOCAL).status_code == 200


def test_the_token_of_a_sign_in_is_no_announcement(client: FlaskClient, provider: Provider) -> None:
    told: list[str] = []

    def overhear(header: Claims, claims: Claims) -> str:
        told.append(provider.sign(header, {**claims, "jti": "x"}))
        return told[-1]

    provider.forge = overhear
    lea(provider, GROUP)
    come(client, provider)
    machine = client.application.test_client()
    for token in (*told, "", "a.b.c"):
        answer = machine.post(
            "/rive/sign-in/directory/ended", data={"logout_token": token}, base_url=LOCAL
        )
        assert answer.status_code == 400
    assert client.get("/rive/me", base_url=LOCAL).status_code == 200
