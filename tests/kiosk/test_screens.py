"""Public screens: paired by a code, cut off at once, wiped after each person."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from participation.accounts.models import SignInSession
from participation.accounts.operations import open_session
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.kiosk import operations, queries, rules
from participation.kiosk.models import HelpCall, Pairing
from participation.kiosk.rules import HelpKind, Refusal
from participation.surveys.models import Response
from tests.builders import acting_in, make_person
from tests.conftest import Clock
from tests.surveys.asking import Browser, House, open_house, sign_in

CODE = "abcd2345"


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


def offer(house: House, code: str = CODE, label: str = "Entrée") -> int:
    """Let a screen be paired with the first service."""
    with acting_in(house.engine, house.town, house.town.here) as act:
        pairing = operations.offer_pairing(act, service_id=house.town.here, label=label, code=code)
        return pairing.id


def paired(house: House) -> Browser:
    """Pair a browser with the first service, as its team does."""
    offer(house)
    browser = house.browser()
    browser.get("/rive/kiosk/pair")
    answer = browser.post("/rive/kiosk/pair", code="ABCD 2345")
    assert answer.status_code == 303
    browser.follow(answer)
    return browser


def test_a_code_pairs_one_screen_once(house: House) -> None:
    browser = paired(house)
    assert browser.get("/rive/tilleul/kiosk/").status_code == 200
    assert browser.get("/rive/olivier/kiosk/").status_code != 200, "it serves one service"
    second = house.browser()
    second.get("/rive/kiosk/pair")
    assert second.post("/rive/kiosk/pair", code=CODE).status_code == 422
    assert second.client.get_cookie("kiosk") is None
    with house.looking() as session:
        found = session.scalars(select(Pairing)).one()
        cookie = browser.client.get_cookie("kiosk")
        assert cookie is not None
        assert cookie.value not in {found.digest, found.code_digest}


def test_a_code_lives_ten_minutes(house: House, clock: Clock) -> None:
    offer(house)
    clock.advance(minutes=10, seconds=1)
    browser = house.browser()
    browser.get("/rive/kiosk/pair")
    page = browser.post("/rive/kiosk/pair", code=CODE)
    assert page.status_code == 422
    assert "dix minutes" in page.text


def test_guessing_codes_is_slowed_down(house: House, clock: Clock) -> None:
    offer(house)
    browser = house.browser()
    browser.get("/rive/kiosk/pair")
    for _try in range(rules.TRIES):
        assert "Ce code ne marche pas" in browser.post("/rive/kiosk/pair", code="zzzz2222").text
    assert "Trop d’essais" in browser.post("/rive/kiosk/pair", code=CODE).text
    clock.advance(minutes=11)
    assert "Ce code ne marche pas" in browser.post("/rive/kiosk/pair", code=CODE).text


def test_a_screen_that_was_cut_off_shows_a_calm_page_and_nothing_else(house: House) -> None:
    browser = paired(house)
    browser.begin()
    with acting_in(house.engine, house.town, house.town.here) as act:
        operations.revoke(act, act.session.scalars(select(Pairing)).one())
    addresses = ("/rive/tilleul/kiosk/", "/rive/tilleul/", house.path, "/rive/sign-in")
    for address in (*addresses, house.path + "/questions/1", "/rive/tilleul/kiosk/help"):
        answer = browser.client.get(address)
        assert answer.location == "/rive/kiosk/off", address
    assert browser.client.post("/rive/tilleul/kiosk/wipe").location == "/rive/kiosk/off"
    page = browser.get("/rive/kiosk/off")
    assert page.status_code == 200
    assert "au repos" in page.text
    with acting_in(house.engine, house.town, house.town.here) as act:
        with pytest.raises(Refused) as refused:
            operations.revoke(act, act.session.scalars(select(Pairing)).one())
        assert refused.value.reason is Refusal.ALREADY_REVOKED


def test_wiping_forgets_the_person_and_keeps_the_screen(house: House) -> None:
    browser = paired(house)
    browser.post("/rive/preferences", locale="ar", size="xl", theme="contrast")
    browser.begin()
    browser.post("/questions/1", q1="4")
    with acting_in(house.engine, house.town, house.town.here) as act:
        amina = make_person(act, "Amina", Role.RESIDENT, house.town.here)
        opened = open_session(act, amina, SessionKind.KIOSK_RESIDENT, SessionStage.OPEN)
    with browser.client.session_transaction() as kept:
        kept["_user_id"] = opened.token
    answer = browser.client.post("/rive/tilleul/kiosk/wipe")
    assert answer.location == "/rive/tilleul/kiosk/"
    assert answer.headers["Clear-Site-Data"] == '"cache"', "envelopes wait"
    page = browser.get(answer.location)
    assert page.status_code == 200
    assert 'dir="ltr"' in page.text
    assert "data-size" not in page.text
    assert browser.client.get_cookie("draft", path=house.path) is None
    assert browser.client.get_cookie("kiosk") is not None
    assert browser.get("/questions/1").status_code == 409
    with house.looking() as session:
        assert session.scalars(select(SignInSession)).all() == [], "her session is over as well"


def test_no_language_is_kept_on_a_public_screen(house: House) -> None:
    screen, phone = paired(house).client, house.app.test_client()
    kept = ['data-enhance="offline"' in each.get(house.path).text for each in (screen, phone)]
    told = ["data-language" in each.get(house.path).text for each in (screen, phone)]
    assert (kept, told) == ([True, True], [False, True])


def test_wiping_needs_no_token_of_a_form(house: House) -> None:
    browser = paired(house)
    browser.client.delete_cookie("session")
    assert browser.client.post("/rive/tilleul/kiosk/wipe").status_code == 303
    foreign = {"Sec-Fetch-Site": "cross-site"}
    assert browser.client.post("/rive/tilleul/kiosk/wipe", headers=foreign).status_code == 403


def test_answers_of_a_screen_say_so_and_take_five_seconds(house: House, clock: Clock) -> None:
    browser = paired(house)
    browser.begin()
    browser.follow(browser.post("/questions/2", q2="1"))
    browser.get("/review")
    hasty = browser.follow(browser.post("/send"))
    assert "très rapide" in hasty.text
    assert house.count()["response"] == 0
    clock.advance(seconds=5)
    thanks = browser.follow(browser.post("/send"))
    assert "/rive/tilleul/kiosk/wipe" in thanks.text
    with house.looking() as session:
        assert session.scalars(select(Response)).one().channel.value == "kiosk"


def test_a_screen_offers_no_keyboard_for_comments(house: House) -> None:
    browser = paired(house)
    browser.begin()
    assert "<textarea" not in browser.get("/questions/6").text
    phone = house.browser()
    phone.begin()
    assert "<textarea" in phone.get("/questions/6").text


def test_languages_of_the_house_come_first_but_few_speakers_are_not_told(house: House) -> None:
    browser = paired(house)
    with acting_in(house.engine, house.town, house.town.here) as act:
        for number in range(queries.FEW):
            make_person(act, f"P{number}", Role.RESIDENT, house.town.here, locale="ps")
        for number in range(queries.FEW - 1):
            make_person(act, f"Q{number}", Role.RESIDENT, house.town.here, locale="uk")
    page = browser.get("/rive/tilleul/kiosk/languages").text
    order = [page.index(f'value="{tag}"') for tag in ("ps", "fr", "uk", "ru")]
    assert order == sorted(order)


def test_a_call_is_seen_by_the_team_and_answered(house: House, clock: Clock) -> None:
    browser = paired(house)
    for kind in ("screen", "talk"):
        browser.get("/rive/tilleul/kiosk/help")
        page = browser.follow(browser.post("/rive/tilleul/kiosk/help", kind=kind))
        assert "Quelqu’un arrive" in page.text
    with house.looking() as session:
        call = session.scalars(select(HelpCall)).one()
        assert call.kind is HelpKind.TALK, "a second touch joins the call that waits"
    desk = house.browser()
    sign_in(house, desk.client, Role.FACILITATOR, house.town.here)
    assert "Je veux parler" in desk.get("/rive/kiosks").text
    answer = next(line for line in desk.get("/rive/kiosks").text.split('"') if "/answer" in line)
    assert "Personne n’appelle" in desk.follow(desk.post(answer)).text
    clock.advance(days=1)
    with acting_in(house.engine, house.town) as act:
        assert operations.forget_calls(act, before=act.now) == 1


def test_a_call_of_an_unknown_kind_is_none(house: House) -> None:
    browser = paired(house)
    browser.get("/rive/tilleul/kiosk/help")
    assert browser.post("/rive/tilleul/kiosk/help", kind="x").status_code == 404
    assert house.browser().get("/rive/tilleul/kiosk/help").status_code == 303


@pytest.mark.parametrize(
    ("figure", "kept"), [("4.25", 4.25), ("nan", None), ("900", None), ("", None)]
)
def test_the_true_size_of_a_screen(house: House, figure: str, kept: float | None) -> None:
    browser = paired(house)
    browser.get("/rive/tilleul/kiosk/measure")
    answer = browser.post("/rive/tilleul/kiosk/measure", px_per_mm=figure)
    assert answer.status_code == (303 if kept else 409)
    page = browser.get("/rive/tilleul/kiosk/").text
    assert (f'data-px-per-mm="{kept}"' in page) is (kept is not None)


def test_a_team_pairs_and_cuts_off_its_own_screens_only(house: House) -> None:
    desk = house.browser()
    sign_in(house, desk.client, Role.MANAGER, house.town.here)
    page = desk.get("/rive/kiosks").text
    assert "Maison Tilleul" in page
    assert "Résidence Olivier" not in page
    shown = desk.post("/rive/kiosks", service=to_text(house.town.here), label="Salon").text
    assert "En attente de leur code" in shown
    assert (
        desk.post("/rive/kiosks", service=to_text(house.town.there), label="X").status_code == 422
    )
    assert desk.post("/rive/kiosks", service=to_text(house.town.here), label="").status_code == 422
    stranger = house.browser()
    sign_in(house, stranger.client, Role.MANAGER, house.town.there)
    with house.looking() as session:
        key = to_text(session.scalars(select(Pairing.id)).one())
    stranger.get("/rive/kiosks")
    assert stranger.post(f"/rive/kiosks/{key}/revoke").status_code == 404
    assert desk.get("/rive/kiosks").status_code == 200
    assert desk.post(f"/rive/kiosks/{key}/revoke").status_code == 303


def test_residents_and_strangers_pair_nothing(house: House) -> None:
    assert house.browser().get("/rive/kiosks").status_code == 303
    resident = house.browser()
    sign_in(house, resident.client, Role.RESIDENT, house.town.here)
    assert resident.get("/rive/kiosks").status_code == 403


def test_a_screen_is_seen_by_the_day_only(house: House, clock: Clock) -> None:
    browser = paired(house)
    clock.advance(days=3)
    browser.client.post("/rive/tilleul/kiosk/wipe")
    with house.looking() as session:
        assert session.scalars(select(Pairing)).one().seen_on == dt.date(2026, 3, 20)


def test_codes_are_read_as_people_type_them() -> None:
    assert rules.plain_code(" ABCD-23 45 ") == "abcd2345"
    assert rules.shown_code("abcd2345") == "abcd 2345"
    assert not set("01ilou") & set(rules.ALPHABET)
