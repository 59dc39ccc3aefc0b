"""A recorded voice made safe to keep: what it is, how long it lasts, nothing of the device left."""

import io

from participation.foundation.act import Refused

from ..rules.draft import Trouble

try:
    import av
except ImportError:  # the extra `speech` is not installed
    av = None  # type: ignore[assignment]

LONGEST = 60
LARGEST = 1024 * 1024
SLACK = 3
"""Seconds that a recorder may run over before it stops."""
RATE, FRAME, BITS = 48_000, 960, 24_000


def cleaned(sound: bytes) -> bytes:
    """Give the voice as Ogg Opus, mono, 24 kbit/s, without title, date, place or device.

    Refused when it is no Ogg, WebM or MP4 sound, over 1 MB, or longer than 60 seconds. Without
    the `speech` extra the sound is kept as sent, once its container was recognised.
    """
    if len(sound) > LARGEST:
        raise Refused(Trouble.VOICE_TOO_LONG)
    if kind_of(sound) is None:
        raise Refused(Trouble.VOICE_NOT_SOUND)
    return sound if av is None else _encoded(sound)


def kind_of(sound: bytes) -> str | None:
    """Give the media type that the first bytes declare; None for anything else."""
    if sound.startswith(b"OggS"):
        return "audio/ogg"
    if sound.startswith(b"\x1a\x45\xdf\xa3"):
        return "audio/webm"
    return "audio/mp4" if sound[4:8] == b"ftyp" else None


def _encoded(sound: bytes) -> bytes:
    target = io.BytesIO()
    try:
        with (
            av.open(io.BytesIO(sound), "r") as source,
            av.open(target, "w", format="ogg") as output,
        ):
            written = output.add_stream("libopus", rate=RATE, bit_rate=BITS, layout="mono")
            resampler = av.AudioResampler("s16", "mono", RATE, frame_size=FRAME)
            played = 0
            for frame in source.decode(audio=0):
                for part in resampler.resample(frame):
                    played += part.samples
                    if played > (LONGEST + SLACK) * RATE:
                        raise Refused(Trouble.VOICE_TOO_LONG)
                    part.pts = None
                    output.mux(written.encode(part))
            for part in resampler.resample(None):
                part.pts = None
                output.mux(written.encode(part))
            output.mux(written.encode(None))
    except (av.FFmpegError, IndexError, ValueError) as error:
        raise Refused(Trouble.VOICE_NOT_SOUND) from error
    if not played:
        raise Refused(Trouble.VOICE_NOT_SOUND)
    return target.getvalue()
