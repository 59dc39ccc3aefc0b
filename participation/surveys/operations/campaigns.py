"""The life of a campaign: created, translated, opened, closed, published; and who is counted."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from participation.accounts.queries import count_residents, count_spoken
from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.followups.models import FollowUp
from participation.followups.queries import count_by_origin, list_follow_ups
from participation.followups.rules import ParticipationLevel, State
from participation.foundation.act import Act, Refused
from participation.foundation.clock import PARIS
from participation.foundation.languages import SOURCE, find
from participation.foundation.localized import Localized
from participation.foundation.types import lock_for_transaction
from participation.notifications.operations import take_back
from participation.notifications.rules import OF_SURVEYS
from participation.organisations.queries import list_services
from participation.surveys.models import Campaign, Survey
from participation.surveys.operations.counting import count_answers
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.holding import list_holding
from participation.surveys.queries.texts import list_lacks
from participation.surveys.rules import stages
from participation.surveys.rules.intervals import sample_size
from participation.surveys.rules.stages import Public, Refusal, Stage
from participation.surveys.rules.texts import State as TextState

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
    public: Public = Public.RESIDENTS


@journaled(Action.CAMPAIGN_CREATED)
def create_campaign(act: Act, sheet: CampaignSheet, *, service_ids: Collection[int]) -> Campaign:
    """Create a draft and its survey in each service; refuse dates in the wrong order.

    Residents are counted as of the opening day, and the sample for ± 10 points worked out; people
    of another public are on no roll, and their number is written by hand. Refuses a wave before
    that asked others: what two publics say is not compared.
    """
    campaign = Campaign(stage=Stage.DRAFT)
    _write(act, campaign, sheet)
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
    moved = campaign.public is not sheet.public
    _write(act, campaign, sheet)
    for survey in queries.list_surveys(act.session, campaign.id):
        if moved:
            survey.population_because = ""
        if survey.service_id not in service_ids:
            act.session.delete(survey)
    act.session.flush()
    _place(act, campaign, service_ids)
    return campaign


def _write(act: Act, campaign: Campaign, sheet: CampaignSheet) -> None:
    if sheet.closes_on < sheet.opens_on:
        raise Refused(Refusal.CLOSES_BEFORE_OPENING)
    before = queries.find_campaign(act.session, sheet.previous_id) if sheet.previous_id else None
    if before is not None and before.public is not sheet.public:
        raise Refused(Refusal.OTHER_PUBLIC)
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
    residents: Mapping[int, int] = {}
    spoken: Mapping[int, dict[str, int]] = {}
    if campaign.public is Public.RESIDENTS:
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
    """Freeze the questionnaire; refuse while a chosen language lacks a text, or nobody is asked.

    So does a text whose original changed since, or that a machine wrote and nobody confirmed.
    """
    require_all(act, campaign)
    version = queries.get_version(act.session, campaign.version_id)
    act.session.refresh(version, with_for_update=True)  # nobody edits what is being frozen
    questionnaire = queries.read_questionnaire(version)
    languages = campaign.languages.split(",")
    lacks = list_lacks(act.session, version, languages)
    lacking = {
        state: [tag for tag in languages if lacks[tag].of(state)]
        for state in (TextState.MISSING, TextState.STALE, TextState.MACHINE)
    }
    untold = [tag for tag in languages if not campaign.purpose.get(tag)]
    incomplete = [tag for tag in languages if tag in {*lacking[TextState.MISSING], *untold}]
    reason = stages.why_not_translated(
        campaign.stage,
        questions=len(queries.asked(questionnaire)),
        services=campaign.services,
        purpose=campaign.purpose.text("fr"),
        incomplete=incomplete,
        uncounted=_uncounted(act, campaign),
        stale=lacking[TextState.STALE],
        machine=lacking[TextState.MACHINE],
    )
    if reason:
        state = {
            Refusal.LANGUAGE_STALE: TextState.STALE,
            Refusal.LANGUAGE_MACHINE: TextState.MACHINE,
        }
        named = lacking[state[reason]] if reason in state else incomplete
        raise Refused(reason, languages=", ".join(find(tag).autonym for tag in named))
    version.is_frozen = True
    campaign.stage = Stage.TRANSLATED
    return campaign


def _uncounted(act: Act, campaign: Campaign) -> bool:
    """Say whether some number of people is still to be written: no roll tells how many they are."""
    surveys = queries.list_surveys(act.session, campaign.id)
    return campaign.public is not Public.RESIDENTS and not all(x.population for x in surveys)


@unjournaled("only says whether a deed may go on, and holds the others back")
def require_all(act: Act, campaign: Campaign) -> None:
    """Refuse to move a campaign that also runs in services the person does not look after.

    Its deeds wait for one another, and for envelopes that are being taken: the journal's lock,
    which each of them needs in the end, comes before any row. Whoever waited reads its stage anew.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    act.session.flush()
    act.session.refresh(campaign)
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
def close_campaign(act: Act, campaign: Campaign, *, anyway: bool = False) -> Campaign:
    """Close: no answer is taken any more, all are counted, and scores may be read from now on.

    Refuses while public screens may hold answers, unless told to close anyway. Messages of the
    wave that did not leave are taken back: they would lead to a shut door.
    """
    require_all(act, campaign)
    if campaign.stage is not Stage.OPEN:
        raise Refused(Refusal.NOT_OPEN)
    if not anyway and list_holding(act.session, campaign, act.now):
        raise Refused(Refusal.SCREENS_HOLD)
    take_back(act, OF_SURVEYS, naming=campaign.id)
    campaign.stage = Stage.CLOSED
    campaign.closes_on = min(campaign.closes_on, _today(act))
    act.session.flush()  # from here on whoever sends a response waits, and is then refused
    count_answers(act, campaign)
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


