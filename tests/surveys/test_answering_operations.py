"""Taking in a response: once, whole, and joined to nobody; on both databases."""

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound, OperationalError

from participation.foundation.act import Refused
from participation.foundation.keys import random_key
from participation.surveys.models import Answer, Campaign, Comment, Response
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.operations.responses import (
    ResponseSheet,
    keep_voice,
    purge_voices,
    record_response,
)
from participation.surveys.queries.answering import get_asked, list_open
from participation.surveys.rules import flow
from participation.surveys.rules.draft import Trouble
from participation.surveys.rules.questions import DONT_KNOW
from participation.surveys.rules.stages import Channel
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.surveys.asking import House, open_house
from tests.surveys.sounds import voice

TWINS = 50


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


def sheet(key: UUID | None = None, **more: Any) -> ResponseSheet:
    answers = more.pop("answers", {1: 4, 2: 2, 3: (0, 2), 4: 7, 6: "Merci"})
    return ResponseSheet(
        key=key or random_key(), answers=answers, channel=Channel.PHONE, language="ar", **more
    )


def send(house: House, filled: ResponseSheet) -> bool:
    with acting_in(house.engine, house.town, house.town.here) as act:
        return record_response(act, house.survey_id, filled)


def test_a_response_is_kept_whole_and_its_comment_apart(house: House) -> None:
    filled = sheet()
    assert send(house, filled)
    with house.looking() as session:
        answers = session.execute(select(Answer.question, Answer.value)).all()
        assert sorted(answers) == [(1, 4), (2, 2), (3, 0), (3, 2), (4, 7)]
        comment = session.scalars(select(Comment)).one()
        assert (comment.text, comment.language, comment.question) == ("Merci", "ar", 6)
        assert comment.key != filled.key
    told = {column.key for column in (*Response.__table__.columns, *Comment.__table__.columns)}
    assert not told & {"user_id", "at", "created_at", "day", "address", "device", "response_key"}


def test_the_same_key_counts_once(house: House) -> None:
    filled = sheet()
    assert [send(house, filled) for _time in range(3)] == [True, False, False]
    assert house.count() == {"response": 1, "answer": 5, "comment": 1, "pending_voice": 0}


def test_fifty_at_once_count_once(house: House) -> None:
    filled = sheet()
    with ThreadPoolExecutor(12) as pool:
        outcomes = list(pool.map(lambda _twin: send(house, filled), range(TWINS)))
    assert outcomes.count(True) == 1
    assert house.count()["answer"] == 5


def test_what_was_passed_over_is_not_stored_and_dont_know_is(house: House) -> None:
    send(house, sheet(answers={1: DONT_KNOW, 2: 1}))
    with house.looking() as session:
        assert sorted(session.execute(select(Answer.question, Answer.value))) == [(1, -1), (2, 1)]


def test_answers_to_what_is_not_asked_any_more_are_forgotten(house: House) -> None:
    send(house, sheet(answers={2: 1, 3: (1, 2), 99: 5}))
    with house.looking() as session:
        assert session.scalars(select(Answer.question)).all() == [2]


@pytest.mark.parametrize(
    ("answers", "reason", "number"),
    [
        ({1: 9, 2: 1}, flow.Refusal.NOT_A_CHOICE, 1),
        ({1: "x", 2: 1}, flow.Refusal.WRONG_SHAPE, 1),
        ({1: 4}, flow.Refusal.REQUIRED, 2),
        ({2: 2, 3: (7,)}, flow.Refusal.NOT_A_CHOICE, 3),
        ({2: 1, 4: 601}, flow.Refusal.TOO_HIGH, 4),
        ({2: 1, 6: "a" * 2001}, flow.Refusal.TOO_LONG, 6),
    ],
)
def test_a_false_answer_refuses_the_whole(
    house: House, answers: dict[int, flow.Answer], reason: flow.Refusal, number: int
) -> None:
    with pytest.raises(Refused) as refused:
        send(house, sheet(answers=answers))
    assert refused.value.reason is reason
    assert refused.value.facts == {"number": number}
    assert not any(house.count().values())


