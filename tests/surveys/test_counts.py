"""Counts kept beside responses always say what a count of the responses themselves would."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from sqlalchemy import Engine, event, update

from participation.cli import main
from participation.foundation.act import Act, Refused
from participation.foundation.database import connect
from participation.foundation.keys import random_key
from participation.migrations import run
from participation.surveys.models import AnswerCount, Campaign, ResponseCount, Survey, TraitCount
from participation.surveys.operations.campaigns import (
    close_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.operations.counting import recount
from participation.surveys.operations.responses import ResponseSheet, record_response
from participation.surveys.queries import counts
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.queries.exports import count_ways
from participation.surveys.queries.fieldwork import count_sheets
from participation.surveys.queries.results import count_wave, get_progress, get_publication
from participation.surveys.rules.questions import Question, QuestionKind
from participation.surveys.rules.stages import ENDED, Aid, Channel, Trait
from tests.builders import Town, acting_in, looking_in, make_town
from tests.cli.conftest import point_to
from tests.conftest import owner_url
from tests.surveys.waves import (
    both,
    make_campaign,
    make_open_campaign,
    make_questionnaire,
    make_residents,
    survey_in,
)

BEFORE = "b8e2d4f7310c"
KEYS = [UUID(int=number) for number in range(1, 6)]
FACES = st.sampled_from([1, 2, 5, -1])
SHEETS = st.builds(
    ResponseSheet,
    key=st.sampled_from(KEYS),
    answers=st.fixed_dictionaries(
        {}, optional={1: FACES, 2: FACES, 3: st.sampled_from([(1,), (1, 2), (3,)])}
    ),
    channel=st.sampled_from([Channel.KIOSK, Channel.PAPER]),
    language=st.sampled_from(["fr", "en"]),
    aid=st.sampled_from([Aid.NONE, Aid.STAFF]),
    listened=st.booleans(),
    proxy=st.booleans(),
)
"""Five keys only, so that some are sent again, with other answers."""
ILL = ResponseSheet(KEYS[0], {1: 99}, Channel.KIOSK, "fr")
DEEDS = st.lists(
    st.one_of(SHEETS, SHEETS, SHEETS, st.sampled_from([ILL, "spoil", "close"])), max_size=10
)
STAY = Question(
    name="mois",
    kind=QuestionKind.NUMBER,
    label=both("Depuis combien de mois"),
    number=5,
    minimum=0,
    maximum=600,
    raw={"bank": "stay_months@1"},
)
TRAITS = {
    Trait.PLACE: {
        "paper": {1: {1: 1, 3: 1, 4: 1, 5: 1}, 2: {5: 4}},
        "kiosk": {1: {1: 2, 2: 3, 3: 2, 4: 2, 5: 1}, 2: {5: 10}},
    },
    Trait.HELP: {
        "helped": {1: {1: 1, 3: 1}, 2: {5: 2}},
        "alone": {1: {1: 2, 2: 3, 3: 2, 4: 3, 5: 2}, 2: {5: 12}},
    },
    Trait.STAY: {
        "untold": {1: {1: 1, 2: 1, 3: 1, 4: 1, 5: 1}, 2: {5: 5}},
        "b0": {1: {2: 1}, 2: {5: 1}},
        "b6": {1: {1: 1, 3: 2, 5: 1}, 2: {5: 4}},
        "b24": {1: {1: 1, 2: 1, 4: 2}, 2: {5: 4}},
    },
}
"""Of the 14 residents of `_answered`, by hand."""
SCANNED = re.compile(r"\b(FROM|JOIN) (answer|response)\b")
QUIETLY = {"synchronize_session": False}


@pytest.fixture
def town(engine: Engine) -> Town:
    made = make_town(engine)
    with acting_in(engine, made) as act:
        make_residents(act, made.here, 30)
    return made


def _do(act: Act, campaign: Campaign, survey: Survey, deed: ResponseSheet | str) -> None:
    if deed == "close" and campaign.stage not in ENDED:
        close_campaign(act, campaign)
    elif deed == "spoil":
        for kind in (ResponseCount, AnswerCount, TraitCount):
            more = update(kind).where(kind.survey_id == survey.id).values(number=kind.number + 1)
            spoilt = act.session.execute(more, execution_options=QUIETLY)
            assert recount(act, campaign, mend=False) >= bool(spoilt.rowcount)  # type: ignore[attr-defined]
            recount(act, campaign)
    elif isinstance(deed, ResponseSheet):
        try:
            with act.session.begin_nested():
                record_response(act, survey.id, deed)
        except Refused:
            return


@pytest.mark.sqlite
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_whatever_is_done_the_counts_are_those_of_a_scan(
    engine: Engine, town: Town, deeds: list[ResponseSheet | str]
) -> None:
    with acting_in(engine, town) as act:
        campaign = make_open_campaign(act, town)
        survey, sent = survey_in(act, campaign, town.here), set()
        for deed in deeds:
            _do(act, campaign, survey, deed)
            if isinstance(deed, ResponseSheet) and deed is not ILL and campaign.stage not in ENDED:
                sent.add(deed.key)
            assert recount(act, campaign, mend=False) == 0
        assert sum(counts.read_ways(act.session, [survey.id]).values()) == len(sent)


def _answered(engine: Engine, town: Town) -> int:
    """Let 14 residents answer here, one of them twice, and 6 people for others; then close."""
    with acting_in(engine, town) as act:
        whole = make_questionnaire()
        asked = replace(whole, items=(*whole.items, STAY))
        drawn = make_campaign(act, town, questionnaire=asked)
        campaign = open_campaign(act, declare_translated(act, drawn))
        survey = survey_in(act, campaign, town.here)
        for number in range(20):
            sheet = ResponseSheet(
                random_key(),
                {1: 1 + number % 5, 2: 5, 3: (1, 2) if number % 2 else (3,)}
                | ({5: 3 * number} if number % 3 else {}),
                Channel.PAPER if number % 4 == 0 else Channel.KIOSK,
                "fr",
                aid=Aid.STAFF if number % 7 == 0 else Aid.NONE,
                proxy=number >= 14,
            )
            assert record_response(act, survey.id, sheet)
            assert number or not record_response(act, survey.id, sheet)
        return campaign.id


def _close(engine: Engine, town: Town, key: int) -> None:
    with acting_in(engine, town) as act:
        close_campaign(act, get_campaign(act.session, key))


def test_responses_are_counted_as_they_come_and_answers_at_closing(
    engine: Engine, town: Town
) -> None:
    key = _answered(engine, town)
    with acting_in(engine, town) as act:
        campaign = get_campaign(act.session, key)
        survey = survey_in(act, campaign, town.here)
        assert count_sheets(act.session, survey.id) == 5
        assert count_ways(act.session, [survey.id]) == {
            ("kiosk", "none", "fr", False): 9,
            ("kiosk", "staff", "fr", False): 1,
            ("paper", "none", "fr", False): 3,
            ("paper", "staff", "fr", False): 1,
        }
        assert not counts.read_values(act.session, [survey.id])
        sheet = _sheet(act, campaign, town)
        assert (sheet.responses, sheet.proxies, sheet.values) == (14, 6, {})
        close_campaign(act, campaign)
        sheet = _sheet(act, campaign, town)
        assert recount(act, campaign, mend=False) == 0
    months = sheet.values.pop(5)
    assert months == dict.fromkeys((3, 6, 12, 15, 21, 24, 30, 33, 39), 1)
    assert sheet.values == {1: {1: 3, 2: 3, 3: 3, 4: 3, 5: 2}, 2: {5: 14}, 3: {1: 7, 2: 7, 3: 7}}
    assert sheet.choosers == {3: 14}
    assert sheet.traits == TRAITS
    del sheet.proxy_values[5]
    assert sheet.proxy_values == {
        1: {1: 1, 2: 1, 3: 1, 4: 1, 5: 2},
        2: {5: 6},
        3: {1: 3, 2: 3, 3: 3},
    }


def _sheet(act: Act, campaign: Campaign, town: Town) -> Any:
    sheets = count_wave(act.session, campaign).sheets
    return next(sheet for sheet in sheets if sheet.service_id == town.here)


@contextmanager
def _listening(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def hear(*told: Any) -> None:
        said.append(told[2])

    event.listen(engine, "before_cursor_execute", hear)
    yield said
    event.remove(engine, "before_cursor_execute", hear)


def test_no_page_of_an_open_or_closed_wave_reads_what_people_answered(
    engine: Engine, town: Town
) -> None:
    key = _answered(engine, town)
    for read in (get_progress, get_publication):
        with looking_in(engine, town) as session, _listening(engine) as said:
            assert read(session, get_campaign(session, key)).lines
        assert any("FROM response_count" in each for each in said)
        assert not [
            each for each in said if "FROM answer " in f"{each} " or "FROM response " in each
        ]
        if read is get_progress:
            _close(engine, town, key)


def test_many_at_once_are_each_counted(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        campaign = make_open_campaign(act, town)
        key, survey_id = campaign.id, survey_in(act, campaign, town.here).id

    def send(_number: int) -> bool:
        sheet = ResponseSheet(random_key(), {1: 5}, Channel.KIOSK, "fr")
        with acting_in(engine, town, town.here) as act:
            return record_response(act, survey_id, sheet)

    with ThreadPoolExecutor(8) as crowd:
        assert all(crowd.map(send, range(24)))
    with acting_in(engine, town) as act:
        assert recount(act, get_campaign(act.session, key), mend=False) == 0
        assert sum(counts.read_ways(act.session, [survey_id]).values()) == 24


def test_an_older_database_is_counted_when_it_is_brought_up(
    engine: Engine,
    town: Town,
    database: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    closed, opened = _answered(engine, town), _answered(engine, town)
    _close(engine, town, closed)
    engine.dispose()
    owner = connect(owner_url(database))
    run.downgrade(owner, BEFORE)
    run.upgrade(owner)
    owner.dispose()
    point_to(monkeypatch, database, tmp_path)
    assert main(["surveys", "recount", "--check"]) == 0
    assert capsys.readouterr().out == "2 campaigns counted again, 0 counts wrong.\n"
    with acting_in(engine, town) as act:
        here = survey_in(act, get_campaign(act.session, opened), town.here)
        row = update(ResponseCount).where(ResponseCount.survey_id == here.id)
        act.session.execute(row.values(number=9), execution_options=QUIETLY)
    engine.dispose()
    assert main(["surveys", "recount", "--check"]) == 1
    assert main(["surveys", "recount"]) == 0
    assert main(["surveys", "recount", "--check"]) == 0
    assert "6 counts were wrong\n" in capsys.readouterr().out
