"""Those who open pages: strangers, public screens, people half way in, each role of a service."""

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache

from flask.testing import FlaskClient
from sqlalchemy import select

from participation.accounts.operations import add_rule, begin_totp, set_pictures
from participation.accounts.operations.imports import keep_list
from participation.accounts.operations.signing import open_session
from participation.accounts.rules.powers import STAFF, Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.followups.rules import ParticipationLevel
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.cycle import TOKEN
from participation.foundation.localized import Localized
from participation.kiosk.operations import offer_pairing, pair
from participation.surveys.adapters.pictures import fit_picture
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations.campaigns import CampaignSheet, create_campaign
from participation.surveys.operations.media import bring_media
from participation.surveys.operations.questionnaires import import_questionnaire
from tests.application import Served
from tests.builders import acting_in, make_person
from tests.journeys.records import CODE, survey_path, town_of
from tests.surveys.illustrated import drawing, illustrated
from tests.surveys.sheets import form, questions

STRANGER, SCREEN = "stranger", "screen"
HALVES = {
    "second-factor": SessionStage.SECOND_FACTOR,
    "enrol": SessionStage.ENROL,
    "pictures": SessionStage.PICTURES,
}
FIRST = (
    Role.RESIDENT,
    Role.PEER_HELPER,
    Role.FACILITATOR,
    Role.MANAGER,
    Role.QUALITY_MANAGER,
    Role.ADMINISTRATOR,
    Role.COORDINATOR,
)
"""Who is asked first to open a page: the first of these who may."""
EVERYWHERE = {Role.QUALITY_MANAGER, Role.ADMINISTRATOR}
VISITORS = (STRANGER, SCREEN, *HALVES, *(role.value for role in FIRST))
PICTURES = ("key", "sun", "fish", "tree")
SCREEN_TOKEN = "the token of a public screen"
CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
LOCAL = "http://localhost"
LIST = "Nom;Rôle;Service;Langue\nRahwet S.;Résident;Maison Tilleul;fr\n"


@dataclass(frozen=True, slots=True)
class Holder:
    """A person and the token of her session."""

    user_id: int
    token: str


@cache
def holders(served: Served) -> dict[str, Holder]:
    """Let each visitor come in once; pair the public screen."""
    town = town_of(served)
    with acting_in(served.engine, town) as act:
        found = {name: _half_way(act, name, stage, town.here) for name, stage in HALVES.items()}
        for role in FIRST:
            place = (
                None if role is Role.QUALITY_MANAGER or role is Role.ADMINISTRATOR else town.here
            )
            person = make_person(act, f"Une personne ({role})", role, place)
            kind = SessionKind.STAFF if role in STAFF else SessionKind.RESIDENT
            opened = open_session(act, person, kind, SessionStage.OPEN)
            found[role.value] = Holder(person.id, opened.token)
        offer_pairing(act, service_id=town.here, label="Salon", code=CODE)
        pair(act, typed=CODE, token=SCREEN_TOKEN)
    return found


def _half_way(act: Act, name: str, stage: SessionStage, place: int) -> Holder:
    """Let somebody give her first proof."""
    role = Role.RESIDENT if stage is SessionStage.PICTURES else Role.FACILITATOR
    person = make_person(act, name, role, place)
    if role is Role.RESIDENT:
        set_pictures(act, person, PICTURES)
    else:
        person.totp_secret = b"sealed" if stage is SessionStage.SECOND_FACTOR else None
    opened = open_session(act, person, SessionKind.STAFF, stage)
    if stage is SessionStage.ENROL:
        begin_totp(act, opened.session)
    return Holder(person.id, opened.token)


def client_as(
    served: Served, visitor: str, *, locale: str = "fr", theme: str = "light"
) -> FlaskClient:
    """Give a client that is this visitor, wants her pages so, and has begun the open survey."""
    client = served.app.test_client()
    known = holders(served)
    with client.session_transaction(base_url=LOCAL) as browser:
        browser.update(locale=locale, theme=theme)
        if visitor in known:
            browser[TOKEN] = known[visitor].token
    if visitor == SCREEN:
        client.set_cookie("kiosk", SCREEN_TOKEN)
    begin(client, survey_path(served))
    return client


def begin(client: FlaskClient, path: str, **fields: str) -> None:
    """Begin a survey, as a person does by its first page."""
    page = client.get(path, base_url=LOCAL)
    token = CSRF.search(page.text)
    assert token, page.text
    begun = client.post(f"{path}/begin", data={"csrf_token": token[1], **fields}, base_url=LOCAL)
    assert begun.status_code == 303, begun.text


def cookies_of(served: Served, client: FlaskClient) -> list[tuple[str, str, str]]:
    """Give name, value and path of each cookie that a client holds."""
    names = {"kiosk": "/", "draft": survey_path(served)}
    names[served.app.config["SESSION_COOKIE_NAME"]] = "/"
    found = [client.get_cookie(name, path=path) for name, path in names.items()]
    return [(one.key, one.value, one.path) for one in found if one is not None]


@cache
def draft_campaign(served: Served) -> int:
    """Draft a campaign; give its key."""
    town, today = town_of(served), clock.today()
    with acting_in(served.engine, town) as act:
        version = act.session.scalars(
            select(QuestionnaireVersion).order_by(QuestionnaireVersion.id)
        ).first()
        assert version is not None
        sheet = CampaignSheet(
            version_id=version.id,
            title=Localized({"fr": "Un brouillon"}),
            purpose=Localized({"fr": "Pour préparer."}),
            level=ParticipationLevel.CONSULT,
            languages=["fr"],
            opens_on=today + dt.timedelta(days=30),
            closes_on=today + dt.timedelta(days=60),
        )
        return create_campaign(act, sheet, service_ids=[town.here]).id


@cache
def doubtful_form(served: Served) -> int:
    """Bring a form that does not say its language; give the key under which it waits."""
    manager = holders(served)[Role.QUALITY_MANAGER.value]
    content = form(questions(("text", "q", "Où ?")), settings=None)
    with acting_in(served.engine, town_of(served)) as act:
        return keep_list(act, manager.user_id, filename="avis.xlsx", content=content).id


@cache
def pictured_form(served: Served) -> tuple[int, str]:
    """Bring a form with a picture; give the key of its version, and the picture's digest."""
    picture = fit_picture(drawing())
    with acting_in(served.engine, town_of(served)) as act:
        version = import_questionnaire(act, name="repas", questionnaire=illustrated())
        bring_media(act, version, pictures={"apple.png": picture}, sounds={})
        return version.id, picture.digest


@cache
def group_rule(served: Served) -> int:
    """Let a group of the directory give a role; give the key of that rule."""
    town = town_of(served)
    with acting_in(served.engine, town) as act:
        return add_rule(act, "équipe <Tilleul>", Role.FACILITATOR, town.here).id


def import_draft(served: Served) -> int:
    """Send a list of people that waits for a yes; give its key."""
    manager = holders(served)[Role.MANAGER.value]
    with acting_in(served.engine, town_of(served)) as act:
        return keep_list(act, manager.user_id, filename="liste.csv", content=LIST.encode()).id
