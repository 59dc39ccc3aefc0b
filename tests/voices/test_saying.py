"""What is kept of a voice: a key of chance, nothing of the hour, the device or the person."""

import dataclasses
import datetime as dt
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from participation.accounts.models import User
from participation.accounts.rules.powers import Role
from participation.audit.queries import list_entries
from participation.cli.worker import JOBS, forget_unread_voices
from participation.foundation.act import Refused
from participation.voices import operations, queries, rules
from participation.voices.models import Orientation, TopicSupport, Voice
from participation.voices.rules import Refusal
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.conftest import Clock
from tests.surveys.sounds import TITLE, voice
from tests.voices.speaking import hear, make_heard, speak


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def test_a_voice_waits_unread_and_leaves_no_trace_of_who_or_when(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town, town.here, actor="user:somebody") as act:
        before = len(list_entries(act.session))
        key = speak(act, town.here, text="", sound=voice())
        kept = queries.get_voice(act.session, key)
        assert key.version == 4
        assert kept.sound is not None
        assert kept.sound.startswith(b"OggS")
        assert TITLE.encode() not in kept.sound
        assert kept.author_id is None
        assert len(list_entries(act.session)) == before
        assert queries.list_topics(act.session) == []
        assert queries.count_waiting(act.session, town.here) == 1
    names = {column.name for column in Voice.__table__.columns}
    assert names == {
        *("organisation_id", "service_id", "key", "theme", "wish", "language"),
        *("text", "sound", "author_id", "topic_id", "month"),
    }


def test_her_name_is_put_only_when_she_asks_and_leaves_with_her(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        amina = make_person(act, "Amina", Role.RESIDENT, town.here)
        named = speak(act, town.here, author_id=amina.id)
        speak(act, town.here)
        lines, _more = queries.list_waiting(act.session)
        assert sorted(line.name for line in lines) == ["", "Amina"]
        topic = hear(act, named)
        act.session.delete(act.session.get_one(User, (act.organisation_id, amina.id)))
        act.session.flush()
        assert queries.list_voices(act.session, topic.id) == []
        assert queries.see_topic(act.session, topic).topic.said.text("fr")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"text": ""}, Refusal.NOTHING_SAID),
        ({"text": "x" * 4001}, Refusal.TOO_LONG),
        ({"sound": b"<html>"}, Refusal.VOICE_NOT_SOUND),
        ({"sound": b"OggS" + bytes(1024 * 1024)}, Refusal.VOICE_TOO_LONG),
    ],
)
def test_what_cannot_be_heard_is_refused(
    engine: Engine, town: Town, facts: dict[str, object], reason: Refusal
) -> None:
    with acting_in(engine, town) as act:
        with pytest.raises(Refused) as refused:
            speak(act, town.here, **facts)
        assert refused.value.reason is reason
        assert queries.count_waiting(act.session) == 0


def test_a_full_pile_takes_no_more_and_another_house_does(
    engine: Engine, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_WAITING", 2)
    with acting_in(engine, town) as act:
        speak(act, town.here)
        key = speak(act, town.here)
        with pytest.raises(Refused) as refused:
            speak(act, town.here)
        assert refused.value.reason is Refusal.TOO_MANY_WAIT
        speak(act, town.there)
        hear(act, key)
        speak(act, town.here)


def test_one_supporter_counts_once_and_says_nothing_of_other_topics(
    engine: Engine, town: Town
) -> None:
    heard = make_heard(engine, town)
    same = uuid4()
    with acting_in(engine, town, town.here) as act:
        topic = heard.topic(act.session)
        assert operations.support(act, topic, same)
        assert not operations.support(act, topic, same)
        assert operations.support(act, topic, uuid4())
        line = queries.see_topic(act.session, topic)
        assert (line.voices, line.supports, line.people) == (1, 2, 3)
        names = [field.name for field in dataclasses.fields(line)]
        assert names == ["topic", "voices", "supports", "steps", "follow_up"]
    with looking_in(engine, town, town.there) as session:
        assert session.scalar(select(func.count()).select_from(TopicSupport)) == 0


def test_sounds_are_erased_a_month_after_they_were_read(
    engine: Engine, town: Town, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        kept, unread = (speak(act, town.here, sound=voice()) for _each in range(2))
        topic = hear(act, kept)
        assert operations.forget_sounds(act, before=topic.read_on) == 0
    clock.advance(days=31)
    with acting_in(engine, town) as act:
        assert operations.forget_sounds(act, before=clock.now.date()) == 1
        assert operations.forget_sounds(act, before=clock.now.date()) == 0
        assert _sound(act.session, kept) is None
        assert _sound(act.session, unread) is not None


def _sound(session: Session, key: UUID) -> bytes | None:
    return session.scalars(select(Voice.sound).where(Voice.key == key)).one()


def test_an_orientation_is_a_month_and_a_number(engine: Engine, town: Town, clock: Clock) -> None:
    for _each in range(3):
        with acting_in(engine, town, town.here) as act:
            operations.note_orientation(act, town.here)
    today = clock.now.date()
    with looking_in(engine, town, town.here) as session:
        row = session.scalars(select(Orientation)).one()
        assert (row.month, row.count) == (today.replace(day=1), 3)
        counted = queries.count_orientations(session, today, today)
        assert (counted, type(counted)) == (3, int), "a plural asks for a whole number"
        assert {column.name for column in Orientation.__table__.columns} == {
            *("organisation_id", "service_id", "month", "count")
        }
        actions = [entry.action for entry in list_entries(session)]
        assert not any("orientation" in action for action in actions)
    with looking_in(engine, town, town.there) as session:
        assert queries.count_orientations(session, today, today) == 0


def test_what_nobody_read_in_a_year_is_erased_by_the_worker(
    engine: Engine, town: Town, clock: Clock
) -> None:
    clock.set(dt.datetime(2026, 3, 31, 10, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        first, read = speak(act, town.here), speak(act, town.there)
        hear(act, read)
        ages = {one.key: one.month for one in act.session.scalars(select(Voice))}
    assert ages == {first: rules.month_of(dt.date(2026, 3, 1)), read: None}, (
        "no day, once read none"
    )
    clock.set(dt.datetime(2026, 4, 1, 10, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        second = speak(act, town.here)
    clock.set(dt.datetime(2027, 3, 31, 10, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        assert forget_unread_voices(act) == 0
    clock.set(dt.datetime(2027, 4, 1, 10, tzinfo=dt.UTC))
    with acting_in(engine, town) as act:
        assert forget_unread_voices(act) == 1
        left = set(act.session.scalars(select(Voice.key)))
        assert left == {second, read}, "only what waited twelve whole months"
        told = list_entries(act.session)[0]
        assert (told.action, told.subject) == ("retention.applied", "voice")
    assert ("unread", 3600) in [(name, seconds) for name, seconds, _job in JOBS]
