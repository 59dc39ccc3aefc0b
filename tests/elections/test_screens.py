"""Public screens during a sealed vote: signs of life, envelopes that wait, closing all the same."""

import datetime as dt
import json
from http import HTTPStatus

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections import queries
from participation.elections.operations import voting
from participation.elections.operations.devices import note_echo
from participation.elections.queries.devices import list_screens
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.devices import ALIVE, Screen, reasons_to_wait
from participation.elections.rules.stages import Stage
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.foundation.permissions import Permission
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, page, visit
from tests.elections.sealing import Sealing, ready
from tests.elections.test_sealed_pages import Booth
from tests.elections.test_vote_pages import codes
from tests.elections.urn_desk import DAY, name_bureau, on, open_it, sign, two

NOON = dt.datetime(2026, 5, 12, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def made(engine: Engine) -> Sealing:
    sealing = ready(engine)
    name_bureau(sealing)
    open_it(sealing)
    return sealing


def echo(made: Sealing, at: dt.datetime, waits: int = 0, lost: int = 0, screen_id: int = 7) -> int:
    key = to_text(made.contest_id)
    with on(made, at) as act:
        return note_echo(
            act,
            screen_id=screen_id,
            service_id=made.town.here,
            label="Borne du hall",
            waiting={key: waits, "another": 3} if waits else {},
            refused={key: lost} if lost else {},
        )


def seen(made: Sealing) -> list[tuple[str, int, int]]:
    with looking_in(made.engine, made.town) as session:
        found = list_screens(session, made.calling.election(session))
    return [(each.label, each.waiting, each.refused) for each in found]


def test_silent_screens_and_waiting_envelopes_are_reasons_to_wait() -> None:
    screens = [
        Screen("Hall", NOON - ALIVE, 0, 0),
        Screen("Étage", NOON - ALIVE - dt.timedelta(seconds=1), 0, 0),
        Screen("Cour", NOON, 2, 1),
    ]
    wait = reasons_to_wait(screens, NOON)
    assert (wait.waiting, wait.silent) == (2, 1)
    assert not reasons_to_wait(screens[:1], NOON)
    assert not reasons_to_wait([], NOON)


def test_a_screen_answers_only_while_a_sealed_vote_asks_for_it(engine: Engine) -> None:
    made = ready(engine)
    assert echo(made, DAY) == 0
    assert seen(made) == []
    name_bureau(made)
    open_it(made)
    assert echo(made, DAY) == 60
    assert echo(made, DAY, waits=2) == 60
    assert seen(made) == [("Borne du hall", 2, 0)]
    assert echo(made, DAY, lost=1) == echo(made, DAY, lost=2) == 60
    assert seen(made) == [("Borne du hall", 0, 3)]


def test_closing_waits_for_screens_unless_two_say_why(made: Sealing) -> None:
    sign(made)
    echo(made, DAY, waits=2)
    echo(made, DAY - dt.timedelta(hours=1), screen_id=8)
    with on(made) as act:
        election, people = made.calling.election(act.session), two(made, act)
        with pytest.raises(Refused) as caught:
            voting.close_vote(act, election, people, despite="  ")
        assert caught.value.reason is R.SCREENS_WAIT
        assert caught.value.facts == {"waiting": 2, "silent": 0}, "before the opening it was not"
    later = DAY + dt.timedelta(minutes=7)
    echo(made, later, waits=1)
    echo(made, DAY, screen_id=8)
    with on(made, later) as act:
        election, people = made.calling.election(act.session), two(made, act)
        with pytest.raises(Refused) as caught:
            voting.close_vote(act, election, people)
        assert caught.value.facts == {"waiting": 1, "silent": 1}
        voting.close_vote(act, election, people, despite="La borne est cassée.")
        assert election.stage is Stage.COUNT
        written = queries.list_observations(act.session, election)
        assert [each.words for each in written] == ["La borne est cassée."]


def test_closing_asks_nothing_when_every_screen_is_empty_and_alive(made: Sealing) -> None:
    sign(made)
    echo(made, DAY)
    with on(made) as act:
        election = made.calling.election(act.session)
        voting.close_vote(act, election, two(made, act), despite="Inutile.")
        assert election.stage is Stage.COUNT
        assert not queries.list_observations(act.session, election)


def test_the_desk_shows_screens_and_asks_twice(
    app: Flask, engine: Engine, made: Sealing, clock: Clock
) -> None:
    sign(made)
    clock.set(DAY + dt.timedelta(minutes=1))
    echo(made, DAY, waits=3)
    desk = visit(app, engine, made.town, Role.MANAGER, made.town.here)
    base = f"/rive/elections/{made.calling.key}"
    shown = page(desk, f"{base}/bureau")
    assert "Borne du hall" in shown
    assert "Attend le réseau" in shown
    sent = codes(page(desk, f"{base}/close"))
    refused = desk.post(f"{base}/close", data=sent, base_url=LOCAL)
    assert refused.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "Enveloppes qui attendent sur des bornes : 3." in refused.text
    alone = {**sent, "despite": "Borne cassée.", "assessor_code": "000000"}
    assert desk.post(f"{base}/close", data=alone, base_url=LOCAL).status_code == 422
    sent["despite"] = "Borne cassée."
    assert desk.post(f"{base}/close", data=sent, base_url=LOCAL).status_code == 303


def test_only_a_paired_screen_of_the_service_is_heard(
    app: Flask, made: Sealing, monkeypatch: pytest.MonkeyPatch, clock: Clock
) -> None:
    clock.set(DAY)
    booth = Booth(app, made, monkeypatch)
    key, here = to_text(made.contest_id), made.town.here

    def say(body: object) -> tuple[int, object]:
        answer = booth.client.post(
            "/rive/tilleul/vote/echo", data=json.dumps(body), content_type="application/json"
        )
        return answer.status_code, answer.get_json(silent=True)

    said = {"waiting": {key: 1}, "refused": {}}
    assert say(said)[0] == HTTPStatus.SEE_OTHER
    powers = {Permission.KIOSK_USE: frozenset({here})}
    facts = {"kiosk_service_id": here, "kiosk_slug": "tilleul", "powers": powers}
    booth.stand(**facts)
    assert say(said)[0] == HTTPStatus.NOT_FOUND
    booth.stand(**facts, kiosk_id=7, kiosk_label="Borne du hall")
    assert say(said) == (HTTPStatus.OK, {"again": 60})
    unreadable: tuple[object, ...] = (
        {},
        {"waiting": [], "refused": {}},
        {"waiting": {key: -1}, "refused": {}},
    )
    for wrong in unreadable:
        assert say(wrong)[0] == HTTPStatus.UNPROCESSABLE_ENTITY
    with acting_in(made.engine, made.town) as act:
        (screen,) = list_screens(act.session, made.calling.election(act.session))
    assert screen.waiting == 1
