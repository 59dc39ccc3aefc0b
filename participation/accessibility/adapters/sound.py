"""Sound coding: any recording in, Opus and AAC out, with nothing of the device left."""

import io
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from participation.foundation.act import Refused

from ..rules import LARGEST, LONGEST, Refusal, Sound

try:
    import av
except ImportError:  # the extra `speech` is not installed
    av = None  # type: ignore[assignment]

RATE = 24_000
"""Samples a second of both clips: speech needs no more, and both codecs take it."""
SLACK = 3
"""Seconds that a recorder may run over before it stops."""


class Coding(NamedTuple):
    """A way of coding: container, codec, bits a second, samples a frame, sample format."""

    container: str
    codec: str
    bits: int
    frame: int
    samples: str
    options: dict[str, str]


OPUS = Coding("ogg", "libopus", 16_000, 480, "s16", {})
AAC = Coding("mp4", "aac", 24_000, 1024, "fltp", {})
QUICK_OPUS = OPUS._replace(options={"compression_level": "0"})
QUICK_AAC = AAC._replace(options={"aac_coder": "fast"})
"""For the machine's voice: nothing to hear is lost, and coding takes a third of the time."""
QUIETEST = 300
"""Loudest sample, of 32,767, under which a recording holds no voice."""
MAGIC = {b"OggS": "audio/ogg", b"\x1a\x45\xdf\xa3": "audio/webm", b"RIFF": "audio/wav"}


def can_code() -> bool:
    """Say whether the `speech` extra is installed."""
    return av is not None


def read_upload(content: bytes) -> Sound:
    """Give a recording (WebM, Ogg, MP4 or WAV) as both clips, without its metadata.

    Refused when it is too heavy, no such sound, longer than a minute, or silent.
    """
    if av is None:
        raise Refused(Refusal.NO_SPEECH_EXTRA)
    if len(content) > LARGEST:
        raise Refused(Refusal.TOO_HEAVY)
    pcm = _read_samples(content)
    if loudest(pcm) < QUIETEST:
        raise Refused(Refusal.SILENT)
    return code_samples(pcm, RATE)


def read_voice(content: bytes) -> bytes:
    """Give a voice as Ogg Opus alone, without title, date, place or device.

    Refused when it is too heavy, no such sound or longer than a minute. Without the `speech`
    extra the sound is kept as sent, once its container was recognised.
    """
    if len(content) > LARGEST:
        raise Refused(Refusal.TOO_HEAVY)
    if kind_of(content) is None:
        raise Refused(Refusal.NOT_SOUND)
    return content if av is None else _coded(_read_samples(content), RATE, OPUS)


def kind_of(content: bytes) -> str | None:
    """Give the media type that the first bytes declare; None for anything else."""
    if content[4:8] == b"ftyp":
        return "audio/mp4"
    return next((kind for magic, kind in MAGIC.items() if content.startswith(magic)), None)


def _read_samples(content: bytes) -> bytes:
    """Give the sound of a file as 16-bit mono samples at our rate."""
    if kind_of(content) is None:
        raise Refused(Refusal.NOT_SOUND)
    try:
        with av.open(io.BytesIO(content), "r") as source:
            pcm = _samples(source.decode(audio=0))
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refused(Refusal.NOT_SOUND) from error
    if not pcm:
        raise Refused(Refusal.NOT_SOUND)
    return pcm


def _samples(frames: Iterable[Any]) -> bytes:
    """Give 16-bit mono samples at our rate; refuse to decode more than a minute."""
    resampler = av.AudioResampler("s16", "mono", RATE)
    parts: list[bytes] = []
    count = 0
    for frame in _with_end(frames):
        for part in resampler.resample(frame):
            count += part.samples
            if count > (LONGEST + SLACK) * RATE:
                raise Refused(Refusal.TOO_LONG)
            parts.append(bytes(part.planes[0])[: part.samples * 2])
    return b"".join(parts)


def _with_end(frames: Iterable[Any]) -> Iterator[Any]:
    """Give the frames, then nothing, which empties the resampler."""
    yield from frames
    yield None


def loudest(pcm: bytes) -> int:
    """Give the loudest of 16-bit samples, from 0 to 32,768."""
    samples = memoryview(pcm).cast("h")
    return max(map(abs, samples), default=0)


def code_samples(pcm: bytes, rate: int, *, quick: bool = False) -> Sound:
    """Give 16-bit mono samples as both clips; Refused without the `speech` extra."""
    if av is None:
        raise Refused(Refusal.NO_SPEECH_EXTRA)
    opus, aac = (QUICK_OPUS, QUICK_AAC) if quick else (OPUS, AAC)
    return Sound(_coded(pcm, rate, opus), _coded(pcm, rate, aac), len(pcm) / 2 / rate)


def _coded(pcm: bytes, rate: int, way: Coding) -> bytes:
    target = io.BytesIO()
    with av.open(target, "w", format=way.container) as output:
        stream = output.add_stream(
            way.codec, rate=RATE, bit_rate=way.bits, layout="mono", options=way.options
        )
        if not isinstance(stream, av.AudioStream):  # pragma: no cover - both codecs are of sound
            raise Refused(Refusal.NOT_SOUND)
        resampler = av.AudioResampler(way.samples, "mono", RATE, frame_size=way.frame)
        for frame in _with_end([_frame(pcm, rate)]):
            for part in resampler.resample(frame):
                part.pts = None
                output.mux(stream.encode(part))
        output.mux(stream.encode(None))
    return target.getvalue()


def _frame(pcm: bytes, rate: int) -> "av.AudioFrame":
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(pcm) // 2)
    frame.sample_rate = rate
    plane = frame.planes[0]
    plane.update(pcm.ljust(plane.buffer_size, b"\0"))
    return frame
