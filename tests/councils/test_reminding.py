"""What the worker tells those who look after councils: once, in words that say nothing."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.councils.operations.reminding import remind_of_terms
from participation.foundation.keys import to_text
from participation.notifications import labels
from participation.notifications.models import Message
from participation.notifications.rules import Address, Channel, Kind
from tests.builders import Town, acting_in, make_person, make_town
from tests.councils.mandated import leave_seat, move_out
from tests.councils.sitting import TODAY, Sitting, make_council, term_of

BASE = "https://house.example"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town, app: Flask) -> Sitting:
    """Found a council with a manager, a facilitator, and others who are not to be told."""
    del app
    made = make_council(engine, town)
    with acting_in(engine, town) as act:
        for name, role, place in (
            ("manager", Role.MANAGER, town.here),
            ("facilitator", Role.FACILITATOR, town.here),
            ("elsewhere", Role.MANAGER, town.there),
            ("coordinator", Role.COORDINATOR, town.here),
        ):
            make_person(act, name, role, place, email=f"{name}@example.org")
    return made


def told(engine: Engine, town: Town, *, times: int = 1) -> int:
    """Run the worker's job some times; give how many messages it wrote."""
    count = 0
    for _time in range(times):
        with acting_in(engine, town) as act:
            count += remind_of_terms(act, base_url=BASE)
    return count


def test_managers_and_facilitators_are_told_once_at_each_milestone(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    assert told(engine, town) == 0
    for months, days in ((6, 170), (3, 80), (1, 20)):
        with acting_in(engine, town) as act:
            term_of(act, sitting, "Amina").until = TODAY + dt.timedelta(days=days)
            term_of(act, sitting, "Bilal").until = TODAY + dt.timedelta(days=days)
        assert told(engine, town, times=2) == 2, f"{months} months before"
    with acting_in(engine, town) as act:
        assert {row.kind for row in act.session.scalars(select(Message))} == {Kind.TASK_WAITS}


def test_an_alert_that_the_outbox_has_forgotten_is_not_written_again(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        term_of(act, sitting, "Amina").until = TODAY + dt.timedelta(days=100)
    assert told(engine, town) == 0


def test_a_seat_that_waits_for_somebody_is_told_once(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        move_out(act, "Bilal", TODAY)
    assert told(engine, town, times=2) == 2
    with acting_in(engine, town) as act:
        leave_seat(act, sitting, "Bilal")
    assert told(engine, town, times=2) == 2


def test_a_departure_of_long_ago_is_left_to_the_desk(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    del sitting
    with acting_in(engine, town) as act:
        move_out(act, "Bilal", TODAY - dt.timedelta(days=60))
    assert told(engine, town) == 0


@pytest.mark.parametrize("channel", list(Channel))
def test_the_words_say_nothing_but_where_to_look(sitting: Sitting, channel: Channel) -> None:
    link = f"{BASE}/rive/councils/{to_text(sitting.council_id)}"
    address = Address(channel, "somebody@example.org", "fr")
    letter = labels.write(Kind.TASK_WAITS, address, {"link": link}, "key")
    assert link in letter.text
    for word in ("mandat", "siège", "Amina", "Tilleul", "départ"):
        assert word not in letter.text.replace(link, "")
