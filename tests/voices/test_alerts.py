"""Alerts: what is refused, what is kept of them, when they are erased."""

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.foundation.act import Refused
from participation.organisations.models import Service
from participation.organisations.operations import ServiceSheet, create_service
from participation.organisations.rules import ServiceKind as K
from participation.voices import operations, queries
from participation.voices.models import Alert
from participation.voices.operations import AlertSheet
from participation.voices.rules import (
    LONGEST_PLACE,
    MOST_WAITING,
    AlertRefusal as R,
    Teller,
    Worry,
    why_no_alert,
)
from tests.builders import OPENED, acting_in, looking_in, make_town
from tests.waiting import await_a_waiter


@pytest.mark.parametrize(
    ("place", "visits", "waiting", "reason"),
    [
        ("12 rue des Lilas", K.HOME_SERVICE, 0, None),
        ("Villa Mme-de-Staël", K.HOME_SERVICE, 0, None),
        (" ", K.HOME_SERVICE, 0, R.NO_PLACE),
        ("x" * (LONGEST_PLACE + 1), K.HOME_SERVICE, 0, R.PLACE_TOO_LONG),
        ("chez Mme Durand", K.HOME_SERVICE, 0, R.NAMES_SOMEBODY),
        ("chez M. Petit", K.OTHER, 0, R.NAMES_SOMEBODY),
        ("06 12 34 56 78", K.OTHER, 0, R.NAMES_SOMEBODY),
        ("ana@example.org", K.OTHER, 0, R.NAMES_SOMEBODY),
        ("12 rue des Lilas", K.CHRS, 0, R.NOT_HERE),
        ("12 rue des Lilas", K.OTHER, MOST_WAITING, R.TOO_MANY),
    ],
)
def test_why_an_alert_is_not_taken(place: str, visits: K, waiting: int, reason: R | None) -> None:
    assert why_no_alert(place, kind=visits, waiting=waiting) is reason


def test_an_alert_waits_is_taken_over_or_forgotten(engine: Engine) -> None:
    town = make_town(engine)
    sheet = AlertSheet(Worry.COLD, " 12 rue des Lilas ", Teller.SHOP)
    with acting_in(engine, town) as act:
        visits = ServiceSheet("aulne", "Équipe Aulne", K.HOME_SERVICE, OPENED)
        service = create_service(act, visits)
        first = operations.tell_alert(act, sheet, service=service)
        operations.tell_alert(act, sheet, service=service)
        house = act.session.scalars(select(Service).where(Service.id == town.here)).one()
        with pytest.raises(Refused):
            operations.tell_alert(act, sheet, service=house)
        place = service.id
    with acting_in(engine, town) as act:
        row = queries.get_alert(act.session, first)
        assert (row.place, row.month) == ("12 rue des Lilas", 2026 * 12 + 2)
        operations.take_over(act, row)
    with acting_in(engine, town) as act:
        assert queries.count_alerts(act.session, place) == 1
        assert operations.forget_alerts(act, on=dt.date(2026, 6, 30)) == 0
        assert operations.forget_alerts(act, on=dt.date(2026, 7, 1)) == 1
    with looking_in(engine, town) as session:
        assert session.scalars(select(Alert)).all() == []


@pytest.mark.postgresql
def test_two_who_take_one_over_at_once_the_second_finds_it_gone(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        visits = ServiceSheet("aulne", "Équipe Aulne", K.HOME_SERVICE, OPENED)
        service = create_service(act, visits)
        key = operations.tell_alert(
            act, AlertSheet(Worry.COLD, "12 rue des Lilas", Teller.SHOP), service=service
        )
    found = threading.Event()

    def second() -> bool:
        found.wait()
        with acting_in(engine, town) as act:
            try:
                operations.take_over(act, queries.get_alert(act.session, key))
            except NoResultFound:
                return False
        return True

    with ThreadPoolExecutor(1) as beside:
        waiting = beside.submit(second)
        with acting_in(engine, town) as act:
            row = queries.get_alert(act.session, key)
            found.set()
            await_a_waiter(engine)
            operations.take_over(act, row)
        assert not waiting.result()
