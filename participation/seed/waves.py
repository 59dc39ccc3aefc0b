"""Three yearly waves of the demonstration: two answered, the second better but for one theme."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import ParticipationLevel, State
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed.form import LANGUAGES, questionnaire, texts
from participation.seed.people import LANGUAGE_SHARES
from participation.seed.places import PLANS
from participation.surveys.models import Campaign, QuestionnaireVersion, Survey
from participation.surveys.operations import campaigns
from participation.surveys.operations.responses import ResponseSheet, record_response
from participation.surveys.queries.campaigns import list_surveys, survey_origin
from participation.surveys.rules.questions import DONT_KNOW, Question, QuestionKind
from participation.surveys.rules.stages import Aid, Channel

MOODS: Mapping[str, tuple[float, float, float]] = {
    "welcome": (3.7, 4.1, 4.1),
    "respect": (3.6, 4.0, 4.0),
    "listening": (3.4, 3.8, 3.8),
    "safety": (3.7, 3.8, 3.8),
    "place": (3.3, 3.4, 3.4),
    "meals": (2.9, 3.6, 3.6),
    "steps": (3.3, 3.8, 3.8),
    "activities": (3.8, 3.2, 3.3),
}
"""Mean answer of each face question in each wave: meals rise, activities fall."""
YES = {"voice": (0.35, 0.55, 0.55), "better": (0.7, 0.76, 0.76)}
OFFSETS = {"tilleul": 0.1, "olivier": -0.1, "platane": 0.15, "figuier": 0.2, "charme": -0.2}
SPREAD = 0.85
CHANNELS = (Channel.KIOSK, Channel.PHONE, Channel.INTERVIEW, Channel.PAPER)
CHANNEL_WEIGHTS = (52, 24, 18, 6)
AIDS = (Aid.NONE, Aid.PEER, Aid.VOLUNTEER, Aid.STAFF, Aid.RELATIVE, Aid.INTERPRETER)
AID_WEIGHTS = (0, 5, 4, 2, 1, 2)
ABOUT = {"meals": "meals", "papers": "steps", "outings": "activities", "rooms": "place"}
"""The question that each promise answers."""
UNSURE, UNSAID = 0.04, 0.03
LISTENED, COMMENTED = 0.44, 0.14


@dataclass(frozen=True, slots=True)
class Wave:
    """One year's campaign: when it opened, for how many days, how much of it is answered."""

    number: int
    year: int
    opens_on: dt.date
    days: int
    share: float
    promises: Mapping[str, State]


def hold(
    act: Act,
    random: Random,
    version: QuestionnaireVersion,
    services: Mapping[str, Service],
    wave: Wave,
    previous: Campaign | None,
) -> Campaign:
    """Run a campaign from its draft to where it stands today, and give it."""
    campaign = _open(_on(act, wave.opens_on), version, services, wave, previous)
    surveys = {survey.service_id: survey for survey in list_surveys(act.session, campaign.id)}
    for plan in PLANS:
        _answer(act, random, surveys[services[plan.slug].id], plan.slug, plan.rate, wave)
    if wave.share == 1:
        _close(act, campaign, services, wave)
    return campaign


def _on(act: Act, day: dt.date, hour: int = 10) -> Act:
    instant = dt.datetime.combine(day, dt.time(hour), clock.PARIS).astimezone(dt.UTC)
    return Act(act.session, act.actor, instant)


def _open(
    act: Act,
    version: QuestionnaireVersion,
    services: Mapping[str, Service],
    wave: Wave,
    previous: Campaign | None,
) -> Campaign:
    sheet = campaigns.CampaignSheet(
        version_id=version.id,
        title=version.title,
        purpose=Localized(texts("questionnaire")["purpose"]),
        level=ParticipationLevel.CONSULT,
        languages=LANGUAGES,
        opens_on=wave.opens_on,
        closes_on=wave.opens_on + dt.timedelta(days=wave.days),
        previous_id=previous.id if previous else None,
    )
    keys = [service.id for service in services.values()]
    campaign = campaigns.create_campaign(act, sheet, service_ids=keys)
    campaigns.declare_translated(act, campaign)
    return campaigns.open_campaign(act, campaign)


