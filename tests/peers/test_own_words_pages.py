"""What a helper writes on her pages: bad input is said beside its field and nothing is lost."""

import io
import re

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Engine, select

from participation.calendars import reading
from participation.foundation.security import keep_secret
from participation.peers.models import BusyTime
from participation.peers.rules.kinds import AssignmentState
from tests.builders import Town, acting_in, make_town
from tests.councils.visiting import LOCAL, enter_as, page, send
from tests.inspection import Inspecting
from tests.peers.crew import assign, make_peer, make_slot, own
from tests.peers.test_times_said import FILE

HOME = "/rive/helping"
PROPOSED = AssignmentState.PROPOSED
AWAY = {
    "kind": "away",
    "first-day": "20",
    "first-month": "3",
    "first-year": "2026",
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def maryam(app: Flask, engine: Engine, town: Town) -> Inspecting:
    with acting_in(engine, town) as act:
        user_id = make_peer(act, town).user_id
    return enter_as(app, engine, town, user_id)


def test_a_profile_is_her_own_words(maryam: Inspecting) -> None:
    assert "Vous n’avez jamais à raconter votre histoire" in page(maryam, f"{HOME}/profile")
    send(maryam, f"{HOME}/profile/about", {"name": "Mimi", "gender": "woman", "at_night": "y"})
    page(maryam, f"{HOME}/profile/languages")
    send(maryam, f"{HOME}/profile/languages", {"language": "fa_AF", "level": "native"})
    send(maryam, f"{HOME}/profile/topics", {"lived": ["street", "inside"], "shown": ["street"]})
    shown = page(maryam, f"{HOME}/profile")
    for words in ("Mimi", "Une femme", "دری", "La rue", "La prison", "le soir et la nuit"):
        assert words in shown
    seen = shown.partition("Ce qui aide à vous trouver")
    assert "La rue" in seen[0]
    assert "La prison" in seen[2]
    send(maryam, f"{HOME}/profile/languages/fa_AF/remove", {})
    send(maryam, f"{HOME}/profile/languages/fa_AF/remove", {}, 404)
    assert "دری" not in page(maryam, f"{HOME}/profile")


def test_a_face_and_a_hello_can_be_taken_away(maryam: Inspecting) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (90, 60), "navy").save(picture, "PNG")
    picture.seek(0)
    for path in ("face", "hello"):
        page(maryam, f"{HOME}/profile/{path}")
    page(maryam, f"{HOME}/profile/face.webp", 404)
    page(maryam, f"{HOME}/profile/hello/opus", 404)
    send(maryam, f"{HOME}/profile/face", {"photo": (picture, "me.png")})
    answer = maryam.get(f"{HOME}/profile/face.webp", base_url=LOCAL)
    assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    assert "face.webp" in page(maryam, f"{HOME}/profile")
    assert "Effacer ma photo" in page(maryam, f"{HOME}/profile/face")
    send(maryam, f"{HOME}/profile/face", {"erase": "1"})
    page(maryam, f"{HOME}/profile/face.webp", 404)
    bad = {"voice": (io.BytesIO(b"no sound"), "hello.ogg")}
    assert "Recommencez" in send(maryam, f"{HOME}/profile/hello", bad, 422)


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("profile/about", {"name": " ", "gender": "woman", "prefers": "Les mamans"}, "Les mamans"),
        ("profile/about", {"name": "M", "gender": "x"}, "Choisissez une réponse"),
        ("profile/about", {"name": "M", "gender": "man", "about": "x" * 201}, "trop long"),
        ("profile/about", {"name": "M", "gender": "man", "duo": "zz"}, "Choisissez dans la liste"),
        ("profile/languages", {"language": "xx", "level": "well"}, "Choisissez dans la liste"),
        ("profile/topics", {"shown": ["street"]}, "cochez d’abord"),
        ("profile/topics", {"lived": ["x"]}, "Choisissez une réponse"),
        ("times/add", {"starts": "09:00", "ends": "10:00"}, "Choisissez une réponse"),
        ("times/add", {"weekdays": ["1"], "starts": "09:00", "ends": "09:00"}, "même heure"),
        ("times/add", {"weekdays": ["9"], "starts": "09:00", "ends": "10:00"}, "Choisissez une"),
        ("times/add", {"weekdays": ["1"], "starts": "9h", "ends": "10:00"}, "dans la liste"),
        ("times/away", {**AWAY, "first-year": "2025"}, "Choisissez un jour à venir"),
        ("times/away", {**AWAY, "starts": "10:00"}, "Dites les deux heures"),
        ("times/away", {**AWAY, "kind": "there"}, "de quelle heure à quelle heure"),
        ("times/away", {**AWAY, "first-day": "31", "first-month": "2"}, "n’existe pas"),
        ("times/calendar", {}, "un fichier ou une adresse"),
        ("times/calendar", {"address": "http://x.example/a.ics"}, "commence par https"),
        ("felt", {}, "Choisissez une réponse"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field(
    maryam: Inspecting, path: str, fields: dict[str, object], words: str
) -> None:
    page(maryam, f"{HOME}/{path}")
    assert words in send(maryam, f"{HOME}/{path}", fields, 422)


def test_weeks_are_said_and_shown(engine: Engine, town: Town, maryam: Inspecting) -> None:
    keep_secret("secret of the tests, long enough to be one")
    assert "Dites d’abord quand vous êtes là" in page(maryam, f"{HOME}/times")
    nights = {"weekdays": ["2", "4"], "starts": "22:00", "ends": "02:00"}
    send(maryam, f"{HOME}/times/add", nights)
    again = send(maryam, f"{HOME}/times/add", {**nights, "weekdays": ["3"], "starts": "01:00"}, 422)
    assert "22:00 – 02:00" in again
    assert 'value="01:00" selected' in again.replace(
        'selected value="01:00"', 'value="01:00" selected'
    )
    with acting_in(engine, town) as act:
        assign(act, make_slot(act, town.here, "03-20 14:00"), own(act))
    send(maryam, f"{HOME}/times/away", AWAY)
    shown = page(maryam, f"{HOME}/times")
    assert "on compte encore sur vous : 1 fois" in shown
    for words in ("de 22:00 à 02:00, le lendemain", "vendredi 20 mars 2026", "pas là"):
        assert words in shown
    for form in re.findall(r'action="(/rive/helping/times/[^"]+/remove)"', shown):
        send(maryam, form, {})
    assert "Vous n’avez encore rien dit" in page(maryam, f"{HOME}/times")


def test_a_calendar_is_linked_and_taken_away_in_one_touch(
    monkeypatch: pytest.MonkeyPatch, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    monkeypatch.setattr(reading, "PATIENCE", 30.0)
    send(maryam, f"{HOME}/times/calendar", {"content": (io.BytesIO(FILE), "mine.ics")})
    shown = page(maryam, f"{HOME}/times")
    assert "Agenda envoyé en fichier" in shown
    assert "Secret" not in shown
    remove = re.search(r'action="(/rive/helping/times/calendar/\w+/remove)"', shown)
    assert remove
    send(maryam, remove[1], {})
    with acting_in(engine, town) as act:
        assert act.session.scalars(select(BusyTime)).all() == []
