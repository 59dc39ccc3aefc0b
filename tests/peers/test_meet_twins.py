"""One form sent many times at once has one time, and all are led to it."""

import threading
import uuid

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from participation.foundation.keys import to_text
from participation.peers.models import Booking, HelpRequest
from tests.builders import acting_in, looking_in
from tests.councils.visiting import LOCAL, enter_as
from tests.peers.meeting import Circle, at, make_circle, make_group
from tests.peers.resident import MEET, STARTS, person

TWINS = 6


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


def led_to(app: Flask, engine: Engine, circle: Circle, path: str) -> list[str]:
    """Send one form many times at once; give where each was led."""
    phones = [enter_as(app, engine, circle.town, circle.nour) for _ in range(TWINS)]
    form, gate, found = {"starts": STARTS, "once": uuid.uuid4().hex}, threading.Barrier(TWINS), []

    def send(number: int) -> None:
        gate.wait()
        answer = phones[number].post(path, data=form, base_url=LOCAL)
        found.append((answer.location or str(answer.status_code)).removeprefix(LOCAL))

    threads = [threading.Thread(target=send, args=(number,)) for number in range(TWINS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def test_all_are_led_to_the_one_time(app: Flask, engine: Engine, circle: Circle) -> None:
    with acting_in(engine, circle.town) as act:
        friday = make_group(act, circle, 5, at("03-20 10:00"))
    group = f"{MEET}/groups/{to_text(friday.id)}"
    for path in (person(circle), group, f"{MEET}/ask"):
        found = led_to(app, engine, circle, path)
        assert len(set(found)) == 1, path
        assert f"{MEET}/t/" in found[0]
    with looking_in(engine, circle.town) as session:
        assert session.scalar(select(func.count(Booking.id))) == 2
        assert session.scalar(select(func.count(HelpRequest.id))) == 1
