"""Films in sign language: what is kept of them, what is refused, where they are seen."""

import io

import av
import pytest
from sqlalchemy import Engine

from participation.accessibility import operations, queries
from participation.accessibility.adapters import film
from participation.accessibility.adapters.film import read_film
from participation.accessibility.rules import LARGEST_FILM, FilmRefusal, text_key
from participation.foundation.act import Refused
from tests.accessibility.filming import make_film
from tests.builders import acting_in, looking_in, make_town

WORDS = "Les repas sont-ils bons ?"


@pytest.mark.parametrize(("codec", "container"), [("libvpx", "webm"), ("libx264", "mp4")])
def test_only_the_pictures_are_kept(codec: str, container: str) -> None:
    found = read_film(make_film(codec, container))
    assert found.ending == container
    assert found.seconds == pytest.approx(1.0, abs=0.2)
    assert b"Durand" not in found.content
    with av.open(io.BytesIO(found.content), "r") as opened:
        assert not opened.streams.audio
        assert len(list(opened.decode(video=0))) == 12


def test_what_is_no_film_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    heavy = b"\0" * (LARGEST_FILM + 1)
    for content, reason in (
        (b"not a film", FilmRefusal.NOT_FILM),
        (heavy, FilmRefusal.FILM_TOO_HEAVY),
        (make_film("mpeg4", "mp4"), FilmRefusal.NOT_SHOWN),
        (make_film()[:200], FilmRefusal.NOT_FILM),
    ):
        with pytest.raises(Refused) as refused:
            read_film(content)
        assert refused.value.reason is reason
    monkeypatch.setattr(film, "FILM_SECONDS", 0.5)
    with pytest.raises(Refused) as long:
        read_film(make_film())
    assert long.value.reason is FilmRefusal.FILM_TOO_LONG


@pytest.mark.parametrize(
    "content",
    [
        b"v=0\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        b"#EXTM3U\n#EXTINF:4,\nhttp://127.0.0.1:9/film.ts\n",
        b"ffconcat version 1.0\nfile /etc/hostname\n",
    ],
    ids=["session", "playlist", "list of files"],
)
def test_what_names_other_places_is_never_opened(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(av, "open", lambda *given, **_facts: opened.append(given))
    with pytest.raises(Refused) as refused:
        read_film(content)
    assert refused.value.reason is FilmRefusal.NOT_FILM
    assert not opened, "to guess what it is, the library would ask the network"


def test_a_film_belongs_to_its_very_words_and_goes_at_once(engine: Engine) -> None:
    town, content = make_town(engine), make_film()
    with acting_in(engine, town) as act:
        key = operations.add_film(act, locale="fr", text=WORDS, content=content).id
    with looking_in(engine, town) as session:
        found = queries.find_film(session, WORDS, "fr@falc")
        assert found is not None, "easy French shows the film of the same words"
        assert queries.find_film(session, "Les repas sont-ils chauds ?", "fr") is None
        shown = queries.find_shown(session, found[0])
        assert shown is not None
        assert shown.ending == found[1] == "webm"
    with acting_in(engine, town) as act:
        operations.add_film(act, locale="fr", text=WORDS, content=make_film(frames=6))
        assert queries.film_of(act.session, text_key("fr", WORDS)) is not None
        operations.remove_film(act, queries.get_film(act.session, key))
    other = make_town(engine, "ailleurs")
    for place in (town, other):
        with looking_in(engine, place) as session:
            assert queries.find_film(session, WORDS, "fr") is None
