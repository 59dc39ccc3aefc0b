"""Pictures that people send, drawn again: upright, small, without where they were taken."""

import io
import warnings
from typing import Literal

from PIL import Image, ImageOps, UnidentifiedImageError

LARGEST = 12 * 1024 * 1024
"""Bytes of an upload: what a phone's camera makes."""
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP")


class PictureError(ValueError):
    """A picture is not drawn: it is too heavy, or it is no JPEG, PNG or WebP."""

    def __init__(self, *, is_heavy: bool) -> None:
        super().__init__("too heavy" if is_heavy else "unreadable")
        self.is_heavy = is_heavy


def redraw(
    content: bytes, side: int, *, square: bool = False, kind: Literal["JPEG", "WEBP"] = "JPEG"
) -> bytes:
    """Give a picture written anew: none of the bytes that were sent is kept.

    Its longest side has `side` pixels at most; a square one is cut around its middle. Raises
    PictureError when it is too heavy, has too many pixels, or is no JPEG, PNG or WebP (an SVG can
    hold programs).
    """
    if len(content) > LARGEST:
        raise PictureError(is_heavy=True)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            drawn = _drawn(content, side, square=square)
    except PictureError:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning) as error:
        raise PictureError(is_heavy=False) from error
    except Image.DecompressionBombError as error:
        raise PictureError(is_heavy=True) from error
    target = io.BytesIO()
    more = {"optimize": True} if kind == "JPEG" else {"method": 4}
    drawn.save(target, kind, quality=82, **more)
    return target.getvalue()


def _drawn(content: bytes, side: int, *, square: bool) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=FORMATS) as sent:
        if sent.width * sent.height > MOST_PIXELS:
            raise PictureError(is_heavy=True)
        sent.draft("RGB", (side * 2, side * 2) if square else (side, side))
        upright = ImageOps.exif_transpose(sent)
        if not square:
            upright.thumbnail((side, side))
        whole = upright.convert("RGBA")
    ground = Image.new("RGBA", whole.size, "white")
    flat = Image.alpha_composite(ground, whole).convert("RGB")
    return ImageOps.fit(flat, (side, side)) if square else flat
