"""Coming in by the directory of tests, as a browser does it."""

from urllib.parse import parse_qs, urlencode, urlsplit

from flask.testing import FlaskClient
from sqlalchemy import Engine
from werkzeug.test import TestResponse

from participation.accounts.operations import add_rule
from participation.accounts.rules.powers import Role
from tests.accounts.people import LOCAL
from tests.accounts.provider import Provider
from tests.accounts.registered import Someone
from tests.builders import Town, acting_in, make_town

BOSS = {"email": "lea@rive.example", "email_verified": True, "name": "Léa Martin"}
GROUP = "participation-tilleul"


def make_mapped_town(engine: Engine) -> Town:
    """Found an association where one group gives one role."""
    made = make_town(engine)
    with acting_in(engine, made) as act:
        add_rule(act, GROUP, Role.FACILITATOR, made.here)
    return made


def lea(provider: Provider, *groups: str, **changes: object) -> Someone:
    """Let Léa sit before the browser, signed in at the directory with two factors."""
    claims = {**BOSS, "groups": list(groups), **changes}
    return provider.add(Someone("lea-1", claims, ["pwd", "mfa"]))


def depart(client: FlaskClient, back: str = "") -> str:
    """Touch the button; give the address of the directory where the browser is sent."""
    asked = f"?{urlencode({'back': back})}" if back else ""
    start = client.get(f"/rive/sign-in/directory{asked}", base_url=LOCAL)
    assert start.status_code == 303, start.text
    return str(start.location)


def go(client: FlaskClient, provider: Provider, back: str = "") -> str:
    """Sign in at the directory; give the address by which the browser comes back."""
    return provider.visit(depart(client, back))


def arrive(client: FlaskClient, address: str, **changes: str) -> TestResponse:
    """Come back to us, with parts of the address changed on the way."""
    parts = urlsplit(address)
    asked = {name: values[0] for name, values in parse_qs(parts.query).items()} | changes
    return client.get(f"{parts.path}?{urlencode(asked)}", base_url=LOCAL)


def come(client: FlaskClient, provider: Provider, back: str = "") -> TestResponse:
    """Do the whole way."""
    return arrive(client, go(client, provider, back))
