"""Where the boxes of a printed sheet stand, as the paper itself says."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from participation.foundation.papers import ask_paper, facts_of
from participation.surveys.adapters.papers.sheets import HERE, PaperSheet, print_sheet

POINT = 25.4 / 72
ANY_DAY = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""When a sheet was printed that nobody keeps."""
CELL = 11.0, 13.0
LINES, LINE_STEP, ABOVE = 5, 11.0, 7.5
CLEAR = 1.3
"""Millimetres that are left out beside each printed line."""
WIDE, LEFT = 174.0, 18.0
TOP, BOTTOM = 26.0, 282.0
"""Between the code of a page and its foot: what a question that goes on over pages fills."""


@dataclass(frozen=True, slots=True)
class Edge:
    """Where something of a question stands, in millimetres: its start or end, a place to write."""

    question: int
    what: str
    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class PageMap:
    """Boxes (question, value, left, top), places to write (question, left, top, size), strips."""

    boxes: tuple[tuple[int, int, float, float], ...]
    areas: tuple[tuple[int, float, float, float, float], ...]
    strips: tuple[tuple[int, float, float], ...]
    """Question, top, bottom."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A printed sheet: what to look at on each page, and the strip that each question fills."""

    pages: tuple[PageMap, ...]
    strips: dict[int, tuple[tuple[int, float, float], ...]]
    """Page, top, bottom, by number of question."""
    blank: bytes = field(default=b"", repr=False)
    """The sheet as it is printed (PDF): what else is on a scan was drawn by somebody."""


def lay_out(sheet: PaperSheet, *, cache: Path) -> Layout:
    """Give the places of a sheet as it is printed today."""
    facts = facts_of(sheet.locale, asdict(sheet))
    ticks, left = ask_paper(HERE / "sheet.typ", facts, ("<tick>", "<edge>"), cache=cache)
    edges = [_edge(each) for each in left]
    boxes = [(_edge(each | {"what": ""}), int(each["value"])) for each in ticks]
    count = max(edge.page for edge in edges)
    strips = _strips(edges)
    pages = tuple(
        PageMap(
            tuple((at.question, value, at.x, at.y) for at, value in boxes if at.page == page),
            tuple(area for at in edges if at.page == page for area in _areas(at)),
            tuple(
                (question, top, bottom)
                for question, parts in strips.items()
                for at, top, bottom in parts
                if at == page
            ),
        )
        for page in range(1, count + 1)
    )
    return Layout(pages, strips, print_sheet(sheet, cache=cache, printed_at=ANY_DAY))


def _edge(found: dict[str, Any]) -> Edge:
    x, y = (round(float(str(found[name]).removesuffix("pt")) * POINT, 2) for name in "xy")
    return Edge(int(found["question"]), str(found["what"]), int(found["page"]), x, y)


def _areas(at: Edge) -> Sequence[tuple[int, float, float, float, float]]:
    if at.what == "cell":
        wide, high = (side - 2 * CLEAR for side in CELL)
        return [(at.question, at.x + CLEAR, at.y + CLEAR, wide, high)]
    if at.what == "lines":
        first = (at.question, LEFT, at.y - ABOVE, WIDE, ABOVE - CLEAR)
        high = LINE_STEP - 2 * CLEAR
        tops = (at.y + n * LINE_STEP + CLEAR for n in range(LINES - 1))
        return [first, *((at.question, LEFT, top, WIDE, high) for top in tops)]
    return []


def _strips(edges: Sequence[Edge]) -> dict[int, tuple[tuple[int, float, float], ...]]:
    starts = {edge.question: edge for edge in edges if edge.what == "start"}
    ends = {edge.question: edge for edge in edges if edge.what == "end"}
    found = {}
    for number, start in starts.items():
        end = ends[number]
        found[number] = tuple(
            (
                page,
                start.y if page == start.page else TOP,
                end.y if page == end.page else BOTTOM,
            )
            for page in range(start.page, end.page + 1)
        )
    return found
