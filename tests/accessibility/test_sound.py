"""Recordings in, clips out: every container, nothing left of the device, nothing hostile read."""

import io
import math
import struct
import subprocess
import sys
import wave

import av
import pytest

from participation.accessibility.adapters import making, sound, speech
from participation.accessibility.rules import LARGEST, Refusal, Sound
from participation.foundation.act import Refused


def tone(seconds: float, loudness: int = 9000, rate: int = 16_000) -> bytes:
    """Give 16-bit samples of a hum."""
    count = int(seconds * rate)
    samples = (int(loudness * math.sin(number / 9)) for number in range(count))
    return struct.pack(f"<{count}h", *samples)


def wav(seconds: float, loudness: int = 9000, rate: int = 16_000) -> bytes:
    target = io.BytesIO()
    with wave.open(target, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(tone(seconds, loudness, rate))
    return target.getvalue()


def recorded(container: str, codec: str, seconds: float = 1.0, **metadata: str) -> bytes:
    """Give what a telephone or a browser would send, with its metadata."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        output.metadata.update(metadata)
        stream = output.add_stream(codec, rate=48_000, layout="mono")
        assert isinstance(stream, av.AudioStream)
        resampler = av.AudioResampler(stream.format.name, "mono", 48_000, frame_size=960)
        source = sound._frame(tone(seconds), 16_000)  # noqa: SLF001 - the same maker of frames
        for frame in (source, None):
            for part in resampler.resample(frame):
                part.pts = None
                output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return target.getvalue()


def codecs(made: Sound) -> list[tuple[str, str, int]]:
    found = []
    for content in (made.opus, made.aac):
        with av.open(io.BytesIO(content)) as opened:
            stream = opened.streams.audio[0]
            found.append((opened.format.name.split(",")[0], stream.codec.name, stream.channels))
    return found


@pytest.mark.parametrize(
    "content",
    [wav(1.0), wav(1.0, rate=44_100), recorded("webm", "libopus"), recorded("ogg", "libopus")],
    ids=["wav", "wav 44.1", "webm", "ogg"],
)
def test_a_recording_becomes_both_clips(content: bytes) -> None:
    made = sound.read_upload(content)
    assert made.seconds == pytest.approx(1.0, abs=0.1)
    assert [(codec, channels) for _container, codec, channels in codecs(made)] == [
        ("opus", 1),
        ("aac", 1),
    ]
    assert len(made.opus) < 4000
    assert len(made.aac) < 6000


def test_nothing_of_the_device_is_left() -> None:
    secret = "Telephone of Amina, 48.85 N"
    sent = recorded("webm", "libopus", title=secret, location=secret, artist=secret)
    assert secret.encode() in sent
    made = sound.read_upload(sent)
    assert secret.encode() not in made.opus + made.aac
    for content in (made.opus, made.aac):
        with av.open(io.BytesIO(content)) as opened:
            said = {**opened.metadata, **opened.streams.audio[0].metadata}
        assert secret not in str(said)


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", Refusal.NOT_SOUND),
        (b"<svg onload=alert(1)>", Refusal.NOT_SOUND),
        (b"OggS" + bytes(500), Refusal.NOT_SOUND),
        (b"\x1a\x45\xdf\xa3" + bytes(500), Refusal.NOT_SOUND),
        (wav(1.0)[:40], Refusal.NOT_SOUND),
        (b"#EXTM3U\nfile:///etc/passwd", Refusal.NOT_SOUND),
        (wav(0.5, loudness=100), Refusal.SILENT),
        (wav(64.0, rate=8000), Refusal.TOO_LONG),
        (b"RIFF" + bytes(LARGEST), Refusal.TOO_HEAVY),
    ],
    ids=["empty", "svg", "ogg", "webm", "cut", "playlist", "silent", "long", "heavy"],
)
def test_what_is_no_fit_recording_is_refused(content: bytes, refusal: Refusal) -> None:
    with pytest.raises(Refused) as caught:
        sound.read_upload(content)
    assert caught.value.reason is refusal


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("fr", "Êtes-vous content des repas ?"),
        ("fr@falc", "Les repas sont bons ?"),
        ("en", "Are you happy with the meals?"),
        ("ar", "هل أنت راض عن الوجبات؟"),
        ("uk", "Чи задоволені ви їжею?"),
    ],
)
def test_the_machine_speaks(locale: str, text: str) -> None:
    made = making.speak(locale, text)
    assert 0.8 < made.seconds < 6
    with av.open(io.BytesIO(made.opus), "r") as opened:
        loudest = max(
            sound.loudest(bytes(part.planes[0])[: part.samples * 2])
            for frame in opened.decode(audio=0)
            for part in av.AudioResampler("s16", "mono", 24_000).resample(frame)
        )
    assert loudest > 3000


@pytest.mark.parametrize("locale", ["ps", "fa_AF", "so", "ti", "ln"])
def test_languages_that_need_people_are_left_to_people(locale: str) -> None:
    assert not speech.can_speak(locale)
    with pytest.raises(Refused) as caught:
        speech.say(locale, "a")
    assert caught.value.reason is Refusal.NO_VOICE


def test_many_sentences_come_in_order_and_the_unspeakable_are_left_out() -> None:
    texts = ["un", "…", "deux", "trois"]
    said = list(making.speak_all([("fr", text) for text in texts] + [("ps", "هو")]))
    assert [text for _locale, text, _sound in said] == ["un", "deux", "trois"]
    assert len({made.opus for _locale, _text, made in said}) == 3


STARTED_AT_ONCE = """
import threading
from participation.accessibility.adapters import speech

gate = threading.Barrier(8)

def start() -> None:
    gate.wait()
    assert speech.find_voice() is not None
    assert speech.say("fr", "Bonjour.")[0]

threads = [threading.Thread(target=start) for _ in range(8)]
for each in threads:
    each.start()
for each in threads:
    each.join()
"""


@pytest.mark.parametrize("number", range(4))
def test_the_first_visitors_at_once_do_not_bring_the_server_down(number: int) -> None:
    """The library dies of two threads that start it together; its death takes a process."""
    done = subprocess.run(
        [sys.executable, "-c", STARTED_AT_ONCE], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, ""), number
