"""Pictures of candidates: upright, square, small, without where and when they were taken."""

import io
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from participation.elections.rules.process import Refusal
from participation.foundation.act import Refused

LARGEST = 12 * 1024 * 1024
"""Bytes of an upload: what a phone's camera makes."""
MOST_PIXELS = 60_000_000
SIDE = 480
"""Pixels of the square kept: 320 px on the kiosk, and sharp on paper at 4 cm."""
FORMATS = ("JPEG", "PNG", "WEBP")


def read_photo(content: bytes) -> bytes:
    """Give a picture as a square JPEG without any metadata, cut around its middle.

    Refused when it is too heavy, has too many pixels, or is no JPEG, PNG or WebP.
    """
    if len(content) > LARGEST:
        raise Refused(Refusal.PHOTO_TOO_HEAVY)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _squared(content)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise Refused(Refusal.PHOTO_UNREADABLE) from error
    except Image.DecompressionBombError as error:
        raise Refused(Refusal.PHOTO_TOO_HEAVY) from error


def _squared(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise Refused(Refusal.PHOTO_TOO_HEAVY)
        sent.draft("RGB", (SIDE * 2, SIDE * 2))
        upright = ImageOps.exif_transpose(sent)
        whole = upright.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    target = io.BytesIO()
    ImageOps.fit(flat, (SIDE, SIDE)).save(target, "JPEG", quality=82, optimize=True)
    return target.getvalue()
