"""Coming in, voting and ending a meeting; nobody counts twice."""

import datetime as dt

import pytest
from sqlalchemy import Engine, insert
from sqlalchemy.exc import IntegrityError

from participation.councils import operations as councils
from participation.councils.rules.kinds import EndReason
from participation.followups.queries import list_follow_ups
from participation.followups.rules import State
from participation.foundation.keys import new_key, to_text
from participation.meetings import operations, queries
from participation.meetings.models import Presence
from participation.meetings.operations import VoteSheet
from participation.meetings.rules.kinds import (
    ItemState,
    Method,
    Motion,
    Outcome,
    Quality,
)
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.refusals import Refusal as R  # noqa: N817
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import term_of
from tests.meetings.gathering import (
    MEETS_AT,
    POINTS,
    Gathering,
    begin,
    gather,
    plan_of,
    point,
    refusal,
)

ON_THE_DAY = MEETS_AT.astimezone(dt.UTC)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


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
        twice = {
            "organisation_id": town.organisation_id,
            "id": new_key(),
            "meeting_id": gathering.meeting_id,
            "term_id": term,
            "name": "Denise",
            "quality": Quality.SUBSTITUTE,
            "seat_id": seat,
            "stood_in_for": "Amina",
            "has_left": False,
            "is_chairing": False,
            "is_secretary": False,
        }
        with pytest.raises(IntegrityError):
            act.session.execute(insert(Presence), [twice])
        act.session.rollback()


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
        promise = list_follow_ups(session, origins=[f"opinion:{to_text(row.id)}"])
        assert [one.said["fr"] for one in promise] == ["Le repas du soir à 19 h 30"]
        assert promise[0].answer_due_on == MEETS_AT.date() + dt.timedelta(days=60)
        assert (promise[0].state, promise[0].answered_on) == (State.OPEN, None)
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


@pytest.mark.usefixtures("gathering")
def test_another_services_people_see_no_meeting(engine: Engine, town: Town) -> None:
    with looking_in(engine, town, town.there) as session:
        assert queries.list_meetings(session) == []
    with looking_in(engine, town, town.here) as session:
        assert len(queries.list_meetings(session)) == 1
