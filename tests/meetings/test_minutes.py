"""Minutes: drafted, written by two, signed, corrected, adopted, sent, published; three faces."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.foundation.database import Base
from participation.foundation.keys import random_key
from participation.meetings import operations, queries
from participation.meetings.labels.drafting import draft
from participation.meetings.models import Assessment
from participation.meetings.operations import Hand, VoteSheet
from participation.meetings.operations.publishing import SentTo
from participation.meetings.rules.kinds import Method, Motion, Quality, Writing
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.meetings.rules.scores import Question
from participation.meetings.rules.writing import Section, mark_of_section, read_sections
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.meetings.gathering import (
    MEETS_AT,
    Gathering,
    begin,
    gather,
    plan_of,
    point,
    refusal,
    user_of,
)

ON_THE_DAY = MEETS_AT.astimezone(dt.UTC)
DAY = MEETS_AT.date()
WRITTEN = Section("Ce qui a été dit", "Nous avons parlé.", "On a parlé.")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def held(engine: Engine, town: Town, clock: Clock) -> Gathering:
    """Hold a meeting that votes once; Bilal writes."""
    gathering = gather(engine, town)
    clock.set(ON_THE_DAY)
    begin(engine, town, gathering, "Amina", "Bilal", "Colette", "Farid")
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        operations.note_guest(act, meeting, "Madame Serre", Quality.GUEST)
        act.session.flush()
        sheet = gathering.sheet(act.session)
        bilal = next(one for one in sheet.presences if one.name == "Bilal")
        operations.name_secretary(act, bilal)
        item = sheet.agenda[0]
        vote = VoteSheet("Dîner à 19 h 30", Motion.OPINION, Votes(3, 1), Method.SECRET)
        operations.decide(act, item, vote)
        operations.conclude_item(act, item, "Les personnes ont faim la nuit.")
        operations.close_meeting(act, meeting)
    return gathering


def begun(engine: Engine, town: Town, held: Gathering) -> int:
    """Begin the minutes; give their key."""
    with acting_in(engine, town) as act:
        sheet = held.sheet(act.session)
        return operations.draft_minutes(act, sheet.meeting, draft(sheet, None)).id


def signed(engine: Engine, town: Town, held: Gathering) -> int:
    """Begin the minutes and sign them; give their key."""
    key = begun(engine, town, held)
    with acting_in(engine, town) as act:
        row = queries.get_minutes(act.session, key)
        operations.sign_minutes(act, row, name="amina", on=DAY, agrees=True)
    return key


def next_session(engine: Engine, town: Town, held: Gathering, clock: Clock) -> int:
    """Begin the next meeting, sixty days later; give its key."""
    with acting_in(engine, town) as act:
        council = held.sitting.council(act.session)
        plan = plan_of(MEETS_AT + dt.timedelta(days=60))
        meeting = operations.plan_meeting(act, council, plan)
        operations.add_item(act, meeting, point("Le jardin"))
        key = meeting.id
    clock.set(ON_THE_DAY + dt.timedelta(days=60))
    begin(engine, town, Gathering(held.sitting, key))
    return key


def test_a_draft_says_what_was_recorded(engine: Engine, town: Town, held: Gathering) -> None:
    key = begun(engine, town, held)
    assert begun(engine, town, held) == key, "two people who begin write the same draft"
    with looking_in(engine, town) as session:
        there, meals, noise, following = read_sections(queries.get_minutes(session, key).sections)
        assert "Titulaire : Amina, Bilal, Colette, Farid\n" in there.words
        assert "Invité, ne vote pas : Madame Serre\n" in there.words
        assert "Absents : Ginette Roy\n" in there.words
        assert "Écrit le relevé : Bilal" in there.words
        assert meals.words.startswith("Les personnes ont faim la nuit.\nAvis : « Dîner à 19 h 30 »")
        assert "pour : 3, contre : 1" in meals.words
        assert noise.words == "Ce point sera vu à la prochaine réunion."
        assert "pas encore choisie" in following.words


def test_two_people_write_one_section_and_nothing_is_lost(
    engine: Engine, town: Town, held: Gathering
) -> None:
    key = begun(engine, town, held)
    with acting_in(engine, town) as act:
        row = queries.get_minutes(act.session, key)
        bilal = Hand(user_id=user_of(act, held, "Bilal"))
        colette = Hand(user_id=user_of(act, held, "Colette"))
        seen = mark_of_section(read_sections(row.sections)[1])
        write = operations.write_section
        assert refusal(write, act, row, 1, WRITTEN, seen=seen, hand=colette) is R.NOT_YOURS
        write(act, row, 1, WRITTEN, seen=seen, hand=bilal)
        other = Section("Ce qui a été dit", "Autre chose.")
        assert refusal(write, act, row, 1, other, seen=seen) is R.MINUTES_CHANGED
        assert read_sections(row.sections)[1] == WRITTEN
        write(act, row, 1, WRITTEN, seen=seen)
        write(act, row, 1, other, seen=mark_of_section(WRITTEN))
        assert read_sections(row.sections)[1] == other


def test_only_the_chair_signs_and_then_nobody_writes(
    engine: Engine, town: Town, held: Gathering
) -> None:
    key = begun(engine, town, held)
    with acting_in(engine, town) as act:
        row, sign = queries.get_minutes(act.session, key), operations.sign_minutes
        assert refusal(sign, act, row, name="Bilal", on=DAY, agrees=True) is R.NOT_THE_CHAIR
        assert refusal(sign, act, row, name="Amina", on=DAY, agrees=False) is R.NOT_AGREED
        early = DAY - dt.timedelta(days=1)
        assert refusal(sign, act, row, name="Amina", on=early, agrees=True) is R.DAY_OUTSIDE
        publish = operations.publish_minutes
        assert refusal(publish, act, row, [WRITTEN], was_read=True) is R.NOT_SIGNED
        sign(act, row, name="  AMINA ", on=DAY, agrees=True)
        assert refusal(sign, act, row, name="Amina", on=DAY, agrees=True) is R.MINUTES_SIGNED
        write = operations.write_section
        assert refusal(write, act, row, 1, WRITTEN, seen="") is R.MINUTES_SIGNED


def test_adopted_at_the_next_session_then_sent(
    engine: Engine, town: Town, held: Gathering, clock: Clock
) -> None:
    key = signed(engine, town, held)
    with acting_in(engine, town) as act:
        row = queries.get_minutes(act.session, key)
        same = refusal(operations.adopt_minutes, act, row, held.meeting(act.session))
        assert same is R.WRONG_STAGE
        none = refusal(operations.send_minutes, act, row, to=SentTo.MANAGER, on=DAY)
        assert none is R.NOT_ADOPTED
    later = next_session(engine, town, held, clock)
    with acting_in(engine, town) as act:
        session = queries.get_meeting(act.session, later)
        row = queries.get_minutes(act.session, key)
        assert queries.previous_minutes(act.session, session) == [row]
        operations.adopt_minutes(act, row, session)
        assert (row.state, row.adopted_in_id) == (Writing.ADOPTED, later)
        again = refusal(operations.adopt_minutes, act, row, session)
        assert again is R.ADOPTED_ALREADY
        today = queries.day_of(session)
        early = refusal(operations.send_minutes, act, row, to=SentTo.AUTHORITY, on=DAY)
        assert early is R.DAY_OUTSIDE
        for to in SentTo:
            operations.send_minutes(act, row, to=to, on=today)
        assert row.sent_to_manager_on == row.sent_to_authority_on == today


def test_a_correction_is_a_new_version_and_both_are_kept(
    engine: Engine, town: Town, held: Gathering
) -> None:
    key = signed(engine, town, held)
    with acting_in(engine, town) as act:
        row = queries.get_minutes(act.session, key)
        before = list(row.sections)
        correct = operations.correct_minutes
        assert refusal(correct, act, row, because=" ") is R.BECAUSE_MISSING
        second = correct(act, row, because="Un nombre était faux")
        act.session.flush()
        assert correct(act, row, because="encore").id == second.id
        seen = mark_of_section(read_sections(second.sections)[1])
        operations.write_section(act, second, 1, WRITTEN, seen=seen)
        assert (second.number, second.state, row.state) == (2, Writing.DRAFT, Writing.SIGNED)
        assert row.sections == before != second.sections


def test_published_only_when_a_person_has_read_it(
    engine: Engine, town: Town, held: Gathering
) -> None:
    key = signed(engine, town, held)
    with acting_in(engine, town) as act:
        row, publish = queries.get_minutes(act.session, key), operations.publish_minutes
        assert refusal(publish, act, row, [WRITTEN], was_read=False) is R.NOT_READ
        assert refusal(publish, act, row, [Section("a", " ")], was_read=True) is R.EMPTY_MINUTES
        publish(act, row, [WRITTEN, Section("b", "")], was_read=True)
    with looking_in(engine, town, town.here) as session:
        assert queries.list_spoken(session, "fr") == ["Ce qui a été dit", "On a parlé."]
        assert queries.list_spoken(session, "ar") == []
        assert queries.has_news(session, DAY)
    with looking_in(engine, town, town.there) as session:
        assert queries.list_spoken(session, "fr") == []


def test_as_many_may_say_what_they_think_as_were_there(
    engine: Engine, town: Town, held: Gathering, clock: Clock
) -> None:
    faces = {Question.HEARD: 5, Question.CLEAR: 4, Question.USEFUL: 1}
    with acting_in(engine, town) as act:
        meeting, key = held.meeting(act.session), random_key()
        wrong = {**faces, Question.CLEAR: 6}
        assert refusal(operations.assess, act, meeting, key, wrong) is R.SCORE_UNREADABLE
        for own in (key, key, *(random_key() for _each in range(4))):
            operations.assess(act, meeting, own, faces)
        assert queries.list_assessments(act.session, meeting) == [(5, 4, 1)] * 5
        assert refusal(operations.assess, act, meeting, random_key(), faces) is R.ALL_HAVE_SAID
    clock.advance(days=31)
    with acting_in(engine, town) as act:
        late = refusal(operations.assess, act, held.meeting(act.session), random_key(), faces)
        assert late is R.TOO_LATE_TO_SAY


def test_what_somebody_thought_says_neither_who_nor_when() -> None:
    table = Base.metadata.tables[Assessment.__tablename__]
    columns = {"organisation_id", "key", "meeting_id", "heard", "clear", "useful"}
    assert set(table.c.keys()) == columns
    assert not table.dialect_options["sqlite"]["with_rowid"]
