"""A year of a survey: made, translated, answered in four ways, told, decided, asked again."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.surveys.rules import sheets
from tests.application import serve
from tests.browser import DESK, KIOSK
from tests.conftest import START, Clock
from tests.journeys import year_answered as answered, year_made as made, year_read as read
from tests.journeys.records import session_cookie
from tests.journeys.walking import Open, come_in
from tests.journeys.years import FIRST, SECOND, Crowd, House, house_of

pytestmark = pytest.mark.browser


@pytest.fixture
def house(database: str, tmp_path: Path, engine: Engine) -> Iterator[House]:
    """Serve a house of sixty people with its council, of which nothing was asked yet."""
    with serve(database, tmp_path) as served:
        yield house_of(served, engine)


def test_a_year(
    open_page: Open, house: House, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, kept: kept == 0)
    desk = open_page(**DESK)
    come_in(desk, house.served, Role.QUALITY_MANAGER, None)
    made.draft(desk, house)
    form = desk.url
    first = made.prepare(desk, house)
    desk.goto(form.partition("/edit")[0] + "/languages")
    made.translate(desk)
    survey = made.open_wave(desk, first)
    made.draw_sample(desk)

    screen = answered.answer_offline(open_page(**KIOSK), house)
    phone, team = open_page(), open_page(**DESK)
    answered.answer_by_phone(phone, house, survey)
    come_in(team, house.served, Role.FACILITATOR)
    answered.type_sheet(team, house, survey)
    answered.help_somebody(team, house, survey)
    inside = session_cookie(house.served, Role.FACILITATOR)
    seen = frozenset(answered.BEFORE_OUR_EYES.values())
    Crowd(house, clock, survey, FIRST, screen, inside, seen).answer()

    read.close(desk, first)
    read.read_results(desk)
    read.decide(desk)
    read.print_papers(desk, house)
    read.put_on_agenda(desk, house)
    read.publish(desk, first)
    read.read_as_resident(phone, house)

    clock.set(START + dt.timedelta(weeks=52))
    ask_a_year_later(open_page(**DESK), house, clock, first, screen)


def ask_a_year_later(desk: Page, house: House, clock: Clock, first: str, screen: str) -> None:
    """Ask the same again, and read what changed."""
    come_in(desk, house.served, Role.QUALITY_MANAGER, None)
    second = read.ask_again(desk, first)
    survey = made.open_wave(desk, second)
    inside = session_cookie(house.served, Role.FACILITATOR)
    Crowd(house, clock, survey, SECOND, screen, inside).answer()
    read.close(desk, second)
    read.read_change(desk)
