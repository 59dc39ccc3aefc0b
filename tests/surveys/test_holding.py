"""Screens that hold closed answers: a number told, a warning before closing, and closing anyway."""

import datetime as dt
import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.kiosk import operations as kiosk
from participation.kiosk.models import Pairing
from participation.surveys.labels.holding import write_since
from participation.surveys.models import Campaign, SurveyScreen
from participation.surveys.operations.campaigns import close_campaign, turn_stages
from participation.surveys.queries.campaigns import get_campaign
from participation.surveys.rules import holding as rules
from participation.surveys.rules.holding import Screen
from participation.surveys.rules.stages import Refusal, Stage
from tests.application import serve
from tests.browser import KIOSK
from tests.builders import acting_in
from tests.conftest import Clock
from tests.journeys.walking import Open, pair_kiosk
from tests.kiosk.test_screens import paired
from tests.surveys.asking import Browser, House, open_house, sign_in

TOKEN = re.compile(r'data-held="([^"]+)" data-token="([^"]+)"')
NOW = dt.datetime(2026, 3, 17, 9, 34, 12, tzinfo=dt.UTC)


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


def tell(browser: Browser, waiting: object) -> tuple[int, object]:
    """Tell as the page of the screen at rest does."""
    found = TOKEN.search(browser.get("/rive/tilleul/kiosk/").text)
    assert found
    told = browser.client.post(
        found[1], json={"waiting": waiting}, headers={"X-CSRFToken": found[2]}
    )
    return told.status_code, told.json if told.is_json else None


def screens(house: House) -> list[tuple[str, dict[str, int], dt.datetime]]:
    with house.looking() as session:
        rows = session.scalars(select(SurveyScreen))
        return [(row.label, row.waiting, row.answered_at) for row in rows]


@pytest.mark.parametrize(
    "said", [None, [], {"a": -1}, {"a": True}, {"a": "3"}, {str(n): 1 for n in range(51)}],
    ids=["nothing", "a list", "less than none", "yes", "words", "too many"],
)  # fmt: skip
def test_only_numbers_are_read(said: object) -> None:
    assert rules.read_counts(said) is None


def test_who_holds_answers_or_is_silent_is_looked_at() -> None:
    recent, old = NOW - dt.timedelta(minutes=10), NOW - dt.timedelta(hours=3)
    every = [
        Screen("Entrée", recent, 0),
        Screen("Salon", recent, 3),
        Screen("Étage", old, 0),
    ]
    assert [one.label for one in rules.worth_a_look(every, NOW)] == ["Salon", "Étage"]
    assert rules.told_at(NOW) == dt.datetime(2026, 3, 17, 9, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("gone", "words"),
    [
        (dt.timedelta(seconds=5), "1 minute"),
        (dt.timedelta(minutes=59), "59 minutes"),
        (dt.timedelta(hours=2), "2 heures"),
        (dt.timedelta(days=3), "3 jours"),
    ],
)
def test_how_long_ago(gone: dt.timedelta, words: str) -> None:
    assert write_since(gone) == words


def test_a_screen_tells_a_number_and_the_closing_waits_for_it(house: House, clock: Clock) -> None:
    screen, key = paired(house), to_text(house.survey_id)
    assert tell(screen, {key: 3, "0000000000001": 9}) == (200, {"again": 300})
    assert screens(house) == [("Entrée", {key: 3}, clock.now.replace(second=0))]
    assert tell(screen, "three")[0] == 400
    clock.advance(minutes=10)
    desk, page = house.browser(), f"/rive/campaigns/{to_text(house.campaign_id)}"
    sign_in(house, desk.client, Role.QUALITY_MANAGER, None)
    words = "L’écran Entrée gardait encore 3 réponses il y a 10 minutes : rebranchez-le"
    shown = desk.get(page).text
    assert words in shown
    assert "Fermer quand même" in shown
    refused = desk.post(page + "/close")
    assert refused.status_code == 422
    assert "Des écrans gardent peut-être des réponses" in refused.text
    assert stage(house) is Stage.OPEN
    assert desk.post(page + "/close", anyway="1").status_code == 303
    assert stage(house) is Stage.CLOSED


