"""Somebody answers STOP to an SMS: heard once, in each association, from the gateway alone."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, select

from participation.accounts.models import User, WritingConsent
from participation.accounts.operations import keep_wish
from participation.accounts.rules.writing import Way
from participation.audit.models import Entry
from participation.foundation.security import keep_secret
from participation.foundation.throttle import Try
from participation.notifications.models import Message
from participation.notifications.operations import queue
from participation.notifications.rules import Address, Channel, Kind
from tests.accounts.people import LOCAL
from tests.application import serve
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.notifications.gateway import gateway
from tests.surveys.called import make_reader

SECRET = "a-secret-of-the-gateway_1234567890"
PATH, PHONE = "/rive/messages/replies", "+33639980001"
NO = (False, Way.REPLY)


def wish(engine: Engine, town: Town) -> tuple[bool, Way]:
    """Give the word of the one who lives there, and how it came."""
    with looking_in(engine, town) as session:
        row = session.scalars(select(WritingConsent)).one()
        return row.agrees, row.way


@pytest.fixture
def towns(engine: Engine) -> tuple[Town, Town]:
    """Give two associations where the same telephone is written to."""
    keep_secret("a secret of tests " * 3)
    found = make_town(engine), make_town(engine, "quai")
    for town in found:
        with acting_in(engine, town) as act:
            user = make_reader(act, town.here)
            queue(
                act,
                address=Address(Channel.SMS, PHONE, "fr"),
                kind=Kind.SURVEY_OPEN,
                dedupe=f"survey-opening:1:{user.id}",
                link=LOCAL,
            )
    return found


def test_a_stop_that_the_gateway_brings_is_heard_once_in_each_association(
    engine: Engine,
    towns: tuple[Town, Town],
    tmp_path: Path,
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    here, there = towns
    url = engine.url.render_as_string(hide_password=False)
    with serve(url, tmp_path) as served, gateway() as server:
        settings = served.app.extensions["settings"]
        served.app.extensions["settings"] = replace(settings, sms_reply_secret=SECRET)
        address = served.url + PATH
        reply = {"msisdn": PHONE[1:], "text": "Arrêtez svp", "messageId": "a1"}
        assert server.pass_on(address, SECRET, **(reply | {"text": "Merci"})) == 204
        assert server.pass_on(address, SECRET, **(reply | {"msisdn": "33639989999"})) == 204
        assert wish(engine, here) == wish(engine, there) == (True, Way.SPOKEN)
        assert server.pass_on(address, SECRET, **reply) == 204
        assert wish(engine, here) == wish(engine, there) == NO
        with looking_in(engine, here) as session:
            assert not session.scalars(select(Message)).all(), "what waited does not leave"
        with acting_in(engine, here) as act:
            keep_wish(act, act.session.scalars(select(User)).one(), agrees=True, way=Way.SPOKEN)
        clock.advance(hours=20)
        assert server.pass_on(address, SECRET, **reply) == 204
        assert wish(engine, here) == (True, Way.SPOKEN), "the same reply, brought again"
        assert server.pass_on(f"{address}/{SECRET}", "", **(reply | {"messageId": "a2"})) == 204
        assert wish(engine, here) == NO
        assert server.pass_on(address, "", **reply) == 404
    said = " ".join(record.getMessage() + str(vars(record)) for record in caplog.records)
    with looking_in(engine, here) as session:
        said += " ".join(f"{one.subject} {one.facts}" for one in session.scalars(select(Entry)))
    assert PHONE[3:] not in said


def post(client: FlaskClient, body: bytes, secret: str = SECRET, **more: str) -> int:
    headers = {"Authorization": f"Bearer {secret}"} | more
    return client.post(PATH, data=body, headers=headers, base_url=LOCAL).status_code


@pytest.mark.usefixtures("towns")
def test_nothing_is_behind_the_door_without_a_secret(app: Flask) -> None:
    client = app.test_client()
    for secret in ("", SECRET):
        assert post(client, b'{"from": "+33639980001", "text": "STOP"}', secret) == 404
    assert client.post(f"{PATH}/", base_url=LOCAL).status_code == 404


def test_what_is_refused_changes_nothing(
    app: Flask, engine: Engine, towns: tuple[Town, Town]
) -> None:
    here, _there = towns
    app.extensions["settings"] = replace(app.extensions["settings"], sms_reply_secret=SECRET)
    client = app.test_client()
    stop = b'{"from": "+33639980001", "text": "STOP"}'
    assert client.get(PATH, base_url=LOCAL).status_code in {404, 405}
    assert post(client, b"STOP") == 400
    assert post(client, stop + b" " * 17_000) == 413
    assert post(client, stop, Origin="https://elsewhere.example") == 403
    assert {post(client, stop, "é" * 40) for _try in range(30)} == {404}
    assert post(client, stop, "wrong") == 429, "whoever guesses is slowed down"
    assert wish(engine, here) == (True, Way.SPOKEN)
    assert post(client, stop) == 204, "the gateway is not"
    assert wish(engine, here) == NO


def test_a_flood_of_replies_is_to_come_again_later(
    app: Flask, engine: Engine, towns: tuple[Town, Town], clock: Clock
) -> None:
    here, _there = towns
    app.extensions["settings"] = replace(app.extensions["settings"], sms_reply_secret=SECRET)
    client = app.test_client()
    assert post(client, b'{"from": "+33639989999", "text": "STOP"}') == 204
    with acting_in(engine, here) as act:
        bucket = act.session.scalars(select(Try.bucket)).one()
        act.session.add_all(Try(bucket=bucket, at=act.now) for _more in range(599))
    stop = b'{"from": "+33639980001", "text": "STOP"}'
    assert post(client, stop) == 429
    assert post(client, stop.replace(b"STOP", b"Merci")) == 204, "what is not kept costs nothing"
    clock.advance(minutes=16)
    assert post(client, stop) == 204
    assert wish(engine, here) == NO
