"""Files of a copier or a telephone, page by page, as grey pictures in which any ink is dark."""

import io
from collections.abc import Iterator
from itertools import count

import pypdfium2
from PIL import Image, ImageChops

from participation.surveys.rules.piles import Trouble

LONG_SIDE = 2000
"""Pixels of the longer side of a page: about 170 dots an inch of A4."""
MOST_PIXELS = 120_000_000
MOST_DRAWN = 40_000_000
"""Of pictures that open whole; JPEG opens small from the start."""
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP")
TELEPHONE = frozenset({b"heic", b"heix", b"mif1", b"msf1", b"hevc", b"avif"})

Page = Image.Image | Trouble


def pages_of(content: bytes, most: int) -> Iterator[Page]:
    """Give each page of a file, or why it is not one; at most so many."""
    if content[:1024].lstrip().startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        yield from _of_pdf(content, most)
    elif content[4:8] == b"ftyp" and content[8:12] in TELEPHONE:
        yield Trouble.TELEPHONE
    else:
        yield from _of_picture(content, most)


def _of_pdf(content: bytes, most: int) -> Iterator[Page]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        yield Trouble.LOCKED if "password" in str(error).lower() else Trouble.DAMAGED
        return
    if len(document) > most:
        yield Trouble.TOO_MANY
        return
    for number in range(len(document)):
        try:
            page = document[number]
            scale = LONG_SIDE / max(*page.get_size(), 1)
            drawn = page.render(scale=scale, may_draw_forms=False, rev_byteorder=True).to_pil()
        except (pypdfium2.PdfiumError, ValueError):
            yield Trouble.DAMAGED
            continue
        yield _inked(drawn)
        page.close()


def drawn_flat(content: bytes, number: int, per_mm: int) -> Image.Image:
    """Give a page of a PDF of our own, so many pixels a millimetre."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[number - 1]
        return _inked(page.render(scale=per_mm * 25.4 / 72, rev_byteorder=True).to_pil())


def _of_picture(content: bytes, most: int) -> Iterator[Page]:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as source:
            frames = getattr(source, "n_frames", 1) if source.format == "TIFF" else 1
            if frames > most:
                yield Trouble.TOO_MANY
                return
            for number in count():
                if number == frames:
                    return
                source.seek(number)
                yield _drawn(source)
    except MemoryError:
        raise
    except Image.DecompressionBombError:
        yield Trouble.TOO_LARGE
    except Exception:  # noqa: BLE001 - each decoder has its own for a damaged file
        yield Trouble.DAMAGED if _is_picture(content) else Trouble.NOT_A_SCAN


def _is_picture(content: bytes) -> bool:
    heads = (b"\xff\xd8\xff", b"\x89PNG", b"II*\0", b"MM\0*", b"RIFF")
    return content.startswith(heads)


def _drawn(source: Image.Image) -> Page:
    pixels = source.width * source.height
    if pixels > (MOST_PIXELS if source.format in {"JPEG", "MPO"} else MOST_DRAWN):
        return Trouble.TOO_LARGE
    source.draft("RGB", (LONG_SIDE, LONG_SIDE))
    source.load()
    return _inked(source)


def _inked(image: Image.Image) -> Image.Image:
    """Give the darkest of three colours, so that blue, red or pale ink is dark."""
    if image.mode in {"1", "I", "I;16", "I;16B", "F"}:
        image = image.convert("I" if image.mode.startswith("I;") else image.mode)
        if image.mode == "I":
            image = image.point([level >> 8 for level in range(1 << 16)], "L")
        image = image.convert("L")
    if image.mode not in {"L", "RGB"}:
        whole = image.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        image = Image.alpha_composite(paper, whole).convert("RGB")
    if image.mode == "RGB":
        red, green, blue = image.split()
        image = ImageChops.darker(red, ImageChops.darker(green, blue))
    factor = max(image.size) // LONG_SIDE
    return image.reduce(factor) if factor > 1 else image.copy()
