"""QR codes as a path that a component draws: no file, no script, no raw HTML."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Width of the light margin, in modules (ISO/IEC 18004 §9.1)."""


@dataclass(frozen=True, slots=True)
class QrPicture:
    """A QR code: `size` modules a side, margin included, and the dark modules as an SVG path."""

    size: int
    path: str


def qr_picture(text: str) -> QrPicture:
    """Draw a text as a QR code of medium error correction."""
    code = segno.make(text, error="m", micro=False)
    rows = [bytes(row) for row in code.matrix_iter(border=QUIET)]
    runs = (run for y, row in enumerate(rows) for run in _runs(y, row))
    return QrPicture(len(rows), "".join(runs))


def _runs(y: int, row: bytes) -> list[str]:
    """Give the runs of dark modules of one row, each as a rectangle one module high."""
    found, at = [], 0
    while (start := row.find(1, at)) >= 0:
        end = row.find(0, start)
        at = end if end >= 0 else len(row)
        found.append(f"M{start} {y}h{at - start}v1h{start - at}z")
    return found
