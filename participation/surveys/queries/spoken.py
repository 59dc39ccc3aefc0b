"""The sentences of people that residents hear around a survey, for the room of voices."""

from collections.abc import Iterator, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries.campaigns import list_campaigns, read_questionnaire
from participation.surveys.rules.easy import every_choice
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.stages import GIVEN_BACK, Stage

SPOKEN = (Stage.TRANSLATED, Stage.OPEN, *GIVEN_BACK)
"""Before that the words may still change; then people answer, and hear what was said of it."""


def list_spoken(session: Session, locale: str) -> list[str]:
    """Give the texts written in a language, in reading order: surveys to come."""
    found: list[Mapping[str, str]] = []
    for campaign in list_campaigns(session):
        if campaign.stage in SPOKEN:
            found += [campaign.title, campaign.purpose]
            version = select(QuestionnaireVersion).where(
                QuestionnaireVersion.id == campaign.version_id
            )
            found += texts_of(read_questionnaire(session.scalars(version).one()))
    return list(dict.fromkeys(text[locale] for text in found if text.get(locale)))


def texts_of(questionnaire: Questionnaire) -> Iterator[Mapping[str, str]]:
    """Give every text of a questionnaire that a person may meet, in every language it has."""
    yield questionnaire.title
    for group in questionnaire.groups():
        yield group.label
    for question in questionnaire.questions():
        yield from (
            question.label,
            question.hint,
            question.required_message,
            question.constraint_message,
        )
        yield from (choice.label for choice in every_choice(question))
