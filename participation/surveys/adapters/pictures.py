"""Pictures of questions made small enough for a phone, with nothing left of their camera."""

import io
from collections.abc import Iterator

from PIL import Image, ImageOps

from participation.foundation.act import Refused

from ..rules.media import LARGEST_PICTURE, MOST_PIXELS, Format, Picture, Refusal

SIZES = (640, 480, 360, 240, 160)
"""Longest side in pixels, tried in turn: the widest that a phone shows beside words comes first."""
QUALITIES = (80, 65, 50, 35)
COLOURS = 256
PAPER = (255, 255, 255)
"""What stands behind a see-through drawing: its black lines would vanish on a dark page."""
READ = ("JPEG", "PNG", "WEBP", "GIF")
_TELEPHONE = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"})
_HEAD = 1_024
_EIGHT_OF_SIXTEEN = [level >> 8 for level in range(1 << 16)]
"""Greys of sixteen bits as eight: Pillow would paint almost all of them white."""


def fit_picture(content: bytes) -> Picture:
    """Give a picture (JPEG, PNG, WebP, first image of a GIF) in at most LARGEST_PICTURE bytes.

    The kind is read in the bytes, never in the name. Refused: another kind, a drawing of lines
    (SVG can hold programs), a telephone's own kind, a damaged one, too many pixels to open.
    """
    image = _opened(content)
    for format_, written in _tries(image):
        if len(written) <= LARGEST_PICTURE:
            return Picture(written, format_)
    raise Refused(Refusal.NOT_IMAGE)  # pragma: no cover - 160 pixels always fit


def _opened(content: bytes) -> Image.Image:
    if reason := _why_not(content[:_HEAD]):
        raise Refused(reason)
    try:
        with Image.open(io.BytesIO(content), formats=READ) as source:
            _check_size(source)
            source.draft("RGB", (2 * SIZES[0], 2 * SIZES[0]))
            source.thumbnail((SIZES[0], SIZES[0]), reducing_gap=2.0)
            return _on_paper(ImageOps.exif_transpose(source))
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Refused(Refusal.TOO_MANY_PIXELS, megapixels=_most(MOST_PIXELS)) from error
    except Exception as error:  # each decoder has its own for a damaged file
        raise Refused(Refusal.NOT_IMAGE) from error


def _why_not(head: bytes) -> Refusal | None:
    if b"<svg" in head.lower() or head.lstrip().startswith(b"<?xml"):
        return Refusal.DRAWING_OF_LINES
    if head[4:8] == b"ftyp" and head[8:12] in _TELEPHONE:
        return Refusal.IMAGE_OF_TELEPHONE
    return None


def _check_size(source: Image.Image) -> None:
    """Refuse what would fill the memory once open; only JPEG opens in small from the start."""
    most = MOST_PIXELS if source.format == "JPEG" else MOST_PIXELS // 3
    if source.width * source.height > most:
        raise Refused(Refusal.TOO_MANY_PIXELS, megapixels=_most(most))


def _most(pixels: int) -> int:
    return pixels // 1_000_000


def _on_paper(image: Image.Image) -> Image.Image:
    """Give the colours alone, on a new sheet: no comment, profile, place or hour comes along."""
    sheet = Image.new("RGB", image.size, PAPER)
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(_EIGHT_OF_SIXTEEN, "L")
    if image.mode in {"P", "LA", "PA"} or "transparency" in image.info:
        image = image.convert("RGBA")
    sheet.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return sheet


def _tries(image: Image.Image) -> Iterator[tuple[Format, bytes]]:
    """Write a drawing of few colours exactly; a photograph smaller and smaller until it fits."""
    if image.getcolors(COLOURS) is not None:
        exact = image.convert("P", palette=Image.Palette.ADAPTIVE, colors=COLOURS)
        yield Format.PNG, _written(exact, "PNG")
    for side in SIZES:
        image.thumbnail((side, side))
        for quality in QUALITIES:
            yield Format.JPEG, _written(image, "JPEG", quality=quality, progressive=True)


def _written(image: Image.Image, kind: str, **ways: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, optimize=True, **ways)
    return target.getvalue()