def _answer(act: Act, random: Random, survey: Survey, slug: str, rate: float, wave: Wave) -> None:
    """Let part of the residents answer, in the languages they speak."""
    expected = min(survey.population, round(survey.population * rate * wave.share))
    spoken = _languages(random)
    for _ in range(expected):
        language = random.choices(*spoken)[0]
        channel = random.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
        helped = channel is Channel.INTERVIEW
        answers = _answers(random, slug, wave.number, language)
        aid = random.choices(AIDS, AID_WEIGHTS)[0] if helped else Aid.NONE
        sheet = ResponseSheet(
            key=random_key(),
            answers=answers,
            channel=channel,
            language=language,
            aid=aid,
            listened=random.random() < LISTENED,
            proxy=aid is Aid.RELATIVE,
        )
        record_response(_on(act, wave.opens_on), survey.id, sheet)


def _languages(random: Random) -> tuple[list[str], list[float]]:
    """Give the languages of answers and their weights: those that have a questionnaire."""
    del random
    spoken = {tag: share for tag, share in LANGUAGE_SHARES.items() if tag in LANGUAGES}
    return list(spoken), list(spoken.values())


def _answers(
    random: Random, slug: str, wave: int, language: str
) -> dict[int, int | tuple[int, ...] | str]:
    """Draw one person's answers: her own temper, the house's, the year's."""
    temper = random.gauss(0, 0.55) + OFFSETS.get(slug, 0)
    given: dict[int, int | tuple[int, ...] | str] = {}
    by_name: dict[str, int] = {}
    for question in questionnaire().questions():
        if random.random() < UNSAID or not _asked(question, by_name):
            continue
        answer = _one(random, question, temper, wave, language)
        if answer is not None:
            given[question.number] = answer
            if isinstance(answer, int):
                by_name[question.name] = answer
    return given


def _asked(question: Question, by_name: Mapping[str, int]) -> bool:
    """Follow the one branch of the questionnaire: what is wrong with the meals, if anything."""
    return question.name != "meals_why" or by_name.get("meals") in (1, 2)


def _one(
    random: Random, question: Question, temper: float, wave: int, language: str
) -> int | tuple[int, ...] | str | None:
    if question.kind is QuestionKind.FACES:
        if random.random() < UNSURE:
            return DONT_KNOW
        mean = MOODS[question.name][wave] + temper
        return min(5, max(1, round(random.gauss(mean, SPREAD))))
    if question.kind is QuestionKind.YES_NO:
        return 1 if random.random() < YES[question.name][wave] else 2
    if question.kind is QuestionKind.NUMBER:
        return min(10, max(0, round(random.gauss(3 + temper, 2))))
    if question.kind is QuestionKind.COMMENT:
        return _comment(random, language)
    values = [choice.value for choice in question.choices]
    if question.kind is QuestionKind.MANY:
        return tuple(sorted(random.sample(values, random.choice((1, 1, 2)))))
    return random.choice(values)


def _comment(random: Random, language: str) -> str | None:
    pool: Sequence[str] = texts("comments")[language]
    return random.choice(pool) if random.random() < COMMENTED else None


def _close(act: Act, campaign: Campaign, services: Mapping[str, Service], wave: Wave) -> None:
    """Close the wave, promise what follows from it, and publish it to residents."""
    closing = _on(act, campaign.closes_on + dt.timedelta(days=1))
    campaigns.close_campaign(closing, campaign)
    surveys = {survey.service_id: survey for survey in list_surveys(act.session, campaign.id)}
    for service in services.values():
        origin = survey_origin(surveys[service.id].id)
        for name, state in wave.promises.items():
            sheet = _promise(name, state, campaign.closes_on)
            open_follow_up(closing, sheet, service_id=service.id, origin=origin)
    campaigns.publish_campaign(_on(act, campaign.closes_on + dt.timedelta(days=21)), campaign)


def _promise(name: str, state: State, closed_on: dt.date) -> FollowUpSheet:
    written = texts("promises")[name]
    return FollowUpSheet(
        said=Localized(written["said"]),
        decided=Localized(written["decided"]),
        because=Localized(written.get("because", {})),
        owner=written["owner"],
        state=state,
        due_on=closed_on + dt.timedelta(days=120),
        done_on=closed_on if state is State.DONE else None,
        pictogram=written["pictogram"],
        about=ABOUT[name],
        is_public=True,
    )
