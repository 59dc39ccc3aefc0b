"""Public screens of a wave that may still hold closed answers."""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.foundation.clock import PARIS
from participation.foundation.keys import to_text
from participation.surveys.models import Campaign, Survey, SurveyScreen
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.rules.holding import Screen, worth_a_look
from participation.surveys.rules.stages import Stage


def find_screen(session: Session, screen_id: int) -> SurveyScreen | None:
    """Give the last sign of life of a public screen of an entered service."""
    return session.scalar(select(SurveyScreen).where(SurveyScreen.screen_id == screen_id))


def list_survey_keys(session: Session) -> frozenset[str]:
    """Give the keys of the surveys of the entered services, as addresses write them."""
    return frozenset(to_text(key) for key in session.scalars(select(Survey.id)))


def list_holding(session: Session, campaign: Campaign, now: dt.datetime) -> Sequence[Screen]:
    """Give the screens to plug in again before an open wave is closed, by name.

    Those that told of envelopes of this wave, and those that answered since it opened and are
    silent now: who has no network cannot tell what it holds.
    """
    if campaign.stage is not Stage.OPEN:
        return []
    surveys = {to_text(one.id): one.service_id for one in list_surveys(session, campaign.id)}
    opened = dt.datetime.combine(campaign.opens_on, dt.time(), PARIS)
    statement = select(SurveyScreen).where(
        SurveyScreen.service_id.in_(frozenset(surveys.values())),
        SurveyScreen.answered_at >= opened,
    )
    rows = session.scalars(statement.order_by(SurveyScreen.label, SurveyScreen.screen_id))
    return worth_a_look(
        (
            Screen(
                row.label,
                row.answered_at,
                sum(number for key, number in row.waiting.items() if key in surveys),
            )
            for row in rows
        ),
        now,
    )
