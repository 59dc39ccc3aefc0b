"""What is kept of a voice: the sound, in one form, and nothing of the device."""

import io

import av
import pytest

from participation.accessibility.adapters import sound
from participation.accessibility.rules import Refusal
from participation.foundation.act import Refused
from tests.surveys.sounds import TITLE, voice


@pytest.mark.parametrize("container", ["webm", "ogg"])
def test_a_voice_becomes_plain_opus_without_its_title(container: str) -> None:
    sent = voice(2, container)
    assert TITLE.encode() in sent
    kept = sound.read_voice(sent)
    assert TITLE.encode() not in kept
    assert sound.kind_of(kept) == "audio/ogg"
    with av.open(io.BytesIO(kept), "r") as heard:
        assert heard.duration is not None
        assert 1.9 < heard.duration / 1e6 < 2.1
        assert heard.streams.audio[0].codec_context.name in {"opus", "libopus"}


def test_a_voice_longer_than_a_minute_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        sound.read_voice(voice(64))
    assert refused.value.reason is Refusal.TOO_LONG


def test_without_the_speech_extra_the_container_is_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "av", None)
    assert sound.read_voice(voice(1)) == voice(1)
    with pytest.raises(Refused):
        sound.read_voice(b"<html>")
