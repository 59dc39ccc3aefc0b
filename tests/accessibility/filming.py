"""A film of a few frames, as a phone or a camera would give it."""

import io

import av
from av.video.frame import VideoFrame


def make_film(codec: str = "libvpx", container: str = "webm", *, frames: int = 12) -> bytes:
    """Give a small film whose container says where and by what it was taken."""
    target = io.BytesIO()
    with av.open(target, "w", format=container) as output:
        output.metadata["title"] = "chez Mme Durand"
        stream = output.add_stream(codec, rate=12)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 64, 48, "yuv420p"
        for number in range(frames):
            frame = VideoFrame(64, 48, "yuv420p")
            for plane in frame.planes:
                plane.update(bytes([number * 9 % 255]) * plane.buffer_size)
            frame.pts = number
            output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return target.getvalue()
