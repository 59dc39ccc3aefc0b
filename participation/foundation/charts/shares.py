"""Charts of shares with their intervals: dots with whiskers, small lines with their band."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .bars import place
from .drawing import BAR, GAP, LABELS, LEADING, NOTE_SIZE, VALUE_SIZE, Chart, Pen, both, frame

Point = tuple[float, float, float]
"""Share from 0 to 1, low and high of its interval."""
PANEL_HEIGHT, COLUMNS, EDGE = 64, 3, 8
SPARK = 220
TICK_ROOM = 24.0
"""Half of the longest word of a tick, left free at both ends of a narrow scale."""


@dataclass(frozen=True, slots=True)
class Dot:
    """One line of a chart of shares (0 to 1) with intervals; `before` is the wave before."""

    name: str
    note: str = ""
    value: Point | None = None
    label: str = ""
    before: Point | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several small charts: a share over the waves, None where it is hidden or unasked."""

    name: str
    note: str = ""
    points: tuple[Point | None, ...] = ()
    label: str = ""
    """The last share in words."""
    hidden: str = ""


def dots(
    title: str,
    description: str,
    lines: Sequence[Dot],
    ticks: Sequence[str],
    *,
    direction: str = "ltr",
    headings: Sequence[str] = (),
) -> Chart:
    """Draw shares with their intervals on one scale; `ticks` are the words of 0, ¼, ½, ¾ and 1."""
    rows = [(x.name, x.note, x.hidden if x.value is None else x.label) for x in lines]
    return both(
        title,
        description,
        lambda pen: _dots(pen, lines, ticks),
        direction=direction,
        headings=headings,
        rows=rows,
    )


def multiples(
    title: str,
    description: str,
    panels: Sequence[Panel],
    *,
    direction: str = "ltr",
    headings: Sequence[str] = (),
) -> Chart:
    """Draw one small line a service, all on the same scale, three abreast where there is room."""
    rows = [(x.name, x.note, x.label if any(x.points) else x.hidden) for x in panels]
    return both(
        title,
        description,
        lambda pen: _multiples(pen, panels),
        direction=direction,
        headings=headings,
        rows=rows,
    )


def spark(points: Sequence[Point | None], title: str, *, direction: str = "ltr") -> Markup:
    """Draw shares over time with the band of their intervals; None leaves a hole."""

    def draw(pen: Pen) -> None:
        _trend(pen, points, 0, SPARK)
        pen.foot = PANEL_HEIGHT - 6

    return frame(draw, SPARK, (title, ""), "spark", direction)


def _dots(pen: Pen, lines: Sequence[Dot], ticks: Sequence[str]) -> None:
    start = TICK_ROOM if pen.narrow else LABELS + 10.0
    end = pen.width - (TICK_ROOM if pen.narrow else 150.0)
    scale = end - start
    places = [start + scale * number / (len(ticks) - 1) for number in range(len(ticks))]
    for x, words in zip(places, ticks, strict=True):
        pen.text(x, NOTE_SIZE, words, "c-tick", NOTE_SIZE, "middle")
    pen.foot = LEADING + 8.0 - GAP
    for line in lines:
        beside = "" if line.value is None or not pen.narrow else line.label
        top = place(pen, line.name, line.note, pen.foot + GAP, beside)
        y = top + BAR / 2
        if line.value is None:
            pen.hidden(line.hidden, 0 if pen.narrow else start, top, pen.width)
            continue
        pen.line(start, end, y, y, "c-grid")
        for x in places:
            pen.line(x, x, top, top + BAR, "c-grid")
        if line.before:
            _whisker(pen, line.before, start, scale, y + 9, "before")
        _whisker(pen, line.value, start, scale, y, "now")
        if not pen.narrow:
            pen.text(end + 14, y + 5, line.label, "c-value", VALUE_SIZE)


def _whisker(pen: Pen, share: Point, start: float, scale: float, y: float, when: str) -> None:
    estimate, low, high = (start + each * scale for each in share)
    now = when == "now"
    pen.line(low, high, y, y, "c-whisker" if now else "c-before")
    pen.circle(estimate, y, 6, "c-dot" if now else "c-dot-before")


def _multiples(pen: Pen, panels: Sequence[Panel]) -> None:
    columns = 1 if pen.narrow else COLUMNS
    width = (pen.width - (columns - 1) * 2 * GAP) / columns
    top = 4.0
    for first in range(0, len(panels), columns):
        row = enumerate(panels[first : first + columns])
        foot = max(_panel(pen, each, n * (width + 2 * GAP), top, width) for n, each in row)
        top = foot + GAP
        pen.foot = foot


def _panel(pen: Pen, panel: Panel, left: float, top: float, width: float) -> float:
    """Draw one small chart from `left`; give its foot."""
    pen.left = left
    foot = pen.label(panel.name, panel.note, top, width)
    if any(panel.points):
        pen.text(0, foot + LEADING, panel.label, "c-value", VALUE_SIZE)
        foot += LEADING + 6
        _trend(pen, panel.points, foot, width)
        foot += PANEL_HEIGHT
    else:
        pen.foot = 0.0
        pen.hidden(panel.hidden, 0, foot + 6, width)
        foot = max(foot + 6 + BAR, pen.foot)
    pen.left = 0.0
    return foot


def _trend(pen: Pen, points: Sequence[Point | None], top: float, width: float) -> None:
    across = (width - 2 * EDGE) / max(1, len(points) - 1)

    def at(number: int, share: float) -> tuple[float, float]:
        y = top + PANEL_HEIGHT - EDGE - share * (PANEL_HEIGHT - 2 * EDGE)
        return EDGE + number * across, y

    for share in (0.0, 0.5, 1.0):
        y = at(0, share)[1]
        pen.line(EDGE, width - EDGE, y, y, "c-grid")
    for run in _runs(points):
        upper = [at(number, point[2]) for number, point in run]
        lower = [at(number, point[1]) for number, point in run]
        if len(run) == 1:
            (x, high), (_, low) = upper[0], lower[0]
            pen.line(x, x, low, high, "c-before")
            pen.circle(*at(run[0][0], run[0][1][0]), 3.5, "c-dot")
            continue
        pen.path([*upper, *reversed(lower)], "c-band", closed=True)
        pen.path([at(number, point[0]) for number, point in run], "c-line", closed=False)
    seen = [(number, point) for number, point in enumerate(points) if point]
    if seen:
        pen.circle(*at(seen[-1][0], seen[-1][1][0]), 5, "c-dot")


def _runs(points: Iterable[Point | None]) -> list[list[tuple[int, Point]]]:
    """Part the waves where one is hidden: no line is drawn over a hole."""
    runs: list[list[tuple[int, Point]]] = [[]]
    for number, point in enumerate(points):
        if point is None:
            runs.append([])
        else:
            runs[-1].append((number, point))
    return [run for run in runs if run]
