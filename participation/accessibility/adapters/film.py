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
    try:
        return _copied(content)
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refused(FilmRefusal.NOT_FILM) from error


def _copied(content: bytes) -> Film:
    target = io.BytesIO()
    with av.open(io.BytesIO(content), "r") as source:
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
