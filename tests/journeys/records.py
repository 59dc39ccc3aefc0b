"""What the demonstration's database holds: its places, its open survey, what was answered."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from participation.accounts.operations.signing import open_session
from participation.accounts.queries import get_user
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.cycle import TOKEN
from participation.foundation.database import open_session as open_database
from participation.foundation.keys import to_text
from participation.foundation.scope import enter_organisation
from participation.kiosk.operations import offer_pairing
from participation.organisations.models import Service
from participation.organisations.queries import list_organisations
from participation.surveys.models import Answer, Campaign, Comment, Response, Survey
from participation.surveys.rules.stages import Stage
from tests.application import Served
from tests.builders import Town, acting_in, looking_in, make_person

SLUG = "rive"
CODE = "abcd2345"


@dataclass(frozen=True, slots=True)
class Kept:
    """A response as it is stored, with its answers by number of question."""

    channel: str
    aid: str
    language: str
    listened: bool
    answers: dict[int, tuple[int, ...]]


def town_of(served: Served) -> Town:
    """Give the demonstration's association, and the services Tilleul and Olivier."""
    with open_database(served.engine, writing=False) as session:
        key = list_organisations(session)[0].id
        enter_organisation(session, key)
        services = {one.slug: one.id for one in session.scalars(select(Service))}
    return Town(key, SLUG, services["tilleul"], services["olivier"])


def service_id(served: Served, slug: str) -> int:
    """Give the key of a service."""
    with looking_in(served.engine, town_of(served)) as session:
        return session.scalars(select(Service.id).where(Service.slug == slug)).one()


def survey_of(served: Served, slug: str = "tilleul") -> int:
    """Give the survey that is open today in a service."""
    with looking_in(served.engine, town_of(served)) as session:
        return session.scalars(
            select(Survey.id)
            .join(Campaign, Campaign.id == Survey.campaign_id)
            .join(Service, Service.id == Survey.service_id)
            .where(Service.slug == slug, Campaign.stage == Stage.OPEN)
        ).one()


def survey_path(served: Served, slug: str = "tilleul") -> str:
    """Give the address of the survey that is open in a service."""
    return f"/{SLUG}/{slug}/surveys/{to_text(survey_of(served, slug))}"


def list_responses(served: Served, survey_id: int) -> dict[UUID, Kept]:
    """Give every response of a survey."""
    with looking_in(served.engine, town_of(served)) as session:
        said: defaultdict[UUID, defaultdict[int, list[int]]] = defaultdict(
            lambda: defaultdict(list)
        )
        for one in session.scalars(select(Answer).where(Answer.survey_id == survey_id)):
            said[one.response_key][one.question].append(one.value)
        rows = session.scalars(select(Response).where(Response.survey_id == survey_id)).all()
        return {
            row.key: Kept(
                row.channel.value,
                row.aid.value,
                row.language,
                row.listened,
                {number: tuple(sorted(values)) for number, values in said[row.key].items()},
            )
            for row in rows
        }


def list_comments(served: Served, survey_id: int) -> dict[UUID, Comment]:
    """Give every comment of a survey."""
    with looking_in(served.engine, town_of(served)) as session:
        rows = session.scalars(select(Comment).where(Comment.survey_id == survey_id))
        return {row.key: row for row in rows}


def offer_code(served: Served, slug: str = "tilleul", code: str = CODE) -> str:
    """Let a screen be paired with a service by a code, as its team does; give the code."""
    with acting_in(served.engine, town_of(served)) as act:
        place = act.session.scalars(select(Service.id).where(Service.slug == slug)).one()
        offer_pairing(act, service_id=place, label="Entrée", code=code)
    return code


def session_cookie(
    served: Served, role: Role, slug: str | None = "tilleul", name: str = "Une personne"
) -> tuple[str, str]:
    """Let a new person of this role come in; give the name and value of her browser's cookie."""
    place = service_id(served, slug) if slug else None
    with acting_in(served.engine, town_of(served)) as act:
        person = make_person(act, name, role, place)
        kind = SessionKind.STAFF if role in STAFF else SessionKind.RESIDENT
        opened = open_session(act, person, kind, SessionStage.OPEN)
    return _cookie(served, opened.token)


def cookie_of(served: Served, user_id: int) -> tuple[str, str]:
    """Let a resident whom the house knows come in; give her browser's cookie."""
    with acting_in(served.engine, town_of(served)) as act:
        person = get_user(act.session, user_id)
        opened = open_session(act, person, SessionKind.RESIDENT, SessionStage.OPEN)
    return _cookie(served, opened.token)


def _cookie(served: Served, token: str) -> tuple[str, str]:
    client = served.app.test_client()
    with client.session_transaction(base_url="http://localhost") as browser:
        browser[TOKEN] = token
    cookie = client.get_cookie(served.app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie.key, cookie.value
