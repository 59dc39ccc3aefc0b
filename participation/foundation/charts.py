"""Charts drawn as SVG on the server: diverging bars, dots with whiskers, progress, small lines.

Each drawing exists wide (desks, paper) and narrow (phones), for text inside an SVG shrinks with it.
Colours are classes, so that the page's theme paints them; `on_paper` adds the colours of print.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from markupsafe import Markup

WIDE, NARROW = 760, 340
LABELS = 250
"""Room for names at the side of a wide chart; a narrow one writes them above."""
GAP, BAR, LEADING = 16, 30, 20
LETTER = 0.56
"""Mean width of a letter in Atkinson, in em: decides whether a number fits inside its segment."""
NAME_SIZE, NOTE_SIZE, VALUE_SIZE = 16, 14, 14
DARK_TONES = frozenset({1, 5})
PAPER = """
text{font-family:"Atkinson Hyperlegible Next","Noto Sans Arabic","Noto Sans";fill:#17203a}
.c-note,.c-tick{fill:#2d3750}.c-name,.c-value{font-weight:700}
.c-1{fill:#8a3f00}.c-2{fill:#f0a04b}.c-3{fill:#d9d6cf}.c-4{fill:#7fb3e0}.c-5{fill:#12457a}
.c-on-dark{fill:#fff}.c-on-light{fill:#17203a}.c-track{fill:#f4efe4}.c-fill{fill:#0d3763}
.c-axis{stroke:#17203a;stroke-width:1.5}.c-grid{stroke:#c9cedb;stroke-width:1}
.c-whisker{stroke:#0d3763;stroke-width:4;stroke-linecap:round}
.c-before{stroke:#6b7488;stroke-width:3;stroke-linecap:round}
.c-dot{fill:#0d3763;stroke:#fff;stroke-width:2}
.c-dot-before{fill:#fff;stroke:#6b7488;stroke-width:2.5}
.c-band{fill:#0d3763;fill-opacity:.16}.c-line{fill:none;stroke:#0d3763;stroke-width:2.5}
.c-target{stroke:#17203a;stroke-width:2.5}
"""


Drawn = tuple[list[str], float, float]
"""Parts of a drawing, its width and its height."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: share from 0 to 1, tone from 1 (worst) to 5, and what is written in it."""

    share: float
    tone: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a diverging chart; `hidden` says why no segment may be shown."""

    name: str
    note: str = ""
    segments: tuple[Segment, ...] = ()
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """One line of a chart of shares (0 to 1) with intervals; `before` is the wave before."""

    name: str
    note: str = ""
    value: tuple[float, float, float] | None = None
    """Estimate, low, high."""
    label: str = ""
    before: tuple[float, float, float] | None = None
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One line of progress: a share of the people present, and the share wished, if any."""

    name: str
    note: str = ""
    share: float | None = None
    target: float | None = None
    label: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in two widths with its words for those who do not see it."""

    title: str
    description: str
    wide: Markup
    narrow: Markup

    @property
    def on_paper(self) -> str:
        """Give the wide drawing with the colours of print, for a PDF."""
        return str(self.wide).replace("</title>", f"</title><style>{PAPER}</style>", 1)


def diverging(title: str, description: str, bars: Sequence[Bar]) -> Chart:
    """Draw bars around the middle of their scale, bad to one side, good to the other."""
    return _both(title, description, lambda width: _diverging(bars, width))


def dots(title: str, description: str, lines: Sequence[Dot], ticks: Sequence[str]) -> Chart:
    """Draw shares with their intervals on one scale; `ticks` are the words of 0, ¼, ½, ¾ and 1."""
    return _both(title, description, lambda width: _dots(lines, ticks, width))


def gauges(title: str, description: str, lines: Sequence[Gauge]) -> Chart:
    """Draw how many of the people present have answered, and how many are wished."""
    return _both(title, description, lambda width: _gauges(lines, width))


def spark(points: Sequence[tuple[float, float, float]], title: str) -> Markup:
    """Draw shares (estimate, low, high) over time with the band of their intervals."""
    width, height, edge = 220, 64, 8
    across = (width - 2 * edge) / max(1, len(points) - 1)

    def place(number: int, share: float) -> str:
        return f"{edge + number * across:.1f},{height - edge - share * (height - 2 * edge):.1f}"

    upper = [place(number, point[2]) for number, point in enumerate(points)]
    lower = [place(number, point[1]) for number, point in enumerate(points)]
    line = " ".join(place(number, point[0]) for number, point in enumerate(points))
    last = place(len(points) - 1, points[-1][0]).split(",")
    parts = [
        f'<polygon class="c-band" points="{" ".join([*upper, *reversed(lower)])}"/>',
        f'<polyline class="c-line" points="{line}"/>',
        f'<circle class="c-dot" cx="{last[0]}" cy="{last[1]}" r="5"/>',
    ]
    return _svg(parts, width, height, title, "spark")


def _both(title: str, description: str, draw: Callable[[float], Drawn]) -> Chart:
    drawn = [
        _svg(*draw(width), title, kind) for width, kind in ((WIDE, "wide"), (NARROW, "narrow"))
    ]
    return Chart(title, description, drawn[0], drawn[1])


def _svg(parts: Iterable[str], width: float, height: float, title: str, kind: str) -> Markup:
    return Markup(  # noqa: S704 - every text was escaped by `_text`
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" '
        f'viewBox="0 0 {width:.0f} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, words: str, kind: str, size: int, anchor: str = "start") -> str:
    return (
        f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )


def _rect(x: float, y: float, width: float, height: float, kind: str) -> str:
    return (
        f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" '
        f'height="{height:.1f}" rx="3"/>'
    )


def _line(x1: float, x2: float, y1: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}"/>'


def _label(name: str, note: str, y: float, width: float) -> tuple[list[str], float]:
    """Write a name and its note from `y` down, on as many lines as they need; give their foot."""
    parts = []
    for line in wrap(name, max(8, int(width / (NAME_SIZE * LETTER)))):
        parts.append(_text(0, y + NAME_SIZE, line, "c-name", NAME_SIZE))
        y += LEADING
    for line in wrap(note, max(8, int(width / (NOTE_SIZE * LETTER)))) if note else ():
        parts.append(_text(0, y + NOTE_SIZE, line, "c-note", NOTE_SIZE))
        y += LEADING
    return parts, y


def _rows(
    lines: Sequence[Bar | Dot | Gauge], width: float, top: float
) -> Iterable[tuple[int, list[str], float, float]]:
    """Place each line: its number, its label, the top of its drawing and where the next begins."""
    narrow = width == NARROW
    for number, line in enumerate(lines):
        parts, foot = _label(line.name, line.note, top, width if narrow else LABELS - GAP)
        start = foot + 4 if narrow else top + 2
        below = start + BAR if narrow else max(foot, top + BAR)
        yield number, parts, start, below
        top = below + GAP


def _hidden(words: str, start: float, y: float, width: float) -> list[str]:
    lines = wrap(words, int((width - start) / (NOTE_SIZE * LETTER)))
    return [
        _text(start, y + NOTE_SIZE + place * LEADING, line, "c-note", NOTE_SIZE)
        for place, line in enumerate(lines[:2])
    ]


def _diverging(bars: Sequence[Bar], width: float) -> Drawn:
    start = 0.0 if width == NARROW else float(LABELS)
    room = width - start
    left = max((_below(bar.segments) for bar in bars), default=0.0)
    right = max((1 - _below(bar.segments) for bar in bars if bar.segments), default=1.0)
    scale = room / max(left + right, 1e-9)
    middle, parts, foot = start + left * scale, [], 0.0
    axis: list[str] = []
    for number, label, top, below in _rows(bars, width, 4):
        parts += label
        bar, foot = bars[number], below
        if not bar.segments:
            parts += _hidden(bar.hidden, start, top, width)
            continue
        axis.append(_line(middle, middle, top - 3, top + BAR + 3, "c-axis"))
        x = middle - _below(bar.segments) * scale
        for segment in bar.segments:
            parts += _segment(segment, x, top, segment.share * scale)
            x += segment.share * scale
    return [*axis, *parts], width, foot + 6


def _below(segments: Sequence[Segment]) -> float:
    """Share that stands on the bad side: the bad tones and half of the middle one."""
    halves = {1: 1.0, 2: 1.0, 3: 0.5}
    return sum(segment.share * halves.get(segment.tone, 0.0) for segment in segments)


def _segment(segment: Segment, x: float, top: float, width: float) -> list[str]:
    parts = [_rect(x, top, width - 1.5, BAR, f"c-{segment.tone}")]
    if width > len(segment.label) * VALUE_SIZE * LETTER + 6:
        shade = "c-on-dark" if segment.tone in DARK_TONES else "c-on-light"
        words = (x + width / 2, top + BAR * 0.66, segment.label, f"c-value {shade}")
        parts.append(_text(*words, VALUE_SIZE, "middle"))
    return parts


def _dots(lines: Sequence[Dot], ticks: Sequence[str], width: float) -> Drawn:
    start = 10.0 if width == NARROW else LABELS + 10.0
    end = width - (96.0 if width == NARROW else 150.0)
    scale = end - start
    parts: list[str] = []
    foot = float(LEADING)
    for number, label, top, below in _rows(lines, width, LEADING + 8):
        line, foot, y = lines[number], below, top + BAR / 2
        parts += label
        if line.value is None:
            parts += _hidden(line.hidden, start, top, width)
            continue
        parts.append(_line(start, end, y, y, "c-grid"))
        if line.before:
            parts += _whisker(line.before, start, scale, y + 9, "c-before", "c-dot-before")
        parts += _whisker(line.value, start, scale, y, "c-whisker", "c-dot")
        parts.append(_text(end + 14, y + 5, line.label, "c-value", VALUE_SIZE))
    grid = []
    for place, words in enumerate(ticks):
        x = start + scale * place / (len(ticks) - 1)
        grid.append(_line(x, x, LEADING, foot, "c-grid"))
        grid.append(_text(x, NOTE_SIZE, words, "c-tick", NOTE_SIZE, "middle"))
    return [*grid, *parts], width, foot + 6


def _whisker(
    share: tuple[float, float, float], start: float, scale: float, y: float, line: str, dot: str
) -> list[str]:
    estimate, low, high = (start + each * scale for each in share)
    circle = f'<circle class="{dot}" cx="{estimate:.1f}" cy="{y:.1f}" r="6"/>'
    return [_line(low, high, y, y, line), circle]


def _gauges(lines: Sequence[Gauge], width: float) -> Drawn:
    start = 0.0 if width == NARROW else float(LABELS)
    end = width - (110.0 if width == NARROW else 150.0)
    parts: list[str] = []
    foot = 0.0
    for number, label, top, below in _rows(lines, width, 4):
        line, foot = lines[number], below
        parts += label
        if line.share is None:
            parts += _hidden(line.hidden, start, top, width)
            continue
        parts.append(_rect(start, top + 4, end - start, BAR - 8, "c-track"))
        parts.append(_rect(start, top + 4, (end - start) * min(1, line.share), BAR - 8, "c-fill"))
        if line.target is not None:
            x = start + (end - start) * min(1, line.target)
            parts.append(_line(x, x, top, top + BAR, "c-target"))
        parts.append(_text(end + 12, top + BAR * 0.66, line.label, "c-value", VALUE_SIZE))
    return parts, width, foot + 6
