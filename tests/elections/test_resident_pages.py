"""“I stand” on one's own phone, the public screen, the candidates, my place on the roll."""

import io
import re

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections import operations, queries
from participation.elections.queries.spoken import list_spoken
from participation.elections.rules.process import CandidacyState
from participation.foundation import clock
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.kiosk.operations import offer_pairing, pair
from tests.accessibility.test_sound import wav
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.calling import AFTER, NUMBERS, Calling, call, later
from tests.inspection import Inspecting, client_of

HOME = "/rive/tilleul/election"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def calling(engine: Engine, town: Town) -> Calling:
    return call(engine, town)


@pytest.fixture
def nour(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.RESIDENT, town.here)


def picture() -> bytes:
    """Give a photograph that says where it was taken."""
    made = Image.new("RGB", (900, 600), "teal")
    facts = made.getexif()
    facts[0x010F] = "Maker"
    target = io.BytesIO()
    made.save(target, "JPEG", exif=facts)
    return target.getvalue()


def stands(nour: Inspecting) -> str:
    """Stand by one touch; give the address of the candidacy."""
    link = re.search(rf'href="({HOME}/[0-9a-z]{{13}}/stand)"', page(nour, HOME))
    assert link
    assert "Vous pouvez changer d’avis jusqu’au vote." in page(nour, link[1])
    return send(nour, link[1], {"agrees": "1"})


