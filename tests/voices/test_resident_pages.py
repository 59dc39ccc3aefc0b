"""A resident speaks on her phone and at the public screen, agrees, and is led elsewhere."""

import io

import pytest
from flask import Flask
from sqlalchemy import Engine, func, select

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.foundation.once import Once
from participation.kiosk.operations import offer_pairing, pair
from participation.voices import operations, queries
from participation.voices.models import Orientation
from participation.voices.operations import ContactSheet
from participation.voices.rules import ContactKind
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting, client_of
from tests.surveys.sounds import voice
from tests.voices.speaking import Heard, make_heard

TOPICS = "/rive/tilleul/topics"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def heard(engine: Engine, town: Town) -> Heard:
    return make_heard(engine, town)


@pytest.fixture
def phone(app: Flask) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return client_of(app)


@pytest.fixture
def screen(app: Flask, engine: Engine, town: Town, phone: Inspecting) -> Inspecting:
    with acting_in(engine, town) as act:
        offer_pairing(act, service_id=town.here, label="Entrée", code="2345abcd")
        pair(act, typed="2345abcd", token="screen")
    del phone
    client = client_of(app)
    client.set_cookie("kiosk", "screen")
    return client


def _waiting(engine: Engine, town: Town) -> list[queries.VoiceLine]:
    with looking_in(engine, town) as session:
        return queries.list_waiting(session)[0]


def test_each_card_leads_to_where_one_speaks(phone: Inspecting, town: Town) -> None:
    del town
    home = page(phone, TOPICS)
    assert "Personne n’a encore rien dit" in home
    cards = page(phone, f"{TOPICS}/new")
    assert cards.count(f"{TOPICS}/new/") == 14
    assert "Les repas" in page(phone, f"{TOPICS}/new/meals")
    page(phone, f"{TOPICS}/new/money", 404)


def test_a_card_alone_words_alone_or_a_voice_alone_is_taken(
    phone: Inspecting, engine: Engine, town: Town
) -> None:
    for fields in (
        {"wish": "more"},
        {"text": "أريد خبزاً أكثر"},
        {"voice": (io.BytesIO(voice()), "voice.webm")},
    ):
        assert send(phone, f"{TOPICS}/new/meals", fields).endswith("/topics/thanks")
    found = _waiting(engine, town)
    assert sorted((one.wish, one.text, one.has_sound) for one in found) == [
        ("", "", True),
        ("", "أريد خبزاً أكثر", False),
        ("more", "", False),
    ]
    assert "C’est reçu." in page(phone, f"{TOPICS}/thanks")
    assert "خبز" not in page(phone, TOPICS)


@pytest.mark.parametrize(
    ("fields", "sentence", "kept"),
    [
        ({}, "il n’y a encore rien", ""),
        ({"text": "mot " * 1001}, "C’est trop long", "mot mot"),
        ({"text": "Le pain", "wish": "money"}, "Choisissez une réponse.", "Le pain"),
    ],
)
def test_what_is_not_taken_is_said_and_nothing_typed_is_lost(
    phone: Inspecting, town: Town, fields: dict[str, str], sentence: str, kept: str
) -> None:
    del town
    refused = send(phone, f"{TOPICS}/new/meals", fields, 422)
    assert sentence in refused
    assert kept in refused


def test_a_file_that_is_no_sound_is_said_beside_the_microphone(
    phone: Inspecting, engine: Engine, town: Town
) -> None:
    fields = {"text": "Le pain", "voice": (io.BytesIO(b"<svg onload=alert(1)>"), "a.webm")}
    refused = send(phone, f"{TOPICS}/new/meals", fields, 422)
    assert "Ce fichier n’est pas un son" in refused
    assert "Le pain" in refused
    assert _waiting(engine, town) == []


def test_the_same_form_sent_twice_counts_once(
    phone: Inspecting, engine: Engine, town: Town
) -> None:
    for _each in range(2):
        send(phone, f"{TOPICS}/new/meals", {"wish": "more", "once": "a" * 32})
    assert len(_waiting(engine, town)) == 1
    with looking_in(engine, town) as session:
        kept = session.scalar(select(func.count()).select_from(Once))
    assert kept == 0, "it would say, beside the voice, on which day it came"


