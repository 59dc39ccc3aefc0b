"""Where a page lies in a picture: its code, its four black marks, the page made flat again."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import zxingcpp
from PIL import Image, ImageFilter

Grey = npt.NDArray[np.float32]
Points = npt.NDArray[np.float64]

WIDE, HIGH = 210.0, 297.0
PER_MM = 6
"""Pixels a millimetre of a page made flat: 152 dots an inch."""
MARKS: Points = np.array([[11, 11], [199, 11], [199, 286], [11, 286]], float)
"""Middles of the black marks, in millimetres, from the top left corner on, clockwise."""
MIDDLE, HALF = np.array([182.0, 17.0]), 22 * 29 / 37 / 2
CODE: Points = MIDDLE + HALF * np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]])
"""Corners of the code of a page; its 29 modules stand among 37 with their quiet zone."""
ROUGH, AROUND = 2, 40
"""Pixels a millimetre where marks are looked for, and millimetres around the page."""
NEAR, FAR = 9.0, 55.0
"""Millimetres around the place where a mark is expected: of a scan, and of a photograph."""
LEAST, MOST_GUESSES = 2, 6
CONTRAST = 40
"""Grey levels between a mark and its paper."""
ONLY_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
SMALL = 1400
"""Longest side of a picture that is also tried enlarged."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code that was found: its text, its corners in pixels."""

    text: str
    corners: Points


def find_codes(light: Image.Image) -> list[Code]:
    """Give the QR codes of a picture; a small or blurred one is tried in another size too."""
    for image, scale in _sizes(light):
        found = zxingcpp.read_barcodes(image, formats=ONLY_QR, try_invert=False)
        if found:
            return [Code(one.text, _corners(one.position) / scale) for one in found]
    return []


