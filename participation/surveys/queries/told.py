"""Which survey residents of a service were last told the results of."""

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from participation.surveys.models import Campaign, Survey
from participation.surveys.rules.stages import Public, Stage


def find_told(session: Session) -> int | None:
    """Give the survey of the entered services whose results were given back last.

    None put away, and none of other people: what the staff said is not what residents said.
    """
    same = and_(
        Survey.organisation_id == Campaign.organisation_id, Survey.campaign_id == Campaign.id
    )
    statement = (
        select(Survey.id)
        .join(Campaign, same)
        .where(Campaign.stage == Stage.PUBLISHED, Campaign.public == Public.RESIDENTS)
        .order_by(Campaign.closes_on.desc(), Survey.id.desc())
        .limit(1)
    )
    return session.scalar(statement)
