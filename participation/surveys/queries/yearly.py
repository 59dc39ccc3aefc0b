"""The latest survey of each service that was over on a day, and what was promised from it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.surveys.models import Campaign, Survey
from participation.surveys.queries.campaigns import campaign_origin, survey_origin
from participation.surveys.rules.stages import ENDED, Public


@dataclass(frozen=True, slots=True)
class LastSurvey:
    """A survey that is over: its last day, how many promises were made, the first one kept."""

    survey_id: int
    campaign_id: int
    closed_on: dt.date
    followed: int = 0
    followed_on: dt.date | None = None


def last_surveys(session: Session, day: dt.date) -> Mapping[int, LastSurvey]:
    """Give the latest survey of each entered service, by service; two queries however many.

    Of residents alone: what staff, relatives or neighbours say is not what D. 311-15 III asks for.
    """
    same = and_(
        Survey.organisation_id == Campaign.organisation_id, Survey.campaign_id == Campaign.id
    )
    statement = (
        select(Survey.service_id, Survey.id, Campaign.id, Campaign.closes_on)
        .join(Campaign, same)
        .where(Campaign.stage.in_(ENDED), Campaign.closes_on <= day)
        .where(Campaign.public == Public.RESIDENTS)
        .order_by(Campaign.closes_on, Campaign.id)
    )
    latest = {row[0]: row for row in session.execute(statement)}
    origins = {survey_origin(row[1]) for row in latest.values()}
    origins |= {campaign_origin(row[2]) for row in latest.values()}
    promised = list_follow_ups(session, origins=sorted(origins)) if origins else ()
    found = {}
    for service_id, survey_id, campaign_id, closed_on in latest.values():
        named = {survey_origin(survey_id), campaign_origin(campaign_id)}
        own = [one for one in promised if one.service_id == service_id and one.origin in named]
        found[service_id] = LastSurvey(
            survey_id, campaign_id, closed_on, len(own), _first_kept(own)
        )
    return found


def _first_kept(promised: Sequence[FollowUp]) -> dt.date | None:
    return min((one.done_on for one in promised if one.done_on is not None), default=None)
