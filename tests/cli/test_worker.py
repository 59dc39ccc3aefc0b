"""The worker: each job in each association, one failure alone, an end when asked."""

import datetime as dt
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from participation.cli import worker
from participation.cli.opening import House
from participation.cli.worker import JOBS, TIMES, Round
from participation.foundation import once, security, throttle
from participation.foundation.act import Act
from participation.foundation.logs import AllowListFormatter
from participation.notifications import operations
from participation.notifications.models import Message
from participation.notifications.rules import Address, Channel, Kind, State
from participation.settings import ROOT
from tests.application import settings_for
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock

LINK = "https://avis.example.org/1"


@pytest.fixture
def house(engine: Engine, database: str, tmp_path: Path) -> House:
    settings = settings_for(database, tmp_path)
    security.keep_secret(settings.secret_key)
    return House(settings, engine)


def queue(engine: Engine, town: Town, to: str = "+33612345678") -> None:
    with acting_in(engine, town) as act:
        operations.queue(
            act,
            address=Address(Channel.SMS, to, "fr"),
            kind=Kind.SIGN_IN_LINK,
            dedupe=f"{to}:{act.now}",
            link=LINK,
        )


def states(engine: Engine, town: Town) -> list[State]:
    with looking_in(engine, town) as session:
        return list(session.scalars(select(Message.state)))


def test_messages_of_every_association_leave(house: House, engine: Engine, tmp_path: Path) -> None:
    towns = [make_town(engine, slug) for slug in ("rive", "quai")]
    for town in towns:
        queue(engine, town)
    Round(house).run()
    assert [states(engine, town) for town in towns] == [[State.SENT]] * 2
    sent = [path.read_text() for path in (tmp_path / "messages").iterdir()]
    assert len(sent) == 2
    assert all(LINK in text for text in sent)


def test_a_job_that_fails_stops_no_other_and_is_logged_without_its_words(
    house: House,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    town = make_town(engine)
    done: list[str] = []

    def fail(_act: Act) -> int:
        raise RuntimeError("Amina, +33612345678")

    def work(_act: Act) -> int:
        done.append("worked")
        return 1

    monkeypatch.setattr(worker, "JOBS", (("failing", 60, fail), ("working", 60, work)))
    queue(engine, town)
    round_ = Round(house)
    round_.run()
    assert round_.failed == {"failing"}
    assert done == ["worked"]
    assert states(engine, town) == [State.SENT]
    (record,) = [each for each in caplog.records if each.levelname == "ERROR"]
    line = json.loads(AllowListFormatter().format(record))
    assert (line["job"], line["error"]) == ("failing", "RuntimeError")
    assert "Amina" not in json.dumps(line)


def test_a_failed_job_leaves_nothing_half_written(
    house: House, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = make_town(engine)

    def half(act: Act) -> int:
        throttle.note_try(act.session, "bucket", act.now)
        raise RuntimeError

    monkeypatch.setattr(worker, "JOBS", (("half", 60, half),))
    Round(house).run()
    with looking_in(engine, town) as session:
        assert throttle.count_tries(session, "bucket", dt.datetime.min.replace(tzinfo=dt.UTC)) == 0


def test_jobs_wait_for_their_time(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 0

    def job(_act: Act) -> int:
        nonlocal count
        count += 1
        return 0

    make_town(house.engine)
    monkeypatch.setattr(worker, "JOBS", (("job", 3600, job),))
    round_ = Round(house)
    round_.run()
    round_.run()
    assert count == 1
    round_.next.clear()
    round_.run()
    assert count == 2


def test_every_job_runs_on_an_association(house: House, engine: Engine) -> None:
    make_town(engine)
    round_ = Round(house)
    round_.run()
    assert round_.failed == set()
    assert set(round_.next) == {
        "outbox",
        "calendars",
        "councils",
        "late",
        "rosters",
        *(name for name, _seconds, _job in (*JOBS, *TIMES)),
    }


def test_keys_of_forms_are_forgotten_after_two_days(
    house: House, engine: Engine, clock: Clock
) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        once.claim(act.session, "k" * once.LENGTH, act.now.date().toordinal())
    clock.advance(days=2)
    assert house.each(worker.forget_counts) == 0
    clock.advance(days=1)
    assert house.each(worker.forget_counts) == 1
    with looking_in(engine, town) as session:
        assert session.scalar(select(func.count()).select_from(once.Once)) == 0


def test_a_stopped_round_sends_no_more(house: House, engine: Engine) -> None:
    town = make_town(engine)
    queue(engine, town)
    stop = threading.Event()
    stop.set()
    Round(house, stop).run()
    assert states(engine, town) == [State.WAITING]


@pytest.mark.sqlite
def test_copies_are_made_when_asked_for(house: House, tmp_path: Path) -> None:
    import dataclasses  # noqa: PLC0415 - beside its only use

    from participation.foundation import backups  # noqa: PLC0415

    backups.make_key(tmp_path / "key")
    settings = dataclasses.replace(
        house.settings,
        backup_folder=tmp_path / "copies",
        backup_key=tmp_path / "key",
        backup_minutes=5,
    )
    round_ = Round(House(settings, house.engine))
    round_.run()
    round_.run()
    assert round_.failed == set()
    (copy,) = (tmp_path / "copies").iterdir()
    assert copy.read_bytes().startswith(backups.MAGIC)


@pytest.mark.sqlite
def test_the_process_ends_when_told_to(database: str, tmp_path: Path) -> None:
    settings = settings_for(database, tmp_path)
    environment = {
        **os.environ,
        "PARTICIPATION_ENVIRONMENT": "test",
        "PARTICIPATION_DATABASE_URL": database,
        "PARTICIPATION_SECRET_KEY": settings.secret_key,
        "PARTICIPATION_BASE_URL": settings.base_url,
        "PARTICIPATION_TRUSTED_HOSTS": "localhost",
        "PARTICIPATION_DATA": str(tmp_path),
        "PYTHONPATH": str(ROOT),
    }
    code = "import sys; from participation.cli import main; sys.exit(main(['worker']))"
    town = None
    process = subprocess.Popen([sys.executable, "-c", code], env=environment)
    try:
        from participation.foundation.database import connect  # noqa: PLC0415

        engine = connect(database)
        security.keep_secret(settings.secret_key)
        town = make_town(engine)
        queue(engine, town)
        end = time.monotonic() + 60
        while states(engine, town) != [State.SENT] and time.monotonic() < end:
            assert process.poll() is None, "the worker ended by itself"
            time.sleep(0.2)
        assert states(engine, town) == [State.SENT]
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
        engine.dispose()
    finally:
        process.kill()
        process.wait()
