"""Charts made of bars: answers around their middle, progress, and who is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from .drawing import BAR, GAP, LABELS, LEADING, LETTER, VALUE_SIZE, Chart, Pen, both

DARK_TONES = frozenset({1, 5})
BELOW = {0: 0.5, 1: 1.0, 2: 1.0, 3: 0.5}
"""Part of each tone that stands on the bad side of the middle."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: share from 0 to 1, tone from 1 (worst) to 5, and what is written in it.

    Tone 0 is hatched: people whose answers are hidden.
    """

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
class Gauge:
    """One line of progress: a share of the people present, and the share wished, if any."""

    name: str
    note: str = ""
    share: float | None = None
    target: float | None = None
    label: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class Funnel:
    """One group of a funnel: people at each step, present first, then fewer and fewer.

    `hidden` says why no number may be shown.
    """

    name: str
    note: str = ""
    steps: tuple[int, ...] = ()
    label: str = ""
    hidden: str = ""


def diverging(
    title: str,
    description: str,
    bars: Sequence[Bar],
    *,
    direction: str = "ltr",
    headings: Sequence[str] = (),
) -> Chart:
    """Draw bars around the middle of their scale, bad where lines begin, good where they end."""
    tones = sorted({segment.tone for bar in bars for segment in bar.segments})
    rows = [
        (bar.name, bar.note, *(_words(bar, tone) for tone in tones))
        if bar.segments
        else (bar.name, bar.note, bar.hidden)
        for bar in bars
    ]
    return both(
        title,
        description,
        lambda pen: _diverging(pen, bars),
        direction=direction,
        headings=headings,
        rows=rows,
    )


def gauges(
    title: str,
    description: str,
    lines: Sequence[Gauge],
    *,
    direction: str = "ltr",
    headings: Sequence[str] = (),
) -> Chart:
    """Draw how many of the people present have answered, and how many are wished."""
    rows = [(x.name, x.note, x.hidden if x.share is None else x.label) for x in lines]
    return both(
        title,
        description,
        lambda pen: _gauges(pen, lines),
        direction=direction,
        headings=headings,
        rows=rows,
    )


def funnel(
    title: str,
    description: str,
    groups: Sequence[Funnel],
    *,
    direction: str = "ltr",
    headings: Sequence[str] = (),
) -> Chart:
    """Draw who is missing: for each language or way of answering, people at each step.

    All groups share one scale of people, so that the longest empty bar is where most are missing.
    """
    rows = [(x.name, x.note, *(map(str, x.steps) if x.steps else [x.hidden])) for x in groups]
    return both(
        title,
        description,
        lambda pen: _funnel(pen, groups),
        direction=direction,
        headings=headings,
        rows=rows,
    )


def place(pen: Pen, name: str, note: str, top: float, value: str = "") -> float:
    """Write the label of a line, and below it `value` in bold if any; give where to draw."""
    foot = pen.label(name, note, top, pen.width if pen.narrow else LABELS - GAP)
    if value:
        pen.text(0, foot + VALUE_SIZE, value, "c-value", VALUE_SIZE)
        foot += LEADING
    start = foot + 4 if pen.narrow else top + 2
    pen.foot = start + BAR if pen.narrow else max(foot, start + BAR)
    return start


def _words(bar: Bar, tone: int) -> str:
    return next((segment.label for segment in bar.segments if segment.tone == tone), "")


def _below(segments: Sequence[Segment]) -> float:
    """Share that stands on the bad side: the bad tones and half of the middle one."""
    return sum(segment.share * BELOW.get(segment.tone, 0.0) for segment in segments)


def _diverging(pen: Pen, bars: Sequence[Bar]) -> None:
    start = 0.0 if pen.narrow else float(LABELS)
    shown = [bar.segments for bar in bars if bar.segments]
    left = max(map(_below, shown), default=0.0)
    right = max((sum(s.share for s in each) - _below(each) for each in shown), default=1.0)
    scale = (pen.width - start) / max(left + right, 1e-9)
    middle, axes = start + left * scale, []
    for bar in bars:
        top = place(pen, bar.name, bar.note, pen.foot + (GAP if pen.foot else 4))
        if not bar.segments:
            pen.hidden(bar.hidden, start, top, pen.width)
            continue
        axes.append(top)
        x = middle - _below(bar.segments) * scale
        for segment in bar.segments:
            _segment(pen, segment, x, top, segment.share * scale)
            x += segment.share * scale
    behind = Pen(pen.width, "rtl" if pen.mirrored else "ltr")
    for top in axes:
        behind.line(middle, middle, top - 4, top + BAR + 4, "c-axis")
    pen.parts[:0] = behind.parts


def _segment(pen: Pen, segment: Segment, x: float, top: float, width: float) -> None:
    if not segment.tone:
        pen.hatched(x, top, width - 1.5, BAR)
        return
    pen.rect(x, top, width - 1.5, BAR, f"c-{segment.tone}")
    if width > len(segment.label) * VALUE_SIZE * LETTER + 6:
        shade = "c-on-dark" if segment.tone in DARK_TONES else "c-on-light"
        middle = x + width / 2
        kind = f"c-value {shade}"
        pen.text(middle, top + BAR * 0.66, segment.label, kind, VALUE_SIZE, "middle")


def _gauges(pen: Pen, lines: Sequence[Gauge]) -> None:
    start = 0.0 if pen.narrow else float(LABELS)
    end = pen.width - (110.0 if pen.narrow else 150.0)
    for line in lines:
        top = place(pen, line.name, line.note, pen.foot + (GAP if pen.foot else 4))
        if line.share is None:
            pen.hidden(line.hidden, start, top, pen.width)
            continue
        pen.rect(start, top + 4, end - start, BAR - 8, "c-track")
        pen.rect(start, top + 4, (end - start) * min(1, line.share), BAR - 8, "c-fill")
        if line.target is not None:
            x = start + (end - start) * min(1, line.target)
            pen.line(x, x, top, top + BAR, "c-target")
        pen.text(end + 12, top + BAR * 0.66, line.label, "c-value", VALUE_SIZE)


def _funnel(pen: Pen, groups: Sequence[Funnel]) -> None:
    start = 0.0 if pen.narrow else float(LABELS)
    end = pen.width - (110.0 if pen.narrow else 150.0)
    most = max((max(group.steps) for group in groups if group.steps), default=1)
    for group in groups:
        top = place(pen, group.name, group.note, pen.foot + (GAP if pen.foot else 4))
        if not group.steps:
            pen.hidden(group.hidden, start, top, pen.width)
            continue
        last = len(group.steps) - 1
        for number, people in enumerate(group.steps):
            kind = "c-track" if not number else "c-fill" if number == last else "c-part"
            inset = 4 * number
            width = (end - start) * people / max(1, most)
            pen.rect(start, top + inset, width, BAR - 2 * inset, kind)
        pen.text(end + 12, top + BAR * 0.66, group.label, "c-value", VALUE_SIZE)
