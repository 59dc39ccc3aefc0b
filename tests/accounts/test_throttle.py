"""Ten tries a quarter of an hour, over workers and restarts; the owner is never shut out."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine

from participation.accounts.operations import take_try
from participation.accounts.rules.tries import ACCOUNT, NEIGHBOURHOOD
from participation.app import create_app
from participation.foundation.database import connect
from participation.foundation.throttle import bucket_of
from tests.accounts.people import LOCAL, Staff, enter, make_staff, send, sign_in
from tests.application import settings_for
from tests.builders import Town, acting_in, make_town
from tests.conftest import Clock

BUCKET = "a" * 64


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def staff(engine: Engine, town: Town) -> Staff:
    return make_staff(engine, town)


def guess(client: FlaskClient, email: str = "nour@rive.example") -> int:
    """Try a wrong password; the status of the answer."""
    answer = send(client, "/rive/sign-in/staff", email=email, password="a wrong but long one")
    return answer.status_code


def test_four_workers_together_accept_ten_tries(database: str, town: Town) -> None:
    engines = [connect(database) for _worker in range(4)]

    def knock(number: int) -> bool:
        with acting_in(engines[number % 4], town) as act:
            return take_try(act, BUCKET, ACCOUNT)

    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(knock, range(40)))
    assert sum(taken) == 10
    for each in engines:
        each.dispose()
    again = connect(database)
    with acting_in(again, town) as act:
        assert not take_try(act, BUCKET, ACCOUNT), "a restart forgets nothing"
    again.dispose()


@pytest.mark.usefixtures("staff")
def test_the_eleventh_guess_is_not_even_compared(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [guess(client) for _try in range(10)] == [422] * 10
    monkeypatch.setattr(
        "participation.accounts.queries.proofs.fits", lambda *_a: pytest.fail("compared")
    )
    assert guess(client) == 429


@pytest.mark.usefixtures("town")
def test_an_unknown_account_is_counted_the_same(client: FlaskClient) -> None:
    email = "nobody@rive.example"
    assert [guess(client, email) for _try in range(11)] == [422] * 10 + [429]


def test_a_quarter_of_an_hour_later_one_may_try_again(
    client: FlaskClient, staff: Staff, town: Town, clock: Clock
) -> None:
    for _try in range(11):
        guess(client)
    clock.advance(minutes=15, seconds=1)
    assert sign_in(client, town, staff).status_code == 303


def test_the_owner_on_her_known_device_is_not_shut_out(
    app: Flask, client: FlaskClient, staff: Staff, town: Town, clock: Clock
) -> None:
    assert enter(client, town, staff).status_code == 303
    send(client, "/rive/sign-out", page="/rive/me")
    stranger = app.test_client()
    for _try in range(12):
        guess(stranger)
    clock.advance(seconds=60)
    assert sign_in(app.test_client(), town, staff).status_code == 429
    assert enter(client, town, staff).status_code == 303


def test_a_known_device_has_its_own_ten_tries_and_no_more(
    client: FlaskClient, staff: Staff, town: Town
) -> None:
    enter(client, town, staff)
    send(client, "/rive/sign-out", page="/rive/me")
    assert [guess(client) for _try in range(11)] == [422] * 10 + [429]


def test_one_neighbour_cannot_walk_through_all_accounts(
    client: FlaskClient, engine: Engine, town: Town
) -> None:
    secret = client.application.extensions["settings"].secret_key
    lock = bucket_of(secret, "neighbourhood", "127.0.0.0/24")
    with acting_in(engine, town) as act:
        assert all(take_try(act, lock, NEIGHBOURHOOD) for _try in range(99))
    assert guess(client, "first@rive.example") == 422
    assert guess(client, "second@rive.example") == 429


def test_codes_are_counted_apart_from_passwords(
    client: FlaskClient, staff: Staff, town: Town
) -> None:
    sign_in(client, town, staff)
    codes = [send(client, "/rive/sign-in/code", code="000000").status_code for _ in range(11)]
    assert codes == [422] * 10 + [429]
    sign_in(client, town, staff)
    assert send(client, "/rive/sign-in/code", code="000000").status_code == 429, (
        "the right password gives no new codes"
    )


@pytest.mark.usefixtures("staff")
def test_a_restart_in_the_middle_changes_nothing(
    client: FlaskClient, engine: Engine, tmp_path: Path
) -> None:
    for _try in range(6):
        guess(client)
    url = engine.url.render_as_string(hide_password=False)
    again = create_app(settings_for(url, tmp_path), engine).test_client()
    assert [guess(again) for _try in range(5)] == [422] * 4 + [429]
    assert again.get("/rive/sign-in/staff", base_url=LOCAL).status_code == 200
