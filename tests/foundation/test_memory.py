"""What is remembered for seconds: never of another place, never older than this process's deeds."""

import threading

import pytest
from sqlalchemy import Engine, update

from participation.foundation import memory as remembering
from participation.foundation.memory import Memory, database_of
from participation.organisations.models import Organisation, Pole
from tests.builders import Town, acting_in, make_town


@pytest.fixture
def names() -> Memory[str]:
    known: Memory[str] = Memory()
    known.watch(Pole)
    return known


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def test_what_was_found_is_not_asked_again(names: Memory[str]) -> None:
    assert names.recall(("a",), lambda: "first") == "first"
    assert names.recall(("a",), lambda: "second") == "first"
    assert names.recall(("b",), lambda: "third") == "third"


def test_what_does_not_exist_is_asked_again(names: Memory[str]) -> None:
    assert names.recall(("a",), lambda: None) is None
    assert names.recall(("a",), lambda: "now") == "now"


def test_it_lasts_seconds(names: Memory[str], monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1000.0
    monkeypatch.setattr("participation.foundation.memory.time.monotonic", lambda: moment)
    names.recall(("a",), lambda: "first")
    moment += remembering.LIFE_SECONDS - 0.1
    assert names.recall(("a",), lambda: "second") == "first"
    moment += 0.2
    assert names.recall(("a",), lambda: "second") == "second"


def test_what_this_process_writes_is_forgotten(
    engine: Engine, town: Town, names: Memory[str]
) -> None:
    names.recall(("a",), lambda: "first")
    with acting_in(engine, town) as act:
        act.session.add(Pole(name="Nord"))
        act.session.flush()
        assert names.recall(("a",), lambda: "second") == "first", "nothing is committed yet"
    assert names.recall(("a",), lambda: "second") == "second"
    with acting_in(engine, town) as act:
        act.session.execute(update(Pole).values(name="Sud"))
    assert names.recall(("a",), lambda: "third") == "third"


def test_what_others_write_stays(engine: Engine, town: Town, names: Memory[str]) -> None:
    names.recall(("a",), lambda: "first")
    with acting_in(engine, town) as act:
        act.session.execute(update(Organisation).values(name="Autre"))
    assert names.recall(("a",), lambda: "second") == "first"


def test_what_was_read_before_a_change_is_not_kept_after_it(names: Memory[str]) -> None:
    reading, changed = threading.Event(), threading.Event()

    def read_slowly() -> str:
        reading.set()
        changed.wait(10)
        return "old"

    slow = threading.Thread(target=lambda: names.recall(("a",), read_slowly))
    slow.start()
    reading.wait(10)
    names.forget()
    changed.set()
    slow.join()
    assert names.recall(("a",), lambda: "new") == "new"


def test_it_does_not_grow_for_ever(names: Memory[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 3)
    for key in range(10):
        names.recall((key,), lambda: "found")
        assert len(names) <= 3


def test_two_databases_are_told_apart(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as one, acting_in(engine, town, town.here) as other:
        assert database_of(one.session) is database_of(other.session)