def test_the_public_screen_asks_for_no_writing_and_no_name(
    screen: Inspecting, engine: Engine, town: Town
) -> None:
    shown = page(screen, f"{TOPICS}/new/meals")
    assert "<textarea" not in shown
    assert "Mettre mon nom" not in shown
    send(screen, f"{TOPICS}/new/meals", {"wish": "keep", "text": "x", "named": "y"})
    (line,) = _waiting(engine, town)
    assert (line.text, line.name) == ("", "")
    assert "kiosk/wipe" in page(screen, f"{TOPICS}/thanks")


def test_a_name_is_put_by_whoever_came_in_and_asked(
    app: Flask, engine: Engine, town: Town, phone: Inspecting
) -> None:
    send(phone, f"{TOPICS}/new/meals", {"wish": "more", "named": "y"})
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    assert "Mettre mon nom" in page(resident, f"{TOPICS}/new/meals")
    send(resident, f"{TOPICS}/new/meals", {"wish": "more"})
    send(resident, f"{TOPICS}/new/meals", {"wish": "keep", "named": "y"})
    other = visit(app, engine, town, Role.RESIDENT, town.there)
    assert "Mettre mon nom" not in page(other, f"{TOPICS}/new/meals")
    found = sorted((line.wish, line.name) for line in _waiting(engine, town))
    assert found == [("keep", "Nour"), ("more", ""), ("more", "")]


def test_one_visit_agrees_once_and_no_name_is_shown(
    app: Flask, engine: Engine, town: Town, phone: Inspecting, heard: Heard
) -> None:
    shown = page(phone, TOPICS)
    assert "Les repas sont froids." in shown
    assert "1 personne le dit" in shown
    path = f"{TOPICS}/{to_text(heard.topic_id)}/support"
    assert send(phone, path, {}).endswith(f"#topic-{to_text(heard.topic_id)}")
    send(phone, path, {})
    assert "Vous l’avez déjà dit." in page(phone, TOPICS)
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    send(resident, path, {})
    again = page(resident, TOPICS)
    assert "3 personnes le disent" in again
    assert "Nour" not in again
    assert send(phone, f"/rive/olivier/topics/{to_text(heard.topic_id)}/support", {}, 404)


def test_in_arabic_her_own_words_come_first(phone: Inspecting, heard: Heard) -> None:
    del heard
    answer = phone.get(TOPICS, base_url=LOCAL, headers={"Accept-Language": "ar"})
    words = answer.get_data(as_text=True)
    assert "الطعام بارد" in words
    assert "Les repas sont froids." not in words


def test_who_is_hurt_is_shown_others_to_talk_to_and_only_a_number_is_kept(
    phone: Inspecting, engine: Engine, town: Town
) -> None:
    assert "quelqu’un me fait du mal" in page(phone, f"{TOPICS}/new")
    assert "une personne de confiance" in page(phone, f"{TOPICS}/aside")
    reach = Localized(fr="Le mardi matin, à la mairie.", ar="صباح الثلاثاء")
    sheet = ContactSheet(ContactKind.QUALIFIED_PERSON, "Mme Ruiz", "04 00 00 00 00", reach)
    with acting_in(engine, town) as act:
        operations.write_contact(act, sheet, service_id=town.here)
    address = send(phone, f"{TOPICS}/aside", {"aside": "1", "text": "il me frappe"})
    assert address.endswith("/topics/aside")
    shown = page(phone, f"{TOPICS}/aside")
    assert "Mme Ruiz" in shown
    assert "Le mardi matin" in shown
    assert "Mme Ruiz" not in page(phone, "/rive/olivier/topics/aside")
    with looking_in(engine, town) as session:
        assert session.scalar(select(func.sum(Orientation.count))) == 1
        assert queries.count_waiting(session) == 0
