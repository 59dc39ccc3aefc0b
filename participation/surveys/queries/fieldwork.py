"""What is known of a survey in the field: counts, and nothing of anybody."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.surveys.models import Campaign, Survey, SurveyTally
from participation.surveys.queries.answering import recall_asked
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.counts import read_ways
from participation.surveys.rules.sheets import pile_code, same_pile
from participation.surveys.rules.stages import Channel, Stage
from participation.surveys.rules.tallies import Tally

FIELD = (Stage.TRANSLATED, Stage.OPEN)
"""Its questions are frozen and answers may still come: only then is it printed."""


@dataclass(frozen=True, slots=True)
class InTheField:
    """A survey of one service that is about to open, or open."""

    survey_id: int
    service_id: int
    title: Localized
    stage: Stage
    closes_on: dt.date


def list_in_the_field(session: Session, today: dt.date) -> Sequence[InTheField]:
    """Give the surveys of the entered services that can be printed today, by service."""
    statement = (
        select(Survey.id, Survey.service_id, Campaign.title, Campaign.stage, Campaign.closes_on)
        .join(
            Campaign,
            and_(
                Campaign.organisation_id == Survey.organisation_id,
                Campaign.id == Survey.campaign_id,
            ),
        )
        .where(Campaign.stage.in_(FIELD), Campaign.closes_on >= today)
        .order_by(Survey.service_id, Campaign.closes_on)
    )
    return [InTheField(*row) for row in session.execute(statement)]


@dataclass(frozen=True, slots=True)
class Pile:
    """Sheets of one survey in one language."""

    survey_id: int
    service_id: int
    language: str


def find_pile(session: Session, today: dt.date, typed: str) -> Pile | None:
    """Give the pile whose printed code somebody typed, or nothing outside the entered services."""
    for one in list_in_the_field(session, today):
        asked = recall_asked(session, one.survey_id)
        for tag in get_campaign(session, asked.campaign_id).languages.split(","):
            if same_pile(pile_code(to_text(one.survey_id), asked.version, tag), typed):
                return Pile(one.survey_id, one.service_id, tag)
    return None


def see_tallies(session: Session, survey_id: int) -> Mapping[Tally, int]:
    """Give the counts of a survey; what was never counted is absent."""
    statement = select(SurveyTally.kind, SurveyTally.number).where(
        SurveyTally.survey_id == survey_id
    )
    return dict(session.execute(statement).all())


def count_late(session: Session, campaign_id: int) -> int:
    """Count the envelopes that came after the closing of a wave, over the entered services."""
    statement = (
        select(func.coalesce(func.sum(SurveyTally.number), 0))
        .join(
            Survey,
            and_(
                Survey.organisation_id == SurveyTally.organisation_id,
                Survey.id == SurveyTally.survey_id,
            ),
        )
        .where(Survey.campaign_id == campaign_id, SurveyTally.kind == Tally.LATE)
    )
    return int(session.scalar(statement) or 0)


def count_sheets(session: Session, survey_id: int) -> int:
    """Give the number of paper sheets that are kept, whoever typed them."""
    kept = read_ways(session, [survey_id])
    return sum(number for ways, number in kept.items() if ways.channel is Channel.PAPER)


def seed_of(survey_id: int) -> str:
    """Give the seed of what is drawn for a survey: its public key, which nobody chose."""
    return to_text(survey_id)
