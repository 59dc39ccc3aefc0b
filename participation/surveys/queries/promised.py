"""What was decided after some waves, whatever their services."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.surveys.models import Campaign, Survey
from participation.surveys.queries.campaigns import campaign_origin, survey_origin


def list_promised(
    session: Session, campaigns: Sequence[Campaign]
) -> list[tuple[Campaign, FollowUp]]:
    """Give what was decided after these waves in the entered services, with its wave."""
    by_key = {campaign.id: campaign for campaign in campaigns}
    held = select(Survey.id, Survey.campaign_id).where(Survey.campaign_id.in_(by_key))
    waves = {campaign_origin(key): campaign for key, campaign in by_key.items()}
    waves |= {survey_origin(key): by_key[of] for key, of in session.execute(held)}
    found = list_follow_ups(session, origins=list(waves)) if campaigns else ()
    return [(waves[one.origin], one) for one in found]
