"""Those who walk: a resident on her phone, a screen, somebody of the team; pages and forms."""

import re
from dataclasses import dataclass
from html import unescape

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from participation.accounts.operations.signing import open_session
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from participation.foundation.keys import to_text
from participation.kiosk.operations import offer_pairing, pair
from participation.organisations.models import Service
from participation.surveys.models import Campaign, Survey
from participation.surveys.rules.stages import Stage
from tests.application import Served
from tests.builders import Town, acting_in, looking_in, make_person
from tests.inspection import client_of
from tests.journeys.records import SLUG, Kept, list_responses, town_of

LOCAL = "http://localhost"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"')
OK, SEEN_OTHER = 200, 303
CODE = "2345wxyz"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who opens pages and sends forms, each page inspected as she receives it."""

    client: FlaskClient

    def read(self, path: str, status: int = OK) -> str:
        """Give the text of a page of the association, its entities read."""
        found = self.client.get(f"/{SLUG}{path}", base_url=LOCAL)
        assert found.status_code == status, f"{path}: {found.status_code} {found.text[:400]}"
        return unescape(found.text)

    def file(self, path: str) -> TestResponse:
        """Give a file of the association."""
        found = self.client.get(f"/{SLUG}{path}", base_url=LOCAL)
        assert found.status_code == OK, f"{path}: {found.status_code}"
        return found

    def send(self, page: str, path: str = "", status: int = SEEN_OTHER, **typed: object) -> str:
        """Send a form of a page with what is typed; give where it leads, or the page again."""
        shown = self.client.get(f"/{SLUG}{page}", base_url=LOCAL)
        assert shown.status_code == OK, f"{page}: {shown.status_code}"
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(shown.text)}
        sent = self.client.post(f"/{SLUG}{path or page}", data={**hidden, **typed}, base_url=LOCAL)
        assert sent.status_code == status, f"{path or page}: {sent.status_code} {sent.text[:600]}"
        led = (sent.location or "").removeprefix(LOCAL)
        return led.removeprefix(f"/{SLUG}") if led else unescape(sent.text)


@dataclass(frozen=True, slots=True)
class Walk:
    """A copy of the demonstration, and those who come to it."""

    served: Served

    @property
    def town(self) -> Town:
        """Give the association."""
        return town_of(self.served)

    def service(self, slug: str) -> int:
        """Give the key of a service."""
        with looking_in(self.served.engine, self.town) as session:
            return session.scalars(select(Service.id).where(Service.slug == slug)).one()

    def survey(self, slug: str, title: str) -> int:
        """Give the open survey of a service by its French title."""
        with looking_in(self.served.engine, self.town) as session:
            found = session.execute(
                select(Survey.id, Campaign.title)
                .join(Campaign, Campaign.id == Survey.campaign_id)
                .join(Service, Service.id == Survey.service_id)
                .where(Service.slug == slug, Campaign.stage == Stage.OPEN)
            ).all()
        return next(key for key, words in found if words["fr"] == title)

    def path(self, slug: str, title: str) -> str:
        """Give the address of an open survey."""
        return f"/{slug}/surveys/{to_text(self.survey(slug, title))}"

    def responses(self, survey_id: int) -> list[Kept]:
        """Give what was answered to a survey."""
        return list(list_responses(self.served, survey_id).values())

    def stranger(self, locale: str = "fr") -> Person:
        """Let somebody come with her phone and no account."""
        client = client_of(self.served.app)
        with client.session_transaction(base_url=LOCAL) as browser:
            browser["locale"] = locale
        return Person(client)

    def screen(self, slug: str) -> Person:
        """Stand before the public screen of a service."""
        found = self.stranger()
        with acting_in(self.served.engine, self.town) as act:
            offer_pairing(act, service_id=self.service(slug), label="Entrée", code=CODE)
            pair(act, typed=CODE, token=f"screen of {slug}")
        found.client.set_cookie("kiosk", f"screen of {slug}")
        return found

    def staff(self, role: Role, slug: str | None = None) -> Person:
        """Let a new person of a role come in, in one service or everywhere."""
        place = self.service(slug) if slug else None
        with acting_in(self.served.engine, self.town) as act:
            person = make_person(act, f"Une personne ({role})", role, place)
            kind = SessionKind.STAFF if role in STAFF else SessionKind.RESIDENT
            token = open_session(act, person, kind, SessionStage.OPEN).token
        return self._holding(token)

    def known(self, user_id: int) -> Person:
        """Let somebody whom the house knows come in."""
        with acting_in(self.served.engine, self.town) as act:
            person = get_user(act.session, user_id)
            token = open_session(act, person, SessionKind.RESIDENT, SessionStage.OPEN).token
        return self._holding(token)

    def _holding(self, token: str) -> Person:
        found = self.stranger()
        with found.client.session_transaction(base_url=LOCAL) as browser:
            browser[TOKEN] = token
        return found
