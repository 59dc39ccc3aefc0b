"""The life of a campaign: created, translated, opened, closed, published; and who is counted."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from participation.accounts.queries import count_residents, count_spoken
from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.followups.queries import count_by_origin
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.localized import Localized
from participation.surveys.models import Campaign, Survey
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules import stages, translation
from participation.surveys.rules.intervals import sample_size
from participation.surveys.rules.stages import Refusal, Stage

MARGIN = 0.10
"""The sample wished when nobody asks for another: about ± 10 points (surveys.md §4)."""


@dataclass(frozen=True, slots=True)
class CampaignSheet:
    """What is written of a campaign while it is a draft."""

    version_id: int
    title: Localized
    purpose: Localized
    level: ParticipationLevel
    languages: Sequence[str]
    opens_on: dt.date
    closes_on: dt.date
    previous_id: int | None = None


@journaled(Action.CAMPAIGN_CREATED)
def create_campaign(act: Act, sheet: CampaignSheet, *, service_ids: Collection[int]) -> Campaign:
    """Create a draft and its survey in each service; refuse dates in the wrong order.

    Residents are counted as of the opening day, and the sample for ± 10 points worked out.
    """
    campaign = Campaign(stage=Stage.DRAFT)
    _write(campaign, sheet)
    act.session.add(campaign)
    act.session.flush()
    _place(act, campaign, service_ids)
    return campaign


@journaled(Action.CAMPAIGN_CHANGED)
def change_campaign(
    act: Act, campaign: Campaign, sheet: CampaignSheet, *, service_ids: Collection[int]
) -> Campaign:
    """Rewrite a draft; refuse once it is translated, for its questions are then frozen."""
    require_all(act, campaign)
    if campaign.stage is not Stage.DRAFT:
        raise Refused(Refusal.NOT_DRAFT)
    _write(campaign, sheet)
    for survey in queries.list_surveys(act.session, campaign.id):
        if survey.service_id not in service_ids:
            act.session.delete(survey)
    act.session.flush()
    _place(act, campaign, service_ids)
    return campaign


def _write(campaign: Campaign, sheet: CampaignSheet) -> None:
    if sheet.closes_on < sheet.opens_on:
        raise Refused(Refusal.CLOSES_BEFORE_OPENING)
    for name in CampaignSheet.__slots__:
        setattr(campaign, name, getattr(sheet, name))
    campaign.languages = ",".join(sheet.languages)


def _place(act: Act, campaign: Campaign, service_ids: Collection[int]) -> None:
    """Give each chosen service its survey, counted anew unless somebody corrected the number."""
    present = {row.service_id: row for row in queries.list_surveys(act.session, campaign.id)}
    for service_id in sorted(set(service_ids) - present.keys()):
        present[service_id] = Survey(campaign_id=campaign.id, service_id=service_id)
        act.session.add(present[service_id])
    campaign.services = len(present)
    _count(act, campaign, list(present.values()))


def _count(act: Act, campaign: Campaign, surveys: Sequence[Survey]) -> None:
    """Count the residents of the opening day where nobody has corrected the number."""
    keys = frozenset(survey.service_id for survey in surveys)
    residents = count_residents(act.session, keys, campaign.opens_on)
    spoken = count_spoken(act.session, keys, campaign.opens_on)
    for survey in surveys:
        survey.spoken = spoken.get(survey.service_id, {})
        if not survey.population_because:
            survey.population = residents.get(survey.service_id, 0)
            survey.target = sample_size(survey.population, MARGIN) if survey.population else 0


@unjournaled("writes its own entry, with the two numbers and the reason")
def correct_population(act: Act, survey: Survey, *, population: int, because: str) -> Survey:
    """Correct the number of people present, which every interval rests on; refuse without why."""
    if not because.strip():
        raise Refused(Refusal.NUMBER_WITHOUT_REASON)
    before = survey.population
    survey.population, survey.population_because = population, because.strip()[:200]
    survey.target = sample_size(population, MARGIN) if population else 0
    record(
        act,
        Action.CAMPAIGN_CHANGED,
        subject_of(survey),
        population=population,
        before=before,
        because=survey.population_because,
    )
    return survey


@journaled(Action.CAMPAIGN_CHANGED)
def declare_translated(act: Act, campaign: Campaign) -> Campaign:
    """Freeze the questionnaire; refuse while a chosen language lacks a text, or nobody is asked."""
    require_all(act, campaign)
    version = queries.get_version(act.session, campaign.version_id)
    questionnaire = queries.read_questionnaire(version)
    languages = campaign.languages.split(",")
    incomplete = [
        language
        for language in languages
        if translation.missing(questionnaire, language) or not campaign.purpose.get(language)
    ]
    reason = stages.why_not_translated(
        campaign.stage,
        questions=len(queries.asked(questionnaire)),
        services=campaign.services,
        purpose=campaign.purpose.text("fr"),
        incomplete=incomplete,
    )
    if reason:
        raise Refused(reason, languages=", ".join(incomplete))
    version.is_frozen = True
    campaign.stage = Stage.TRANSLATED
    return campaign


@unjournaled("only says whether a deed may go on")
def require_all(act: Act, campaign: Campaign) -> None:
    """Refuse to move a campaign that also runs in services the person does not look after."""
    if len(queries.list_surveys(act.session, campaign.id)) != campaign.services:
        raise Refused(Refusal.OTHER_SERVICES)


@journaled(Action.SURVEY_OPENED)
def open_campaign(act: Act, campaign: Campaign) -> Campaign:
    """Open to residents from the opening day; the people present are counted at this moment."""
    require_all(act, campaign)
    if reason := stages.why_not_open(campaign.stage, campaign.opens_on, _today(act)):
        raise Refused(reason)
    _count(act, campaign, queries.list_surveys(act.session, campaign.id))
    campaign.stage = Stage.OPEN
    return campaign


@journaled(Action.SURVEY_CLOSED)
def close_campaign(act: Act, campaign: Campaign) -> Campaign:
    """Close: no answer is taken any more, and scores may be read from now on."""
    require_all(act, campaign)
    if campaign.stage is not Stage.OPEN:
        raise Refused(Refusal.NOT_OPEN)
    campaign.stage = Stage.CLOSED
    campaign.closes_on = min(campaign.closes_on, _today(act))
    return campaign


@journaled(Action.SURVEY_PUBLISHED)
def publish_campaign(act: Act, campaign: Campaign) -> Campaign:
    """Publish to residents; refuse while one service has nothing to tell them about what follows.

    Each service needs a follow-up of its own survey or the one recorded for the whole campaign.
    """
    require_all(act, campaign)
    surveys = queries.list_surveys(act.session, campaign.id)
    told = count_by_origin(act.session, queries.origins(campaign, surveys))
    fewest = min((told.get(survey.service_id, 0) for survey in surveys), default=0)
    if reason := stages.why_not_publish(campaign.stage, fewest):
        raise Refused(reason)
    campaign.stage = Stage.PUBLISHED
    return campaign


@unjournaled("each opening and closing writes its own entry")
def turn_stages(act: Act) -> int:
    """Open and close what the day asks for, in one organisation; give how many were turned.

    The worker calls it with every service entered; a second call the same day turns nothing.
    """
    today, turned = _today(act), 0
    for campaign in queries.list_campaigns(act.session):
        if campaign.stage is Stage.TRANSLATED and campaign.opens_on <= today:
            open_campaign(act, campaign)
            turned += 1
        if campaign.stage is Stage.OPEN and campaign.closes_on < today:
            close_campaign(act, campaign)
            turned += 1
    return turned


def _today(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()
