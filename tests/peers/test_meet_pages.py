"""A resident's pages of meetings, on her phone and at the public screen."""

import base64
import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.queries import get_user
from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.foundation.security import sealer
from participation.kiosk.operations import offer_pairing, pair
from participation.peers.adapters.tokens import token_of
from participation.peers.labels.words import TOPICS
from participation.peers.models import Booking, HelpRequest, Slot
from participation.peers.operations.meeting import Guest
from participation.peers.operations.places import join_group
from participation.peers.queries.slots import get_slot
from participation.peers.rules.booking import FLOOD_WITHIN, NEAR_TRIES
from participation.peers.rules.kinds import BookingState, Gender, SlotKind, Topic
from participation.peers.views.meet import door
from tests.builders import acting_in, looking_in
from tests.conftest import Clock
from tests.councils.visiting import LOCAL, enter_as, page, send, visit
from tests.inspection import Inspecting, client_of
from tests.peers.crew import give_role
from tests.peers.meeting import (
    Circle,
    Portrait,
    at,
    make_circle,
    make_group,
    make_helper,
    make_residents,
)
from tests.peers.resident import MEET, STARTS, book, code_of, person


@pytest.fixture
def circle(engine: Engine) -> Circle:
    return make_circle(engine)


@pytest.fixture
def phone(app: Flask, engine: Engine, circle: Circle) -> Inspecting:
    return enter_as(app, engine, circle.town, circle.nour)


@pytest.fixture
def screen(app: Flask, engine: Engine, circle: Circle) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    with acting_in(engine, circle.town) as act:
        offer_pairing(act, service_id=circle.town.here, label="Entrée", code="2345abcd")
        pair(act, typed="2345abcd", token="screen")
    client = client_of(app)
    client.set_cookie("kiosk", "screen")
    return client


@pytest.fixture
def stranger(app: Flask, circle: Circle) -> Inspecting:
    del circle
    app.config["WTF_CSRF_ENABLED"] = False
    return client_of(app)


def test_three_touches_and_no_subject_in_any_address(phone: Inspecting, circle: Circle) -> None:
    home = page(phone, "/rive/tilleul/")
    assert f'href="{MEET}/"' in home
    first = page(phone, f"{MEET}/")
    assert first.index("Je préfère ne pas le dire") < first.index(str(TOPICS[Topic.STREET]))
    assert send(phone, f"{MEET}/", {"topic": "road"}) == f"{MEET}/people"
    who = page(phone, f"{MEET}/people")
    assert "Maryam" in who
    assert "A vécu des choses comme vous" in who
    when = page(phone, person(circle))
    assert f'value="{STARTS}"' not in when
    assert "Toutes les heures libres" in when
    assert f'value="{STARTS}"' in page(phone, f"{person(circle)}?all=1")
    ticket = book(phone, circle)
    shown = page(phone, ticket)
    assert "mercredi 18 mars 2026" in shown
    assert "14:00" in shown
    assert "Petit salon" in shown
    assert "road" not in ticket + shown
    assert "Mes rendez-vous" in page(phone, f"{MEET}/")
    assert ticket in page(phone, f"{MEET}/mine")


def test_what_it_is_about_is_sealed_even_in_the_browser(
    phone: Inspecting, engine: Engine, circle: Circle
) -> None:
    send(phone, f"{MEET}/", {"topic": "inside"})
    with phone.session_transaction(base_url=LOCAL) as browser:
        assert "inside" not in str(dict(browser))
    book(phone, circle)
    with looking_in(engine, circle.town) as session:
        assert session.scalars(select(Slot.topic)).all() == [None]


