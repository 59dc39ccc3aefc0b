"""Surveys of the demonstration made of a ready pack of the bank, one for each kind of place."""

import datetime as dt
from collections.abc import Mapping
from random import Random
from typing import Any

from participation.followups.rules import ParticipationLevel
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed.form import texts
from participation.surveys.adapters.bank import shipped
from participation.surveys.models import Survey
from participation.surveys.operations import campaigns
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.operations.responses import ResponseSheet, record_response
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.rules.bank import Wish, copy_of, look_for
from participation.surveys.rules.editing import add
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.stages import Channel, Public

LANGUAGES = ("fr", "fr@falc", "en")
OPEN_SINCE, OPEN_FOR = 3, 45
BASKET = "basket"
CONTRACTS = "Contrats en cours à l’ouverture"


def ask(
    act: Act, random: Random, service: Service, one: Mapping[str, Any], today: dt.date
) -> Survey:
    """Open the survey of a place; people of another public than residents are counted by hand."""
    name = f"lot-{one['pack']}-{service.slug}"
    version = import_questionnaire(act, name=name, questionnaire=_of_pack(one))
    opens_on = today - dt.timedelta(days=OPEN_SINCE)
    sheet = campaigns.CampaignSheet(
        version_id=version.id,
        title=Localized(one["title"]),
        purpose=Localized(one["purpose"]),
        level=ParticipationLevel.CONSULT,
        languages=LANGUAGES,
        opens_on=opens_on,
        closes_on=opens_on + dt.timedelta(days=OPEN_FOR),
        public=Public(one.get("public", Public.RESIDENTS)),
    )
    early = _on(act, opens_on)
    campaign = campaigns.create_campaign(early, sheet, service_ids=[service.id])
    (survey,) = list_surveys(act.session, campaign.id)
    if "people" in one:
        because = one.get("because", CONTRACTS)
        campaigns.correct_population(early, survey, population=one["people"], because=because)
    campaigns.declare_translated(early, campaign)
    campaigns.open_campaign(early, campaign)
    if one["pack"] == BASKET:
        _touch(early, random, survey)
    return survey


def _of_pack(one: Mapping[str, Any]) -> Questionnaire:
    made = Questionnaire(title=one["title"], languages=LANGUAGES, items=(), form_id=one["pack"])
    for banked in look_for(shipped(), Wish(pack=one["pack"])):
        made = add(made, copy_of(banked, LANGUAGES), "")
    return made


def _on(act: Act, day: dt.date) -> Act:
    morning = dt.datetime.combine(day, dt.time(9), clock.PARIS).astimezone(dt.UTC)
    return Act(act.session, act.actor, morning)


def _touch(act: Act, random: Random, survey: Survey) -> None:
    """Let people touch the screen at the counter, most of them in French."""
    for value, count in enumerate(texts("entities")["basket"]["touched"], 1):
        for _one in range(count):
            language = random.choice(("fr", "fr", "en"))
            sheet = ResponseSheet(random_key(), {1: value}, Channel.KIOSK, language)
            record_response(act, survey.id, sheet)
