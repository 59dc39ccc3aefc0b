"""Counting a wave by a few grouped statements that read the answers in their stored order."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from participation.surveys.models import Answer, Campaign
from participation.surveys.queries.campaigns import (
    count_responses,
    find_campaign,
    get_version,
    list_surveys,
    read_questionnaire,
)
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.questions import QuestionKind, Questionnaire

Values = dict[int, dict[int, int]]


def count_wave(session: Session, campaign: Campaign) -> Wave:
    """Count a campaign in the entered services; nothing of it may be shown but by a report."""
    questionnaire = read_questionnaire(get_version(session, campaign.version_id))
    surveys = list_surveys(session, campaign.id)
    keys = [survey.id for survey in surveys]
    values, choosers = count_values(session, keys), count_choosers(session, keys, questionnaire)
    progress = count_responses(session, keys)
    sheets = tuple(
        Sheet(
            service_id=survey.service_id,
            population=survey.population,
            responses=progress[survey.id].responses,
            values=values[survey.id],
            choosers=choosers[survey.id],
            channels=progress[survey.id].channels,
            aids=progress[survey.id].aids,
            languages=progress[survey.id].languages,
            listened=progress[survey.id].listened,
        )
        for survey in surveys
    )
    return Wave(campaign.title, questionnaire, sheets, len(surveys) == campaign.services)


def count_previous(session: Session, campaign: Campaign) -> Wave | None:
    """Count the wave before, when there is one that ran in the entered services."""
    before = find_campaign(session, campaign.previous_id) if campaign.previous_id else None
    return count_wave(session, before) if before is not None else None


def count_values(session: Session, survey_ids: Sequence[int]) -> defaultdict[int, Values]:
    """Give survey → question number → stored value → answers, in the order of the primary key."""
    statement = (
        select(Answer.survey_id, Answer.question, Answer.value, func.count())
        .where(Answer.survey_id.in_(survey_ids))
        .group_by(Answer.survey_id, Answer.question, Answer.value)
    )
    found: defaultdict[int, Values] = defaultdict(dict)
    for survey_id, question, value, count in session.execute(statement):
        found[survey_id].setdefault(question, {})[value] = count
    return found


def count_choosers(
    session: Session, survey_ids: Sequence[int], questionnaire: Questionnaire
) -> defaultdict[int, dict[int, int]]:
    """Give survey → question number → people, for the questions that take several choices."""
    several = [
        question.number
        for question in questionnaire.questions()
        if question.kind is QuestionKind.MANY
    ]
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    if not several:
        return found
    statement = (
        select(Answer.survey_id, Answer.question, func.count(Answer.response_key.distinct()))
        .where(Answer.survey_id.in_(survey_ids), Answer.question.in_(several), Answer.value >= 0)
        .group_by(Answer.survey_id, Answer.question)
    )
    for survey_id, question, count in session.execute(statement):
        found[survey_id][question] = count
    return found