def test_preferences_narrow_who_is_proposed_together(
    phone: Inspecting, engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        here = Portrait("Leila", more={"at_home": True})
        key = make_helper(act, here, circle.town.here).user_id
        give_role(act, get_user(act.session, key), Role.RESIDENT, circle.town.here)
        make_helper(act, Portrait("Paul", gender=Gender.MAN), circle.town.here)
    for wish, proposed, pressed in (
        ("nonsense", ["Maryam", "Leila", "Paul"], []),
        ("woman", ["Maryam", "Leila"], ["woman"]),
        ("away", ["Maryam"], ["woman", "away"]),
        ("man", ["Paul"], ["man", "away"]),
        ("away", ["Paul"], ["man"]),
        ("man", ["Maryam", "Leila", "Paul"], []),
    ):
        send(phone, f"{MEET}/people", {"wish": wish})
        shown = page(phone, f"{MEET}/people")
        found = re.findall(r"<h2><bdi>(\w+)</bdi></h2>", shown)
        assert sorted(found) == sorted(proposed), wish
        assert re.findall(r'value="(\w+)" aria-pressed="true"', shown) == pressed
    send(phone, f"{MEET}/people", {"wish": "man"})
    send(phone, f"{MEET}/people", {"wish": "away"})
    send(phone, f"{MEET}/ask", {})
    with looking_in(engine, circle.town) as session:
        asked = session.scalars(select(HelpRequest)).one()
        assert (asked.gender, asked.not_from_here) == (Gender.MAN, True)


@pytest.mark.parametrize("kept", ['{"wish": "man"}', '{"topic": "", "codes": {}}', "[]", "{"])
def test_a_note_of_an_older_program_is_an_empty_one(phone: Inspecting, kept: str) -> None:
    page(phone, f"{MEET}/")
    with phone.session_transaction(base_url=LOCAL) as browser:
        browser["kept-meet"] = base64.urlsafe_b64encode(sealer("meet").seal(kept.encode())).decode()
    assert "Maryam" in page(phone, f"{MEET}/people")


def test_who_comes_second_is_shown_the_nearest_three(
    app: Flask, engine: Engine, phone: Inspecting, circle: Circle
) -> None:
    book(visit(app, engine, circle.town, Role.RESIDENT, circle.town.here), circle)
    refused = send(phone, person(circle), {"starts": STARTS}, 409)
    assert "Quelqu’un vient de prendre cette heure." in refused
    offered = re.findall(r'name="starts" value="(\w+)"', refused)
    near = (at(f"03-18 {hour}") for hour in ("13:00", "15:00", "12:30"))
    assert offered == [f"{one:%Y%m%dT%H%MZ}" for one in near]
    book(phone, circle, offered[0])


@pytest.mark.parametrize("starts", ["", "yesterday", "20261301T0000Z"])
def test_a_time_that_nobody_can_read_is_nowhere(
    phone: Inspecting, circle: Circle, starts: str
) -> None:
    send(phone, person(circle), {"starts": starts}, 404)


def test_she_gives_it_back_in_one_touch(phone: Inspecting, circle: Circle, engine: Engine) -> None:
    ticket = book(phone, circle)
    assert "Annuler ce rendez-vous" in page(phone, ticket)
    send(phone, f"{ticket}/cancel", {})
    assert "Ce rendez-vous est annulé." in page(phone, ticket)
    assert "déjà passé ou annulé" in send(phone, f"{ticket}/cancel", {}, 409)
    with looking_in(engine, circle.town) as session:
        assert session.scalars(select(Booking.state)).all() == [BookingState.CANCELLED]
    book(phone, circle)


def test_at_the_screen_a_drawing_and_a_code_and_cancelled_from_a_phone(
    screen: Inspecting, stranger: Inspecting, circle: Circle
) -> None:
    ticket = book(screen, circle)
    drawing, digits = code_of(page(screen, ticket))
    typed = {"drawing": drawing, "code": f"{digits[:3]} {digits[3:]}"}
    found = send(stranger, f"{MEET}/code", typed).removeprefix(LOCAL)
    assert found == ticket
    send(stranger, f"{found}/cancel", {})
    assert "Ce rendez-vous est annulé." in page(stranger, found)
    assert "ne va pas avec ce dessin" in send(stranger, f"{MEET}/code", typed, 422)


def test_after_the_screen_was_wiped_nobody_sees_who_was_there(
    screen: Inspecting, circle: Circle
) -> None:
    ticket = book(screen, circle)
    page(screen, ticket)
    send(screen, "/rive/tilleul/kiosk/wipe", {})
    page(screen, ticket, 404)
    send(screen, f"{ticket}/cancel", {}, 404)


def test_wrong_codes_are_counted_and_said(stranger: Inspecting, circle: Circle) -> None:
    del circle
    typed = {"drawing": "sun", "code": "12 34"}
    assert "ne va pas avec ce dessin" in send(stranger, f"{MEET}/code", typed, 422)
    typed["code"] = "123456"
    for _each in range(NEAR_TRIES):
        said = send(stranger, f"{MEET}/code", typed, 422)
    assert "ne va pas avec ce dessin" in said
    assert "Trop d’essais." in send(stranger, f"{MEET}/code", typed, 422)
    assert 'value="123456"' in send(stranger, f"{MEET}/code", typed, 422)


def test_a_link_that_is_not_ours_is_nowhere(
    stranger: Inspecting, screen: Inspecting, circle: Circle
) -> None:
    ticket = book(screen, circle)
    page(stranger, ticket)
    page(stranger, ticket[:-1] + ("0" if ticket[-1] != "0" else "1"), 404)
    page(stranger, ticket[:-16], 404)
    page(stranger, f"{MEET}/t/x", 404)
    page(stranger, ticket.replace("tilleul", "olivier"), 404)


def test_ten_thousand_requests_from_one_screen_are_held_back(
    screen: Inspecting, phone: Inspecting, circle: Circle, engine: Engine, clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(door, "FLOOD", 2)
    with acting_in(engine, circle.town) as act:
        group = f"{MEET}/groups/{to_text(make_group(act, circle, 5).id)}"
    send(screen, f"{MEET}/ask", {})
    send(screen, group, {})
    for path in (f"{MEET}/ask", person(circle), group):
        refused = send(screen, path, {"starts": STARTS}, 429)
        assert "Beaucoup de demandes viennent d’ici." in refused
    send(phone, f"{MEET}/ask", {})
    clock.advance(seconds=FLOOD_WITHIN.total_seconds() + 1)
    send(screen, f"{MEET}/ask", {})
    with looking_in(engine, circle.town) as session:
        assert len(session.scalars(select(HelpRequest.id)).all()) == 3


def test_what_nobody_can_take_has_a_promised_day(phone: Inspecting, screen: Inspecting) -> None:
    asked = send(phone, f"{MEET}/ask", {}).removeprefix(LOCAL)
    shown = page(phone, asked)
    assert "Vous aurez une réponse au plus tard : vendredi 20 mars 2026" in shown
    assert "Nous cherchons déjà quelqu’un" in send(phone, f"{MEET}/ask", {}, 409)
    assert asked in page(phone, f"{MEET}/mine")
    send(phone, f"{asked}/cancel", {})
    assert "Cette demande est terminée." in page(phone, asked)
    own = send(screen, f"{MEET}/ask", {}).removeprefix(LOCAL)
    assert code_of(page(screen, own))


def test_how_she_is_reminded(
    phone: Inspecting, screen: Inspecting, stranger: Inspecting, circle: Circle
) -> None:
    ticket = book(phone, circle)
    assert "Pas de rappel" in page(phone, ticket)
    assert "Un SMS" not in page(phone, ticket)
    send(phone, f"{ticket}/remind", {"channel": "sms"}, 404)
    send(phone, f"{ticket}/remind", {"channel": "slip"})
    assert "Choisi : Un ticket imprimé" in page(phone, ticket)
    own = book(screen, circle, f"{at('03-19 10:00'):%Y%m%dT%H%MZ}")
    assert 'name="number"' not in page(screen, own)
    refused = send(stranger, f"{own}/number", {"number": "12 x"}, 422)
    assert 'value="12 x"' in refused
    send(stranger, f"{own}/number", {"number": "06 12 34 56 78"})
    assert "Choisi : Un SMS" in page(stranger, own)
    assert "612345678" not in page(stranger, own)


def test_her_calendar_learns_an_hour_and_nothing_else(phone: Inspecting, circle: Circle) -> None:
    ticket = book(phone, circle)
    text = phone.get(f"{ticket}/time.ics", base_url=LOCAL).get_data(as_text=True)
    assert "DTSTART:20260318T130000Z" in text
    assert "SUMMARY:Rendez-vous" in text
    assert not re.search(r"LOCATION|Maryam|tilleul|salon|Nour", text, re.IGNORECASE)
    send(phone, f"{ticket}/cancel", {})
    again = phone.get(f"{ticket}/time.ics", base_url=LOCAL).get_data(as_text=True)
    assert "STATUS:CANCELLED" in again
    assert "SEQUENCE:1" in again


def test_groups_are_joined_and_open_doors_only_shown(
    phone: Inspecting, engine: Engine, circle: Circle
) -> None:
    with acting_in(engine, circle.town) as act:
        slot = make_group(act, circle, 1)
        door = make_group(act, circle, 0, at("03-19 10:00"))
        door.kind = SlotKind.DROP_IN
        first, second = make_residents(act, circle.town.here, 2)
        booking = join_group(act, slot, Guest(first.id, "fr")).booking
    shown = page(phone, f"{MEET}/groups")
    assert "Venez sans rendez-vous." in shown
    assert shown.count("<form") == 1
    ticket = send(phone, f"{MEET}/groups/{to_text(slot.id)}", {}).removeprefix(LOCAL)
    assert "Vous êtes sur la liste." in page(phone, ticket)
    send(phone, f"{MEET}/groups/{to_text(door.id)}", {}, 409)
    del second
    organisation = circle.town.organisation_id
    given_back = f"{MEET}/t/{token_of(organisation, booking.id)}"
    send(phone, f"{given_back}/cancel", {})
    assert "Oui, je viens" in page(phone, ticket)
    send(phone, f"{ticket}/accept", {})
    assert "Oui, je viens" not in page(phone, ticket)
    with looking_in(engine, circle.town) as session:
        assert get_slot(session, slot.id).taken == 1
