"""A campaign is drafted, translated, opened, closed and published, and refuses what it must."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation.act import Refused
from participation.foundation.localized import Localized
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations.campaigns import (
    close_campaign,
    correct_population,
    declare_translated,
    open_campaign,
    publish_campaign,
    turn_stages,
)
from participation.surveys.operations.questionnaires import (
    import_questionnaire,
    translate_questionnaire,
)
from participation.surveys.queries.campaigns import (
    campaign_origin,
    get_campaign,
    get_version,
    list_surveys,
    read_questionnaire,
    survey_origin,
)
from participation.surveys.queries.results import count_wave
from participation.surveys.rules import translation
from participation.surveys.rules.stages import Refusal, Stage
from tests.builders import acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.surveys.waves import (
    answer,
    make_campaign,
    make_open_campaign,
    make_questionnaire,
    make_residents,
    survey_in,
)

PROMISE = FollowUpSheet(
    said=Localized(fr="Les repas sont froids"),
    decided=Localized(fr="Un nouveau four"),
    owner="la cuisine",
    state=State.PROMISED,
    due_on=dt.date(2026, 6, 1),
)


def test_a_wave_is_opened_answered_and_counted(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        make_residents(act, town.here, 12)
        make_residents(act, town.there, 3)
        campaign = make_open_campaign(act, town)
        assert campaign.stage is Stage.OPEN
        answer(act, survey_in(act, campaign, town.here), [{1: 5, 3: [1, 2]}, {1: 5}, {1: 2, 2: -1}])
        key = close_campaign(act, campaign).id
    with looking_in(engine, town) as session:
        wave = count_wave(session, get_campaign(session, key))
        here = next(sheet for sheet in wave.sheets if sheet.service_id == town.here)
    assert (here.population, here.responses) == (12, 3)
    assert here.values == {1: {2: 1, 5: 2}, 2: {-1: 1}, 3: {1: 1, 2: 1}}
    assert here.choosers == {3: 1}
    assert here.channels == {"kiosk": 3}


def test_the_sample_wished_follows_the_residents_present(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        make_residents(act, town.here, 60)
        campaign = make_campaign(act, town)
        survey = survey_in(act, campaign, town.here)
        assert (survey.population, survey.target) == (60, 38)
        assert survey.spoken == {"fr": 60}


def test_a_corrected_number_needs_a_reason_and_stays(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        campaign = declare_translated(act, make_campaign(act, town))
        survey = survey_in(act, campaign, town.here)
        with pytest.raises(Refused) as refused:
            correct_population(act, survey, population=9, because=" ")
        assert refused.value.reason is Refusal.NUMBER_WITHOUT_REASON
        correct_population(act, survey, population=9, because="File active de la semaine")
        open_campaign(act, campaign)
        assert survey.population == 9


def test_a_language_that_lacks_a_text_stops_the_campaign(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town)
        version = get_version(act.session, campaign.version_id)
        whole = read_questionnaire(version)
        holed = translation.with_texts(whole, "ar", {"repas": "الوجبات"})
        translate_questionnaire(act, version, holed)
        campaign.languages = "fr,ar"
        with pytest.raises(Refused) as refused:
            declare_translated(act, campaign)
    assert refused.value.reason is Refusal.LANGUAGE_INCOMPLETE
    assert refused.value.facts == {"languages": "العربية"}


def test_a_frozen_version_never_changes(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        campaign = declare_translated(act, make_campaign(act, town))
        version = get_version(act.session, campaign.version_id)
        before = version.digest
        other = translation.with_texts(read_questionnaire(version), "fr", {"repas": "Manger"})
        copy = translate_questionnaire(act, version, other)
        assert (version.digest, version.is_frozen) == (before, True)
        assert (copy.number, copy.is_frozen) == (2, False)


def test_the_same_file_twice_makes_one_version(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        first = import_questionnaire(act, name="avis", questionnaire=make_questionnaire())
        again = import_questionnaire(act, name="avis", questionnaire=make_questionnaire())
        next_one = import_questionnaire(act, name="avis", questionnaire=make_questionnaire("Autre"))
        assert first is again
        assert (first.number, next_one.number) == (1, 2)
        assert act.session.query(QuestionnaireVersion).count() == 2


def test_nothing_is_published_before_residents_have_an_answer(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        campaign = close_campaign(act, make_open_campaign(act, town))
        here = survey_in(act, campaign, town.here)
        open_follow_up(act, PROMISE, service_id=town.here, origin=survey_origin(here.id))
        with pytest.raises(Refused) as refused:
            publish_campaign(act, campaign)
        assert refused.value.reason is Refusal.NO_FOLLOW_UP
        origin = campaign_origin(campaign.id)
        open_follow_up(act, PROMISE, service_id=town.there, origin=origin)
        assert publish_campaign(act, campaign).stage is Stage.PUBLISHED


def test_whoever_sees_part_of_the_services_moves_nothing(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        key = make_open_campaign(act, town).id
    with acting_in(engine, town, town.here) as act:
        campaign = get_campaign(act.session, key)
        with pytest.raises(Refused) as refused:
            close_campaign(act, campaign)
    assert refused.value.reason is Refusal.OTHER_SERVICES


def test_the_worker_opens_and_closes_on_the_day(engine: Engine, clock: Clock) -> None:
    town = make_town(engine)
    opens_on, closes_on = dt.date(2026, 3, 20), dt.date(2026, 3, 31)
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town, opens_on=opens_on, closes_on=closes_on)
        key = declare_translated(act, campaign).id
    stages = []
    for day in (19, 20, 31, 32):
        clock.set(dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC) + dt.timedelta(days=day - 1))
        with acting_in(engine, town) as act:
            turn_stages(act)
            stages.append(get_campaign(act.session, key).stage)
    assert stages == [Stage.TRANSLATED, Stage.OPEN, Stage.OPEN, Stage.CLOSED]


def test_dates_in_the_wrong_order_are_refused(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        with pytest.raises(Refused) as refused:
            make_campaign(act, town, opens_on=dt.date(2026, 4, 2), closes_on=dt.date(2026, 4, 1))
        assert not list_surveys(act.session, 0)
    assert refused.value.reason is Refusal.CLOSES_BEFORE_OPENING
