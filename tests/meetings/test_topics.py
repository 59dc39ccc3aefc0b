"""What residents said, on agendas: kept, placed, taken off, put off, answered."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.followups.operations import FollowUpSheet, change_follow_up
from participation.followups.queries import get_follow_up
from participation.followups.rules import State as AnswerState
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.models import AgendaItem
from participation.meetings.operations import VoteSheet
from participation.meetings.queries.topics import list_unexamined
from participation.meetings.rules.kinds import ItemState, Motion, Outcome
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.voices import operations as voices, queries as topics
from participation.voices.models import Topic
from participation.voices.operations import ReadSheet, VoiceSheet
from participation.voices.rules import State, Theme
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, visit
from tests.meetings.gathering import (
    MEETS_AT,
    Gathering,
    begin,
    call,
    gather,
    plan_of,
    refusal,
    sign_in,
)

MET_ON = MEETS_AT.date()
SAID = "Le repas du soir est froid."


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


@pytest.fixture
def topic_id(engine: Engine, town: Town, gathering: Gathering) -> int:
    """Let somebody say something that is kept for the council."""
    with acting_in(engine, town) as act:
        said = VoiceSheet(Theme.MEALS, "fr", text=SAID)
        key = voices.say(act, said, service_id=town.here)
        voice = topics.get_voice(act.session, key)
        topic = voices.read_voice(act, voice, ReadSheet(Theme.MEALS, SAID))
        voices.keep_for_council(act, topic, gathering.sitting.council(act.session))
        return topic.id


def put(act: Act, gathering: Gathering, topic_id: int) -> AgendaItem:
    topic = topics.get_topic(act.session, topic_id)
    item = operations.add_topic(act, gathering.meeting(act.session), topic)
    act.session.flush()
    return item


def topic_now(engine: Engine, town: Town, topic_id: int) -> Topic:
    with looking_in(engine, town, town.here) as session:
        return topics.get_topic(session, topic_id)


def test_a_topic_is_put_on_an_agenda_once_and_taken_off(
    engine: Engine, town: Town, gathering: Gathering, topic_id: int
) -> None:
    with acting_in(engine, town) as act:
        item = put(act, gathering, topic_id)
        assert (item.title["fr"], item.origin) == (SAID, f"voice:{to_text(topic_id)}")
        topic = topics.get_topic(act.session, topic_id)
        again = gathering.meeting(act.session)
        assert refusal(operations.add_topic, act, again, topic) is R.TOPIC_GONE
        (line,) = topics.list_placed(act.session, f"meeting:{gathering.key}")
        assert [(one.state, one.on) for one in line.way][-1] == (State.PLACED, MET_ON)
        operations.withdraw_item(act, item)
        assert (topic.state, topic.meeting) == (State.KEPT, "")
        operations.restore_item(act, item)
        assert topic.state is State.PLACED
        operations.withdraw_item(act, item)
        put(act, gathering, topic_id)
        assert refusal(operations.restore_item, act, item) is R.TOPIC_GONE


def test_a_topic_follows_its_meeting(
    engine: Engine, town: Town, gathering: Gathering, topic_id: int
) -> None:
    later = MEETS_AT + dt.timedelta(days=7)
    with acting_in(engine, town) as act:
        put(act, gathering, topic_id)
        meeting = gathering.meeting(act.session)
        operations.change_meeting(act, meeting, plan_of(later))
        (line,) = topics.list_placed(act.session, f"meeting:{gathering.key}")
        assert line.way[-1].on == later.date()
        operations.cancel_meeting(act, meeting, because="Trop de malades")
    assert topic_now(engine, town, topic_id).state is State.KEPT


def test_a_topic_put_off_goes_to_the_next_meeting(
    engine: Engine, town: Town, gathering: Gathering, topic_id: int, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        item = put(act, gathering, topic_id)
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering, "Amina", "Bilal", "Farid")
    with acting_in(engine, town) as act:
        row = queries.get_item(act.session, item.id)
        vote = operations.decide(act, row, VoteSheet("Chauffer", Motion.PROPOSAL, Votes(3, 0)))
        assert vote.outcome is Outcome.CARRIED
        operations.close_meeting(act, gathering.meeting(act.session))
        assert topics.get_topic(act.session, topic_id).state is State.KEPT
        following = operations.plan_meeting(
            act,
            gathering.sitting.council(act.session),
            plan_of(MEETS_AT + dt.timedelta(days=40)),
        )
        act.session.flush()
        found = queries.list_items(act.session, following)
        back = next(one for one in found if one.origin == item.origin)
        assert back.is_second
        topic = topics.get_topic(act.session, topic_id)
        assert topic.meeting == f"meeting:{to_text(following.id)}"


def test_what_is_adopted_answers_the_topic_when_somebody_answers(
    engine: Engine, town: Town, gathering: Gathering, topic_id: int, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        item = put(act, gathering, topic_id)
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        row = queries.get_item(act.session, item.id)
        for words in ("Garder au chaud", "Acheter un four"):
            operations.decide(act, row, VoteSheet(words, Motion.OPINION, Votes(4, 0)))
        topic = topics.get_topic(act.session, topic_id)
        owed = get_follow_up(act.session, topic.follow_up_id or 0)
        assert (owed.said["fr"], owed.service_id) == ("Garder au chaud", town.here)
        assert topics.see_topic(act.session, topic).state is State.PLACED
        answer = FollowUpSheet(owed.said, Localized(fr="Oui"), "la cuisine", AnswerState.DONE)
        change_follow_up(act, owed, answer)
        line = topics.see_topic(act.session, topic)
        assert line.state is State.ANSWERED
        way = [one.state for one in line.way]
        assert way == [State.RECEIVED, State.KEPT, State.PLACED, State.ANSWERED]
        operations.conclude_item(act, row, "Dit.")
        operations.close_meeting(act, gathering.meeting(act.session))
        assert row.state is ItemState.DONE


def test_the_desk_and_the_chair_put_topics_on_the_agenda(
    app: Flask, engine: Engine, town: Town, gathering: Gathering, topic_id: int
) -> None:
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    base, key = f"/rive/meetings/{gathering.key}", to_text(topic_id)
    assert SAID in page(desk, base)
    put_there = desk.post(f"{LOCAL}{base}/topics/{key}")
    assert put_there.status_code == 303
    again = desk.post(f"{LOCAL}{base}/topics/{key}", follow_redirects=True)
    assert "Ce sujet n’attend plus ce conseil." in again.text
    shown = page(desk, "/rive/tilleul/topics")
    assert re.search(r"Le conseil va en parler · 14 avr", shown)
    with acting_in(engine, town) as act:
        last = gathering.items(act.session)[-1]
        assert last.asked_by == "Les personnes accompagnées"
        operations.withdraw_item(act, last)
    call(engine, town, gathering)
    room = f"{LOCAL}/rive/tilleul/meetings/{gathering.key}/now"
    assert sign_in(app, engine, town, gathering, "Bilal").post(
        f"{room}/topics/{key}"
    ).status_code in {403, 404}
    chair = sign_in(app, engine, town, gathering, "Amina")
    assert SAID in chair.get(room).text
    assert chair.post(f"{room}/topics/{key}").status_code == 303
    assert topic_now(engine, town, topic_id).state is State.PLACED


def test_a_topic_of_another_council_is_not_taken(
    engine: Engine, town: Town, gathering: Gathering, topic_id: int
) -> None:
    with acting_in(engine, town) as act:
        topic = topics.get_topic(act.session, topic_id)
        voices.leave_out(act, topic, Localized(fr="Déjà fait"))
        meeting = gathering.meeting(act.session)
        assert refusal(operations.add_topic, act, meeting, topic) is R.TOPIC_GONE
        seen = Localized(fr="Les résultats de l’enquête")
        assert list_unexamined(act.session, gathering.sitting.council_id, MET_ON) == []
        assert refusal(operations.add_survey, act, meeting, 5, seen) is R.SURVEY_SEEN
