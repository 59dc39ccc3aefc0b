"""What meetings give the law to judge: real sessions, votes, minutes, answers, help."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from participation.compliance.queries import see_states
from participation.councils.operations import mandates
from participation.councils.queries import law_on
from participation.councils.queries.mandates import mandates_of
from participation.councils.rules.kinds import CollegeKind, CouncilForm
from participation.councils.rules.life import CouncilLife
from participation.councils.rules.serving import SupportKind, SupportState
from participation.councils.rules.sessions import r22
from participation.followups.operations import FollowUpSheet, change_follow_up
from participation.followups.queries import get_follow_up
from participation.followups.rules import State as AnswerState
from participation.foundation import clock as house_clock
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.operations import VoteSheet
from participation.meetings.operations.publishing import SentTo
from participation.meetings.rules.kinds import Motion, Quality, Stage
from participation.meetings.rules.quorum import Votes
from participation.meetings.rules.writing import Section
from participation.organisations.rules.rulings import Rule as R, State  # noqa: N817
from participation.seed.law import TWO_YEARS
from participation.seed.meetings import tuesday
from tests.builders import Town, acting_in, looking_in, make_town
from tests.compliance.test_states import broken, state_of
from tests.conftest import Clock
from tests.councils.sitting import TODAY
from tests.meetings.gathering import MEETS_AT, Gathering, begin, call, gather, plan_of, user_of

MET_ON = MEETS_AT.date()
GUEST = "Hortense Lemaire"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def life(engine: Engine, town: Town, gathering: Gathering, day: dt.date) -> CouncilLife:
    key = gathering.sitting.council_id
    with looking_in(engine, town) as session:
        return queries.tell_lives(session, [key], day)[key]


def hold(engine: Engine, town: Town, gathering: Gathering, clock: Clock, *names: str) -> None:
    """Hold the meeting on its day: one opinion is voted, Bilal writes."""
    clock.set(MEETS_AT.astimezone(dt.UTC))
    begin(engine, town, gathering, *names)
    with acting_in(engine, town) as act:
        meeting, sheet = gathering.meeting(act.session), gathering.sheet(act.session)
        first, second = sheet.agenda
        writer = next(one for one in sheet.presences if one.name == "Bilal")
        operations.name_secretary(act, writer)
        operations.note_guest(act, meeting, GUEST, Quality.GUEST)
        operations.decide(act, first, VoteSheet("Manger plus tard", Motion.OPINION, Votes(2, 0)))
        operations.conclude_item(act, first, "Dit.")
        operations.conclude_item(act, second, "Dit.")
        operations.close_meeting(act, meeting)


def test_a_session_is_told_from_its_agenda_to_its_votes(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    (planned,) = life(engine, town, gathering, TODAY).sessions
    assert (planned.on, planned.is_held, planned.agenda_on) == (MET_ON, False, None)
    assert planned.without_papers == len(planned.items) == 2
    assert not life(engine, town, gathering, TODAY - dt.timedelta(days=1)).sessions
    call(engine, town, gathering)
    hold(engine, town, gathering, clock, "Amina", "Bilal", "Colette", "Farid")
    told = life(engine, town, gathering, MET_ON)
    (held,) = told.sessions
    assert (held.is_held, held.agenda_on) == (True, TODAY)
    assert (held.members, held.present, held.represented, held.not_counted) == (5, 4, 3, 0)
    assert [(one.in_favour, one.answered_on) for one in held.opinions] == [(2, None)]
    assert told.minutes[0].secretary is CollegeKind.RESIDENTS
    (before,) = life(engine, town, gathering, MET_ON - dt.timedelta(days=1)).sessions
    assert (before.is_held, before.opinions) == (False, ())
    later = MET_ON + dt.timedelta(days=400)
    assert life(engine, town, gathering, later).sessions[0].opinions == ()
    assert life(engine, town, gathering, later).held(later), "it still counts among those held"


def test_what_lacked_a_quorum_must_come_back(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    call(engine, town, gathering)
    hold(engine, town, gathering, clock, "Amina", "Bilal", "Farid")
    (held,) = life(engine, town, gathering, MET_ON).sessions
    assert (held.opinions, len(held.postponed)) == ((), 1)
    with acting_in(engine, town) as act:
        council = gathering.sitting.council(act.session)
        later = operations.plan_meeting(act, council, plan_of(MEETS_AT + dt.timedelta(days=40)))
        act.session.flush()
        back = queries.list_items(act.session, later)[0]
        operations.call_meeting(act, later, link=lambda _tag: "http://localhost/x")
    after = MET_ON + dt.timedelta(days=1)
    assert R.R27 not in broken(state_of(engine, town, day=after))
    first, second = life(engine, town, gathering, after).sessions
    assert first.postponed <= second.items
    with acting_in(engine, town) as act:
        operations.withdraw_item(act, queries.get_item(act.session, back.id))
    assert R.R27 in broken(state_of(engine, town, day=after)), "the point was taken off"


def test_minutes_and_answers_are_dated(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    call(engine, town, gathering)
    hold(engine, town, gathering, clock, "Amina", "Bilal", "Colette", "Farid")
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        told = [Section("Repas", f"{GUEST} a parlé.", "")]
        minutes = operations.draft_minutes(act, meeting, told)
        act.session.flush()
        operations.sign_minutes(act, minutes, name="Amina", on=MET_ON, agrees=True)
        operations.publish_minutes(act, minutes, told, was_read=True)
        voted = queries.list_decisions(act.session, meeting)[0]
        owed = get_follow_up(act.session, voted.follow_up_id or 0)
        answer = FollowUpSheet(owed.said, Localized(fr="Oui"), "la direction", AnswerState.DONE)
        change_follow_up(act, owed, answer)
        later = operations.plan_meeting(
            act, gathering.sitting.council(act.session), plan_of(MEETS_AT + dt.timedelta(days=40))
        )
        later.stage, later.called_on = Stage.OPEN, MET_ON + dt.timedelta(days=5)
        act.session.flush()
        operations.adopt_minutes(act, minutes, later)
        clock.advance(days=45)
        later_act = type(act)(act.session, act.actor, house_clock.now())
        operations.send_minutes(later_act, minutes, to=SentTo.MANAGER, on=MET_ON + dt.timedelta(44))
    day = MET_ON + dt.timedelta(days=45)
    told_life = life(engine, town, gathering, day)
    paper = told_life.minutes[0]
    assert (paper.signed_on, paper.sent_on) == (MET_ON, MET_ON + dt.timedelta(days=5))
    assert (paper.adopted_on, paper.next_on) == (MET_ON + dt.timedelta(days=40),) * 2
    assert (paper.manager_on, paper.authority_on) == (MET_ON + dt.timedelta(days=44), None)
    assert (paper.published_on, paper.strangers) == (MET_ON, 1)
    assert told_life.sessions[0].opinions[0].answered_on == MET_ON
    assert broken(state_of(engine, town, day=day))[R.R39] is State.WARNING
    with looking_in(engine, town, town.there) as session:
        assert see_states(session, day)[0].service.id == town.there


def test_help_is_counted_for_the_day_of_the_meeting(
    engine: Engine, town: Town, gathering: Gathering
) -> None:
    with acting_in(engine, town) as act:
        mine = mandates_of(act.session, user_of(act, gathering, "Bilal"), TODAY)[0]
        asked = mandates.ask_support(act, mine, SupportKind.HELPER, on=MET_ON)
        other = MET_ON + dt.timedelta(days=1)
        mandates.ask_support(act, mine, SupportKind.HELPER, on=other)
    (told,) = life(engine, town, gathering, TODAY).sessions
    assert (told.help_asked, told.help_booked) == (1, 0)
    assert R.R40 in broken(state_of(engine, town))
    with acting_in(engine, town) as act:
        row = act.session.merge(asked)
        mandates.settle_support(act, row, SupportState.FOUND, found="Une amie")
    assert R.R40 not in broken(state_of(engine, town))


def test_the_meetings_of_the_demonstration_suit_every_day_of_the_year() -> None:
    for number in range(366):
        today = dt.date(2026, 1, 1) + dt.timedelta(days=number)
        held = [tuesday(today - dt.timedelta(days=ago)) for ago in TWO_YEARS]
        ruling = r22(
            CouncilForm.CVS, held, law_on(today), today, since=today - dt.timedelta(days=700)
        )
        assert ruling.state is State.OK, today
