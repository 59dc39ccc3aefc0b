"""Playing clips, and the studio where voices are lent, listened to, approved and removed."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accessibility import operations, views
from participation.accessibility.adapters.shelf import Shelf
from participation.accessibility.models import Recording
from participation.accessibility.rules import Sound, State, text_key
from participation.accounts.rules.powers import Role
from participation.app import create_app
from participation.foundation import catalogues, cycle, i18n, keys
from participation.foundation.access import allow
from participation.foundation.extraction import Found
from participation.foundation.permissions import PUBLIC
from tests.accessibility.test_sound import wav
from tests.application import settings_for
from tests.builders import Town, acting_in, looking_in, make_town
from tests.house.visitors import carry, make_visitors
from tests.inspection import Inspecting

WORDS = "Les repas sont bons ?"
FILLED = "Question 3 sur 12"
SOUND = Sound(b"OggS" + bytes(996), b"ftyp" + bytes(1996), 1.0)


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def app(engine: Engine, database: str, tmp_path: Path) -> Flask:
    """Open a house of its own, to which tests add a door."""
    return create_app(settings_for(database, tmp_path), engine)


@pytest.fixture
def facilitator(app: Flask, client: Inspecting, engine: Engine, town: Town) -> Inspecting:
    """Give the client of someone who may record."""
    app.config["WTF_CSRF_ENABLED"] = False
    role = Role.FACILITATOR.value
    carry(client, role, make_visitors(engine, town)[role])
    return client


@pytest.fixture
def _words(app: Flask, tmp_path: Path) -> Iterator[None]:
    """Give residents a catalogue of two sentences, and people one of their own."""
    texts = ["Oui", "Question %(n)s sur %(total)s"]
    place = tmp_path / "translations"
    list(catalogues.update(place, [Found((text,), "resident", "a.html") for text in texts]))
    catalogues.compile_all(place)
    i18n.use_translations(place)
    studio = app.extensions[views.EXTENSION]
    app.extensions[views.EXTENSION] = views.Studio(studio.shelf, [lambda _session, _tag: [WORDS]])
    yield
    i18n.use_translations(Path("nowhere"))


def heard(app: Flask, town: Town, text: str) -> views.Heard | None:
    """Give the clip that a page of the association would offer."""
    found: list[views.Heard | None] = []

    def page() -> str:
        found.append(views.clip(text))
        return ""

    if "probe" not in app.view_functions:
        app._got_first_request = False  # noqa: SLF001 - a door for this test alone
        app.add_url_rule("/<organisation>/probe", "probe", page)
    app.view_functions["probe"] = allow(PUBLIC)(page)
    assert app.test_client().get(f"/{town.slug}/probe").status_code == 200
    return found[0]


def test_a_clip_of_the_shelf_is_played_whole_in_parts_and_kept(
    app: Flask, client: Inspecting, town: Town, tmp_path: Path
) -> None:
    assert heard(app, town, WORDS) is None
    Shelf(tmp_path / "clips").put("fr", WORDS, SOUND)
    clip = heard(app, town, WORDS)
    assert clip is not None
    assert clip.is_synthetic
    whole = client.get(clip.opus)
    assert (whole.status_code, whole.data, whole.mimetype) == (200, SOUND.opus, "audio/ogg")
    assert "immutable" in whole.headers["Cache-Control"]
    assert "public" in whole.headers["Cache-Control"]
    part = client.get(clip.aac, headers={"Range": "bytes=0-1"})
    assert (part.status_code, part.data, part.mimetype) == (206, b"ft", "audio/mp4")
    assert part.headers["Content-Range"] == "bytes 0-1/2000"
    again = client.get(clip.opus, headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "path",
    [
        "/voices/fr/0000.opus",
        "/voices/../participation.opus",
        "/voices/%2e%2e/0000.opus",
        "/voices/said/AAAA.opus",
        "/voices/said/%C3%A9.aac",
        "/rive/voices/0000.opus",
        "/elsewhere/voices/0000.opus",
    ],
)
@pytest.mark.usefixtures("town")
def test_what_is_not_there_is_not_found(app: Flask, path: str) -> None:
    assert app.test_client().get(path).status_code == 404


@pytest.mark.usefixtures("_words")
def test_a_sentence_with_numbers_is_spoken_when_asked_for(
    app: Flask, client: Inspecting, town: Town, tmp_path: Path
) -> None:
    clip = heard(app, town, FILLED)
    assert clip is not None
    assert "Question" not in clip.opus
    answer = client.get(clip.opus)
    assert answer.data.startswith(b"OggS")
    assert "private" in answer.headers["Cache-Control"]
    assert client.get(clip.aac).data[4:8] == b"ftyp"
    assert not (tmp_path / "clips").exists()
    assert heard(app, town, "Amina habite ici") is None


@pytest.mark.usefixtures("_words")
def test_a_voice_is_lent_listened_to_approved_and_removed(
    app: Flask, facilitator: Inspecting, engine: Engine, town: Town
) -> None:
    key = text_key("fr", WORDS)
    page = facilitator.get(f"/{town.slug}/voices?language=fr")
    assert WORDS in page.text
    sent = {"voice": (io.BytesIO(wav(0.5)), "voice.wav")}
    answer = facilitator.post(f"/{town.slug}/voices/fr/{key}", data=sent)
    assert answer.status_code == 303
    with looking_in(engine, town) as session:
        row = session.scalars(select(Recording)).one()
    assert row.state is State.PROPOSED
    assert heard(app, town, WORDS) is None
    recording = f"/{town.slug}/voices/recordings/{keys.to_text(row.id)}"
    assert facilitator.get(f"{recording}.opus").data.startswith(b"OggS")
    assert app.test_client().get(f"{recording}.opus").status_code == 303
    assert "à écouter" in facilitator.get(f"/{town.slug}/voices/fr/{key}").text
    assert facilitator.post(f"{recording}/approve").status_code == 303
    clip = heard(app, town, WORDS)
    assert clip is not None
    assert not clip.is_synthetic
    assert app.test_client().get(clip.aac).status_code == 200
    assert facilitator.post(f"{recording}/remove").status_code == 303
    assert heard(app, town, WORDS) is None


@pytest.mark.usefixtures("_words")
def test_a_wrong_file_is_refused_beside_its_field(facilitator: Inspecting, town: Town) -> None:
    address = f"/{town.slug}/voices/fr/{text_key('fr', WORDS)}"
    wrong = {"voice": (io.BytesIO(b"<svg/>"), "voice.webm")}
    answer = facilitator.post(address, data=wrong)
    assert answer.status_code == 422
    assert "pas un son" in answer.text
    nothing = facilitator.post(address, data={})
    assert nothing.status_code == 422
    assert "Enregistrez votre voix" in nothing.text


@pytest.mark.usefixtures("_words")
def test_the_machine_says_a_sentence_of_people_and_waits(
    app: Flask, facilitator: Inspecting, engine: Engine, town: Town
) -> None:
    address = f"/{town.slug}/voices/fr/{text_key('fr', WORDS)}"
    assert facilitator.post(f"{address}/speak").status_code == 303
    assert heard(app, town, WORDS) is None
    page = facilitator.get(address)
    assert "voix de synthèse" in page.text
    assert "Accepter cette voix" in page.text
    waiting = facilitator.get(f"/{town.slug}/voices?language=fr&list=waiting")
    assert WORDS in waiting.text
    with looking_in(engine, town) as session:
        assert session.scalars(select(Recording)).one().locale == "fr"


@pytest.mark.usefixtures("_words")
def test_a_language_without_a_machine_says_so(facilitator: Inspecting, town: Town) -> None:
    page = facilitator.get(f"/{town.slug}/voices?language=ps")
    assert "ne parle pas cette langue" in page.text
    for asked in ("xx", "../../x", "de"):
        assert facilitator.get(f"/{town.slug}/voices?language={asked}").status_code == 200
    assert facilitator.get(f"/{town.slug}/voices/fr/0000").status_code == 404


def test_an_error_page_needs_no_clip(app: Flask) -> None:
    with app.test_request_context():
        assert cycle.present_session() is None
        assert views.clip("Bonjour") is None


@pytest.mark.usefixtures("_words")
def test_recordings_of_another_association_are_not_found(
    facilitator: Inspecting, engine: Engine, town: Town
) -> None:
    other = make_town(engine, "quai")
    with acting_in(engine, other) as act:
        row = operations.add_recording(act, locale="fr", text=WORDS, content=wav(0.5))
        operations.approve_recording(act, row)
        sound_key = row.sound_key
    assert facilitator.get(f"/{town.slug}/voices/{sound_key}.opus").status_code == 404
    assert facilitator.get(f"/{other.slug}/voices/{sound_key}.opus").status_code == 200
