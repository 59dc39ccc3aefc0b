"""A group answers the same questions at its start and at its end, and reads what has changed."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.followups.rules import ParticipationLevel
from participation.foundation.act import Act
from participation.foundation.keys import random_key, to_text
from participation.foundation.localized import Localized
from participation.surveys.models import Campaign, Survey
from participation.surveys.operations import campaigns
from participation.surveys.operations.responses import ResponseSheet, record_response
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.rules.stages import Channel
from tests.builders import acting_in
from tests.conftest import Clock
from tests.journeys.seeds.test_spaces_of_expression import words_of
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

FEW, MANY = [2] * 10 + [4] * 6, [4] * 10 + [2] * 6
"""What sixteen people of eighteen say at each question, at the start and at the end."""


def answer(act: Act, survey: Survey, said: list[int]) -> None:
    """Let each person of the group answer its three questions."""
    for value in said:
        sheet = ResponseSheet(random_key(), {1: value, 2: value, 3: value}, Channel.PHONE, "fr")
        record_response(act, survey.id, sheet)


def begin_again(act: Act, first: Campaign) -> Campaign:
    """Ask the same questions at the end, to be compared with the first ones."""
    sheet = campaigns.CampaignSheet(
        version_id=first.version_id,
        title=Localized({"fr": "Le groupe finit", "fr@falc": "Le groupe finit", "en": "The end"}),
        purpose=first.purpose,
        level=ParticipationLevel.CONSULT,
        languages=("fr", "fr@falc", "en"),
        opens_on=act.now.date(),
        closes_on=act.now.date() + dt.timedelta(days=7),
        previous_id=first.id,
    )
    (survey,) = list_surveys(act.session, first.id)
    made = campaigns.create_campaign(act, sheet, service_ids=[survey.service_id])
    return campaigns.open_campaign(act, campaigns.declare_translated(act, made))


def test_the_last_questions_are_compared_with_the_first(walk: Walk, clock: Clock) -> None:
    key, engine = walk.survey("murier", "Le groupe commence"), walk.served.engine
    with acting_in(engine, walk.town) as act:
        survey = act.session.scalars(select(Survey).where(Survey.id == key)).one()
        first = act.session.scalars(select(Campaign).where(Campaign.id == survey.campaign_id)).one()
        answer(act, survey, FEW)
        campaigns.close_campaign(act, first)
    clock.advance(days=120)
    with acting_in(engine, walk.town) as act:
        first = act.session.scalars(select(Campaign).where(Campaign.id == survey.campaign_id)).one()
        last = begin_again(act, first)
        (asked,) = list_surveys(act.session, last.id)
        answer(act, asked, MANY)
        campaigns.close_campaign(act, last)
        found = to_text(last.id)
    page = words_of(walk.staff(Role.QUALITY_MANAGER).read(f"/results/{found}"))
    changed = page.partition("Ce qui a changé Les personnes ont répondu")[2]
    assert re.search(r"Avez-vous avec qui parler \?.* 38 %.* 62 %", changed), changed[:800]