@pytest.mark.usefixtures("calling")
def test_a_resident_stands_by_one_touch_and_says_who_she_is(
    nour: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    assert "Élection" in page(nour, "/rive/tilleul/")
    assert "Pour se présenter : jusqu’au vendredi 24 avril 2026." in page(nour, HOME)
    own = stands(nour)
    assert "On vérifie votre candidature." in page(nour, own)
    page(nour, f"{own}/say")
    assert send(nour, f"{own}/say", {"statement": "Je veux un jardin."}) == own
    page(nour, f"{own}/speak")
    voice = {"voice": (io.BytesIO(wav(2)), "note.wav")}
    assert send(nour, f"{own}/speak", voice) == own
    page(nour, f"{own}/picture")
    photo = {"photo": (io.BytesIO(picture()), "moi.jpg")}
    assert send(nour, f"{own}/picture", photo) == own
    shown = page(nour, own)
    assert "Je veux un jardin." in shown
    assert 'aria-label="Écouter Nour"' in shown
    with looking_in(engine, town) as session:
        found = queries.list_candidacies(session, calling.residents(session))
        assert [(one.name, one.state) for one in found] == [("Nour", CandidacyState.RECEIVED)]
        kept = Image.open(io.BytesIO(found[0].photo or b""))
        assert kept.size == (480, 480)
        assert not kept.getexif()
        assert (found[0].sound or b"").startswith(b"OggS")
    for name, kind in (("photo.jpg", "image/jpeg"), ("voice/opus", "audio/ogg")):
        answer = nour.get(f"{own}/{name}", base_url=LOCAL)
        assert (answer.status_code, answer.mimetype) == (200, kind)


@pytest.mark.usefixtures("calling")
def test_what_was_said_can_be_erased_and_the_candidacy_taken_back(
    nour: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    own = stands(nour)
    send(nour, f"{own}/speak", {"voice": (io.BytesIO(wav(1)), "note.wav")})
    send(nour, f"{own}/picture", {"photo": (io.BytesIO(picture()), "moi.jpg")})
    assert "Effacer ma voix" in page(nour, f"{own}/speak")
    send(nour, f"{own}/speak", {"erase": "1"})
    send(nour, f"{own}/picture", {"erase": "1"})
    assert nour.get(f"{own}/photo.jpg", base_url=LOCAL).status_code == 404
    assert nour.get(f"{own}/voice/aac", base_url=LOCAL).status_code == 404
    assert send(nour, f"{own}/withdraw", {}) == HOME
    assert "Retirée" in page(nour, HOME)
    assert "Je me présente" in page(nour, own)
    with looking_in(engine, town) as session:
        found = queries.list_candidacies(session, calling.residents(session))[0]
        assert (found.state, found.has_sound) == (CandidacyState.WITHDRAWN, False)


@pytest.mark.usefixtures("calling")
@pytest.mark.parametrize("content", [b"", b"not a picture", b"\xff\xd8\xff\xe0cut", b"GIF89a" * 9])
def test_what_is_no_picture_and_no_sound_is_refused_in_words(
    nour: Inspecting, content: bytes
) -> None:
    own = stands(nour)
    photo = send(nour, f"{own}/picture", {"photo": (io.BytesIO(content), "x.jpg")}, status=422)
    assert "Cette image ne se lit pas" in photo or "Choisissez un fichier" in photo
    voice = send(nour, f"{own}/speak", {"voice": (io.BytesIO(content), "x.webm")}, status=422)
    assert "On n’entend pas ce son" in voice


def test_nobody_touches_the_candidacy_of_another(
    nour: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        amina = to_text(calling.stands(act, "Amina").id)
    for part in ("", "/say", "/speak", "/picture", "/photo.jpg", "/voice/opus"):
        page(nour, f"{HOME}/candidacies/{amina}{part}", status=404)
    send(nour, f"{HOME}/candidacies/{amina}/withdraw", {}, status=404)
    page(nour, f"{HOME}/{to_text(calling.staff_id)}/stand", status=404)


def test_she_sees_whether_she_is_on_the_roll_and_asks_to_be(
    calling: Calling, nour: Inspecting, engine: Engine, town: Town
) -> None:
    roll = f"{HOME}/{to_text(calling.residents_id)}/roll"
    assert "Pas encore." in page(nour, HOME)
    assert "Je veux être sur la liste." in page(nour, roll)
    assert send(nour, roll, {"asked": "Je suis là depuis lundi."}) == HOME
    with acting_in(engine, town) as act:
        contest = calling.residents(act.session)
        asked = queries.list_objections(act.session, contest)
        assert [(one.name, one.asked) for one in asked] == [("Nour", "Je suis là depuis lundi.")]
        operations.build_roll(act, contest)
    assert "Oui, je peux voter." in page(nour, HOME)
    assert "Oui. Vous pouvez voter." in page(nour, roll)


def test_candidates_are_shown_once_the_list_hangs_and_not_before(
    app: Flask, nour: Inspecting, engine: Engine, town: Town, calling: Calling
) -> None:
    candidates = f"{HOME}/{calling.key}/candidates"
    page(nour, candidates, status=404)
    with acting_in(engine, town) as act:
        for name in ("Amina", "Bilal"):
            own = calling.stands(act, name)
            operations.tell(act, own, Localized(fr=f"Je suis {name}.", ar="أريد حديقة"))
        operations.show(act, own, picture())
        refused = calling.stands(act, "Colette", accepted=False)
        operations.examine_candidacy(act, refused, accepts=False, because="N’habite plus ici.")
        calling.stands(act, "Farid")
        operations.settle_list(later(act), calling.election(act.session), numbers=NUMBERS)
        key = to_text(own.id)
    with clock.frozen(AFTER):
        late = visit(app, engine, town, Role.RESIDENT, town.here)
        shown = page(late, candidates)
        assert "Je suis Amina." in shown
        assert "rond jaune" not in shown, "nobody has spoken"
        assert f"/candidacies/{key}/photo.jpg" in shown
        assert "Colette" not in shown
        assert late.get(f"{HOME}/candidacies/{key}/photo.jpg", base_url=LOCAL).status_code == 200
        assert "Les candidats" in page(late, HOME)
        with late.session_transaction(base_url=LOCAL) as browser:
            browser["locale"] = "ar"
        assert "أريد حديقة" in page(late, candidates)
    with looking_in(engine, town, town.here) as session:
        assert list_spoken(session, "fr") == ["Je suis Amina.", "Je suis Bilal."]
        assert list_spoken(session, "ar") == ["أريد حديقة"]


def test_the_public_screen_shows_the_call_and_asks_for_the_card_before_standing(
    app: Flask, engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        offer_pairing(act, service_id=town.here, label="Entrée", code="2345abcd")
        pair(act, typed="2345abcd", token="screen")
    screen = client_of(app)
    screen.set_cookie("kiosk", "screen")
    shown = page(screen, HOME)
    assert "Ouvrir avec ma carte" in shown
    assert "/stand" not in shown
    stand = f"{HOME}/{to_text(calling.residents_id)}/stand"
    assert "/sign-in" in screen.get(stand, base_url=LOCAL).location


def test_a_resident_of_another_house_sees_nothing(
    app: Flask, engine: Engine, town: Town, calling: Calling
) -> None:
    other = visit(app, engine, town, Role.RESIDENT, town.there)
    assert "Il n’y a pas d’élection" in page(other, "/rive/olivier/election")
    page(other, HOME, status=404)
    page(other, f"/rive/olivier/election/{to_text(calling.residents_id)}/stand", status=404)


def test_a_relative_does_not_stand_for_the_residents(
    app: Flask, engine: Engine, town: Town, calling: Calling
) -> None:
    with acting_in(engine, town) as act:
        make_person(act, "Samir", Role.RELATIVE, town.here)
    relative = visit(app, engine, town, Role.RELATIVE, town.here)
    assert "Je me présente" not in page(relative, HOME)
    page(relative, f"{HOME}/{to_text(calling.residents_id)}/stand", status=404)
