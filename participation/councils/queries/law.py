"""The law of a day, from the dated files of the country."""

import datetime as dt
from functools import cache
from pathlib import Path

from participation.organisations.rules.law import Law, judging, read_law

FOLDER = Path(__file__).parents[2] / "law"


@cache
def laws(folder: Path = FOLDER) -> tuple[Law, ...]:
    """Read every dated file of a folder, oldest first."""
    return tuple(read_law(path.read_text("utf-8")) for path in sorted(folder.glob("fr-*.toml")))


def law_on(day: dt.date) -> Law:
    """Give the law of a day, which is unknown before the first file: the past has its own law."""
    return judging(laws(), day)
