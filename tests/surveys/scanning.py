"""Scans of our own sheets: printed, marked by a seeded hand, scanned badly."""

import io
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from participation.surveys.adapters.papers.sheets import PaperSheet, print_sheet
from participation.surveys.adapters.scans.layout import Layout, lay_out
from tests.conftest import START

MM = 8
"""Pixels a millimetre of the drawing."""
Point = tuple[float, float]
Manners = Mapping[tuple[int, int], str]
INKS = ((20, 30, 120), (10, 10, 10), (170, 20, 30), (40, 60, 190))
PENCIL, FAINT = (120, 120, 125), (200, 200, 204)
FLAT = (0.0,) * 8
CORNERS = np.array([[0, 0], [210, 0], [210, 297], [0, 297]], float)


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet as printed: its pages drawn large, and where its boxes stand."""

    pages: tuple[Image.Image, ...]
    layout: Layout

    def boxes(self) -> Mapping[int, list[int]]:
        """Give the values of the boxes of each question."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for page in self.layout.pages:
            for question, value, _x, _y in page.boxes:
                found[question].append(value)
        return found


@dataclass(frozen=True, slots=True)
class Scanner:
    """How badly a page is scanned; `tilt` moves its corners by millimetres, as photographs do."""

    dpi: int = 150
    degrees: float = 0.0
    turn: int = 0
    noise: float = 0.0
    blur: float = 0.0
    is_grey: bool = True
    is_one_bit: bool = False
    tilt: Sequence[float] = FLAT
    table: int = 255
    """Grey of what lies around the page."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody's hand: it marks boxes as it pleases, the same again from the same seed."""

    random: Random
    ink: tuple[int, int, int] = INKS[0]
    thick: float = 0.5
    paints: Mapping[str, tuple[int, int, int]] = field(
        default_factory=lambda: {"faint": FAINT, "pencil": PENCIL}
    )

    def mark(self, page: Image.Image, at: Point, manner: str) -> None:
        """Mark the box whose top left corner stands there, in millimetres."""
        draw = ImageDraw.Draw(page)
        for stroke in self._strokes(manner):
            points = [((at[0] + x) * MM, (at[1] + y) * MM) for x, y in stroke]
            ink = self.paints.get(manner, self.ink)
            draw.line(points, fill=ink, width=round(self.thick * MM), joint="curve")

    def _near(self, x: float, y: float, by: float = 0.5) -> Point:
        return x + self.random.uniform(-by, by), y + self.random.uniform(-by, by)

    def _strokes(self, manner: str) -> Iterator[list[Point]]:
        near = self._near
        if manner in {"tick", "faint", "pencil"}:
            yield [near(1.5, 3.5), near(3.0, 5.4), near(6.3, 1.2, 0.9)]
        elif manner == "cross":
            yield [near(1.3, 1.3), near(5.7, 5.7)]
            yield [near(5.7, 1.3), near(1.3, 5.7)]
        elif manner == "fill":
            step = min(0.4, self.thick * 0.8)
            rows = [0.6 + step * n for n in range(round(5.8 / step) + 1)]
            yield [near(0.6 if n % 2 else 6.4, y, 0.2) for n, y in enumerate(rows)]
        elif manner == "beside":
            yield [near(-1.6, 2.5), near(-0.4, 4.2), near(1.0, 1.0, 0.3)]
        elif manner == "across":
            yield [near(-4, 5.5), near(11, 1.5)]
        elif manner == "around":
            turns = [2 * math.pi * n / 24 for n in range(26)]
            yield [(3.5 + 4.3 * math.cos(turn), 3.5 + 4.3 * math.sin(turn)) for turn in turns]
        elif manner == "dot":
            yield [near(3.5, 3.5), near(3.7, 3.7, 0.1)]


@cache
def printed(sheet: PaperSheet, folder: Path) -> Printed:
    """Print a sheet and draw its pages."""
    content = print_sheet(sheet, cache=folder, printed_at=START)
    document = pypdfium2.PdfDocument(content)
    scale = MM * 25.4 / 72
    pages = tuple(page.render(scale=scale, rev_byteorder=True).to_pil() for page in document)
    return Printed(pages, lay_out(sheet, cache=folder))


def filled(sheet: Printed, hand: Hand, manners: Manners) -> list[Image.Image]:
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
        for number, left, top, wide, high in places.areas:
            if number == question:
                points = [
                    ((left + wide * n / 12) * MM, (top + high * hand.random.uniform(0.2, 0.9)) * MM)
                    for n in range(1, 8)
                ]
                draw = ImageDraw.Draw(page)
                draw.line(points, fill=hand.ink, width=round(hand.thick * MM))
                return


def scan(page: Image.Image, how: Scanner, seed: int = 0) -> Image.Image:
    """Give a page as a bad scanner or a telephone gives it."""
    size = (round(210 / 25.4 * how.dpi), round(297 / 25.4 * how.dpi))
    source = page.reduce(2) if how.dpi <= 100 else page
    drawn = source.transform(
        size, Image.Transform.PERSPECTIVE, _coefficients(source.size, size, how),
        Image.Resampling.BICUBIC, fillcolor=(how.table,) * 3,
    )  # fmt: skip
    if how.is_grey or how.is_one_bit:
        drawn = drawn.convert("L")
    if how.blur:
        drawn = drawn.filter(ImageFilter.GaussianBlur(how.blur))
    if how.noise:
        drawn = _noisy(drawn, how.noise, seed)
    if how.turn:
        drawn = drawn.rotate(how.turn, expand=True)
    if how.is_one_bit:
        return drawn.point([255 * (value > 150) for value in range(256)], "1")
    return drawn


def _noisy(drawn: Image.Image, noise: float, seed: int) -> Image.Image:
    values = np.asarray(drawn, np.float32)
    grains = np.random.default_rng(seed).normal(0, noise, values.shape[:2]).astype(np.float32)
    shaken = values + (grains if values.ndim == 2 else grains[..., None])
    return Image.fromarray(np.clip(shaken, 0, 255).astype(np.uint8))


def _coefficients(source: Point, size: Point, how: Scanner) -> list[float]:
    """Give the map from the scan back to the page that lies askew on the glass."""
    angle = math.radians(how.degrees)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    middle = np.array([105, 148.5])
    moved = (CORNERS - middle) @ turn.T + middle + np.array(how.tilt).reshape(4, 2)
    target, origin = moved / [210, 297] * size, CORNERS / [210, 297] * source
    rows, values = [], []
    for (x, y), (u, v) in zip(target, origin, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    return [float(each) for each in np.linalg.solve(np.array(rows), np.array(values))]


def as_pdf(pages: Sequence[Image.Image], dpi: int = 150, quality: int = 75) -> bytes:
    """Give one PDF of pictures, as copiers do."""
    target = io.BytesIO()
    rest = list(pages[1:])
    pages[0].save(target, "PDF", save_all=True, append_images=rest, resolution=dpi, quality=quality)
    return target.getvalue()


def as_picture(page: Image.Image, kind: str = "JPEG", quality: int = 75) -> bytes:
    """Give one page as a picture file."""
    target = io.BytesIO()
    page.save(target, "PNG" if page.mode == "1" else kind, quality=quality)
    return target.getvalue()
