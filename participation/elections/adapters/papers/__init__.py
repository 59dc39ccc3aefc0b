"""Papers on the wall before a vote: the roll of a college, and its candidates."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class RollPaper:
    """The names of those who vote in a college, in words already chosen."""

    locale: str
    title: str
    subtitle: str
    note: str
    columns: tuple[str, str]
    names: tuple[str, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One candidate on the wall; `photo` is JPEG as numbers from 0 to 255, empty without one.

    `svg` is the drawing that stands for her on the ballots, for those who do not read.
    `direction` is that of her words, which may be in another language than the poster.
    """

    number: str
    name: str
    initial: str
    words: str
    lang: str
    direction: str
    note: str
    photo: tuple[int, ...]
    alt: str
    svg: str


@dataclass(frozen=True, slots=True)
class CandidatesPaper:
    """The candidates of a college, in one language, in words already chosen."""

    locale: str
    title: str
    subtitle: str
    when: str
    how: str
    candidates: tuple[Candidate, ...]
    blank: str
    foot: str


def print_roll(paper: RollPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the roll as a tagged PDF, A4."""
    facts = _facts(paper.locale, asdict(paper))
    return print_paper(HERE / "roll.typ", facts, cache=cache, printed_at=printed_at)


def print_candidates(paper: CandidatesPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the poster of the candidates as a tagged PDF, A3."""
    facts = _facts(paper.locale, asdict(paper))
    return print_paper(HERE / "candidates.typ", facts, cache=cache, printed_at=printed_at)


def _facts(locale: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    language = find(locale)
    return {
        **facts,
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(locale)),
    }
