"""Works with consent: nothing of the camera is left, nothing is shown after a no."""

import io

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.councils.models import Work
from participation.councils.operations import network as deeds
from participation.councils.queries import works as queries
from participation.councils.rules.network import NetworkRefusal as N, Scope, WorkState
from participation.foundation.act import Act
from participation.foundation.keys import to_text
from participation.organisations.models import Service
from tests.accessibility.test_sound import wav
from tests.builders import Town, acting_in, looking_in, make_person, make_town
from tests.councils.mandated import reason_of
from tests.councils.sitting import TODAY, role_of
from tests.councils.visiting import LOCAL, enter_as, page, send, visit
from tests.surveys.illustrated import HEIC, SVG, TELLING, drawing, photograph

WRITTEN = {"called": "Le lac", "words": "Un lac bleu.", "credit": "Sam", "scope": "association"}
GALLERY = "/rive/tilleul/gallery"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


def bring(act: Act, service_id: int, **more: object) -> Work:
    """Bring a picture whose author said yes."""
    facts: dict[str, object] = {
        "title": "Le lac",
        "words": "Un lac bleu.",
        "agrees": True,
        "scope": Scope.ASSOCIATION,
        "picture": drawing(),
        **more,
    }
    shown = bool(facts.pop("shown", True))
    author = facts.pop("author", None)
    sheet = deeds.WorkSheet(**facts)  # type: ignore[arg-type]
    return deeds.bring_work(act, sheet, service_id=service_id, author_id=author, shown=shown)  # type: ignore[arg-type]


def hung(engine: Engine, town: Town, service_id: int) -> list[tuple[str, str]]:
    """Give what hangs in a house: title and house."""
    with looking_in(engine, town, service_id) as session:
        return [(one.work.title, one.place) for one in queries.gallery(session, None)]


def protect(act: Act, service_id: int) -> None:
    """Put a service in protected mode."""
    act.session.scalars(select(Service).where(Service.id == service_id)).one().is_protected = True
    act.session.flush()


def test_nothing_of_the_camera_is_left(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        work = bring(act, town.here, picture=photograph())
        kept = work.picture or b""
    assert TELLING.encode() in photograph()
    assert TELLING.encode() not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size) == ("JPEG", (600, 800))
        assert not image.getexif()
        assert not {"comment", "icc_profile", "exif"} & image.info.keys()


def test_a_great_picture_is_made_small_and_a_see_through_one_gets_paper(
    engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        large = bring(act, town.here, picture=drawing(side=3000)).picture or b""
    with Image.open(io.BytesIO(large)) as image:
        assert image.size == (1280, 1280)
        assert image.getpixel((2, 2)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"agrees": False}, N.CONSENT_MISSING),
        ({"picture": SVG}, N.PICTURE_UNREADABLE),
        ({"picture": HEIC}, N.PICTURE_UNREADABLE),
        ({"picture": photograph()[:4000]}, N.PICTURE_UNREADABLE),
        ({"picture": b"x" * (12 * 1024 * 1024 + 1)}, N.PICTURE_TOO_HEAVY),
        ({"picture": b""}, N.PICTURE_OR_SOUND),
        ({"recording": wav(1.0)}, N.PICTURE_OR_SOUND),
        ({"picture": b"", "recording": b"%PDF-1.7"}, N.SOUND_UNREADABLE),
    ],
)
def test_what_cannot_hang_is_refused(
    engine: Engine, town: Town, more: dict[str, object], reason: N
) -> None:
    with acting_in(engine, town) as act:
        assert reason_of(bring, act, town.here, **more) is reason
        assert act.session.scalars(select(Work)).all() == []


