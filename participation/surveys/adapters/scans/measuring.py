"""How dark each box of a flat page is, inside and just outside; how much ink stands in a place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from participation.surveys.rules.marks import FRAMED

from .comparing import strays
from .finding import MARKS, PER_MM, Grey, Points, darkness_of

SIDE = 7 * PER_MM
REACH, FAR_REACH = 8, 20
"""Pixels by which a box may lie elsewhere than printed: paper stretches, folds and curls; and on
a page whose marks were not all seen."""
INK, PALE, PALEST = 0.42, 0.16, 0.08
"""Darkness of ink, of what is no longer paper, and of the same on a page without grain."""
GRAIN = 1.6
"""Times the grain of empty boxes from which something is no longer paper."""
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Places:
    """What to look at on one page, in millimetres: boxes and places to write in."""

    boxes: Sequence[tuple[int, int, float, float]]
    """Question, value, left, top."""
    areas: Sequence[tuple[int, float, float, float, float]]
    """Question, left, top, width, height."""
    strips: Sequence[tuple[int, float, float]]
    """Question, top, bottom."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Each box by question and value; square millimetres of ink by question."""

    boxes: Sequence[tuple[int, int, list[float]]]
    written: Mapping[int, float]
    strays: Sequence[tuple[int, float, float]]
    """By question what was drawn beside boxes: the longest stroke (mm), the ink (mm²)."""
    framed: float
    """Part of the boxes whose printed frame was found."""


class Sheet:
    """A flat page as darkness, in which each box is looked for around its place."""

    def __init__(self, flat: Image.Image, places: Places, reach: int = REACH) -> None:
        soft = flat.filter(ImageFilter.BoxBlur(0.8))
        dark = darkness_of(soft, 12 * PER_MM)
        self._flat, self._black = flat, max(_black(dark), 0.3)
        self._dark = np.clip(dark / self._black, 0, 1)
        self._places = places
        corners = [(round(x * PER_MM), round(y * PER_MM)) for _q, _v, x, y in places.boxes]
        self._corners = np.array(corners, np.int64).reshape(-1, 2)
        sums = np.pad(self._dark.cumsum(0, dtype=np.float64).cumsum(1), ((1, 0), (1, 0)))
        self._frames, self._found = _framed(sums, self._corners, reach)

    def moves(self) -> tuple[Points, Points]:
        """Give the places of the boxes that were found, as printed and as seen, in millimetres."""
        sure = self._frames >= FRAMED
        return self._corners[sure] / PER_MM, self._found[sure] / PER_MM

    def measure(self, printed: Image.Image) -> Measured:
        """Measure each box, each place to write in, and what is not `printed`."""
        written: dict[int, float] = {}
        for question, left, top, wide, high in self._places.areas:
            ink = _cut(self._dark, left, top, wide, high) > INK
            written[question] = written.get(question, 0) + float(ink.sum()) / PER_MM**2
        pale = self._pale()
        boxes = [
            (question, value, [float(frame), *_seen(self._dark, int(left), int(top), pale)])
            for (question, value, _x, _y), frame, (left, top) in zip(
                self._places.boxes, self._frames, self._found, strict=True
            )
        ]
        sure = self._frames >= FRAMED
        seen = self._corners[sure], self._found[sure]
        drawn = strays(self._flat, self._black, printed, seen, self._places.strips)
        return Measured(boxes, written, drawn, float(sure.mean()) if boxes else 1.0)

    def _pale(self) -> float:
        """Give the darkness of what is no longer paper: half of the boxes or more are empty."""
        middles = [self._dark[y + 5 : y + SIDE - 5, x + 5 : x + SIDE - 5] for x, y in self._found]
        grain = np.median([middle.max() for middle in middles]) if middles else 1.0
        return float(np.clip(GRAIN * grain, PALEST, PALE))


def is_blank(light: Image.Image) -> bool:
    """Say whether a picture shows nothing but paper."""
    small = light.resize((210, 297), Image.Resampling.BOX).crop((8, 8, 202, 289))
    values = np.asarray(small, np.float32)
    return bool((values < np.percentile(values, 80) - 40).mean() < 0.001)  # noqa: PLR2004


def _black(dark: Grey) -> float:
    """Give the darkness of the printed marks: what black is on this page."""
    cuts = [_cut(dark, x - 2, y - 2, 4, 4) for x, y in MARKS]
    return float(np.median([np.median(cut) for cut in cuts]))


def _cut(dark: Grey, left: float, top: float, wide: float, high: float) -> Grey:
    x, y = max(0, round(left * PER_MM)), max(0, round(top * PER_MM))
    return dark[y : y + round(high * PER_MM), x : x + round(wide * PER_MM)]


def _framed(sums: Points, corners: Whole, reach: int) -> tuple[Grey, Whole]:
    """Give how well the printed frame of each box is seen, and where it stands.

    The frame is looked for around its place: four dark strips, each 2 pixels wide, of which the
    palest counts, so that a long stroke is not taken for a frame.
    """
    moves = np.arange(-reach, reach + 1)
    across, down = (grid.ravel() for grid in np.meshgrid(moves, moves))
    left = np.clip(corners[:, :1] + across, 2, sums.shape[1] - SIDE - 4)
    top = np.clip(corners[:, 1:] + down, 2, sums.shape[0] - SIDE - 4)

    def mean(x: Whole, y: Whole, wide: int, high: int) -> Points:
        total = sums[y + high, x + wide] - sums[y, x + wide] - sums[y + high, x] + sums[y, x]
        return np.asarray(total / (wide * high))

    inset, length = 4, SIDE - 8
    strips = (
        mean(left + inset, top - 1, length, 2), mean(left + inset, top + SIDE - 1, length, 2),
        mean(left - 1, top + inset, 2, length), mean(left + SIDE - 1, top + inset, 2, length),
    )  # fmt: skip
    drift = (across**2 + down**2) / (2 * reach**2)
    palest = np.minimum.reduce(strips)
    score = sum(strips) / 4 + palest - 0.1 * drift
    best = score.argmax(axis=1)
    row = np.arange(len(corners))
    found = np.column_stack([left[row, best], top[row, best]])
    return palest[row, best].astype(np.float32), found


def _seen(dark: Grey, left: int, top: int, pale: float) -> list[float]:
    """Give what is inked in a box and what crosses its sides.

    A side counts the ink of the palest of three lines beside it: a stroke that goes in or out is
    on all of them, the foot of a printed letter on the farthest alone.
    """
    inset, middle = 5, 12
    inside = dark[top + inset : top + SIDE - inset, left + inset : left + SIDE - inset]
    core = dark[top + middle : top + SIDE - middle, left + middle : left + SIDE - middle]
    near, far = 3, 6
    above = dark[top - far : top - near, left : left + SIDE]
    right = dark[top : top + SIDE, left + SIDE + near : left + SIDE + far].T
    below = dark[top + SIDE + near : top + SIDE + far, left : left + SIDE]
    before = dark[top : top + SIDE, left - far : left - near].T
    return [
        float((inside > INK).mean()),
        float((core > INK).mean()),
        float((inside > pale).mean()),
        *(float((side > INK).mean(axis=1).min()) for side in (above, right, below, before)),
    ]
