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


LINES = (
    Line("group_per_second", "journeys by group: a second", 35, at_least=True, digits=1),
    Line("group_cpu_ms", "journeys by group: server CPU, ms each", 35, digits=1),
    Line("group_p50_ms", "journeys by group: median wait, ms"),
    Line("group_p95_ms", "journeys by group: 95th percentile of waits, ms", 200),
    Line("group_requests", "journeys by group: requests each"),
    Line("group_client_ms", "journeys by group: respondents' own CPU, ms each", digits=1),
    Line("single_per_second", "one question a screen: a second", 20, at_least=True, digits=1),
    Line("single_cpu_ms", "one question a screen: server CPU, ms a journey", digits=1),
    Line("single_p50_ms", "one question a screen: median wait, ms"),
    Line("single_p95_ms", "one question a screen: 95th percentile of waits, ms", 200),
    Line("single_requests", "one question a screen: requests a journey"),
    Line("single_client_ms", "one question a screen: respondents' own CPU, ms", digits=1),
    Line("fr_kilobytes", "question page in French, cold: kB", 30, digits=1),
    Line("fr_requests", "question page in French, cold: requests", 8),
    Line("ar_kilobytes", "question page in Arabic, cold: kB", 60, digits=1),
    Line("ar_requests", "question page in Arabic, cold: requests", 8),
    Line("large_first_ms", "results of one large association: first page, ms"),
    Line("large_page_ms", "results of one large association: median page, ms"),
    Line("export_seconds", "its export as CSV: seconds", 10, digits=1),
    Line("export_first_byte_s", "its export as CSV: seconds to the first byte", digits=2),
    Line("export_growth_mb", "its export as CSV: memory growth, MB", 60, digits=1),
    Line("many_first_ms", "results among all associations: first page, ms", 150),
    Line("many_page_ms", "results among all associations: median page, ms", 150),
    Line("peak_mb", "most memory of any server process, MB"),
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
