"""Senders killed at any moment: nothing is lost, and at most one message a kill goes out twice."""

import multiprocessing
import random
import time
from collections import Counter
from multiprocessing.context import ForkServerProcess
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from participation.foundation import security
from participation.notifications import operations
from participation.notifications.models import Message
from participation.notifications.rules import Address, Channel, Kind, State
from tests.application import settings_for
from tests.builders import Town, acting_in, looking_in, make_town
from tests.notifications import sender
from tests.notifications.gateway import gateway

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.notifications.sender"])
LEASE = 2.0
PATIENCE = 900
"""Seconds after which the test gives up waiting for the senders."""


def start(database: str, url: str) -> ForkServerProcess:
    process = PROCESSES.Process(target=sender.main, args=(database, url, LEASE))
    process.start()
    return process


def sent(engine: Engine, town: Town) -> int:
    with looking_in(engine, town) as session:
        count = select(func.count(Message.id)).where(Message.state == State.SENT)
        return session.scalar(count) or 0


def siege(engine: Engine, database: str, messages: int, senders: int, kills: int) -> None:
    security.keep_secret(settings_for(database, Path()).secret_key)
    town = make_town(engine)
    with acting_in(engine, town) as act:
        for number in range(messages):
            address = Address(Channel.SMS, f"+336{number:08}", "fr")
            link = f"https://avis.example.org/{number}"
            operations.queue(
                act, address=address, kind=Kind.SIGN_IN_LINK, dedupe=str(number), link=link
            )
    draw, killed = random.Random(7), 0
    with gateway(pause=0.01) as server:
        running = [start(database, server.url) for _ in range(senders)]
        try:
            end = time.monotonic() + PATIENCE
            while sent(engine, town) < messages and time.monotonic() < end:
                goal = messages * (killed + 1) // (kills + 1)
                if killed < kills and len(server.received) >= goal:
                    victim = draw.randrange(senders)
                    running[victim].kill()
                    running[victim].join()
                    running[victim] = start(database, server.url)
                    killed += 1
                time.sleep(0.02)
        finally:
            for process in running:
                process.kill()
                process.join()
        keys = Counter(headers["Idempotency-Key"] for headers, _body in server.received)
    assert killed == kills
    assert sent(engine, town) == messages
    assert len(keys) == messages
    assert keys.total() - messages <= kills


def test_a_killed_sender_loses_nothing(engine: Engine, database: str) -> None:
    siege(engine, database, messages=60, senders=2, kills=2)


@pytest.mark.long
def test_many_killed_senders_lose_nothing(engine: Engine, database: str) -> None:
    siege(engine, database, messages=1200, senders=4, kills=24)
