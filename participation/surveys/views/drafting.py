"""Drafting a campaign: its form, created or changed, and the names that pages need."""

import datetime as dt
from collections.abc import Iterable, Mapping

from flask import abort, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import LEVELS as LEVELS_OF_PARTICIPATION
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.forms import Choice
from participation.foundation.i18n import reader_locale, staff_gettext as _
from participation.foundation.keys import from_text, to_text
from participation.foundation.languages import SOURCE, STAFF
from participation.foundation.localized import Localized
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
A_YEAR = dt.timedelta(weeks=52)
"""After which a wave is asked again, on the same day of the week."""
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
    """Draft a campaign: what for, where, when, in which languages; or do one again."""
    before = _repeated()
    form = _form(_again(before) if before else {})
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
    back = url_for("campaigns.show", campaign_id=before.id) if before else None
    return _sheet(form, back or url_for("campaigns.index"))


@allow(Permission.SURVEY_MANAGE)
def change(campaign_id: int) -> ResponseReturnValue:
    """Rewrite a draft."""
    act = cycle.act()
    campaign = queries.get_campaign(act.session, campaign_id)
    form = _form(_written(campaign), but=campaign.id)
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


def _repeated() -> Campaign | None:
    """Give the campaign that the address asks to do again; 404 for one that cannot be."""
    if "after" not in request.args:
        return None
    try:
        return queries.get_campaign(cycle.act().session, from_text(request.args["after"]))
    except ValueError:
        abort(404)


def _again(before: Campaign) -> dict[str, object]:
    """Begin a wave as the one before: the same words and people, a year later or from today."""
    opens_on = max(clock.today(), before.opens_on + A_YEAR)
    years = str(before.opens_on.year), str(opens_on.year)
    title = {tag: words.replace(*years) for tag, words in before.title.items()}
    return _written(before) | {
        "title": Localized(title),
        "opens_on": opens_on,
        "closes_on": opens_on + (before.closes_on - before.opens_on),
        "previous_id": to_text(before.id),
    }


def _form(given: Mapping[str, object], but: int | None = None) -> CampaignForm:
    """Give the form with what can be chosen and what is said already; no wave comes after `but`."""
    session = cycle.act().session
    tags = cycle.organisation_row().languages.split(",")
    form = campaign_form(tags)(data=given or None)
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
            if one.id != but
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
