"""Drafting a campaign: its form, created or changed, and the names that pages need."""

from collections.abc import Iterable

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS as LEVELS_OF_PARTICIPATION
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.languages import SOURCE, STAFF
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import list_poles, list_services
from participation.surveys.forms import CampaignForm, campaign_form, languages_offered
from participation.surveys.labels.analysis import Names
from participation.surveys.models import Campaign
from participation.surveys.operations import campaigns as operations
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules.stages import Refusal

__all__ = ["LEVELS_OF_PARTICIPATION", "change", "create", "names_of"]

UNPROCESSABLE = 422
FIELD_OF = {
    Refusal.CLOSES_BEFORE_OPENING: "closes_on",
    Refusal.NO_SERVICE: "services",
    Refusal.NO_PURPOSE: "purpose",
    Refusal.OTHER_PUBLIC: "previous_id",
}


def names_of(services: Iterable[Service]) -> Names:
    """Give the names of services and poles in the reader's language."""
    session = cycle.act().session
    locale = reader_locale()
    return Names(
        services={one.id: one.public_name for one in services},
        poles={to_text(pole.id): pole.name for pole in list_poles(session)},
        locale=locale if locale in STAFF else SOURCE,
    )


@allow(Permission.SURVEY_MANAGE)
def create() -> ResponseReturnValue:
    """Draft a campaign: what for, where, when, in which languages."""
    form = _form(None)
    if form.accepted():
        try:
            campaign = operations.create_campaign(
                cycle.act(), form.sheet(), service_ids=form.service_ids()
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("Le brouillon est prêt. Regardez ce qui manque avant d’ouvrir."))
            return redirect(url_for("campaigns.show", campaign_id=campaign.id), 303)
    return _sheet(form, url_for("campaigns.index"))


@allow(Permission.SURVEY_MANAGE)
def change(campaign_id: int) -> ResponseReturnValue:
    """Rewrite a draft."""
    act = cycle.act()
    campaign = queries.get_campaign(act.session, campaign_id)
    form = _form(campaign)
    back = url_for("campaigns.show", campaign_id=campaign_id)
    if form.accepted():
        try:
            operations.change_campaign(act, campaign, form.sheet(), service_ids=form.service_ids())
        except Refused as refused:
            _refuse(form, refused)
        else:
            pages.say(_("C’est noté."))
            return redirect(back, 303)
    return _sheet(form, back)


def _refuse(form: CampaignForm, refused: Refused) -> None:
    field = FIELD_OF.get(refused.reason, "")  # type: ignore[call-overload]
    form.refuse(field, pages.explain(refused))


def _sheet(form: CampaignForm, back: str) -> ResponseReturnValue:
    page = pages.render("surveys/draft.html", form=form, back=back)
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _form(campaign: Campaign | None) -> CampaignForm:
    """Give the form with what can be chosen, and what a draft already says."""
    session = cycle.act().session
    tags = cycle.organisation_row().languages.split(",")
    form = campaign_form(tags)(data=_written(campaign) if campaign else None)
    services = list_services(session, keys=entered(session), on=clock.today())
    form.services.choices = tuple(Choice(to_text(one.id), one.public_name) for one in services)
    form.languages.choices = tuple(languages_offered(tags))
    form.version_id.offer(
        [
            Choice(to_text(one.id), f"{one.title.text(SOURCE)} ({one.number})")
            for one in queries.list_versions(session)
        ]
    )
    form.previous_id.offer(
        [
            Choice(to_text(one.id), f"{one.title.text(SOURCE)} ({one.opens_on.year})")
            for one in queries.list_campaigns(session)
            if campaign is None or one.id != campaign.id
        ]
    )
    return form


def _written(campaign: Campaign) -> dict[str, object]:
    surveys = queries.list_surveys(cycle.act().session, campaign.id)
    return {
        "title": campaign.title,
        "purpose": campaign.purpose,
        "version_id": to_text(campaign.version_id),
        "services": [to_text(survey.service_id) for survey in surveys],
        "languages": campaign.languages.split(","),
        "level": campaign.level.value,
        "public": campaign.public.value,
        "opens_on": campaign.opens_on,
        "closes_on": campaign.closes_on,
        "previous_id": to_text(campaign.previous_id) if campaign.previous_id else "",
    }
