"""Associations to measure: one campaign in each service, twelve questions in three groups."""

import contextlib
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Engine

from participation.accounts.operations.signing import open_session as open_sign_in
from participation.accounts.queries import all_services, get_user
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.followups.rules import ParticipationLevel
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.localized import Localized
from participation.foundation.scope import enter, enter_organisation
from participation.organisations.operations import ServiceSheet, create_service, found_organisation
from participation.organisations.rules import ServiceKind
from participation.seed.form import LANGUAGES, questionnaire, texts
from participation.surveys.operations import campaigns
from participation.surveys.operations.counting import recount
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.queries.campaigns import get_campaign, list_surveys
from participation.surveys.rules.questions import Group, Questionnaire
from tests.builders import OPENED, make_person

GROUP_SIZE, COUNT = 4, 12
LEFT_OUT = {"meals_why", "voice"}
RESIDENTS = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """An association to measure, with a quality manager."""

    slug: str
    organisation_id: int
    campaign_id: int
    manager_id: int
    surveys: tuple[tuple[int, int], ...]
    """(service, survey) of every service of the campaign."""

    @property
    def survey_id(self) -> int:
        """Give the survey of the first service, `s0`."""
        return self.surveys[0][1]


def twelve_questions(*, grouped: bool = True) -> Questionnaire:
    """Give twelve of the demonstration's questions, in three groups of four or in none."""
    written = questionnaire()
    wanted = [each for each in written.questions() if each.name not in LEFT_OUT][:COUNT]
    numbered = tuple(replace(each, number=number) for number, each in enumerate(wanted, 1))
    groups = tuple(
        Group(name=f"g{start // GROUP_SIZE}", items=numbered[start : start + GROUP_SIZE])
        for start in range(0, COUNT, GROUP_SIZE)
    )
    return replace(written, items=groups if grouped else numbered, form_id="twelve")


def make_place(engine: Engine, slug: str, services: int, *, grouped: bool = True) -> Place:
    """Found an association with one campaign that is open in each of its services."""
    with open_session(engine, writing=True) as session:
        act = Act(session, "bench", clock.now())
        organisation = found_organisation(act, slug=slug, name=f"Association {slug}")
        for number in range(services):
            create_service(act, _sheet(number))
        manager = make_person(act, "Claire", Role.QUALITY_MANAGER, None, email="q@x.example")
        campaign_id = _open_campaign(act, twelve_questions(grouped=grouped))
        surveys = list_surveys(session, campaign_id)
        for survey in surveys:
            survey.population = RESIDENTS
        session.commit()
        pairs = sorted((survey.service_id, survey.id) for survey in surveys)
        return Place(slug, organisation.id, campaign_id, manager.id, tuple(pairs))


def _sheet(number: int) -> ServiceSheet:
    return ServiceSheet(f"s{number}", f"Maison {number}", ServiceKind.OTHER, OPENED, places=100)


def _open_campaign(act: Act, asked: Questionnaire) -> int:
    version = import_questionnaire(act, name="twelve", questionnaire=asked)
    opens_on = clock.today() - dt.timedelta(days=3)
    sheet = campaigns.CampaignSheet(
        version_id=version.id,
        title=Localized(asked.title),
        purpose=Localized(texts("questionnaire")["purpose"]),
        level=ParticipationLevel.CONSULT,
        languages=LANGUAGES,
        opens_on=opens_on,
        closes_on=opens_on + dt.timedelta(days=30),
    )
    services = all_services(act.session)
    campaign = campaigns.create_campaign(act, sheet, service_ids=services)
    campaigns.declare_translated(act, campaign)
    campaigns.open_campaign(act, campaign)
    return campaign.id


def count_poured(engine: Engine, place: Place) -> None:
    """Count the responses that were poured into a place, as each does that comes by itself."""
    with acting_in(engine, place) as act:
        recount(act, get_campaign(act.session, place.campaign_id))


def close(engine: Engine, place: Place) -> None:
    """Close the campaign of a place, so that its results may be read."""
    with acting_in(engine, place) as act:
        campaigns.close_campaign(act, get_campaign(act.session, place.campaign_id))


def sign_in(engine: Engine, place: Place) -> str:
    """Open a session for the quality manager of a place; give its token."""
    with acting_in(engine, place) as act:
        manager = get_user(act.session, place.manager_id)
        return open_sign_in(act, manager, SessionKind.STAFF, SessionStage.OPEN).token


@contextlib.contextmanager
def acting_in(engine: Engine, place: Place) -> Iterator[Act]:
    """Act in every service of a place; committed at the end."""
    with open_session(engine, writing=True) as session:
        enter_organisation(session, place.organisation_id)
        enter(session, all_services(session))
        yield Act(session, "bench", clock.now())
        session.commit()