def test_a_work_goes_as_far_as_its_author_agreed(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        bring(act, town.there, title="Partout")
        bring(act, town.there, title="Chez nous", scope=Scope.HOUSE)
        bring(act, town.there, title="À regarder", shown=False)
    assert hung(engine, town, town.here) == [("Partout", "Résidence Olivier")]
    assert hung(engine, town, town.there) == [("Chez nous", ""), ("Partout", "")]


def test_a_work_of_a_protected_house_never_leaves_it(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        early = bring(act, town.there, title="Avant la protection")
        protect(act, town.there)
        assert reason_of(bring, act, town.there) is N.ONLY_THE_HOUSE
        assert early.scope is Scope.ASSOCIATION
    assert hung(engine, town, town.here) == []
    assert hung(engine, town, town.there) == [("Avant la protection", "")]


def test_a_resident_brings_a_work_that_the_team_looks_at_and_withdraws_it(
    app: Flask, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        author = make_person(act, "Sam", Role.RESIDENT, town.here)
        sam_id, role = author.id, role_of(act.session, author.id)
    sam = enter_as(app, engine, town, sam_id)
    refused = send(
        sam, f"{GALLERY}/new", {**WRITTEN, "photo": (io.BytesIO(drawing()), "a.png")}, 422
    )
    assert "Dites oui d’abord" in refused
    assert "Un lac bleu." in refused
    fields = {**WRITTEN, "agrees": "y", "photo": (io.BytesIO(drawing()), "a.png")}
    send(sam, f"{GALLERY}/new", fields)
    with looking_in(engine, town, town.here) as session:
        work = queries.list_works(session)[0]
        assert (work.author_id, work.agreed_on, work.state) == (role, TODAY, WorkState.PROPOSED)
        key = to_text(work.id)
    other = visit(app, engine, town, Role.RESIDENT, town.here)
    picture = f"{GALLERY}/{key}/picture.jpg"
    assert "L’équipe la regarde" in page(sam, GALLERY)
    assert "Le lac" not in page(other, GALLERY)
    assert other.get(picture, base_url=LOCAL).status_code == 404
    assert sam.get(picture, base_url=LOCAL).mimetype == "image/jpeg"
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    assert "Le lac" in page(desk, "/rive/councils/works")
    send(desk, f"/rive/councils/works/{key}/show", {})
    assert "La galerie" in page(other, "/rive/tilleul/")
    assert 'alt="Un lac bleu."' in page(other, GALLERY)
    given = other.get(picture, base_url=LOCAL)
    assert (given.mimetype, given.headers["Cache-Control"]) == ("image/jpeg", "no-store")
    send(other, f"{GALLERY}/{key}/withdraw", {}, 404)
    send(sam, f"{GALLERY}/{key}/withdraw", {})
    assert other.get(picture, base_url=LOCAL).status_code == 404
    assert "Le lac" not in page(other, GALLERY)


def test_the_team_brings_a_sound_and_takes_it_away(app: Flask, engine: Engine, town: Town) -> None:
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    fields = {**WRITTEN, "agrees": "y", "voice": (io.BytesIO(wav(1.0)), "a.wav")}
    send(desk, "/rive/tilleul/works/new", fields)
    with looking_in(engine, town, town.here) as session:
        key = to_text(queries.list_works(session)[0].id)
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    shown = page(resident, GALLERY)
    assert f'class="say" href="{GALLERY}/{key}/sound/aac"' in shown
    assert "<audio" not in shown, "its own controls are too small for a public screen"
    heard = resident.get(f"{GALLERY}/{key}/sound/opus", base_url=LOCAL)
    assert (heard.mimetype or "").startswith("audio/")
    assert resident.get(f"{GALLERY}/{key}/picture.jpg", base_url=LOCAL).status_code == 404
    assert desk.get(f"/rive/councils/works/{key}/sound/aac", base_url=LOCAL).status_code == 200
    send(desk, f"/rive/councils/works/{key}/remove", {})
    assert resident.get(f"{GALLERY}/{key}/sound/opus", base_url=LOCAL).status_code == 404
    with looking_in(engine, town, town.here) as session:
        assert queries.list_works(session) == []


def test_a_work_of_another_house_is_not_reached_by_its_address(
    app: Flask, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        near = to_text(bring(act, town.there, scope=Scope.HOUSE).id)
        far = to_text(bring(act, town.there).id)
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    desk = visit(app, engine, town, Role.FACILITATOR, town.here)
    assert resident.get(f"{GALLERY}/{near}/picture.jpg", base_url=LOCAL).status_code == 404
    assert resident.get(f"{GALLERY}/{far}/picture.jpg", base_url=LOCAL).status_code == 200
    assert desk.get(f"/rive/councils/works/{far}/picture.jpg", base_url=LOCAL).status_code == 404
    send(desk, f"/rive/councils/works/{far}/remove", {}, 404)


def test_a_work_goes_with_its_author(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        author = make_person(act, "Sam", Role.RESIDENT, town.here)
        bring(act, town.here, author=role_of(act.session, author.id))
        act.session.delete(author)
        act.session.flush()
        assert act.session.scalars(select(Work.id)).all() == []
