"""Posters of results for residents: one language, all of them, or every service at once."""

import io
import zipfile
from collections.abc import Sequence

from flask import request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.foundation import cycle
from participation.foundation.access import allow
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.organisations.models import Service
from participation.organisations.queries import get_service
from participation.surveys.adapters.codes import qr_svg
from participation.surveys.adapters.papers import print_posters
from participation.surveys.labels import posters
from participation.surveys.models import Campaign, Survey
from participation.surveys.queries import campaigns as queries, results
from participation.surveys.rules.report import Publication
from participation.surveys.views.analysis import bp
from participation.surveys.views.files import cache, download, outside, paper, printed_at
from participation.surveys.views.walls import EVERY, size

ZIP = "application/zip"


@bp.get("/<key:campaign_id>/poster/<key:survey_id>.pdf")
@allow(Permission.SURVEY_RESULTS)
def poster(campaign_id: int, survey_id: int) -> ResponseReturnValue:
    """Give the poster of a service: only what the public may see, in one language or in all."""
    session = cycle.act().session
    campaign = queries.get_campaign(session, campaign_id)
    publication = results.get_publication(session, campaign)
    survey = queries.get_survey(session, survey_id)
    service = get_service(session, survey.service_id)
    wished = request.args.get("language", "fr")
    locales = posters.tongues(campaign) if wished == EVERY else (find(wished).tag,)
    found = _follow_ups(campaign, [survey])
    content = _print(campaign, publication, service, survey, locales, found)
    return paper(content, f"resultats-{service.slug}-{wished if wished == EVERY else locales[0]}")


@bp.get("/<key:campaign_id>/posters.zip")
@allow(Permission.SURVEY_RESULTS)
def every_poster(campaign_id: int) -> ResponseReturnValue:
    """Give the posters of every service, one PDF a service with a page a language."""
    session = cycle.act().session
    campaign = queries.get_campaign(session, campaign_id)
    publication = results.get_publication(session, campaign)
    surveys = queries.list_surveys(session, campaign_id)
    found = _follow_ups(campaign, surveys)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for survey in surveys:
            service = get_service(session, survey.service_id)
            locales = posters.tongues(campaign)
            content = _print(campaign, publication, service, survey, locales, found)
            archive.writestr(f"{service.slug}.pdf", content)
    return download(packed.getvalue(), "affiches.zip", ZIP)


def _print(
    campaign: Campaign,
    publication: Publication,
    service: Service,
    survey: Survey,
    locales: Sequence[str],
    follow_ups: Sequence[FollowUp],
) -> bytes:
    """Print one poster a language; its code opens the page on which every sentence speaks."""
    address = outside(url_for("surveys.results", service=service.slug, survey_id=survey.id))
    own = [one for one in follow_ups if one.service_id == service.id]
    wall = posters.Wall(service.public_name, address, qr_svg(address))
    made = [
        posters.write_poster(locale, campaign, publication, service.id, own, wall)
        for locale in locales
    ]
    return print_posters(made, cache=cache(), printed_at=printed_at(), size=size())


def _follow_ups(campaign: Campaign, surveys: Sequence[Survey]) -> Sequence[FollowUp]:
    return list_follow_ups(cycle.act().session, origins=queries.origins(campaign, surveys))
