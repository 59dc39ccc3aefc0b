"""What stands on a flat page besides what was printed there: the strokes of a hand."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from .finding import MARKS, PER_MM

Light = npt.NDArray[np.uint8]
Mask = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int64]
Values = npt.NDArray[Any]

WIDEST = 12
"""Pixels: what is dark and wider (a hole, the edge of a table, a badge) is no stroke."""
STROKE, PRINTED = 0.17, 0.08
"""Darkness of a stroke beside its ground: on a scan, and on the blank page."""
LEAST_GREY = 40
"""Grey levels of a stroke beside its ground: on a coloured face grains are dark in proportion."""
DARK_GROUND = 60
"""Grey of what is printed so dark that no pen shows on it."""
RIM = 5
"""Pixels around what is dark and wide that are its rim: a hole, the edge of a table."""
NEAR_PRINT = 3
"""Pixels around what is printed that belong to it: a page never lies quite where it should."""
NEAR_BOX = 1
"""Pixels around the frame of a box: what is inside is for `measuring` to judge."""
CELL = 3
"""Pixels of the side of the cells by which strokes hang together."""
LEAST_INK = 2
"""Pixels of a cell that are ink, at least."""
SPECK = 1.0
"""Millimetres under which nothing counts, however much there is of it: dust, grains."""
BORDER = 5
"""Millimetres at the sides of a page where scanners leave shadows."""
BESIDE_STRIP = 3
"""Millimetres above and below a question that are its own and its neighbour's."""
HOLES, HOLE = 17, (4, 8)
"""Millimetres from a side where paper is punched, and how large what is round there may be."""
MOST_CELLS = 4000
"""Cells of one question: more is no writing, and is not measured piece by piece."""


def printed_on(blank: Image.Image) -> Image.Image:
    """Give where a blank page is printed, and a little around: white there, black elsewhere."""
    light = _light(blank)
    ground = _ground(light)
    ink = _is_stroke(light, ground, PRINTED) | (ground < DARK_GROUND)
    grown = ~_extreme(~ink, 2 * NEAR_PRINT + 1, np.minimum)
    return Image.fromarray(grown.astype(np.uint8) * 255)


def strays(
    flat: Image.Image,
    black: float,
    printed: Image.Image,
    boxes: tuple[Whole, Whole],
    strips: Sequence[tuple[int, float, float]],
) -> list[tuple[int, float, float]]:
    """Give by question the longest stroke beside what was printed (mm), and all their ink (mm²).

    `boxes` says where corners of boxes were printed and where they were seen, in pixels: print
    and page are laid on each other by them. `black` is how dark black is on this page.
    """
    light = _light(flat)
    ground = _ground(light)
    ink = _is_stroke(light, ground, STROKE * black)
    ink &= _extreme(ground, 2 * RIM + 1, np.minimum) >= DARK_GROUND
    ink &= ~_laid(printed, *boxes, size=flat.size)
    for left, top in boxes[1]:
        ink[top - NEAR_BOX : top + 7 * PER_MM + NEAR_BOX, left - NEAR_BOX :][
            :, : 7 * PER_MM + 2 * NEAR_BOX
        ] = False
    high, wide = (side // CELL for side in ink.shape)
    cells = ink[: high * CELL, : wide * CELL].reshape(high, CELL, wide, CELL).sum(axis=(1, 3))
    cells[:, : _cell(BORDER)] = cells[:, -_cell(BORDER) :] = 0
    return [
        (question, *_weighed(cells[_cell(top - BESIDE_STRIP) : _cell(bottom + BESIDE_STRIP)]))
        for question, top, bottom in strips
    ]


def _cell(millimetres: float) -> int:
    return max(0, round(millimetres * PER_MM / CELL))


def _light(page: Image.Image) -> Light:
    return np.asarray(page.filter(ImageFilter.BoxBlur(0.8)), np.uint8)


def _ground(light: Light) -> Light:
    """Give what strokes stand on: paper, or the colour of a face."""
    return _extreme(_extreme(light, WIDEST, np.maximum), WIDEST, np.minimum)


def _is_stroke(light: Light, ground: Light, least: float) -> Mask:
    return (light < ground * np.float32(1 - least)) & (ground - light >= LEAST_GREY)


def _extreme(values: Values, side: int, pick: np.ufunc) -> Values:
    """Give the least or greatest value of the square of this side around each pixel."""
    for axis in (0, 1):
        values = _along(np.swapaxes(values, 0, axis), side, pick).swapaxes(0, axis)
    return values


def _along(values: Values, side: int, pick: np.ufunc) -> Values:
    before = side // 2
    found = np.pad(values, ((before, side - 1 - before), (0, 0)), mode="edge")
    reach = 1
    while reach < side:
        step = min(reach, side - reach)
        found = pick(found[:-step], found[step:])
        reach += step
    return found


def _laid(printed: Image.Image, there: Whole, seen: Whole, size: tuple[int, int]) -> Mask:
    """Lay what is printed where the page shows it; the four marks of the page hold it in place."""
    for _again in range(2):
        source, target = np.vstack([seen, MARKS * PER_MM]), np.vstack([there, MARKS * PER_MM])
        lifted = np.column_stack([source, np.ones(len(source))])
        found, *_rest = np.linalg.lstsq(lifted, target, rcond=None)
        wrong = np.abs(lifted @ found - target).max(axis=1)[: len(seen)]
        there, seen = there[wrong <= NEAR_PRINT], seen[wrong <= NEAR_PRINT]
    moved = printed.transform(
        size, Image.Transform.AFFINE, found.T.flatten().tolist(), Image.Resampling.NEAREST
    )
    return np.asarray(moved) > 0


def _weighed(cells: Values) -> tuple[float, float]:
    """Give the longest of the pieces that strokes make (mm), and the ink of all (mm²)."""
    inked = cells >= LEAST_INK
    if inked.sum() > MOST_CELLS:
        return 297.0, float(cells.sum()) / PER_MM**2
    longest = area = 0.0
    for piece in _pieces(inked):
        rows, columns = np.array(piece).T
        sides = [(np.ptp(each) + 1) * CELL / PER_MM for each in (columns, rows)]
        if max(sides) <= SPECK or _is_hole(columns, sides, cells.shape[1]):
            continue
        longest = max(longest, float(max(sides)))
        area += float(cells[rows, columns].sum()) / PER_MM**2
    return round(longest, 1), round(area, 2)


def _pieces(inked: Mask) -> Iterator[list[tuple[int, int]]]:
    """Give the cells that hang together, piece by piece."""
    left = set(zip(*(each.tolist() for each in np.nonzero(inked)), strict=True))
    while left:
        piece = [left.pop()]
        for row, column in piece:
            around = {(row + down, column + on) for down in (-1, 0, 1) for on in (-1, 0, 1)}
            met = around & left
            left -= met
            piece.extend(met)
        yield piece


def _is_hole(columns: Values, sides: Sequence[float], wide: int) -> bool:
    """Say whether something is as round as a punched hole, and near a side as they are."""
    inside = columns.max() < _cell(HOLES) or columns.min() >= wide - _cell(HOLES)
    least, most = HOLE
    return bool(inside and least <= min(sides) and max(sides) <= min(most, 1.3 * min(sides)))
