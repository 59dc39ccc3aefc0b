"""What is measured, what it should reach, and the table that says so."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Figures = dict[str, float]
"""What was found on one database, by name of line."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: its name in JSON, its words, and the most (or the least) it should be."""

    name: str
    words: str
    goal: float | None = None
    at_least: bool = False
    digits: int = 0

    def reaches(self, value: float) -> bool:
        """Say whether a value is as good as its goal; one without a goal always is."""
        if self.goal is None:
            return True
        return value >= self.goal if self.at_least else value <= self.goal


LAYOUTS = {"whole": "one page", "group": "by group", "single": "one question a screen"}
PAGES = {"start": "first page", "question": "page of a question"}


def _journeys(name: str, cpu: float, speed: float | None, wait: float) -> tuple[Line, ...]:
    words = LAYOUTS[name]
    return (
        Line(f"{name}_cpu_ms", f"{words}: server CPU, ms a journey", cpu, digits=1),
        Line(f"{name}_per_second", f"{words}: journeys a second", speed, at_least=True, digits=1),
        Line(f"{name}_p50_ms", f"{words}: median wait, ms"),
        Line(f"{name}_p95_ms", f"{words}: 95th percentile of waits, ms", wait),
        Line(f"{name}_requests", f"{words}: requests a journey"),
        Line(f"{name}_client_ms", f"{words}: respondents’ own CPU, ms a journey", digits=1),
        Line(f"{name}_database_ms", f"{words}: PostgreSQL’s own CPU, ms a journey", digits=1),
    )


def _weights(page: str, language: str, most: float) -> tuple[Line, ...]:
    name, words = f"{page}_{language}", f"{PAGES[page]}, {language}, cold"
    return (
        Line(f"{name}_kilobytes", f"{words}: kB", most, digits=1),
        Line(f"{name}_requests", f"{words}: requests", 6),
        Line(f"{name}_scripts", f"{words}: kB of JavaScript", 15, digits=1),
        Line(f"{name}_later", f"{words}: kB afterwards, to do without a network", digits=1),
    )


LINES = (
    *_journeys("whole", 20, None, 200),
    *_journeys("group", 35, 45, 200),
    *_journeys("single", 80, 20, 200),
    *_weights("start", "fr", 30),
    *_weights("question", "fr", 30),
    *_weights("start", "ar", 60),
    *_weights("question", "ar", 60),
    Line("ways_scanned_ms", "responses by way, large association: scanned, ms", digits=1),
    Line("ways_kept_ms", "responses by way, large association: kept counts, ms", digits=1),
    Line("answers_scanned_ms", "its answers by value: scanned, ms", digits=1),
    Line("answers_kept_ms", "its answers by value: kept counts, ms", digits=1),
    Line("recount_seconds", "counting all its responses anew: seconds", digits=2),
    Line("live_first_ms", "live page of an open wave: first, ms", 500),
    Line("live_page_ms", "live page of an open wave: median, ms", 100),
    Line("close_seconds", "closing its wave: seconds", digits=2),
    Line("posters_seconds", "closing and posters in 8 languages: seconds", 5, digits=2),
    Line("large_first_ms", "its results, a process that never read them: ms", 500),
    Line("large_page_ms", "its results, afterwards: median, ms", 100),
    Line("export_seconds", "its export as CSV: seconds", 5, digits=1),
    Line("export_first_byte_s", "its export as CSV: seconds to the first byte", digits=2),
    Line("export_growth_mb", "its export as CSV: memory growth, MiB", 80, digits=1),
    Line("export_peak_mb", "its export as CSV: most memory of the process, MiB", digits=1),
    Line("many_first_ms", "results of one of the many associations: first, ms", 150),
    Line("many_page_ms", "results of one of the many associations: median, ms", 100),
    Line("peak_mb", "most memory of any server process, MiB"),
)


def table(found: Mapping[str, Figures], lines: Sequence[Line] = LINES) -> str:
    """Draw the figures of each database beside their goals; a star marks one that is missed."""
    width = max(len(line.words) for line in lines)
    rows = [f"{'':{width}}" + "".join(f"{kind:>13}" for kind in found) + f"{'goal':>10}"]
    for line in lines:
        cells = [_cell(line, figures.get(line.name)) for figures in found.values()]
        sign = "≥" if line.at_least else "≤"
        goal = "" if line.goal is None else f"{sign} {line.goal:g}"
        rows.append(
            f"{line.words:{width}}" + "".join(f"{each:>13}" for each in cells) + f"{goal:>10}"
        )
    return "\n".join(rows)


def _cell(line: Line, value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.{line.digits}f}{' ' if line.reaches(value) else '*'}"


def as_json(
    found: Mapping[str, Figures], sizes: Mapping[str, int], lines: Sequence[Line] = LINES
) -> str:
    """Write the figures with the machine, the sizes and the goals."""
    processors = os.cpu_count()
    return json.dumps(
        {
            "machine": {
                "system": platform.platform(),
                "python": platform.python_version(),
                "processors": processors,
                "load_1_min": round(os.getloadavg()[0], 1),
            },
            "sizes": dict(sizes),
            "goals": {line.name: line.goal for line in lines if line.goal is not None},
            "figures": {
                kind: {name: round(value, 3) for name, value in figures.items()}
                for kind, figures in found.items()
            },
        },
        indent=1,
    )


def keep(text: str, path: Path) -> None:
    """Write what was found to a file."""
    path.write_text(f"{text}\n", "utf-8")
