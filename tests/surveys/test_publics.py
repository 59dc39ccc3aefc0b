"""Staff, partners, relatives, neighbours and workers are asked with the same tools, and apart."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.foundation.act import Act, Refused
from participation.surveys.models import Campaign
from participation.surveys.operations.campaigns import (
    close_campaign,
    correct_population,
    declare_translated,
    open_campaign,
)
from participation.surveys.queries.answering import list_open
from participation.surveys.queries.campaigns import list_surveys
from participation.surveys.queries.results import find_previous, get_publication
from participation.surveys.queries.yearly import last_surveys
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.stages import Public, Refusal
from tests.builders import Town, acting_in, make_town
from tests.conftest import Clock
from tests.surveys.waves import answer, make_campaign, make_residents, part_poles, survey_in

TODAY = dt.date(2026, 3, 17)


def _open(act: Act, campaign: Campaign) -> Campaign:
    for survey in list_surveys(act.session, campaign.id):
        if campaign.public is not Public.RESIDENTS:
            correct_population(act, survey, population=30, because="Registre du personnel")
    return open_campaign(act, declare_translated(act, campaign))


@pytest.fixture
def town(engine: Engine) -> Town:
    made = make_town(engine)
    with acting_in(engine, made) as act:
        part_poles(act, made)
        make_residents(act, made.here, 40)
    return made


def test_people_on_no_roll_are_counted_by_hand_before_they_are_asked(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town, public=Public.STAFF)
        survey = survey_in(act, campaign, town.here)
        assert (survey.population, survey.target, survey.spoken) == (0, 0, {})
        with pytest.raises(Refused) as refused:
            declare_translated(act, campaign)
        assert refused.value.reason is Refusal.NOBODY_COUNTED
        _open(act, campaign)
        assert (survey.population, survey.population_because) == (30, "Registre du personnel")
        assert survey.target
        assert list_open(act.session, TODAY) == []
        residents = _open(act, make_campaign(act, town))
        assert {each.survey_id for each in list_open(act.session, TODAY)} == {
            each.id for each in list_surveys(act.session, residents.id)
        }


def test_figures_of_two_publics_are_never_compared_nor_the_law_s(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        before = close_campaign(act, _open(act, make_campaign(act, town)))
        with pytest.raises(Refused) as refused:
            make_campaign(act, town, public=Public.RELATIVES, previous=before)
        assert refused.value.reason is Refusal.OTHER_PUBLIC
        clock.advance(days=2)
        now = _open(act, make_campaign(act, town, public=Public.RELATIVES))
        answer(act, survey_in(act, now, town.here), [{1: 5}] * 16 + [{1: 2}] * 4)
        close_campaign(act, now)
        now.previous_id = before.id
        assert find_previous(act.session, now) is None
        found = last_surveys(act.session, TODAY + dt.timedelta(days=30))
        assert {each.campaign_id for each in found.values()} == {before.id}
        publication = get_publication(act.session, now)
    line = publication.line_of(town.here)
    assert line is not None
    assert (line.population, line.responses) == (30, 20)
    assert isinstance(publication.findings[0].share(line), Hidden), "four are not content"
