"""Planning a meeting, calling everybody who sits, and what they answer."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine, func, select

from participation.accounts.queries import get_user
from participation.meetings import operations, queries
from participation.meetings.operations import Hand
from participation.meetings.queries.plans import plan_of as planned_as
from participation.meetings.rules.kinds import (
    Answer,
    CallWay,
    Stage,
)
from participation.meetings.rules.merging import marks_of, read_marks
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.notifications.models import Message
from tests.builders import Town, acting_in, looking_in, make_town
from tests.meetings.gathering import (
    MEETS_AT,
    Gathering,
    call,
    gather,
    plan_of,
    point,
    refusal,
    user_of,
)

ON_THE_DAY = MEETS_AT.astimezone(dt.UTC)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def test_a_meeting_is_planned_for_a_day_to_come_once_a_day(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        council = gathering.sitting.council(act.session)
        plan = operations.plan_meeting
        assert refusal(plan, act, council, plan_of(MEETS_AT.replace(hour=9))) is R.SAME_DAY
        past = plan_of(act.now - dt.timedelta(days=1))
        assert refusal(plan, act, council, past) is R.IN_THE_PAST
        later = MEETS_AT + dt.timedelta(days=90)
        assert refusal(plan, act, council, plan_of(later, "  ")) is R.PLACE_MISSING
        meeting = gathering.meeting(act.session)
        version = meeting.version
        operations.change_meeting(act, meeting, plan_of(later, "Le jardin"))
        assert (meeting.place, meeting.version) == ("Le jardin", version + 1)
        assert refusal(operations.cancel_meeting, act, meeting, because=" ") is R.BECAUSE_MISSING
        operations.cancel_meeting(act, meeting, because="La salle est en travaux")
        assert refusal(operations.change_meeting, act, meeting, plan_of(later)) is R.WRONG_STAGE
        operations.plan_meeting(act, council, plan_of(later))


def test_two_people_move_one_meeting_and_nothing_is_lost(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        before, change = planned_as(meeting), operations.change_meeting
        seen = read_marks(marks_of(before.fields()))
        change(act, meeting, replace(before, place="Le jardin"), seen=seen)
        hour = replace(before, starts_at=MEETS_AT.replace(hour=16))
        change(act, meeting, hour, seen=seen)
        now = planned_as(meeting).fields()
        assert (now["hour"], now["place"]) == ("16:00", "Le jardin")
        other = replace(before, place="La cuisine")
        assert refusal(change, act, meeting, other, seen=seen) is R.MEETING_CHANGED
        assert meeting.place == "Le jardin"
        change(act, meeting, other, seen=read_marks(marks_of(now)))
        assert meeting.place == "La cuisine"


def test_only_who_looks_after_the_council_changes_its_meetings(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        amina, bilal = (user_of(act, gathering, name) for name in ("Amina", "Bilal"))
        term = gathering.term(act, "Colette")
        note = operations.note_member
        assert refusal(note, act, meeting, term, hand=Hand(user_id=bilal)) is R.NOT_YOURS
        assert refusal(note, act, meeting, term, hand=Hand()) is R.NOT_YOURS
        note(act, meeting, term, hand=Hand(user_id=amina))


@pytest.mark.usefixtures("app")
def test_everybody_who_sits_is_called_once_for_each_agenda(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        person = get_user(act.session, user_of(act, gathering, "Amina"))
        person.email, person.locale = "amina@example.org", "ps"
    call(engine, town, gathering)
    call(engine, town, gathering)
    with acting_in(engine, town) as act:
        sheet = gathering.sheet(act.session)
        assert sheet.meeting.stage is Stage.CALLED
        ways = {sheet.council.names[one.term_id]: one.way for one in sheet.invitations}
        assert ways.pop("Amina") is CallWay.EMAIL
        assert set(ways.values()) == {CallWay.PAPER}
        assert (
            len(ways) == 6
        )  # two titulaires more, two substitutes, one of staff, one of the board
        message = act.session.scalars(select(Message)).one()
        assert (message.kind, message.locale) == ("meeting-call", "ps")
        operations.add_item(act, sheet.meeting, point("Encore un point"))
        assert gathering.sheet(act.session).is_stale
    call(engine, town, gathering)
    with looking_in(engine, town) as session:
        assert session.scalar(select(func.count(Message.id))) == 2
        assert not gathering.sheet(session).is_stale


def test_an_empty_agenda_is_not_sent_and_who_was_called_answers(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        amina = user_of(act, gathering, "Amina")
        answer = operations.answer_call
        assert refusal(answer, act, meeting, amina, Answer.COMING) is R.WRONG_STAGE
        for item in gathering.items(act.session):
            operations.withdraw_item(act, item)
        act.session.flush()
        none = refusal(operations.call_meeting, act, meeting, link=str)
        assert none is R.NO_ITEM
        operations.restore_item(act, queries.list_items(act.session, meeting)[0])
    call(engine, town, gathering)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        assert operations.answer_call(act, meeting, amina, Answer.ABSENT).answer is Answer.ABSENT
        stranger = refusal(operations.answer_call, act, meeting, 42, Answer.COMING)
        assert stranger is R.NOT_YOURS
