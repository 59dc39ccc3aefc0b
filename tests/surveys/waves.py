"""Waves for the tests: a questionnaire in two languages, residents, answers given by hand."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from participation.accounts.rules.powers import Role
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act
from participation.foundation.keys import random_key
from participation.foundation.localized import Localized
from participation.organisations.operations import create_pole
from participation.organisations.queries import get_service
from participation.surveys.models import Answer, Campaign, Response, Survey
from participation.surveys.operations.campaigns import (
    CampaignSheet,
    create_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.operations.counting import count_in
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.queries.counts import Ways
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.stages import Aid, Channel, Public
from tests.builders import Town, make_person

FACES = ("Pas du tout content", "Pas content", "Moyen", "Content", "Très content")


def both(french: str) -> Localized:
    """Give a text in French and in English."""
    return Localized(fr=french, en=f"{french} (en)")


def faces(name: str, label: str, number: int, theme: str = "Quotidien") -> Question:
    """Give a question on five faces, 1 the worst."""
    choices = tuple(
        Choice(name=str(place), value=place, label=both(words), score=place)
        for place, words in enumerate(FACES, 1)
    )
    return Question(
        name=name,
        kind=QuestionKind.FACES,
        label=both(label),
        number=number,
        choices=choices,
        theme=theme,
    )


def make_questionnaire(title: str = "Votre avis") -> Questionnaire:
    """Give four questions: two faces, a list of several choices, a comment."""
    wishes = tuple(
        Choice(name=name, value=place, label=both(name))
        for place, name in enumerate(("Sorties", "Sport", "Cuisine"), 1)
    )
    return Questionnaire(
        title=both(title),
        languages=("fr", "en"),
        items=(
            Group(
                name="quotidien",
                label=both("Au quotidien"),
                items=(faces("repas", "Les repas", 1), faces("chambre", "La chambre", 2)),
            ),
            Question(
                name="envies",
                kind=QuestionKind.MANY,
                label=both("Vos envies"),
                number=3,
                choices=wishes,
                theme="Activités",
            ),
            Question(name="mot", kind=QuestionKind.COMMENT, label=both("Un mot de plus"), number=4),
        ),
    )


def part_poles(act: Act, town: Town) -> None:
    """Put the two services of a town in two poles, so that they are never merged."""
    for name, key in (("Nord", town.here), ("Sud", town.there)):
        get_service(act.session, key).pole_id = create_pole(act, name=name).id
    act.session.flush()


def make_residents(act: Act, service_id: int, count: int) -> None:
    """House so many residents in a service."""
    for number in range(count):
        make_person(act, f"Résident {service_id}-{number}", Role.RESIDENT, service_id)


def make_campaign(
    act: Act,
    town: Town,
    *,
    title: str = "Enquête 2026",
    opens_on: dt.date = dt.date(2026, 3, 16),
    closes_on: dt.date = dt.date(2026, 4, 12),
    previous: Campaign | None = None,
    questionnaire: Questionnaire | None = None,
    public: Public = Public.RESIDENTS,
) -> Campaign:
    """Create a draft in all services of the town."""
    version = import_questionnaire(
        act, name="avis", questionnaire=questionnaire or make_questionnaire()
    )
    sheet = CampaignSheet(
        version_id=version.id,
        title=both(title),
        purpose=both("À mieux vous écouter"),
        level=ParticipationLevel.CONSULT,
        languages=("fr", "en"),
        opens_on=opens_on,
        closes_on=closes_on,
        previous_id=previous.id if previous else None,
        public=public,
    )
    return create_campaign(act, sheet, service_ids=town.services)


def make_open_campaign(act: Act, town: Town) -> Campaign:
    """Create a campaign and bring it to its opening."""
    return open_campaign(act, declare_translated(act, make_campaign(act, town)))


def survey_in(act: Act, campaign: Campaign, service_id: int) -> Survey:
    """Give the survey of a campaign in one service."""
    found = list_surveys(act.session, campaign.id)
    return next(survey for survey in found if survey.service_id == service_id)


def answer(
    act: Act,
    survey: Survey,
    answers: Sequence[Mapping[int, Any]],
    *,
    language: str = "fr",
    channel: Channel = Channel.KIOSK,
    aid: Aid = Aid.NONE,
    proxy: bool = False,
) -> None:
    """Write responses: for each person, question number → value, or values of several choices."""
    place = {
        "organisation_id": act.organisation_id,
        "service_id": survey.service_id,
        "survey_id": survey.id,
    }
    responses, values = [], []
    for given in answers:
        key = random_key()
        manner = {"channel": channel, "aid": aid, "language": language, "listened": False}
        manner["proxy"] = proxy
        responses.append(place | manner | {"key": key})
        for question, value in given.items():
            each = [value] if isinstance(value, int) else value
            values += [
                place | {"response_key": key, "question": question, "value": one} for one in each
            ]
    act.session.execute(insert(Response), responses)
    if values:
        act.session.execute(insert(Answer), values)
    ways = Ways(survey.id, channel, aid, language, listened=False, proxy=proxy)
    count_in(act, survey.service_id, ways, more=len(responses))
