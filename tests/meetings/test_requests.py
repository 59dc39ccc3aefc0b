"""A session asked for between two others: who may ask, when it is owed, what the law says (R25)."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.councils.queries import law_on
from participation.councils.rules.sessions import r25
from participation.foundation.keys import to_text
from participation.meetings import operations, queries
from participation.meetings.operations import Asking
from participation.meetings.rules.refusals import Refusal
from participation.meetings.rules.requests import Request
from participation.organisations.rules.rulings import Rule as R, State  # noqa: N817
from tests.builders import Town, acting_in, looking_in, make_town
from tests.compliance.test_states import broken, state_of
from tests.conftest import Clock
from tests.councils.sitting import TODAY
from tests.councils.visiting import page, send, visit
from tests.meetings.gathering import Gathering, call, gather, refusal, sign_in, user_of

DAY = dt.timedelta(days=1)
LAW = law_on(TODAY)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    return gather(engine, town)


def ask(engine: Engine, town: Town, gathering: Gathering, *names: str, on: dt.date = TODAY) -> None:
    """Note at the desk that members ask for a session."""
    with acting_in(engine, town) as act:
        terms = [gathering.term(act, name) for name in names]
        council = gathering.sitting.council(act.session)
        operations.note_request(act, council, Asking(on, terms, because="Les travaux"))


@pytest.mark.parametrize(
    ("members", "needed"), [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (6, 4), (9, 6)]
)
def test_two_thirds_are_rounded_up_as_the_law_counts_them(members: int, needed: int) -> None:
    request = Request(TODAY, (TODAY,) * needed, members)
    assert request.needed(LAW) == needed
    assert (request.missing(LAW), request.owed_since(LAW)) == (0, TODAY)
    fewer = Request(TODAY, (TODAY,) * (needed - 1), members)
    assert (fewer.missing(LAW), fewer.owed_since(LAW), fewer.call_by(LAW)) == (1, None, None)


def test_it_is_owed_from_the_day_on_which_enough_had_asked() -> None:
    days = (TODAY, TODAY + 3 * DAY, TODAY + DAY, TODAY + 9 * DAY)
    request = Request(TODAY, days, 4)
    assert request.owed_since(LAW) == TODAY + 3 * DAY
    assert request.call_by(LAW) == TODAY + 33 * DAY
    assert request.until(TODAY + 2 * DAY).owed_since(LAW) is None
    earlier = Request(TODAY, days, 4, manager_on=TODAY + DAY)
    assert earlier.owed_since(LAW) == TODAY + DAY, "the manager alone is enough"
    assert earlier.until(TODAY).manager_on is None


def test_the_law_judges_the_request_that_was_noted(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    ask(engine, town, gathering, "Amina", "Bilal", "Colette", on=TODAY - 2 * DAY)
    assert state_of(engine, town).lines
    ask(engine, town, gathering, "Colette", "Farid", on=TODAY - DAY)
    with looking_in(engine, town) as session:
        (told,) = queries.tell_lives(session, [gathering.sitting.council_id], TODAY).values()
    (request,) = told.requests
    assert (request.asked_on, request.asking, request.members) == (TODAY - DAY, 4, 5)
    assert r25(request, LAW, TODAY).state is State.OK, "there is time to call it"
    assert R.R25 not in broken(state_of(engine, town, day=TODAY + 29 * DAY))
    assert broken(state_of(engine, town, day=TODAY + 30 * DAY))[R.R25] is State.WARNING
    clock.advance(days=3)
    call(engine, town, gathering)
    assert R.R25 not in broken(state_of(engine, town, day=TODAY + 40 * DAY))


def test_a_meeting_called_before_or_given_up_is_no_answer(
    engine: Engine, town: Town, gathering: Gathering, clock: Clock
) -> None:
    call(engine, town, gathering)
    clock.advance(days=2)
    ask(engine, town, gathering, "Amina", "Bilal", "Colette", "Farid", on=TODAY + 2 * DAY)
    late = TODAY + 33 * DAY
    assert broken(state_of(engine, town, day=late))[R.R25] is State.WARNING
    with acting_in(engine, town) as act:
        meeting = gathering.meeting(act.session)
        meeting.called_on = TODAY + 5 * DAY
        act.session.flush()
        operations.cancel_meeting(act, meeting, because="La salle")
    assert broken(state_of(engine, town, day=late))[R.R25] is State.WARNING


def test_who_may_ask(engine: Engine, town: Town, gathering: Gathering) -> None:
    with acting_in(engine, town) as act:
        council = gathering.sitting.council(act.session)
        amina, denise = gathering.term(act, "Amina"), gathering.term(act, "Denise")
        note = operations.note_request
        assert refusal(note, act, council, Asking(TODAY)) is Refusal.NOBODY_ASKS
        reason = refusal(note, act, council, Asking(TODAY, [denise]))
        assert reason is Refusal.NOT_A_MEMBER, "a substitute has no vote of her own"
        for day in (TODAY + DAY, TODAY - 365 * DAY):
            assert refusal(note, act, council, Asking(day, [amina])) is Refusal.DAY_OUTSIDE
        note(act, council, Asking(TODAY, [amina]))
        assert refusal(note, act, council, Asking(TODAY, [amina])) is Refusal.ASKED_ALREADY
        note(act, council, Asking(TODAY, by_manager=True))
        again = Asking(TODAY, [amina], by_manager=True)
        assert refusal(note, act, council, again) is Refusal.ASKED_ALREADY
        stranger = user_of(act, gathering, "Denise")
        reason = refusal(operations.ask_session, act, council, stranger)
        assert reason is Refusal.NOT_A_MEMBER


def test_members_ask_on_their_phones_and_the_desk_sees_by_when(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    path = f"/rive/tilleul/meetings/ask/{gathering.sitting.key}"
    for name in ("Amina", "Bilal", "Colette"):
        member = sign_in(app, engine, town, gathering, name)
        assert f"/meetings/ask/{gathering.sitting.key}" in page(member, "/rive/tilleul/meetings")
        assert send(member, path, {"because": "Le chauffage"}) == path
        assert "Vous avez demandé cette réunion" in page(member, path)
    assert "La réunion doit être convoquée avant" not in page(member, path)
    ask(engine, town, gathering, "Farid")
    assert "La réunion doit être convoquée avant" in page(member, path)
    assert "Vous avez demandé cette réunion" in send(member, path, {}, status=422)
    substitute = sign_in(app, engine, town, gathering, "Denise")
    page(substitute, path, status=404)
    assert "/meetings/ask/" not in page(substitute, "/rive/tilleul/meetings")
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    assert "convoquez-la avant le jeudi 16 avril 2026" in page(desk, "/rive/meetings")
    shown = page(desk, f"/rive/meetings/asked/{gathering.sitting.key}")
    assert "Le chauffage" in shown
    assert "Colette" in shown


def test_the_desk_notes_what_came_on_paper(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    path = f"/rive/meetings/asked/{gathering.sitting.key}"
    assert "Personne n’a demandé de réunion" in page(desk, path)
    refused = send(desk, path, {"on": "2026-03-10", "because": "Les repas"}, status=422)
    assert "Cochez qui demande" in refused
    assert "Les repas" in refused, "nothing typed is lost"
    with looking_in(engine, town) as session:
        council = gathering.sitting.council(session)
        keys = [to_text(key) for key in queries.members_on(session, council, TODAY)][:4]
    send(desk, path, {"on": "2026-03-10", "members": keys})
    assert "convoquez-la avant le jeudi 9 avril 2026" in page(desk, path)
