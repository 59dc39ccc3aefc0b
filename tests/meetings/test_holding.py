"""Planning, calling, coming in, voting and ending a meeting, on both databases."""

import datetime as dt

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.exc import IntegrityError

from participation.accounts.queries import get_user
from participation.councils import operations as councils
from participation.councils.rules.kinds import EndReason
from participation.followups.queries import list_follow_ups
from participation.meetings import operations, queries
from participation.meetings.models import Presence
from participation.meetings.operations import Hand, VoteSheet
from participation.meetings.rules.kinds import (
    Answer,
    CallWay,
    ItemState,
    Method,
    Motion,
    Outcome,
    Quality,
    Stage,
)
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from participation.notifications.models import Message
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import term_of
from tests.meetings.gathering import (
    MEETS_AT,
    POINTS,
    Gathering,
    begin,
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


def test_nobody_counts_twice(engine: Engine, town: Town, gathering: Gathering) -> None:
    with acting_in(engine, town) as act:
        meeting, note = gathering.meeting(act.session), operations.note_member
        amina, denise = gathering.term(act, "Amina"), gathering.term(act, "Denise")
        seat = gathering.seat(act, "Amina")
        first = note(act, meeting, amina)
        act.session.flush()
        assert refusal(note, act, meeting, amina) is R.ALREADY_THERE
        sub = operations.note_substitute
        assert refusal(sub, act, meeting, denise, seat) is R.MEMBER_THERE
        operations.note_left(act, first)
        act.session.flush()
        sub(act, meeting, denise, seat)
        act.session.flush()
        assert refusal(note, act, meeting, amina) is R.SEAT_HELD
        other = gathering.seat(act, "Bilal")
        assert refusal(sub, act, meeting, denise, other) is R.ALREADY_THERE
        guest = operations.note_guest
        assert refusal(guest, act, meeting, "DENISE", Quality.GUEST) is R.ALREADY_THERE
        assert refusal(guest, act, meeting, "bilal", Quality.GUEST) is R.ALREADY_THERE
        guest(act, meeting, "La directrice", Quality.ADVISORY)
        act.session.flush()
        room = gathering.sheet(act.session).room
        assert (room.represented, room.others, room.members) == (1, 0, 5)


def test_the_database_itself_keeps_a_seat_to_one_voice(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        gathering.enter(act, "Amina")
        seat = gathering.seat(act, "Amina")
        term = gathering.term(act, "Denise")
        with pytest.raises(IntegrityError), act.session.begin_nested():
            act.session.add(
                Presence(
                    meeting_id=gathering.meeting_id,
                    term_id=term,
                    name="Denise",
                    quality=Quality.SUBSTITUTE,
                    seat_id=seat,
                )
            )
            act.session.flush()


def test_a_meeting_begins_on_its_day_with_somebody_there(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        gathering.enter(act, "Amina")
        meeting = gathering.meeting(act.session)
        assert refusal(operations.open_meeting, act, meeting) is R.DAY_OUTSIDE
        presence = gathering.sheet(act.session).presences[0]
        operations.note_left(act, presence)
    clock.set(ON_THE_DAY)
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        assert refusal(operations.open_meeting, act, meeting) is R.NOBODY_THERE
    begin(engine, town, gathering, "Amina", "Bilal")
    with looking_in(engine, town) as session:
        sheet = gathering.sheet(session)
        assert sheet.current is not None
        assert sheet.current.title["fr"] == POINTS[0]
        assert [one.name for one in sheet.presences if one.is_chairing] == ["Amina"]


def vote(*counts: int, method: Method = Method.HANDS) -> VoteSheet:
    return VoteSheet("Le repas du soir à 19 h 30", Motion.OPINION, Votes(*counts), method)


def test_a_vote_is_kept_with_the_room_and_asks_for_an_answer(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    clock.set(ON_THE_DAY)
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        item = gathering.items(act.session)[0]
        operations.note_guest(act, gathering.meeting(act.session), "Invitée", Quality.GUEST)
        act.session.flush()
        decide = operations.decide
        assert refusal(decide, act, item, vote(5, 1)) is R.TOO_MANY_VOTES
        assert refusal(decide, act, item, vote(0, 0)) is R.NO_VOTE
        empty = VoteSheet("  ", Motion.OPINION, Votes(1, 0))
        assert refusal(decide, act, item, empty) is R.WORDS_MISSING
        row = decide(act, item, vote(3, 1, 1, method=Method.SECRET))
        assert (row.outcome, row.represented, row.others, row.members) == (Outcome.ADOPTED, 3, 2, 5)
        lost = decide(act, item, vote(1, 3))
        assert lost.outcome is Outcome.REJECTED
    with looking_in(engine, town, town.here) as session:
        promise = list_follow_ups(session, origins=[f"meeting:{gathering.key}"])
        assert [one.said["fr"] for one in promise] == ["Le repas du soir à 19 h 30"]
        assert promise[0].due_on == MEETS_AT.date() + dt.timedelta(days=60)
        assert not promise[0].is_public


def test_without_quorum_a_question_goes_to_the_next_session_and_is_settled_there(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    clock.set(ON_THE_DAY)
    begin(engine, town, gathering, "Amina", "Bilal", "Farid", "Ginette Roy")
    with acting_in(engine, town) as act:
        meals, noise = gathering.items(act.session)
        row = operations.decide(act, meals, vote(4, 0))
        assert row.outcome is Outcome.CARRIED
        operations.conclude_item(act, meals, "On en a parlé.")
        operations.carry_item(act, noise)
        meeting = operations.close_meeting(act, gathering.meeting(act.session))
        assert refusal(operations.go_to, act, meals) is R.WRONG_STAGE
        council = gathering.sitting.council(act.session)
        second = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=30)))
        items = queries.list_items(act.session, second)
        assert [(one.title["fr"], one.is_second) for one in items] == [
            (POINTS[0], True),
            (POINTS[1], False),
        ]
        assert queries.list_carried(act.session, meeting.council_id) == []
        second_id = second.id
    clock.set(ON_THE_DAY + dt.timedelta(days=30))
    again = Gathering(gathering.sitting, second_id)
    begin(engine, town, again, "Amina", "Farid", "Ginette Roy")
    with acting_in(engine, town) as act:
        row = operations.decide(act, again.items(act.session)[0], vote(2, 1))
        assert (row.outcome, row.is_second) == (Outcome.ADOPTED, True)


def test_points_nobody_came_to_join_the_next_meeting_if_it_is_planned(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    with acting_in(engine, town) as act:
        council = gathering.sitting.council(act.session)
        later = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=90)))
        operations.add_item(act, later, point("Un point de plus tard"))
        later_id = later.id
    clock.set(ON_THE_DAY)
    begin(engine, town, gathering)
    with acting_in(engine, town) as act:
        operations.conclude_item(act, gathering.items(act.session)[0], "Vu.")
        operations.close_meeting(act, gathering.meeting(act.session))
        states = [one.state for one in gathering.items(act.session)]
        assert states == [ItemState.DONE, ItemState.CARRIED]
        titles = [
            one.title["fr"]
            for one in queries.list_items(act.session, queries.get_meeting(act.session, later_id))
        ]
        assert titles == [POINTS[1], "Un point de plus tard"]


def test_who_has_no_seat_on_the_day_does_not_vote(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        term = term_of(act, gathering.sitting, "Bilal")
        councils.end_term(act, term, on=dt.date(2026, 4, 1), reason=EndReason.LEFT)
        act.session.flush()
        meeting = gathering.meeting(act.session)
        assert refusal(operations.note_member, act, meeting, term.id) is R.NOT_A_MEMBER


def test_another_services_people_see_no_meeting(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with looking_in(engine, town, town.there) as session:
        assert queries.list_meetings(session) == []
    with looking_in(engine, town, town.here) as session:
        assert len(queries.list_meetings(session)) == 1
