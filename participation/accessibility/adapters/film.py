"""Films in sign language: the pictures alone, in a new container, with nothing of the device."""

import io
from dataclasses import dataclass

from participation.foundation.act import Refused

from ..rules import FILM_SECONDS, LARGEST_FILM, FilmRefusal

try:
    import av
except ImportError:  # the extra `speech` is not installed
    av = None  # type: ignore[assignment]

CONTAINERS = {"h264": "mp4", "vp8": "webm", "vp9": "webm", "av1": "webm"}
"""Codecs that every browser of today plays, and what they travel in."""
EBML, FTYP = b"\x1a\x45\xdf\xa3", b"ftyp"


@dataclass(frozen=True, slots=True)
class Film:
    """A film as it is kept: its bytes, `mp4` or `webm`, how long it is."""

    content: bytes
    ending: str
    seconds: float


def read_film(content: bytes) -> Film:
    """Give the pictures of a film without sound, title, date, place or device.

    Refused when it is too heavy, too long, no film, or coded so that some browsers cannot show it.
    """
    if av is None:
        raise Refused(FilmRefusal.NO_EXTRA)
    if len(content) > LARGEST_FILM:
        raise Refused(FilmRefusal.FILM_TOO_HEAVY)
    reader = _reader_of(content)
    if reader is None:
        raise Refused(FilmRefusal.NOT_FILM)
    try:
        return _copied(content, reader)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refused(FilmRefusal.NOT_FILM) from error


def _reader_of(content: bytes) -> str | None:
    """Name what reads a container; None for any other file.

    Left to guess, the library takes lists and sessions for films as well, and asks the network
    for what they name.
    """
    if content.startswith(EBML):
        return "matroska"
    return "mp4" if content[4:8] == FTYP else None


def _copied(content: bytes, reader: str) -> Film:
    target = io.BytesIO()
    with av.open(io.BytesIO(content), "r", format=reader) as source:
        if not source.streams.video:
            raise Refused(FilmRefusal.NOT_FILM)
        pictures = source.streams.video[0]
        ending = CONTAINERS.get(pictures.codec_context.name)
        if ending is None:
            raise Refused(FilmRefusal.NOT_SHOWN)
        last = 0.0
        with av.open(target, "w", format=ending) as output:
            stream = output.add_stream_from_template(pictures)
            stream.metadata.clear()
            for packet in source.demux(pictures):
                if packet.dts is None:
                    continue
                ends = (packet.pts or packet.dts) + (packet.duration or 0)
                last = max(last, float(ends * packet.time_base))
                if last > FILM_SECONDS:
                    raise Refused(FilmRefusal.FILM_TOO_LONG)
                packet.stream = stream
                output.mux(packet)
    if last <= 0:
        raise Refused(FilmRefusal.NOT_FILM)
    return Film(target.getvalue(), ending, last)