def _sizes(light: Image.Image) -> Iterator[tuple[Image.Image, float]]:
    yield light, 1.0
    soft = light.filter(ImageFilter.GaussianBlur(1))
    yield soft, 1.0
    if max(light.size) <= SMALL:
        large = (light.width * 2, light.height * 2)
        yield light.resize(large, Image.Resampling.BICUBIC), 2.0
        yield soft.resize(large, Image.Resampling.BICUBIC), 2.0
    else:
        yield light.resize((light.width // 2, light.height // 2), Image.Resampling.BOX), 0.5


def _corners(position: Any) -> Points:  # noqa: ANN401 - the library types its points loosely
    ends = (position.top_left, position.top_right, position.bottom_right, position.bottom_left)
    return np.array([[end.x, end.y] for end in ends], float)


@dataclass(frozen=True, slots=True)
class Flat:
    """A page made flat, PER_MM pixels a millimetre, and how its millimetres lie in the picture."""

    page: Image.Image
    matrix: Points
    is_sure: bool
    """All four marks were seen whole; else its boxes say better where it lies (`settled`)."""

    def seen(self, code: Code) -> Points:
        """Give where the corners of the code lie on the page made flat, in millimetres."""
        return _project(np.asarray(np.linalg.inv(self.matrix), np.float64), code.corners)


def flat_pages(light: Image.Image, code: Code) -> Iterator[Flat]:
    """Give the page made flat; other guesses follow the best one.

    A copier may cut marks off a page that lies askew: two of them and the code are enough to find
    the boxes. Nothing comes when fewer are seen.
    """
    about = _homography(CODE, _affine_image(CODE, code.corners, CODE))
    rough, back = _rough(light, about)
    for reach in (NEAR, FAR):
        for guess in _guesses(rough, reach):
            marks = _project(back, guess)
            exact = np.array([_centred(light, about, mark) for mark in marks])
            seen = np.isfinite(exact).all(axis=1)
            if seen.sum() < LEAST:
                continue
            matrix = _homography(MARKS, exact if seen.all() else _completed(exact, seen, code))
            if _agrees(matrix, code):
                yield Flat(_warp(light, matrix), matrix, bool(seen.all()))


def settled(light: Image.Image, flat: Flat, printed: Points, seen: Points) -> Flat:
    """Give the page made flat again, by places printed on it and where they were seen, in mm."""
    matrix = flat.matrix @ _fitted(printed, seen)
    return Flat(_warp(light, matrix), matrix, is_sure=True)


def _completed(exact: Points, seen: npt.NDArray[np.bool_], code: Code) -> Points:
    """Give the marks with those that are missing set where the others and the code say."""
    known = np.vstack([MARKS[seen], CODE]), np.vstack([exact[seen], code.corners])
    return np.where(seen[:, None], exact, _affine_image(*known, MARKS))


def _affine_image(source: Points, target: Points, points: Points) -> Points:
    """Give points by the affine map that takes one quadrilateral to another as well as it can."""
    lifted = np.column_stack([source, np.ones(len(source))])
    found, *_rest = np.linalg.lstsq(lifted, target, rcond=None)
    return np.asarray(np.column_stack([points, np.ones(len(points))]) @ found)


def _homography(source: Points, target: Points) -> Points:
    """Give the 3 × 3 matrix that takes four points to four others."""
    rows, values = [], []
    for (x, y), (u, v) in zip(source, target, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    try:
        solved = np.linalg.solve(np.array(rows), np.array(values))
    except np.linalg.LinAlgError:
        return np.full((3, 3), np.nan)
    return np.append(solved, 1).reshape(3, 3)


def _fitted(source: Points, target: Points) -> Points:
    """Give the 3 × 3 matrix that takes many points nearest to others."""
    (x, y), (u, v) = source.T, target.T
    one, zero = np.ones(len(x)), np.zeros(len(x))
    across = np.column_stack([x, y, one, zero, zero, zero, -u * x, -u * y])
    down = np.column_stack([zero, zero, zero, x, y, one, -v * x, -v * y])
    solved, *_rest = np.linalg.lstsq(np.vstack([across, down]), np.append(u, v), rcond=None)
    return np.append(solved, 1).reshape(3, 3)


def _project(matrix: Points, points: Points) -> Points:
    lifted = np.column_stack([points, np.ones(len(points))]) @ matrix.T
    return np.asarray(lifted[:, :2] / lifted[:, 2:])


def _agrees(flat: Points, code: Code) -> bool:
    """Say whether the code stands where the marks say it does, within two millimetres."""
    if not np.isfinite(flat).all():
        return False
    try:
        seen = _project(np.asarray(np.linalg.inv(flat), np.float64), code.corners)
    except np.linalg.LinAlgError:
        return False
    return bool(np.abs(seen - CODE).max() < 2)  # noqa: PLR2004


def _rough(light: Image.Image, about: Points) -> tuple[Grey, Points]:
    """Give the darkness of the page and its surroundings as the code alone places it."""
    size = (int(WIDE + 2 * AROUND) * ROUGH, int(HIGH + 2 * AROUND) * ROUGH)
    shift = np.array([[1 / ROUGH, 0, -AROUND], [0, 1 / ROUGH, -AROUND], [0, 0, 1]])
    back = about @ shift
    grain = np.linalg.norm(back[:2, 0])
    factor = max(1, int(grain))
    small = light.reduce(factor) if factor > 1 else light
    drawn = small.transform(
        size, Image.Transform.PERSPECTIVE, _coefficients(back, 1 / factor),
        Image.Resampling.BILINEAR, fillcolor=255,
    )  # fmt: skip
    return darkness_of(drawn, 12 * ROUGH), back


def _coefficients(matrix: Points, scale: float = 1.0) -> Sequence[float]:
    scaled = np.diag([scale, scale, 1.0]) @ matrix
    values: list[float] = (scaled / scaled[2, 2]).flatten()[:8].tolist()
    return values


def darkness_of(drawn: Image.Image, block: int) -> Grey:
    """Give how much darker than the paper around it each pixel is: 0 for paper, 1 for black."""
    values = np.asarray(drawn, np.float32)
    high, wide = (side // block for side in values.shape)
    cut = values[: high * block, : wide * block].reshape(high, block, wide, block)
    white = np.percentile(cut, 85, axis=(1, 3)).astype(np.uint8)
    smooth = Image.fromarray(white).filter(ImageFilter.BoxBlur(1))
    ground = np.asarray(smooth.resize(drawn.size, Image.Resampling.BILINEAR), np.float32)
    return np.clip(1 - values / np.maximum(ground, 40), 0, 1)


def _box_means(dark: Grey, side: int) -> Grey:
    """Give the mean of the square of this odd side around each pixel."""
    half = side // 2
    padded = np.pad(dark, ((half + 1, half), (half + 1, half)), mode="edge")
    sums = padded.cumsum(0, dtype=np.float64).cumsum(1)
    total = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return np.asarray(total / side**2, np.float32)


def _guesses(rough: Grey, reach: float) -> Iterator[Points]:
    """Give sets of four marks, likeliest first, in pixels of the rough page.

    A mark is a dark square of 6 mm in light surroundings; nan stands for one that is not seen.
    """
    inner, outer = _box_means(rough, 4 * ROUGH + 1), _box_means(rough, 10 * ROUGH + 1)
    whole = (10 * ROUGH + 1) ** 2
    mark = _box_means(rough, 7 * ROUGH + 1) * (7 * ROUGH + 1) ** 2
    around = (outer * whole - mark) / (whole - (7 * ROUGH + 1) ** 2)
    score = np.asarray(inner - 1.5 * around, np.float32)
    places = [_peaks(score, (AROUND + corner) * ROUGH, reach * ROUGH) for corner in MARKS]
    if sum(bool(found) for found in places) < LEAST:
        return
    nowhere = np.full(2, np.nan)
    ranked = [list(enumerate(found or [nowhere])) for found in places]
    for chosen in sorted(product(*ranked), key=_rank)[:MOST_GUESSES]:
        yield np.array([point for _rank_of, point in chosen])


def _rank(chosen: Sequence[tuple[int, Points]]) -> int:
    return sum(rank for rank, _point in chosen)


def _peaks(score: Grey, centre: Points, reach: float) -> list[Points]:
    """Give the best places of a mark around a point, best first, three at most."""
    x, y = (round(float(value)) for value in centre)
    span = int(reach)
    top, left = max(0, y - span), max(0, x - span)
    window = score[top : y + span + 1, left : x + span + 1].copy()
    found: list[Points] = []
    while window.size and len(found) < 3:  # noqa: PLR2004
        row, column = np.unravel_index(int(window.argmax()), window.shape)
        if window[row, column] < 0.45:  # noqa: PLR2004
            break
        found.append(np.array([left + column, top + row], float))
        near = 4 * ROUGH
        window[max(0, row - near) : row + near, max(0, column - near) : column + near] = -1
    return found


def _centred(light: Image.Image, about: Points, mark: Points) -> Points:
    """Give the middle of a mark to a tenth of a millimetre; nan for one that is not whole.

    A mark cut by the edge of the picture has its middle elsewhere than its ink.
    """
    per_mm = float(np.linalg.norm(about[:2, 0] / about[2, 2]))
    half, at, nowhere = 4.6 * per_mm, mark, np.full(2, np.nan)
    if not np.isfinite(mark).all():
        return nowhere
    for _again in range(2):
        left, top = (max(0, round(float(value))) for value in at - half)
        right, bottom = (round(float(value)) for value in at + half)
        right, bottom = min(right, light.width), min(bottom, light.height)
        if right - left < half or bottom - top < half:
            return nowhere
        values = np.asarray(light.crop((left, top, right, bottom)), np.float32)
        high, low = np.percentile(values, 75), np.percentile(values, 5)
        ink = values < (high + low) / 2
        if high - low < CONTRAST or not _is_square(ink):
            return nowhere
        rows, columns = np.nonzero(ink)
        at = np.array([left + columns.mean() + 0.5, top + rows.mean() + 0.5])
    return at


def _is_square(ink: npt.NDArray[np.bool_]) -> bool:
    """Say whether ink makes one whole square, not too slanted, that touches no edge."""
    rows, columns = np.nonzero(ink)
    if not rows.size or ink[0].any() or ink[-1].any() or ink[:, 0].any() or ink[:, -1].any():
        return False
    high, wide = np.ptp(rows) + 1, np.ptp(columns) + 1
    return bool(0.7 < high / wide < 1.43 and rows.size > 0.55 * high * wide)  # noqa: PLR2004


def _warp(light: Image.Image, flat: Points) -> Image.Image:
    size = (int(WIDE) * PER_MM, int(HIGH) * PER_MM)
    back = flat @ np.diag([1 / PER_MM, 1 / PER_MM, 1.0])
    return light.transform(
        size, Image.Transform.PERSPECTIVE, _coefficients(back),
        Image.Resampling.BICUBIC, fillcolor=255,
    )  # fmt: skip
