"""Pictures and sounds of a form: what is missing, brought by staff, met by whoever answers."""

import gc
import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Engine, delete, func, select
from sqlalchemy.orm import Session

from participation.accessibility.models import Recording
from participation.accessibility.rules import Kind, State
from participation.audit.models import Entry
from participation.foundation.keys import to_text
from participation.surveys.adapters.xlsform import read_form, write_form
from participation.surveys.models import QuestionnairePicture, QuestionnaireVersion
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.queries.campaigns import list_versions, read_questionnaire
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, page, sign_in
from tests.surveys.illustrated import SVG, TELLING, drawing, illustrated, parcel, photograph
from tests.surveys.sounds import voice
from tests.surveys.waves import make_questionnaire

SOURCE = re.compile(r'<img class="(?:photo|illustration)" src="([^"]+)" alt="([^"]*)"')


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


@pytest.fixture
def version(engine: Engine, town: Town) -> str:
    """Give the key of an illustrated questionnaire, as addresses write it."""
    with acting_in(engine, town) as act:
        return to_text(import_questionnaire(act, name="repas", questionnaire=illustrated()).id)


def bring(desk: Inspecting, version: str, *files: tuple[str, bytes]) -> tuple[int, str]:
    """Send files from the page of a version; give the status and where it leads, or the words."""
    sent = {"files": [(io.BytesIO(content), name) for name, content in files]}
    given = desk.post(f"/rive/questionnaires/{version}/media", data=sent, base_url=LOCAL)
    given.request.environ["wsgi.input"].close()
    words = given.location if given.status_code == 303 else given.get_data(as_text=True)
    return given.status_code, words


@contextmanager
def stored(engine: Engine, town: Town) -> Iterator[Session]:
    with looking_in(engine, town) as session:
        yield session


def count(engine: Engine, town: Town, kind: type) -> int:
    with looking_in(engine, town) as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def test_the_page_lists_what_the_form_names_and_what_is_missing(
    desk: Inspecting, version: str
) -> None:
    said = page(desk, f"/questionnaires/{version}")
    assert "Fichiers nommés : 7. Il en manque : 5." in said
    assert "<td>Image</td>" in said
    assert "<td>Son</td>" in said
    assert "Dessin de la plateforme" in said, "key.svg and fish.png are our own drawings"
    assert "hidden.png" not in said, "what is never asked waits for nothing"
    assert not SOURCE.search(said)


