"""Pieces of pages that a person looks at: the strip that a question fills."""

import io
from collections.abc import Mapping, Sequence

from PIL import Image

from participation.surveys.rules.scanned import Picture

SHOWN_PER_MM = 5
MARGIN = 1.2
"""Millimetres above and below a question."""
LEFT, RIGHT = 14.0, 196.0
QUALITY = 60


def cut_questions(
    pages: Sequence[bytes],
    strips: Mapping[int, Sequence[tuple[int, float, float]]],
    numbers: Sequence[int],
) -> list[Picture]:
    """Give the pictures of some questions; one that goes on over pages has several."""
    found: list[Picture] = []
    opened: dict[int, Image.Image] = {}
    for number in numbers:
        for page, top, bottom in strips.get(number, ()):
            if page not in opened:
                opened[page] = _open(pages[page - 1])
            box = (LEFT, max(0.0, top - MARGIN), RIGHT, min(297.0, bottom + MARGIN))
            cut = opened[page].crop(tuple(round(side * SHOWN_PER_MM) for side in box))  # type: ignore[arg-type]
            found.append(Picture(number, _written(cut)))
    return found


def _open(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as image:
        image.load()
        return image.copy()


def _written(image: Image.Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()
