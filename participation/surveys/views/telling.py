"""What residents said, given back to them: a page on which every sentence speaks."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import STATES
from participation.followups.queries import list_follow_ups
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import PUBLIC

from ..labels import posters
from ..labels.publics import PUBLICS
from ..queries import campaigns as queries, results as counted
from ..rules.stages import GIVEN_BACK, Public
from .door import bp


@bp.get("/<key:survey_id>/results")
@allow(PUBLIC)
def results(survey_id: int) -> ResponseReturnValue:
    """Show the poster of a survey on a phone or a screen; before that, what changes here."""
    session = cycle.act().session
    survey = queries.get_survey(session, survey_id)
    campaign = queries.get_campaign(session, survey.campaign_id)
    if campaign.stage not in GIVEN_BACK:
        return redirect(url_for("followups.changes"))
    publication = counted.get_publication(session, campaign)
    found = list_follow_ups(session, origins=queries.origins(campaign, [survey]), public_only=True)
    return pages.render(
        "surveys/told.html",
        campaign=campaign,
        public="" if campaign.public is Public.RESIDENTS else PUBLICS[campaign.public],
        figures=posters.tell(publication, survey.service_id),
        no_figures=posters.no_figures(),
        follow_ups=posters.answered(found),
        states=STATES,
    )
