"""Campaigns, their surveys and versions; how an open wave is going, in counts alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from participation.foundation.database import get_row
from participation.foundation.keys import to_text
from participation.surveys.models import Campaign, QuestionnaireVersion, Survey
from participation.surveys.queries.counts import read_ways
from participation.surveys.rules import document
from participation.surveys.rules.questions import ANSWERABLE, Question, Questionnaire


def get_version(session: Session, key: int) -> QuestionnaireVersion:
    """Give a version by key; NoResultFound outside the organisation."""
    return get_row(session, QuestionnaireVersion, key)


def find_newest_version(session: Session, name: str) -> QuestionnaireVersion | None:
    """Give the last version of a series, or nothing."""
    statement = (
        select(QuestionnaireVersion)
        .where(QuestionnaireVersion.name == name)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    return session.scalar(statement)


def list_asked(session: Session, name: str) -> frozenset[str]:
    """Give the questions of the frozen versions of a series: they have answers, or may have."""
    frozen = select(QuestionnaireVersion).where(
        QuestionnaireVersion.name == name, QuestionnaireVersion.is_frozen
    )
    found = (read_questionnaire(version).questions() for version in session.scalars(frozen))
    return frozenset(one.name for questions in found for one in questions)


def list_versions(session: Session) -> Sequence[QuestionnaireVersion]:
    """Give every version, series by series, the newest of each first."""
    statement = select(QuestionnaireVersion).order_by(
        QuestionnaireVersion.name, QuestionnaireVersion.number.desc()
    )
    return session.scalars(statement).all()


def read_questionnaire(version: QuestionnaireVersion) -> Questionnaire:
    """Give the questionnaire that a version keeps."""
    return document.read(version.document)


def asked(questionnaire: Questionnaire) -> tuple[Question, ...]:
    """Give the questions that residents answer, in order."""
    return tuple(each for each in questionnaire.questions() if each.kind in ANSWERABLE)


def get_campaign(session: Session, key: int) -> Campaign:
    """Give a campaign that runs in an entered service; NoResultFound otherwise."""
    statement = select(Campaign).where(Campaign.id == key, _runs_here())
    return session.scalars(statement).one()


def find_campaign(session: Session, key: int) -> Campaign | None:
    """Give a campaign by key, or nothing when it runs in none of the entered services."""
    return session.scalar(select(Campaign).where(Campaign.id == key, _runs_here()))


def list_campaigns(session: Session) -> Sequence[Campaign]:
    """Give the campaigns that run in the entered services, the latest opening first."""
    statement = select(Campaign).where(_runs_here())
    return session.scalars(statement.order_by(Campaign.opens_on.desc(), Campaign.id.desc())).all()


def list_surveys(session: Session, campaign_id: int) -> Sequence[Survey]:
    """Give the surveys of a campaign in the entered services, in a steady order."""
    statement = select(Survey).where(Survey.campaign_id == campaign_id)
    return session.scalars(statement.order_by(Survey.service_id)).all()


def get_survey(session: Session, key: int) -> Survey:
    """Give a survey of an entered service by key; NoResultFound otherwise."""
    return get_row(session, Survey, key)


def origins(campaign: Campaign, surveys: Iterable[Survey]) -> list[str]:
    """Give the origins of what follows a campaign: the whole one, then each of its surveys."""
    return [
        campaign_origin(campaign.id),
        *(survey_origin(survey.id) for survey in surveys),
    ]


def survey_origin(key: int) -> str:
    """Name a survey as the origin of a follow-up."""
    return f"survey:{to_text(key)}"


def campaign_origin(key: int) -> str:
    """Name a whole campaign as the origin of a follow-up recorded for all its services."""
    return f"campaign:{to_text(key)}"


@dataclass(frozen=True, slots=True)
class Progress:
    """Responses of one survey, and how they came; counts only, no answer."""

    responses: int = 0
    channels: Mapping[str, int] = field(default_factory=dict)
    aids: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    listened: int = 0
    proxies: int = 0
    """Given instead of the resident: in none of the others."""


def count_responses(session: Session, survey_ids: Sequence[int]) -> dict[int, Progress]:
    """Give the responses of surveys by the ways they came, from the counts kept beside them."""
    found: dict[int, list[tuple[str, str, str, bool, int]]] = {key: [] for key in survey_ids}
    proxies = dict.fromkeys(survey_ids, 0)
    for ways, count in sorted(read_ways(session, survey_ids).items()):
        if ways.proxy:
            proxies[ways.survey_id] += count
        else:
            line = (ways.channel.value, ways.aid.value, ways.language, ways.listened, count)
            found[ways.survey_id].append(line)
    return {key: _progress(lines, proxies[key]) for key, lines in found.items()}


def _progress(lines: Sequence[tuple[str, str, str, bool, int]], proxies: int) -> Progress:
    sums: tuple[dict[str, int], ...] = ({}, {}, {})
    for *words, _listened, count in lines:
        for place, word in zip(sums, words, strict=True):
            place[str(word)] = place.get(str(word), 0) + count
    return Progress(
        responses=sum(line[-1] for line in lines),
        channels=sums[0],
        aids=sums[1],
        languages=sums[2],
        listened=sum(line[-1] for line in lines if line[3]),
        proxies=proxies,
    )


def _runs_here() -> ColumnElement[bool]:
    return exists(select(Survey.id).where(Survey.campaign_id == Campaign.id))