@journaled(Action.SURVEY_ARCHIVED)
def archive_campaign(act: Act, campaign: Campaign) -> Campaign:
    """Put a survey away: it leaves the daily lists and stays readable.

    Refuses, naming what is missing, while something noted from it has no answer that residents can
    read, or while one service can read none.
    """
    require_all(act, campaign)
    surveys = queries.list_surveys(act.session, campaign.id)
    found = list_follow_ups(act.session, origins=queries.origins(campaign, surveys))
    told = {one.service_id for one in found if one.is_public and one.state is not State.OPEN}
    places = list_services(act.session, keys=frozenset(x.service_id for x in surveys) - told)
    lacks = {
        "unanswered": [_said(one) for one in found if one.state is State.OPEN],
        "untold": [_said(one) for one in found if not one.is_public],
        "services": [one.public_name for one in places],
    }
    if reason := stages.why_not_archive(campaign.stage, **lacks):
        missing = next((names for names in lacks.values() if names), [])
        raise Refused(reason, missing=", ".join(dict.fromkeys(missing)))
    campaign.stage = Stage.ARCHIVED
    return campaign


def _said(one: FollowUp) -> str:
    return f"« {one.said.text(SOURCE)} »"


@unjournaled("each opening and closing writes its own entry")
def turn_stages(act: Act) -> int:
    """Open and close what the day asks for, in one organisation; give how many were turned.

    The worker calls it with every service entered; a second call the same day turns nothing, nor
    does one that waited for somebody who was closing at that moment.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    today, turned = _today(act), 0
    for campaign in queries.list_campaigns(act.session):
        if campaign.stage is Stage.TRANSLATED and campaign.opens_on <= today:
            open_campaign(act, campaign)
            turned += 1
        if campaign.stage is Stage.OPEN and campaign.closes_on < today:
            close_campaign(act, campaign, anyway=True)
            turned += 1
    return turned


def _today(act: Act) -> dt.date:
    return act.now.astimezone(PARIS).date()
