"""One request from the door to the commit: organisation, visitor, scope, deed, one commit."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from flask import (
    Flask,
    Response,
    abort,
    current_app,
    g,
    redirect,
    request,
    session as browser,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.foundation import claims, clock, once
from participation.foundation.access import Door, Visitor, door_of, scope_for
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.i18n import speak_to
from participation.foundation.keys import random_key
from participation.foundation.languages import SOURCE, choose
from participation.foundation.memory import database_of
from participation.foundation.permissions import PUBLIC
from participation.foundation.places import House, Place, houses, places as known_places
from participation.foundation.scope import enter, enter_organisation
from participation.foundation.security import SAFE_METHODS

TOKEN = "_user_id"  # noqa: S105 - the name of a place
"""Where Flask-Login keeps the session token in the browser's signed cookie."""
KEPT = frozenset({"locale", "size", "theme"})
"""What stays in the browser when somebody comes in or goes out; the token of forms is renewed."""
FIRST_ERROR = 400
STRANGER = Visitor()


class PlaceRow(Protocol):
    """What the cycle needs of a service's row."""

    id: int
    slug: str
    public_name: str
    is_protected: bool


class HouseRow(Protocol):
    """What the cycle needs of an organisation's row."""

    id: int
    slug: str
    name: str
    languages: str


@dataclass(frozen=True, slots=True)
class Finders:
    """How higher rooms answer: whose address is it, who stands there, which service is meant."""

    organisation: Callable[[Session, str], HouseRow | None]
    service: Callable[[Session, str], PlaceRow | None]
    visitor: Callable[[Session, str | None, dt.datetime], Visitor]


def _here() -> Any:  # noqa: ANN401 - Flask gives it no type
    """Give the facts of the request themselves: Flask's proxy looks for them at each attribute."""
    return g._get_current_object()  # noqa: SLF001 - a public method of Werkzeug's proxies


def act() -> Act:
    """Give the present request's act, for the one call that a view makes."""
    here = _here()
    return Act(here.session, here.visitor.actor, here.now)


def present_session() -> Session | None:
    """Give the session of the request; nothing where the door was not reached."""
    found: Session | None = g.get("session")
    return found


def visitor() -> Visitor:
    """Give who stands at the door; a stranger where the door was not reached."""
    found: Visitor = g.get("visitor", STRANGER)
    return found


def organisation_row() -> House:
    """Give the association of the address; 404 when the address names none."""
    if g.organisation_row is None:
        abort(404)
    found: House = g.organisation_row
    return found


def places() -> tuple[House | None, Place | None]:
    """Give the association and the service of the address; None where it names none of ours."""
    return g.get("organisation_row"), g.get("service")


def token() -> str | None:
    """Give the session token that the browser holds, whatever it still opens."""
    found: str | None = browser.get(TOKEN)
    return found


def commit_now() -> None:
    """Commit before the answer is known: a try at a lock counts even when its request fails.

    It also frees SQLite's single writer while a password is hashed.
    """
    g.session.commit()


def begin_writing() -> Act:
    """Let a page that only read write after all: it has asked, or looked, and is about to act.

    Until then SQLite's single writer stayed free, whatever time the question took.
    """
    here = _here()
    before: Session = here.session
    here.session = open_session(current_app.extensions["engine"], writing=True)
    here.session.info.update(before.info)
    before.close()
    return act()


def change_hands() -> None:
    """Forget what the browser kept for its former holder, but how she wants her pages."""
    for name in set(browser) - KEPT:
        browser.pop(name)


def service_id() -> int:
    """Give the service of the address; 404 when the address names none."""
    if g.service is None:
        abort(404)
    key: int = g.service.id
    return key


def service_row() -> Place:
    """Give the service of the address; 404 when the address names none."""
    if g.service is None:
        abort(404)
    found: Place = g.service
    return found