def close(house: House, patience: str = "") -> None:
    with acting_in(house.engine, house.town) as act:
        if patience:
            act.session.connection().exec_driver_sql(f"SET LOCAL lock_timeout = '{patience}'")
        close_campaign(act, act.session.scalars(select(Campaign)).one())


def let_time_pass(clock: Clock) -> Callable[[House], None]:
    return lambda _house: clock.advance(days=11)


@pytest.mark.parametrize("how", ["closed", "past"])
def test_a_survey_that_is_over_takes_nothing_but_knows_what_it_took(
    house: House, clock: Clock, how: str
) -> None:
    taken = sheet()
    send(house, taken)
    (close if how == "closed" else let_time_pass(clock))(house)
    with pytest.raises(Refused) as refused:
        send(house, sheet())
    assert refused.value.reason is Trouble.CLOSED
    assert send(house, taken) is False, "an answer that arrives twice was not refused"
    assert house.count()["response"] == 1


def test_questions_that_changed_meanwhile_are_refused(house: House) -> None:
    with pytest.raises(Refused) as refused:
        send(house, sheet(version="0" * 16))
    assert refused.value.reason is Trouble.OTHER_VERSION


def test_another_service_does_not_see_the_survey(house: House) -> None:
    with looking_in(house.engine, house.town, house.town.there) as session:
        assert list_open(session, dt.date(2026, 3, 17)) == []
        with pytest.raises(NoResultFound):
            get_asked(session, house.survey_id)


@pytest.mark.postgresql
def test_nobody_closes_while_an_answer_is_taken(house: House) -> None:
    town = house.town
    with acting_in(house.engine, town, town.here) as taking:
        record_response(taking, house.survey_id, sheet())
        with pytest.raises(OperationalError, match="lock timeout"):
            close(house, patience="200ms")
    close(house)
    assert house.count()["response"] == 1


def test_a_voice_leaves_its_waiting_place_with_the_response(house: House) -> None:
    with acting_in(house.engine, house.town, house.town.here) as act:
        asked = get_asked(act.session, house.survey_id)
        kept, lost = (
            keep_voice(act, asked, number=6, sound_file=voice(seconds=1)) for _one in range(2)
        )
    assert house.count()["pending_voice"] == 2
    send(house, sheet(answers={2: 1}, voices={6: kept}))
    with house.looking() as session:
        comment = session.scalars(select(Comment)).one()
        assert comment.sound is not None
        assert comment.sound.startswith(b"OggS")
        assert comment.text == ""
    assert house.count()["pending_voice"] == 1, f"{lost} still waits"
    send(house, sheet(answers={2: 1}, voices={6: kept}))
    assert house.count()["comment"] == 1, "a voice that is gone says nothing"


def test_voices_never_sent_are_purged(house: House, clock: Clock) -> None:
    with acting_in(house.engine, house.town, house.town.here) as act:
        asked = get_asked(act.session, house.survey_id)
        keep_voice(act, asked, number=6, sound_file=voice(seconds=1))
        assert purge_voices(act, before=clock.now.date()) == 0
    clock.advance(days=2)
    with acting_in(house.engine, house.town) as act:
        assert purge_voices(act, before=clock.now.date()) == 1


@pytest.mark.parametrize(
    ("sound", "reason"),
    [
        (b"", Trouble.VOICE_NOT_SOUND),
        (b"PK\x03\x04", Trouble.VOICE_NOT_SOUND),
        (b"OggS" + bytes(200), Trouble.VOICE_NOT_SOUND),
        (b"\x1a\x45\xdf\xa3" + b"junk" * 50, Trouble.VOICE_NOT_SOUND),
        (b"OggS" + bytes(1024 * 1024), Trouble.VOICE_TOO_LONG),
    ],
)
def test_what_is_no_voice_is_refused(house: House, sound: bytes, reason: Trouble) -> None:
    with acting_in(house.engine, house.town, house.town.here) as act:
        asked = get_asked(act.session, house.survey_id)
        with pytest.raises(Refused) as refused:
            keep_voice(act, asked, number=6, sound_file=sound)
    assert refused.value.reason is reason
    assert house.count()["pending_voice"] == 0
