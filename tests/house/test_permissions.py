"""Who may do what, written by hand: any `allow` taken away or widened turns this red."""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.routing import AnyConverter, BaseConverter, IntegerConverter, Rule, UUIDConverter
from werkzeug.test import TestResponse

from participation.accounts import queries as accounts
from participation.accounts.rules.powers import Role
from participation.app import create_app
from participation.foundation import pages
from participation.foundation.access import OPEN_ENDPOINTS, Door, Visitor
from participation.foundation.addresses import KeyConverter
from participation.foundation.permissions import PUBLIC, Permission
from tests.builders import Town, make_town
from tests.house.expected_permissions import HOLDERS, ROUTES
from tests.house.places import settings_for
from tests.house.visitors import carry, make_visitors

Identify = Callable[[Session, str | None, dt.datetime], Visitor]

STRANGER = "stranger"
VISITORS = (STRANGER, *(role.value for role in Role))
SAMPLE = 7
"""One knock in so many on PostgreSQL, where each costs more; all with --long."""


def test_each_route_asks_what_the_list_says(app: Flask) -> None:
    declared = {
        name: str(_door(view).permission)
        for name, view in app.view_functions.items()
        if name not in OPEN_ENDPOINTS
    }
    assert declared == {name: str(permission) for name, permission in ROUTES.items()}, (
        "a door was added, removed or changed: write it by hand in expected_permissions.py, "
        "after asking who should pass"
    )


def test_each_permission_is_held_by_whom_the_list_says() -> None:
    assert set(HOLDERS) == set(Permission)


@dataclass(frozen=True, slots=True)
class Case:
    """One knock: a route, a method, a visitor, and whose address it is."""

    rule: Rule
    method: str
    visitor: str
    place: str


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def app(engine: Engine, database: str, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Give the program with every view replaced by the word `inside`: the guard alone is tried.

    Pages of refusal are a word too. Who carries a token, in an association, is found once: ten
    thousand knocks would ask the same three questions of the database.
    """
    made = create_app(settings_for(database), engine)
    made.config["WTF_CSRF_ENABLED"] = False
    monkeypatch.setattr(pages, "render", lambda _template, **_facts: "outside")
    monkeypatch.setattr(accounts, "identify", _remembering(accounts.identify))
    for name, view in list(made.view_functions.items()):
        if name not in OPEN_ENDPOINTS:
            made.view_functions[name] = _inside(_door(view))
    return made


def _remembering(identify: Identify) -> Identify:
    known: dict[tuple[str | None, int], Visitor] = {}

    def find(session: Session, token: str | None, now: dt.datetime) -> Visitor:
        key = token, session.info["organisation"]
        if key not in known:
            known[key] = identify(session, token, now)
        return known[key]

    return find


def _door(view: Callable[..., object]) -> Door:
    door: Door = vars(view)["door"]
    return door


def _inside(door: Door) -> Callable[..., str]:
    def view(**_places: object) -> str:
        return "inside"

    vars(view)["door"] = door
    return view


def cases(app: Flask) -> Iterator[Case]:
    """Give every route × method × visitor × place."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint in OPEN_ENDPOINTS or "organisation" not in rule.arguments:
            continue
        places = ("here", "there") if "service" in rule.arguments else ("anywhere",)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            for visitor in VISITORS:
                for place in places:
                    yield Case(rule, method, visitor, place)


def knocking(app: Flask, engine: Engine, town: Town) -> Callable[[Case, Town], TestResponse]:
    """Give what knocks at doors of a town: no knock carries what another one left behind."""
    tokens, client = make_visitors(engine, town), app.test_client(use_cookies=False)
    carried = {name: cookies(app, name, tokens.get(name)) for name in VISITORS}
    addresses: dict[tuple[int, str, str, str], str] = {}

    def knock(case: Case, whose: Town) -> TestResponse:
        key = id(case.rule), case.method, case.place, whose.slug
        if key not in addresses:
            addresses[key] = address(app, case, whose)
        return client.open(addresses[key], method=case.method, headers=carried[case.visitor])

    return knock


def cookies(app: Flask, visitor: str, token: str | None) -> dict[str, str]:
    """Give the header by which a visitor is known."""
    client = app.test_client()
    carry(client, visitor, token)
    name = "kiosk" if visitor == Role.KIOSK else app.config["SESSION_COOKIE_NAME"]
    found = client.get_cookie(name)
    return {"Cookie": f"{found.key}={found.value}"} if found else {}


def address(app: Flask, case: Case, town: Town) -> str:
    """Write the address of a case; its objects need not exist, since no view is run."""
    values: dict[str, object] = {}
    for name, converter in case.rule._converters.items():  # noqa: SLF001 - Werkzeug gives no way
        values[name] = _sample(converter)
    values |= {"organisation": town.slug}
    if "service" in case.rule.arguments:
        values["service"] = "tilleul" if case.place == "here" else "olivier"
    with app.test_request_context(base_url="http://localhost"):
        return app.url_map.bind("localhost").build(case.rule.endpoint, values, method=case.method)


def _sample(converter: BaseConverter) -> object:
    """Give something that this part of an address takes."""
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    if isinstance(converter, UUIDConverter):
        return UUID(int=1)
    return 1 if isinstance(converter, (KeyConverter, IntegerConverter)) else "x"


def passes(case: Case) -> bool:
    """Say by the hand-written lists whether this visitor may pass this door."""
    permission = ROUTES[case.rule.endpoint]
    if permission == PUBLIC:
        return True
    if case.visitor == STRANGER or case.place == "there":
        return False
    return Role(case.visitor) in HOLDERS[Permission(permission)]


def sampled(knocks: Iterator[Case], request: pytest.FixtureRequest) -> Iterator[Case]:
    """Give every knock on SQLite and with --long, else one in so many, of each visitor."""
    is_whole = request.config.option.long or request.getfixturevalue("kind") == "sqlite"
    return itertools.islice(knocks, 0, None, 1 if is_whole else SAMPLE)


def test_every_door_lets_in_whom_it_should_and_nobody_else(
    app: Flask, engine: Engine, town: Town, request: pytest.FixtureRequest
) -> None:
    knock = knocking(app, engine, town)
    wrong = []
    for case in sampled(cases(app), request):
        response = knock(case, town)
        inside = response.status_code == 200 and response.text == "inside"
        if inside != passes(case):
            wrong.append((case.rule.rule, case.method, case.visitor, case.place, response.status))
    assert not wrong, f"{len(wrong)} doors behave otherwise than the list says: {wrong[:12]}"


def test_another_association_is_not_there(
    app: Flask, engine: Engine, town: Town, request: pytest.FixtureRequest
) -> None:
    other = make_town(engine, "lande")
    knock = knocking(app, engine, town)
    wrong = []
    for case in sampled(cases(app), request):
        if case.visitor == STRANGER or ROUTES[case.rule.endpoint] == PUBLIC:
            continue
        response = knock(case, other)
        if response.status_code == 200 and response.text == "inside":
            wrong.append((case.rule.rule, case.visitor))
    assert not wrong