def run_cycle(app: Flask, finders: Finders) -> None:
    """Hang the cycle on the application."""
    app.url_value_preprocessor(_take_places)
    app.url_defaults(_give_places)

    app.after_request(_commit_once)
    app.teardown_request(_close)

    @app.before_request
    def open_door() -> ResponseReturnValue | None:
        door, here = door_of(app, request.endpoint), _here()
        here.visitor, here.service, here.organisation_row, here.session = STRANGER, None, None, None
        here.now = clock.now()
        speak_to(SOURCE)
        if door is None:
            return None
        writing = door.writes and request.method not in SAFE_METHODS
        here.session = open_session(current_app.extensions["engine"], writing=writing)
        if here.organisation_slug is not None:
            return _enter(here, door, finders)
        return None if door.permission == PUBLIC else abort(404)


def _commit_once(response: Response) -> Response:
    """Commit what was done and what its form will be answered next time; undo after an error."""
    session: Session | None = g.get("session")
    if session is None:
        return response
    if response.status_code >= FIRST_ERROR:
        session.rollback()
        return response
    if (key := g.get("once_key")) and response.location:
        once.settle(session, key, response.location)
    if session.in_transaction():  # many pages answer from memory and never began one
        session.commit()
    return response


def _close(_error: BaseException | None) -> None:
    if (session := g.get("session")) is not None:
        session.close()


def _take_places(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Take the places out of the address, so that views need not repeat them."""
    g.organisation_slug = values.pop("organisation", None) if values else None
    g.service_slug = values.pop("service", None) if values else None


def _give_places(endpoint: str, values: dict[str, Any]) -> None:
    """Put the places of the present address into the addresses of its links."""
    here, expects = _here(), current_app.url_map.is_endpoint_expecting
    for name in ("organisation", "service"):
        slug = here.get(f"{name}_slug")
        if slug and name not in values and expects(endpoint, name):
            values[name] = slug


def _choose_language(visitor: Visitor, languages: str) -> None:
    """Take the language chosen on this device, then the person's own, then the browser's."""
    wanted = (browser.get("locale", ""), visitor.locale, *request.accept_languages.values())
    speak_to(choose(tuple(filter(None, wanted)), tuple(languages.split(","))))


def _enter(here: Any, door: Door, finders: Finders) -> ResponseReturnValue | None:  # noqa: ANN401
    session: Session = here.session
    organisation = _find_house(finders, session, here.organisation_slug)
    if organisation is None:
        abort(404)
    here.organisation_row = organisation
    enter_organisation(session, organisation.id)
    here.visitor = finders.visitor(session, browser.get(TOKEN), here.now)
    _choose_language(here.visitor, organisation.languages)
    if here.service_slug is not None:
        here.service = _find_place(finders, session, organisation.id, here.service_slug)
        if here.service is None:
            abort(404)
    services = scope_for(here.visitor, door.permission, here.service.id if here.service else None)
    if not services and door.permission != PUBLIC:
        return _turn_away(here.visitor)
    enter(session, services)
    return claims.claim(door, session)


def _find_house(finders: Finders, session: Session, slug: str) -> House | None:
    def find() -> House | None:
        row = finders.organisation(session, slug)
        return None if row is None else House(row.id, row.slug, row.name, row.languages)

    return houses.recall((database_of(session), slug), find)


def _find_place(
    finders: Finders, session: Session, organisation_id: int, slug: str
) -> Place | None:
    def find() -> Place | None:
        row = finders.service(session, slug)
        if row is None:
            return None
        return Place(row.id, row.slug, row.public_name, row.is_protected)

    return known_places.recall((database_of(session), organisation_id, slug), find)


def _turn_away(visitor: Visitor) -> ResponseReturnValue:
    """Send a stranger to the sign-in page; hide other services; say no to the rest."""
    if visitor.user_id is None:
        back = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
        return redirect(url_for("accounts.sign_in", back=back), 303)
    if g.service is not None and not any(
        g.service.id in services for services in visitor.powers.values()
    ):
        abort(404)
    return abort(403)


def key_of_form() -> UUID:
    """Give the key that this form carried, for the row of somebody whom nothing may date.

    A `once` row is written on a day, in the transaction of the deed: joined to the row of the
    deed, it would say that day. Such a door asks `once=False`, and its row bears this key.
    """
    try:
        return UUID(hex=request.form.get("once", ""))
    except ValueError:
        return random_key()
