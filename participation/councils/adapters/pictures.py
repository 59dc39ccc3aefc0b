"""Pictures of works: upright, whole, of a phone's size, without where and when they were taken."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from participation.councils.rules.network import NetworkRefusal
from participation.foundation.act import Refused

LARGEST = 12 * 1024 * 1024
"""Bytes of an upload: what a phone's camera makes."""
MOST_PIXELS = 60_000_000
SIDE = 1280
"""Pixels of the longest side kept: sharp on the kiosk, light on a phone."""
FORMATS = ("JPEG", "PNG", "WEBP")


def read_work(content: bytes) -> bytes:
    """Give a picture as a JPEG written anew: none of the bytes that were sent is kept.

    Refused when it is too heavy, has too many pixels, or is no JPEG, PNG or WebP (an SVG can hold
    programs).
    """
    if len(content) > LARGEST:
        raise Refused(NetworkRefusal.PICTURE_TOO_HEAVY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _fitted(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise Refused(NetworkRefusal.PICTURE_UNREADABLE) from error
    except Image.DecompressionBombError as error:
        raise Refused(NetworkRefusal.PICTURE_TOO_HEAVY) from error


def _fitted(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise Refused(NetworkRefusal.PICTURE_TOO_HEAVY)
        sent.draft("RGB", (SIDE, SIDE))
        upright = ImageOps.exif_transpose(sent)
        upright.thumbnail((SIDE, SIDE))
        whole = upright.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    target = io.BytesIO()
    flat.save(target, "JPEG", quality=82, optimize=True)
    return target.getvalue()