def stage(house: House) -> Stage:
    with house.looking() as session:
        return session.scalars(select(Campaign.stage)).one()


def test_a_screen_that_has_sent_all_holds_nothing_back(house: House) -> None:
    screen = paired(house)
    tell(screen, {to_text(house.survey_id): 3})
    tell(screen, {})
    with acting_in(house.engine, house.town) as act:
        close_campaign(act, get_campaign(act.session, house.campaign_id))
    assert stage(house) is Stage.CLOSED


def test_a_silent_screen_may_hold_answers_until_it_is_cut_off(house: House, clock: Clock) -> None:
    tell(paired(house), {})
    clock.advance(hours=14)
    with pytest.raises(Refused) as refused, acting_in(house.engine, house.town) as act:
        close_campaign(act, get_campaign(act.session, house.campaign_id))
    assert refused.value.reason is Refusal.SCREENS_HOLD
    desk = house.browser()
    sign_in(house, desk.client, Role.FACILITATOR, house.town.here)
    field = f"/rive/tilleul/fieldwork/{to_text(house.survey_id)}"
    assert "ne répond plus depuis 14 heures" in desk.get(field).text
    with acting_in(house.engine, house.town) as act:
        kiosk.revoke(act, act.session.scalars(select(Pairing)).one())
    assert screens(house) == []
    assert "ne répond plus" not in desk.get(field).text


def test_the_promised_day_closes_whatever_screens_hold(house: House, clock: Clock) -> None:
    tell(paired(house), {to_text(house.survey_id): 1})
    clock.advance(days=11)
    with acting_in(house.engine, house.town) as act:
        assert turn_stages(act) == 1
    assert stage(house) is Stage.CLOSED


def test_nothing_is_kept_of_screens_while_no_survey_is_open(house: House) -> None:
    with acting_in(house.engine, house.town) as act:
        close_campaign(act, get_campaign(act.session, house.campaign_id))
    screen = paired(house)
    assert tell(screen, {}) == (200, {"again": 0})
    assert screens(house) == []
    phone = house.browser()
    assert phone.client.post("/rive/tilleul/surveys/held", json={"waiting": {}}).status_code != 200


PUT = """async ([survey, address]) => {
    const done = (request) => new Promise(
        (resolve) => (request.onsuccess = () => resolve(request.result)));
    const request = indexedDB.open("envelopes", 1);
    request.onupgradeneeded = () =>
        request.result.createObjectStore("sealed", { keyPath: "key" });
    const base = await done(request);
    const sealed = new Uint8Array(200).fill(7);
    const key = "a".repeat(32);
    const store = base.transaction("sealed", "readwrite").objectStore("sealed");
    await done(store.put({ key, address, survey, version: "1", sealed }));
    base.close();
}"""
"""A closed envelope, as a cut left it on the screen."""


@pytest.mark.browser
def test_the_screen_at_rest_tells_what_it_still_holds(
    open_page: Open, engine: Engine, tmp_path: Path
) -> None:
    house = open_house(engine, tmp_path)
    page, key = open_page(**KIOSK), to_text(house.survey_id)
    with serve(str(engine.url), tmp_path) as served:
        pair_kiosk(page, served)
        with page.expect_response("**/surveys/held") as told:
            page.goto(f"{served.url}/rive/tilleul/kiosk/")
        assert told.value.request.post_data_json == {"waiting": {}}
        page.evaluate(PUT, [key, "/rive/tilleul/surveys/envelopes"])
        page.route("**/surveys/envelopes", lambda route: route.abort())
        with page.expect_response("**/surveys/held") as told:
            page.reload()
        assert told.value.request.post_data_json == {"waiting": {key: 1}}
        assert told.value.json() == {"again": 300}
    assert [waiting for _label, waiting, _at in screens(house)] == [{key: 1}]
