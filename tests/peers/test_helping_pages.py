"""A helper's own pages: her rows only, bad input said beside its field and nothing lost."""

import io
import re

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.calendars import reading
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.foundation.security import keep_secret
from participation.organisations.models import Service
from participation.peers.models import BusyTime, Debrief, Peer
from participation.peers.operations import roster_answers as answers
from participation.peers.rules.kinds import AssignmentState, SlotKind, SlotState
from tests.builders import Town, acting_in, make_town
from tests.councils.visiting import LOCAL, enter_as, page, send, visit
from tests.inspection import Inspecting, client_of
from tests.peers.crew import assign, make_peer, make_slot
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


def own(act: Act, name: str = "Maryam") -> Peer:
    return act.session.scalars(select(Peer).where(Peer.name == name)).one()


def test_the_role_alone_is_no_profile(app: Flask, engine: Engine, town: Town) -> None:
    new = visit(app, engine, town, Role.PEER_HELPER, town.here)
    assert "La coordination va vous inscrire" in page(new, HOME)
    for path in ("profile", "times", "offers", "hours", "care", "feed", "felt"):
        page(new, f"{HOME}/{path}", 404)
    send(new, f"{HOME}/stop", {}, 404)


def test_a_roster_is_answered_on_the_phone(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        peer = own(act)
        keys = [
            to_text(assign(act, make_slot(act, town.here, moment), peer, PROPOSED).id)
            for moment in ("03-18 14:00", "03-19 14:00", "03-17 15:00")
        ]
    shown = page(maryam, HOME)
    assert "On vous propose" in shown
    assert "mercredi 18 mars 2026, de 14:00 à 15:00" in shown
    send(maryam, f"{HOME}/slots/{keys[0]}/yes", {})
    send(maryam, f"{HOME}/slots/{keys[1]}/no", {})
    send(maryam, f"{HOME}/slots/{keys[2]}/yes", {})
    shown = page(maryam, HOME)
    assert "C’est promis" in shown
    assert "On vous propose" not in shown
    send(maryam, f"{HOME}/slots/{keys[1]}/yes", {})
    assert "Vous avez déjà répondu" in page(maryam, HOME)
    send(maryam, f"{HOME}/slots/{keys[0]}/cover", {})
    assert "on compte encore sur vous" in page(maryam, HOME)
    send(maryam, f"{HOME}/slots/{keys[0]}/keep", {})
    send(maryam, f"{HOME}/stop", {})
    shown = page(maryam, HOME)
    assert "Vous êtes en pause" in shown
    assert "Cherche un remplaçant" in shown
    send(maryam, f"{HOME}/back", {})
    assert "en pause" not in page(maryam, HOME)


def test_nobody_touches_what_is_anothers(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        other = make_peer(act, town, "Olena")
        row = assign(act, make_slot(act, town.here), other)
        key = to_text(row.id)
    for path in (f"slots/{key}/yes", f"slots/{key}/cover", f"slots/{key}/keep"):
        send(maryam, f"{HOME}/{path}", {}, 404)
    for path in (f"slots/{key}/after", f"slots/{key}/swap"):
        page(maryam, f"{HOME}/{path}", 404)
    assert "Olena" not in page(maryam, HOME)


def test_a_time_is_taken_over_or_exchanged(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        peer, other = own(act), make_peer(act, town, "Olena")
        mine = assign(act, make_slot(act, town.here), peer)
        slot = make_slot(act, town.here, "03-19 09:00")
        theirs = assign(act, slot, other)
        open_slot = make_slot(act, town.here, "03-20 09:00")
        offer = answers.look_for_cover(act, assign(act, open_slot, other), open_slot)
        keys = [to_text(one.id) for one in (mine, theirs, offer)]
        olena_id = other.user_id
    assert "À la place de : <bdi>Olena</bdi>" in page(maryam, f"{HOME}/offers")
    send(maryam, f"{HOME}/offers/{keys[2]}/yes", {})
    assert "Personne ne cherche" in page(maryam, f"{HOME}/offers")
    assert "Olena" in page(maryam, f"{HOME}/slots/{keys[0]}/swap")
    wrong = send(maryam, f"{HOME}/slots/{keys[0]}/swap", {"wished": "x"}, 422)
    assert "Choisissez dans la liste" in wrong
    send(maryam, f"{HOME}/slots/{keys[0]}/swap", {"wished": keys[1]})
    olena = enter_as(app, engine, town, olena_id)
    asked = page(olena, HOME)
    assert "Maryam vous donne" in asked
    yes = re.search(r'action="(/rive/helping/offers/\w+/yes)"', asked)
    assert yes
    send(olena, yes[1], {})
    assert "mercredi 18 mars" in page(olena, HOME)
    assert "jeudi 19 mars" in page(maryam, HOME)


def test_a_limit_is_said_on_the_page_of_offers(
    engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        own(act).weekly_minutes = 30
        slot = make_slot(act, town.here)
        answers.look_for_cover(act, assign(act, slot, make_peer(act, town, "Olena")), slot)
    shown = page(maryam, f"{HOME}/offers")
    assert "Ces limites vous protègent" in shown
    assert "Je le prends" not in shown


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


def test_after_a_time_one_touch_and_care(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        peer = own(act)
        slot = make_slot(act, town.here, "03-17 09:00", kind=SlotKind.DROP_IN, capacity=0)
        key = to_text(assign(act, slot, peer).id)
        meeting = to_text(assign(act, make_slot(act, town.here, "03-16 09:00"), peer).id)
        make_slot(act, town.here, "03-25 09:00", kind=SlotKind.SUPERVISION)
    assert page(maryam, HOME).count("Dire comment c’était") == 2
    assert "Combien de personnes" in page(maryam, f"{HOME}/slots/{key}/after")
    assert "Combien de personnes" not in page(maryam, f"{HOME}/slots/{meeting}/after")
    many = {"mark": "came", "came": "900"}
    assert 'value="900"' in send(maryam, f"{HOME}/slots/{key}/after", many, 422)
    send(maryam, f"{HOME}/slots/{key}/after", {"mark": "came", "came": "7"})
    send(maryam, f"{HOME}/slots/{meeting}/after", {"mark": "not-seen"})
    assert "Vous seul le voyez" in page(maryam, f"{HOME}/felt")
    assert send(maryam, f"{HOME}/felt", {"feeling": "difficult"}).endswith("/helping/care")
    shown = page(maryam, f"{HOME}/care")
    assert "Difficile : 1" in shown
    join = re.search(r'action="(/rive/helping/care/\w+/join)"', shown)
    assert join
    send(maryam, join[1], {})
    send(maryam, f"{HOME}/pause", {})
    shown = page(maryam, f"{HOME}/care")
    assert "La prochaine" in shown
    assert "Vous êtes en pause" in shown
    assert send(maryam, f"{HOME}/felt", {"feeling": "easy"}).endswith("/helping")


def test_a_referent_reads_weeks_and_nobody_else_does(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    send(maryam, f"{HOME}/felt", {"feeling": "difficult"})
    with acting_in(engine, town) as act:
        olena, yves = make_peer(act, town, "Olena"), make_peer(act, town, "Yves")
        own(act).referent_id = olena.user_id
        keys = olena.user_id, yves.user_id
    referent, other = (enter_as(app, engine, town, key) for key in keys)
    shown = page(referent, f"{HOME}/entrusted")
    assert "Maryam" in shown
    assert "Semaine du 16 mars 2026" in shown
    assert "Ceux dont je suis le référent" in page(referent, HOME)
    assert "Maryam" not in page(other, f"{HOME}/entrusted")
    assert "Olena" in page(maryam, f"{HOME}/profile")


def test_hours_are_certified_on_an_accessible_paper(
    engine: Engine, town: Town, maryam: Inspecting
) -> None:
    assert "pas encore d’heures en 2026" in page(maryam, f"{HOME}/hours")
    send(maryam, f"{HOME}/hours", {"year": "2026"})
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, "03-16 09:00", 90)
        assign(act, slot, own(act)).attended = True
        slot.state = SlotState.HELD
    assert "1 h 30" in page(maryam, f"{HOME}/hours")
    answer = maryam.post(f"{HOME}/hours", data={"year": "2026"}, base_url=LOCAL)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.data


def test_a_private_calendar_says_nothing_and_closes(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        assign(act, make_slot(act, town.here), own(act))
        service = act.session.scalars(select(Service).where(Service.id == town.here)).one()
        service.is_protected = True
    assert "Faire mon adresse" in page(maryam, f"{HOME}/feed")
    shown = send(maryam, f"{HOME}/feed", {}, 200)
    address = re.search(r"http://localhost(/rive/helping/feed/[\w-]+\.ics)", shown)
    assert address
    stranger = client_of(app)
    answer = stranger.get(address[1], base_url=LOCAL)
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/calendar"
    assert "SUMMARY:Rendez-vous" in text
    assert "DTSTART;TZID=Europe/Paris:20260318T140000" in text
    for word in ("Tilleul", "LOCATION", "Maryam", "meeting"):
        assert word not in text
    assert address[1] not in page(maryam, f"{HOME}/feed")
    send(maryam, f"{HOME}/feed/close", {})
    page(stranger, address[1], 404)


def test_another_house_sees_no_helper_page(app: Flask, engine: Engine, town: Town) -> None:
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    page(resident, HOME, 403)
    assert "J’aide" not in page(resident, "/rive/tilleul/")
    assert "Personne ne vous a choisi" in page(resident, f"{HOME}/entrusted")
    assert "J’aide" in page(visit(app, engine, town, Role.PEER_HELPER, town.here), "/rive/tilleul/")


def test_a_debrief_is_never_in_the_journal(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        before = len(act.session.scalars(select(Entry)).all())
    send(maryam, f"{HOME}/felt", {"feeling": "difficult"})
    send(maryam, f"{HOME}/pause", {})
    with acting_in(engine, town) as act:
        assert len(act.session.scalars(select(Entry)).all()) == before
        assert len(act.session.scalars(select(Debrief)).all()) == 1
