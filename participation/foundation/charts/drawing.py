"""Pen, paper and frame of every chart: what is written where, from either side of the page."""

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
HATCH, BLOCK = 8, 44
"""Step of the hatching of what is hidden, and width of its block."""
ISOLATE, END_ISOLATE = "\u2067", "\u2069"
ENDS = {"start": "end", "end": "start", "middle": "middle"}
PAPER = """
text{font-family:"Atkinson Hyperlegible Next","Noto Sans Arabic","Noto Sans";fill:#17203a}
.c-note,.c-tick{fill:#2d3750}.c-name,.c-value{font-weight:700}
.c-1{fill:#8a3f00}.c-2{fill:#f0a04b}.c-3{fill:#d9d6cf}.c-4{fill:#7fb3e0}.c-5{fill:#12457a}
.c-1,.c-2,.c-3,.c-4,.c-5,.c-track{stroke:#17203a;stroke-width:.75}
.c-on-dark{fill:#fff}.c-on-light{fill:#17203a}.c-track{fill:#f4efe4}.c-fill{fill:#0d3763}.c-part{fill:#0d3763;fill-opacity:.35}
.c-axis{stroke:#17203a;stroke-width:1.5}.c-grid{stroke:#c9cedb;stroke-width:1}
.c-whisker{stroke:#0d3763;stroke-width:4;stroke-linecap:round}
.c-before{stroke:#6b7488;stroke-width:3;stroke-linecap:round}
.c-dot{fill:#0d3763;stroke:#fff;stroke-width:2}
.c-dot-before{fill:#fff;stroke:#6b7488;stroke-width:2.5}
.c-band{fill:#0d3763;fill-opacity:.16}.c-line{fill:none;stroke:#0d3763;stroke-width:2.5}
.c-target{stroke:#17203a;stroke-width:2.5}
.c-hatch{fill:none;stroke:#6b7488;stroke-width:1.5}.c-frame{fill:none;stroke:#6b7488}
"""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing in two widths with its words, and its table, for those who do not see it."""

    title: str
    description: str
    wide: Markup
    narrow: Markup
    headings: tuple[str, ...] = ()
    """Heads of the companion table; empty when the page writes its own."""
    rows: tuple[tuple[str, ...], ...] = ()
    """What the drawing says, line by line, in words."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Give the heads of the companion table as the `table` component takes them."""
        return tuple((heading, "text") for heading in self.headings)

    @property
    def on_paper(self) -> str:
        """Give the wide drawing with the colours of print, for a PDF."""
        return str(self.wide).replace("</title>", f"</title><style>{PAPER}</style>", 1)


