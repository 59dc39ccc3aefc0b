"""Voices for tests: a tone of some seconds, with a title that must not survive."""

import io
import math
from array import array
from functools import cache

import av

RATE, FRAME = 48_000, 960
TITLE = "telephone of Amina"


@cache
def voice(seconds: int = 1, kind: str = "webm", bits: int = 0) -> bytes:
    """Record a tone as a browser does: WebM or Ogg with Opus, of so many bits a second."""
    target = io.BytesIO()
    with av.open(target, "w", format=kind) as output:
        output.metadata["title"] = TITLE
        stream = output.add_stream("libopus", rate=RATE, layout="mono")
        if bits:
            stream.bit_rate = bits
        for start in range(0, RATE * seconds, FRAME):
            wave = (
                int(9000 * math.sin(at * 440 * math.tau / RATE))
                for at in range(start, start + FRAME)
            )
            frame = av.AudioFrame(format="s16", layout="mono", samples=FRAME)
            frame.planes[0].update(array("h", wave).tobytes())
            frame.sample_rate = RATE
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()
