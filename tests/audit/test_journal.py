"""The journal: sealed, never forked, never silently changed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, strategies as st
from sqlalchemy import Engine

from participation.audit.operations import journaled, record
from participation.audit.queries import find_broken_seal, list_entries
from participation.audit.rules import Action, Sealed, first_broken, seal
from participation.foundation.act import Act, Refused
from participation.organisations.operations import create_pole
from participation.organisations.rules import Refusal
from tests.builders import acting_in, looking_in, make_town
from tests.conftest import owner_url

texts = st.text(max_size=12)


def chain(words: list[tuple[str, str]]) -> list[Sealed]:
    """Seal entries of (actor, subject) one after the other."""
    entries: list[Sealed] = []
    for number, (actor, subject) in enumerate(words, 1):
        draft = Sealed(number, "2026-03-17T09:30:00+00:00", actor, "x.done", subject, "{}", "")
        digest = seal(entries[-1].digest if entries else "", draft)
        entries.append(Sealed(number, draft.at, actor, "x.done", subject, "{}", digest))
    return entries


@given(st.lists(st.tuples(texts, texts), min_size=3, max_size=8), st.data())
def test_any_change_or_removal_is_found(words: list[tuple[str, str]], data: st.DataObject) -> None:
    entries = chain(words)
    assert first_broken(entries) is None
    place = data.draw(st.integers(0, len(entries) - 2))
    removed = entries[:place] + entries[place + 1 :]
    assert first_broken(removed) is not None
    old = entries[place]
    entries[place] = Sealed(
        old.number, old.at, old.actor + "x", old.action, old.subject, old.facts, old.digest
    )
    assert first_broken(entries) == old.number


def test_moving_letters_from_one_field_to_the_next_changes_the_seal() -> None:
    one = Sealed(1, "t", "ab", "c", "d", "{}", "")
    other = Sealed(1, "t", "a", "bc", "d", "{}", "")
    assert seal("", one) != seal("", other)


def test_twenty_writers_at_once_make_one_chain(engine: Engine) -> None:
    town = make_town(engine)

    def write(number: int) -> None:
        with acting_in(engine, town, actor=f"user:{number}") as act:
            create_pole(act, name=f"Pôle {number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(20)))
    with looking_in(engine, town) as session:
        entries = list_entries(session)
        assert [entry.number for entry in entries] == list(range(len(entries), 0, -1))
        assert sum(entry.action == Action.POLE_CREATED for entry in entries) == 20
        assert find_broken_seal(session) is None


def test_an_entry_changed_in_the_database_is_found(engine: Engine, database: str) -> None:
    from participation.foundation.database import connect  # noqa: PLC0415

    town = make_town(engine)
    with acting_in(engine, town) as act:
        for name in ("Nord", "Sud"):
            create_pole(act, name=name)
    vandal = connect(owner_url(database))
    with vandal.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("ALTER TABLE audit_entry NO FORCE ROW LEVEL SECURITY")
        connection.exec_driver_sql("UPDATE audit_entry SET actor = 'nobody' WHERE number = 4")
    vandal.dispose()
    with looking_in(engine, town) as session:
        assert find_broken_seal(session) == 4


def test_a_refused_deed_leaves_no_entry(engine: Engine) -> None:
    town = make_town(engine)

    @journaled(Action.POLE_CREATED)
    def refuse(act: Act) -> None:
        del act
        raise Refused(Refusal.SLUG_TAKEN, slug="x")

    with acting_in(engine, town) as act:
        before = len(list_entries(act.session))
        with pytest.raises(Refused):
            refuse(act)
        assert len(list_entries(act.session)) == before


def test_facts_are_sealed_too(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        entry = record(act, Action.PEOPLE_IMPORTED, "people", added=3, changed=1)
        assert entry.facts == '{"added": 3, "changed": 1}'
        assert find_broken_seal(act.session) is None
