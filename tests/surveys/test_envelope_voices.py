"""Voices recorded without a network: in the envelope of their answers, once, or not at all."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from participation.surveys.adapters.envelopes import pair_of
from participation.surveys.models import Comment
from participation.surveys.queries.answering import get_asked
from participation.surveys.rules import envelopes as rules
from participation.surveys.rules.envelopes import Envelope
from tests.surveys.asking import House, open_house
from tests.surveys.sealing import envelope, letter
from tests.surveys.sounds import TITLE, voice
from tests.surveys.test_envelope_operations import post, send

Seal = Callable[..., Envelope]
SAID = [[1, 4], [2, 2], [3, [0, 2]], [4, 7]]


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


@pytest.fixture
def seal(house: House) -> Seal:
    public = pair_of(house.town.organisation_id, house.survey_id).public
    with house.looking() as session:
        version = get_asked(session, house.survey_id).version

    def make(*voices: tuple[int, bytes], **changed: Any) -> Envelope:
        told = [[number, base64.b64encode(sound).decode()] for number, sound in voices]
        said = letter(**{"answers": SAID, "voices": told, **changed})
        return envelope(public, house.survey_id, version, said)

    return make


def heard(house: House) -> list[tuple[int, str, bytes | None]]:
    with house.looking() as session:
        rows = session.scalars(select(Comment)).all()
    return sorted((row.question, row.text, row.sound) for row in rows)


def test_a_voice_comes_with_its_answers_once_and_without_the_device(
    house: House, seal: Seal
) -> None:
    one = seal((6, voice(2)), key="0" * 31 + "1")
    assert send(house, one) == {one.key: "kept"}
    ((question, text, sound),) = heard(house)
    assert (question, text) == (6, "")
    assert sound is not None
    assert sound.startswith(b"OggS")
    assert TITLE.encode() not in sound
    again = seal((6, voice(2)), key="0" * 31 + "1")
    before = house.count()
    assert set(send(house, one, again).values()) == {"known"}
    assert house.count() == before == {"response": 1, "answer": 5, "comment": 1, "pending_voice": 0}


@pytest.mark.parametrize(
    "sound",
    [b"<html>", b"", b"OggS" + bytes(40), b"RIFF" + bytes(40)],
    ids=["page", "none", "cut", "wave"],
)
def test_what_is_no_voice_is_not_kept_and_the_answers_are(
    house: House, seal: Seal, sound: bytes
) -> None:
    one = seal((6, sound), answers=[*SAID, [6, "Merci"]])
    assert send(house, one) == {one.key: "kept"}
    assert heard(house) == [(6, "Merci", None)]


def test_a_voice_longer_than_a_minute_or_about_no_comment_is_not_kept(
    house: House, seal: Seal
) -> None:
    one = seal((6, voice(64, "ogg", 24_000)), (1, voice(1)), (99, voice(1)))
    assert send(house, one) == {one.key: "kept"}
    assert heard(house) == []


@pytest.mark.parametrize(
    "voices",
    [{"voices": [[6, "?"]]}, {"voices": [[6, 7]]}, {"voices": 3}, {"voices": [["6", ""]]}],
    ids=["no base64", "no text", "no list", "no number"],
)
def test_what_no_page_writes_is_refused(house: House, seal: Seal, voices: dict[str, Any]) -> None:
    one = seal(**voices)
    assert send(house, one) == {one.key: "refused"}
    assert house.count()["response"] == 0


def test_an_envelope_has_its_bounds_and_a_full_one_passes(house: House, seal: Seal) -> None:
    room = rules.LARGEST * 3 // 4 - 8_000
    full, over = seal((6, bytes(room))), seal((6, bytes(room + 20_000)))
    assert len(full.sealed) <= rules.LARGEST < len(over.sealed)
    assert send(house, full) == {full.key: "kept"}
    assert send(house, over) == {over.key: "unreadable"}
    assert post(house, full, full).status_code == 413
