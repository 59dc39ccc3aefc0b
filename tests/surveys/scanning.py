"""Scans of our own sheets: printed, marked by a seeded hand, scanned badly."""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from participation.surveys.adapters.papers.sheets import PaperSheet, print_sheet
from participation.surveys.adapters.scans.layout import Layout, lay_out
from tests.conftest import START

MM = 10
"""Pixels a millimetre of the drawing."""
BOX = 7.0
Point = tuple[float, float]
INKS = ((20, 30, 120), (10, 10, 10), (170, 20, 30), (40, 60, 190))
PENCIL, GHOST = (120, 120, 125), (205, 205, 208)


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet as printed: its pages drawn large, and where its boxes stand."""

    pages: tuple[Image.Image, ...]
    layout: Layout


@dataclass(frozen=True, slots=True)
class Scanner:
    """How badly a page is scanned."""

    dpi: int = 150
    degrees: float = 0.0
    turn: int = 0
    noise: float = 0.0
    blur: float = 0.0
    jpeg: int = 75
    grey: bool = True
    one_bit: bool = False
    shift: Point = (0.0, 0.0)
    tilt: Sequence[float] = (0.0,) * 8
    """Corners moved by so many millimetres, as a photograph does."""
    table: int = 255
    """Grey of what lies around the page."""


@dataclass(slots=True)
class Hand:
    """Somebody's hand: it marks boxes as it pleases, the same again from the same seed."""

    random: Random
    ink: tuple[int, int, int] = (20, 30, 120)
    thick: float = 0.5
    drawn: dict[tuple[int, int], str] = field(default_factory=dict)

    def mark(self, page: Image.Image, at: Point, manner: str) -> None:
        """Mark a box (left, top in millimetres) by a tick, cross, fill, faint or stray stroke."""
        draw = ImageDraw.Draw(page)
        ink = {"faint": GHOST, "pencil": PENCIL}.get(manner, self.ink)
        for stroke in self._strokes(manner):
            points = [((at[0] + x) * MM, (at[1] + y) * MM) for x, y in stroke]
            draw.line(points, fill=ink, width=round(self.thick * MM), joint="curve")

    def _strokes(self, manner: str) -> Iterator[list[Point]]:
        near = lambda x, y, by=0.5: (x + self.random.uniform(-by, by), y + self.random.uniform(-by, by))  # noqa: E501, E731
        if manner in {"tick", "faint", "pencil"}:
            yield [near(1.5, 3.5), near(3.0, 5.4), near(6.3, 1.2, 0.9)]
        elif manner == "cross":
            yield [near(1.3, 1.3), near(5.7, 5.7)]
            yield [near(5.7, 1.3), near(1.3, 5.7)]
        elif manner == "fill":
            rows = [0.7 + 0.4 * n for n in range(15)]
            yield [near(0.6 if n % 2 else 6.4, y, 0.25) for n, y in enumerate(rows)]
        elif manner == "beside":
            yield [near(-1.6, 2.5), near(-0.4, 4.2), near(1.0, 1.0, 0.3)]
        elif manner == "across":
            yield [near(-4, 5.5), near(11, 1.5)]
        elif manner == "around":
            turns = [2 * math.pi * n / 24 for n in range(26)]
            yield [(3.5 + 4.3 * math.cos(a), 3.5 + 4.3 * math.sin(a)) for a in turns]
        elif manner == "dot":
            yield [near(3.5, 3.5), near(3.7, 3.7, 0.1)]


@cache
def printed(sheet: PaperSheet, cache_folder: Path) -> Printed:
    """Print a sheet and draw its pages."""
    content = print_sheet(sheet, cache=cache_folder, printed_at=START)
    document = pypdfium2.PdfDocument(content)
    scale = MM * 25.4 / 72
    pages = tuple(page.render(scale=scale, rev_byteorder=True).to_pil() for page in document)
    return Printed(pages, lay_out(sheet, cache=cache_folder))


def fill(
    sheet: Printed, hand: Hand, manners: Mapping[tuple[int, int], str]
) -> list[Image.Image]:
    """Give the pages with boxes marked, by question and value."""
    pages = [page.copy() for page in sheet.pages]
    for page, places in zip(pages, sheet.layout.pages, strict=True):
        for question, value, x, y in places.boxes:
            if manner := manners.get((question, value)):
                hand.mark(page, (x, y), manner)
    return pages


def write_in(pages: Sequence[Image.Image], sheet: Printed, question: int, hand: Hand) -> None:
    """Write something by hand where a question lets one write."""
    for page, places in zip(pages, sheet.layout.pages, strict=True):
        found = [area for area in places.areas if area[0] == question]
        if not found:
            continue
        _question, left, top, wide, high = found[0]
        draw = ImageDraw.Draw(page)
        points = [
            ((left + wide * n / 12) * MM, (top + high * hand.random.uniform(0.2, 0.9)) * MM)
            for n in range(1, 8)
        ]
        draw.line(points, fill=hand.ink, width=round(hand.thick * MM))


def scan(page: Image.Image, how: Scanner, random: Random) -> Image.Image:
    """Give a page as a bad scanner gives it."""
    size = (round(210 / 25.4 * how.dpi), round(297 / 25.4 * how.dpi))
    if max(size) < max(page.size) / 2:
        page = page.reduce(2)
    back = _coefficients(page.size, size, how)
    drawn = page.transform(
        size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC,
        fillcolor=(how.table,) * 3,
    )  # fmt: skip
    if how.grey or how.one_bit:
        drawn = drawn.convert("L")
    if how.blur:
        drawn = drawn.filter(ImageFilter.GaussianBlur(how.blur))
    if how.noise:
        speckles = Image.effect_noise(drawn.size, how.noise).point(lambda v: v)
        speckles = speckles if drawn.mode == "L" else Image.merge("RGB", [speckles] * 3)
        from PIL import ImageChops

        drawn = ImageChops.add(drawn, speckles, 1, -128)
    if how.turn:
        drawn = drawn.rotate(how.turn, expand=True)
    if how.one_bit:
        return drawn.point([255 * (v > 150) for v in range(256)], "1")
    return drawn


def _coefficients(source: Point, size: Point, how: Scanner) -> list[float]:
    import numpy as np

    corners = np.array([[0, 0], [210, 0], [210, 297], [0, 297]], float)
    angle = math.radians(how.degrees)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    middle = np.array([105, 148.5])
    moved = (corners - middle) @ turn.T + middle + np.array(how.shift)
    moved = moved + np.array(how.tilt).reshape(4, 2)
    target = moved / [210, 297] * size
    origin = corners / [210, 297] * source
    rows, values = [], []
    for (x, y), (u, v) in zip(target, origin, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(each) for each in np.linalg.solve(np.array(rows), np.array(values))]


def as_pdf(pages: Sequence[Image.Image], dpi: int = 150, jpeg: int = 75) -> bytes:
    """Give one PDF of pictures, as copiers do."""
    target = io.BytesIO()
    pages[0].save(
        target, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=jpeg
    )
    return target.getvalue()


def as_picture(page: Image.Image, kind: str = "JPEG", jpeg: int = 75) -> bytes:
    """Give one page as a picture file."""
    target = io.BytesIO()
    page.save(target, kind, **({"quality": jpeg} if kind == "JPEG" else {}))
    return target.getvalue()