def test_a_form_that_names_no_file_asks_for_none(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        plain = import_questionnaire(act, name="nu", questionnaire=make_questionnaire())
        key = to_text(plain.id)
    assert "Images et sons" not in page(desk, f"/questionnaires/{key}")
    assert bring(desk, key, ("a.png", drawing()))[0] == 422


def test_files_are_brought_and_seen_in_each_language(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    zipped = parcel({"Plate.jpg": photograph(), "fish-ar.png": drawing((200, 0, 0, 255))})
    files = (("all.zip", zipped), ("apple.png", drawing()), ("fish.png", drawing((0, 99, 0, 255))))
    status, address = bring(desk, version, *files, ("que.webm", voice()))
    assert (status, address) == (303, f"/rive/questionnaires/{version}")
    said = page(desk, f"/questionnaires/{version}")
    assert "5 fichiers pris, 0 laissés." in said
    assert "Il en manque : 1." in said
    french, arabic = (
        SOURCE.findall(page(desk, f"/questionnaires/{version}?language={tag}"))
        for tag in ("fr", "ar")
    )
    assert len(french) == len(arabic) == 3
    assert [fr == ar for fr, ar in zip(french, arabic, strict=True)] == [True, True, False]
    assert count(engine, town, QuestionnairePicture) == 4


def test_a_picture_is_served_to_anyone_and_kept_for_ever(
    desk: Inspecting, app: Flask, version: str
) -> None:
    assert bring(desk, version, ("plate.jpg", photograph()))[0] == 303
    address = SOURCE.findall(page(desk, f"/questionnaires/{version}"))[0][0]
    assert re.fullmatch(r"/rive/pictures/[0-9a-f]{32}\.jpg", address), "it says nothing of itself"
    given = app.test_client().get(address, base_url=LOCAL)
    assert given.status_code == 200
    assert given.mimetype == "image/jpeg"
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert {"public", "immutable", "max-age=31536000"} <= set(
        given.headers["Cache-Control"].replace(" ", "").split(",")
    )
    assert TELLING.encode() not in given.data
    for other in (address.replace(".jpg", ".png"), address.replace(".jpg", ".svg")):
        assert app.test_client().get(other, base_url=LOCAL).status_code == 404


def test_another_association_does_not_have_it(
    desk: Inspecting, app: Flask, engine: Engine, town: Town, version: str
) -> None:
    other = make_town(engine, "lande")
    assert bring(desk, version, ("plate.jpg", photograph()))[0] == 303
    address = SOURCE.findall(page(desk, f"/questionnaires/{version}"))[0][0]
    beside = address.replace("/rive/", "/lande/")
    assert app.test_client().get(beside, base_url=LOCAL).status_code == 404
    assert count(engine, other, QuestionnairePicture) == 0
    assert count(engine, town, QuestionnairePicture) == 1


def test_a_bad_file_refuses_the_whole_and_leaves_nothing(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    before = count(engine, town, Entry)
    files = (("apple.png", drawing()), ("fish.png", SVG), ("que.webm", b"RIFF nothing"))
    status, said = bring(desk, version, *files)
    assert status == 422
    assert "« fish.png » : Un dessin SVG peut cacher un programme." in said
    assert "« que.webm » : Ce fichier n’est pas un son" in said
    assert 'id="files-error"' in said
    assert 'href="#files"' in said
    assert count(engine, town, QuestionnairePicture) == count(engine, town, Recording) == 0
    assert count(engine, town, Entry) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("p.zip", parcel({f"{n}.png": b"x" for n in range(10_000)}), "Il y a trop de fichiers"),
        ("p.zip", parcel({"apple.png": b"\0" * 13_000_000}), "trop lourd : 12 Mo au plus"),
        ("p.zip", b"PK\x03\x04 nothing", "Ce ZIP est abîmé"),
        ("\x00\u202e<b>.png", drawing(), "Aucun de ces fichiers n’a un nom de la liste"),
        ("apple.png", b"", "Ce fichier est vide"),
    ],
)
def test_each_refusal_is_a_sentence_beside_the_field(
    desk: Inspecting, version: str, name: str, content: bytes, sentence: str
) -> None:
    status, said = bring(desk, version, (name, content))
    assert status == 422
    assert sentence in said


def test_nothing_chosen_and_far_too_much_are_sentences_too(
    desk: Inspecting, app: Flask, version: str
) -> None:
    status, said = bring(desk, version)
    assert status == 422
    assert "Choisissez un fichier." in said
    app.config["MAX_CONTENT_LENGTH"] = 2 * 1024 * 1024
    status, said = bring(desk, version, ("plate.jpg", b"x" * 3_000_000))
    assert status == 413
    assert "C’est trop lourd : 2 Mo au plus par envoi." in said


def test_thousands_of_files_without_a_zip_are_refused_too(desk: Inspecting, version: str) -> None:
    status, said = bring(desk, version, *((f"{n}.png", b"x") for n in range(400)))
    assert (status, "Il y a trop de fichiers : 300 au plus" in said) == (422, True)
    with warnings.catch_warnings():  # Werkzeug leaves what it had read to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        status, said = bring(desk, version, *((f"{n}.png", b"x") for n in range(10_000)))
        gc.collect()
    assert (status, "Envoyez-en moins à la fois." in said) == (413, True)


def test_a_picture_brought_in_place_of_another_replaces_it(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    assert bring(desk, version, ("apple.png", drawing()), ("fish.png", drawing()))[0] == 303
    before = SOURCE.findall(page(desk, f"/questionnaires/{version}"))
    assert bring(desk, version, ("apple.png", drawing((9, 9, 9, 255))))[0] == 303
    after = SOURCE.findall(page(desk, f"/questionnaires/{version}"))
    assert [one == two for one, two in zip(before, after, strict=True)] == [False, True]
    assert bring(desk, version, ("fish.png", drawing((8, 8, 8, 255))))[0] == 303
    assert desk.get(before[0][0], base_url=LOCAL).status_code == 404, "nothing shows it any more"
    assert count(engine, town, QuestionnairePicture) == 2


def test_sounds_are_a_persons_approved_voice_for_the_words(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    assert bring(desk, version, ("que.webm", voice()), ("ar.webm", voice(2)))[0] == 303
    with stored(engine, town) as session:
        rows = {row.locale: row for row in session.scalars(select(Recording))}
        assert {tag: row.text for tag, row in rows.items()} == {
            "fr": "Que mangez-vous ?",
            "ar": "ماذا تأكلون؟",
        }
        assert {row.kind for row in rows.values()} == {Kind.HUMAN}
        assert {row.state for row in rows.values()} == {State.APPROVED}
        address = f"/rive/voices/{rows['ar'].sound_key}.aac"
    assert address in page(desk, f"/questionnaires/{version}?language=ar")
    assert "Il en manque : 3." in page(desk, f"/questionnaires/{version}")


def test_a_frozen_version_stays_and_a_new_one_carries_the_pictures(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    with acting_in(engine, town) as act:
        row = act.session.scalars(select(QuestionnaireVersion)).one()
        row.is_frozen, before = True, row.digest
    assert bring(desk, version, ("que.webm", voice()))[1].endswith(version)
    status, address = bring(desk, version, ("apple.png", drawing()))
    assert status == 303
    assert not address.endswith(version)
    assert "La version figée ne change pas" in page(desk, f"/questionnaires/{version}")
    with stored(engine, town) as session:
        newest, frozen = list_versions(session)
        assert frozen.digest == before
        assert not read_questionnaire(frozen).files
        assert set(read_questionnaire(newest).files) == {"apple.png"}
    for again in (address[-13:], version):
        assert bring(desk, again, ("apple.png", drawing()))[1] == address, "the same again"
    assert count(engine, town, QuestionnaireVersion) == 2


def test_the_export_keeps_names_and_a_new_reading_keeps_the_pictures(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    assert bring(desk, version, ("apple.png", drawing()), ("plate.jpg", photograph()))[0] == 303
    with stored(engine, town) as session:
        written = read_questionnaire(session.scalars(select(QuestionnaireVersion)).one())
    again, report = read_form(write_form(written))
    assert report.ok
    assert again is not None
    first = next(again.questions())
    assert first.image == {"fr": "media/Plate.JPG"}
    assert first.choices[0].image == {"fr": "Apple.png"}
    with acting_in(engine, town) as act:
        kept = import_questionnaire(act, name="repas", questionnaire=again)
        assert set(read_questionnaire(kept).files) == {"apple.png", "plate.jpg"}


def test_two_who_bring_the_same_picture_store_it_once(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    for _ in range(2):
        assert bring(desk, version, ("apple.png", drawing()), ("fish.png", drawing()))[0] == 303
    assert count(engine, town, QuestionnairePicture) == 1
    with acting_in(engine, town) as act:
        act.session.execute(delete(QuestionnairePicture))
    assert page(desk, f"/questionnaires/{version}"), "a lost picture breaks no page"
