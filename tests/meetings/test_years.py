"""Meetings in the diary of a representative, and in the report of a year."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.councils.queries import activity, get_council
from participation.meetings import operations
from participation.meetings.operations import VoteSheet
from participation.meetings.rules.kinds import Motion
from participation.meetings.rules.quorum import Votes
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import LOCAL
from tests.meetings.gathering import MEETS_AT, POINTS, Gathering, begin, call, gather, sign_in

MET_ON = MEETS_AT.date()


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def test_a_meeting_stands_in_the_diary_once_its_members_are_called(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    mine = sign_in(app, engine, town, gathering, "Bilal")
    page = f"{LOCAL}/rive/mandate"
    assert "Aucune réunion n’est prévue." in mine.get(page).text
    call(engine, town, gathering)
    shown = mine.get(page).text
    assert "14:00" in shown
    assert "15:30" in shown
    assert f"/meetings/{gathering.key}" in shown
    assert f"on={MET_ON.isoformat()}" in shown, "help is asked for that very day"
    clock.set(MEETS_AT.astimezone(dt.UTC) + dt.timedelta(days=1))
    assert gathering.key not in mine.get(page).text


@pytest.mark.usefixtures("app")
def test_a_report_counts_what_the_meetings_of_its_year_adopted(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering, "Amina", "Bilal", "Colette", "Farid")
    with acting_in(engine, town) as act:
        item = gathering.items(act.session)[0]
        for motion, votes in (
            (Motion.OPINION, Votes(3, 0)),
            (Motion.PROPOSAL, Votes(2, 1)),
            (Motion.PROPOSAL, Votes(0, 3)),
        ):
            operations.decide(act, item, VoteSheet("Manger plus tard", motion, votes))
        operations.close_meeting(act, gathering.meeting(act.session))
    with looking_in(engine, town) as session:
        council = get_council(session, gathering.sitting.council_id)
        (line,) = activity.see_activity(session, council, MET_ON.year, MET_ON).meetings
        assert (line.day, line.present, line.members) == (MET_ON, 4, 5)
        assert (line.is_valid, line.opinions, line.proposals) == (True, 1, 1)
        assert line.subject["fr"] == " · ".join(POINTS)
        assert activity.see_activity(session, council, MET_ON.year - 1, MET_ON).meetings == ()
