"""One visitor of each role, at home in the first service of a town."""

from flask.testing import FlaskClient
from sqlalchemy import Engine

from participation.accounts.operations.signing import open_session
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from participation.kiosk.operations import offer_pairing, pair
from tests.builders import Town, acting_in, make_person

KIOSK = Role.KIOSK.value
CODE, SCREEN = "2345abcd", "token of the public screen"


def make_visitors(engine: Engine, town: Town) -> dict[str, str]:
    """Give the session token of one person of each role, and the public screen's own token."""
    tokens: dict[str, str] = {KIOSK: SCREEN}
    with acting_in(engine, town) as act:
        for role in Role:
            if role is not Role.KIOSK:
                person = make_person(act, role.value, role, town.here)
                opened = open_session(act, person, SessionKind.STAFF, SessionStage.OPEN)
                tokens[role.value] = opened.token
        offer_pairing(act, service_id=town.here, label="Entrée", code=CODE)
        pair(act, typed=CODE, token=SCREEN)
    return tokens


def carry(client: FlaskClient, visitor: str, token: str | None) -> None:
    """Let a client carry a session as Flask-Login would have left it, or a screen's own cookie."""
    if visitor == KIOSK and token is not None:
        client.set_cookie("kiosk", token)
    elif token is not None:
        with client.session_transaction(base_url="http://localhost") as browser:
            browser[TOKEN] = token