class Pen:
    """Writes shapes at coordinates that run from where the page begins: mirrored in RTL."""

    def __init__(self, width: float, direction: str) -> None:
        self.width, self.mirrored = width, direction == "rtl"
        self.narrow = width == NARROW
        self.parts: list[str] = []
        self.foot = 0.0
        self.left = 0.0
        """Where a panel begins: added to every x."""

    def across(self, x: float, width: float = 0.0) -> float:
        """Turn a distance from the beginning of the line into one from the left."""
        x += self.left
        return self.width - x - width if self.mirrored else x

    def text(
        self, x: float, y: float, words: str, kind: str, size: int, anchor: str = "start"
    ) -> None:
        """Write words; in RTL the anchor turns over and the words keep their own direction."""
        x = self.across(x)
        if self.mirrored:
            anchor = ENDS[anchor]
            words = f"{ISOLATE}{words}{END_ISOLATE}"
        self.parts.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" font-size="{size}" '
            f'text-anchor="{anchor}">{escape(words)}</text>'
        )

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """Draw a rectangle of at least nothing."""
        width = max(0.0, width)
        x = self.across(x, width)
        self.parts.append(
            f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="3"/>'
        )

    def line(self, x1: float, x2: float, y1: float, y2: float, kind: str) -> None:
        """Draw a straight line."""
        x1, x2 = self.across(x1), self.across(x2)
        self.parts.append(
            f'<line class="{kind}" x1="{x1:.1f}" x2="{x2:.1f}" y1="{y1:.1f}" y2="{y2:.1f}"/>'
        )

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        """Draw a dot."""
        x = self.across(x)
        self.parts.append(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')

    def path(self, points: Sequence[tuple[float, float]], kind: str, *, closed: bool) -> None:
        """Draw a line through points, or the surface inside them."""
        placed = ((self.across(x), y) for x, y in points)
        steps = " ".join(f"{x:.1f},{y:.1f}" for x, y in placed)
        shape = "polygon" if closed else "polyline"
        self.parts.append(f'<{shape} class="{kind}" points="{steps}"/>')

    def hatched(self, x: float, y: float, width: float, height: float) -> None:
        """Draw the block of what is hidden: slanted lines, which print in grey as well."""
        if width <= 0:
            return
        x = self.across(x, width)
        steps = []
        for k in range(1, int((width + height) / HATCH) + 1):
            reach = k * HATCH
            left, right = max(0.0, reach - height), min(width, float(reach))
            steps.append(
                f"M{x + left:.1f} {y + reach - left:.1f}L{x + right:.1f} {y + reach - right:.1f}"
            )
        self.parts.append(
            f'<rect class="c-frame" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}"/><path class="c-hatch" d="{"".join(steps)}"/>'
        )

    def hidden(self, words: str, start: float, y: float, end: float) -> None:
        """Draw a hatched block and say beside it why nothing is shown."""
        self.hatched(start, y, BLOCK, BAR)
        left = start + BLOCK + 12
        lines = wrap(words, max(8, int((end - left) / (NOTE_SIZE * LETTER))))[:3]
        top = y + BAR / 2 + NOTE_SIZE * 0.36 - (len(lines) - 1) * LEADING / 2
        for place, line in enumerate(lines):
            self.text(left, max(top, y + NOTE_SIZE) + place * LEADING, line, "c-note", NOTE_SIZE)
        self.foot = max(self.foot, y + NOTE_SIZE + (len(lines) - 1) * LEADING + 6)

    def label(self, name: str, note: str, y: float, width: float) -> float:
        """Write a name and its note from `y` down, on the lines they need; give their foot."""
        for line in wrap(name, max(8, int(width / (NAME_SIZE * LETTER)))):
            self.text(0, y + NAME_SIZE, line, "c-name", NAME_SIZE)
            y += LEADING
        for line in wrap(note, max(8, int(width / (NOTE_SIZE * LETTER)))) if note else ():
            self.text(0, y + NOTE_SIZE, line, "c-note", NOTE_SIZE)
            y += LEADING
        return y


def frame(
    draw: Callable[[Pen], None], width: float, words: tuple[str, str], kind: str, direction: str
) -> Markup:
    """Give the SVG of one drawing: `words` are its title and its description."""
    pen = Pen(width, direction)
    draw(pen)
    title, description = (escape(each) for each in words)
    more = f"<desc>{description}</desc>" if description else ""
    return Markup(  # noqa: S704 - every text was escaped on its way in
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart {kind}" '
        f'viewBox="0 0 {width:.0f} {pen.foot + 6:.0f}" role="img" aria-label="{title}">'
        f"<title>{title}</title>{more}{''.join(pen.parts)}</svg>"
    )


def both(
    title: str,
    description: str,
    draw: Callable[[Pen], None],
    *,
    direction: str,
    headings: Sequence[str] = (),
    rows: Iterable[Sequence[str]] = (),
) -> Chart:
    """Draw wide and narrow."""
    drawn = [
        frame(draw, width, (title, description), kind, direction)
        for width, kind in ((WIDE, "wide"), (NARROW, "narrow"))
    ]
    return Chart(
        title=title,
        description=description,
        wide=drawn[0],
        narrow=drawn[1],
        headings=tuple(headings),
        rows=tuple(tuple(row) for row in rows),
    )
