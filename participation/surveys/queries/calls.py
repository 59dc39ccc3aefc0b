"""The messages of a wave: who would be written to, what left already, the door of its link."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accounts.queries import Reader, all_services, list_readers
from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.foundation.scope import within
from participation.notifications.rules import Channel, Kind, hour_to_send
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.surveys.models import Campaign, SurveyCall
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.rules import calls as rules
from participation.surveys.rules.calls import Call, Refusal
from participation.surveys.rules.stages import Public, Stage, is_answerable

KINDS = {
    Call.OPENING: Kind.SURVEY_OPEN,
    Call.FIRST: Kind.SURVEY_AGAIN,
    Call.SECOND: Kind.SURVEY_AGAIN,
}


@dataclass(frozen=True, slots=True)
class CalledPlace:
    """One service of a wave: whom a message would reach, what left, why none may leave."""

    survey_id: int
    service: Service
    readers: Sequence[Reader]
    sent: Mapping[Call, dt.date]
    shut: Refusal | None
    """Why no message leaves there at all."""

    def why_not(self, call: Call, today: dt.date) -> Refusal | None:
        """Say why this message does not leave there today."""
        people = len(self.readers)
        return self.shut or rules.why_not_call(call, self.sent, today=today, people=people)


@dataclass(frozen=True, slots=True)
class Calls:
    """The messages of a wave in the entered services."""

    places: Sequence[CalledPlace]
    today: dt.date = field(repr=False)

    def ready(self, call: Call) -> list[CalledPlace]:
        """Give the services where this message may leave today."""
        return [one for one in self.places if one.why_not(call, self.today) is None]

    def readers(self, call: Call) -> dict[int, Reader]:
        """Give those to whom it would leave, each once, whoever lives in two services."""
        return {each.user_id: each for one in self.ready(call) for each in one.readers}

    def wished(self) -> Call | None:
        """Give the message that can leave today; the earliest, when services are not level."""
        return next((call for call in Call if self.ready(call)), None)


def see_calls(session: Session, campaign: Campaign, now: dt.datetime) -> Calls:
    """Give where the messages of a wave stand in each entered service."""
    today = now.astimezone(PARIS).date()
    surveys = list_surveys(session, campaign.id)
    keys = frozenset(survey.service_id for survey in surveys)
    services = {one.id: one for one in list_services(session, keys=keys)}
    readers, sent = list_readers(session, keys, today), _sent(session, [x.id for x in surveys])
    leaves_at = hour_to_send(Channel.SMS, Kind.SURVEY_OPEN, now)
    return Calls(
        [
            CalledPlace(
                survey.id,
                services[survey.service_id],
                readers[survey.service_id],
                sent.get(survey.id, {}),
                rules.why_not_place(
                    stage=campaign.stage,
                    closes_on=campaign.closes_on,
                    leaves_on=leaves_at.astimezone(PARIS).date(),
                    public=campaign.public,
                    is_protected=services[survey.service_id].is_protected,
                ),
            )
            for survey in surveys
        ],
        today,
    )


def _sent(session: Session, survey_ids: Sequence[int]) -> dict[int, dict[Call, dt.date]]:
    statement = select(SurveyCall).where(SurveyCall.survey_id.in_(survey_ids))
    found: dict[int, dict[Call, dt.date]] = {}
    for row in session.scalars(statement):
        found.setdefault(row.survey_id, {})[row.call] = row.sent_on
    return found


def link_of(base_url: str, organisation: str, campaign_id: int) -> str:
    """Give the address in every message of a wave: the same for all, whoever reads it."""
    return f"{base_url}/{organisation}/answer/{to_text(campaign_id)}"


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """What stands behind the link of a wave: the service to choose, and its survey."""

    slug: str
    name: str
    survey_id: int


def list_doors(session: Session, campaign_id: int, today: dt.date) -> Sequence[OpenDoor]:
    """Give the services where a wave is answered today, by name; none when it is not open.

    Whoever follows the link stands in no service yet, so all are looked at. Protected services
    send no message and are not named here.
    """
    with within(session, all_services(session)):
        campaign = session.scalars(select(Campaign).where(Campaign.id == campaign_id)).one()
        shown = campaign.stage is Stage.OPEN and campaign.public is Public.RESIDENTS
        if not shown or not is_answerable(campaign.stage, campaign.closes_on, today):
            return ()
        surveys = {one.service_id: one.id for one in list_surveys(session, campaign.id)}
        services = list_services(session, keys=frozenset(surveys))
    doors = [
        OpenDoor(one.slug, one.public_name, surveys[one.id])
        for one in services
        if not one.is_protected
    ]
    return sorted(doors, key=lambda one: one.name)
