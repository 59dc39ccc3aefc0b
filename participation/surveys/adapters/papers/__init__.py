"""Papers of a survey: the report of a wave, and the poster that residents read."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from participation.foundation.papers import draw_pages, draw_paper, facts_of, on_paper, print_paper

HERE = Path(__file__).parent
__all__ = [
    "Block",
    "Figure",
    "Invitation",
    "Poster",
    "PosterChange",
    "PosterFigure",
    "ReportPaper",
    "Section",
    "Size",
    "draw_charts",
    "draw_poster",
    "on_paper",
    "print_invitation",
    "print_posters",
    "print_report",
]


class Size(StrEnum):
    """Paper that a poster is printed on: the wall's, or what every house has."""

    A3 = "a3"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Block:
    """One thing of a report: a text, a list, a chart with its words, or a table."""

    kind: str
    text: str = ""
    items: tuple[str, ...] = ()
    columns: tuple[tuple[str, str], ...] = ()
    """Label, and `text` or `number`."""
    rows: tuple[tuple[str, ...], ...] = ()
    svg: str = ""
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A title and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A great figure at the head of a report."""

    name: str
    great: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A whole report in one language, in words already chosen."""

    locale: str
    organisation: str
    title: str
    subtitle: str
    foot: str
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class PosterFigure:
    """“8 out of 10”: how many (-1 draws nobody), the words, the drawing; faces go from 1 to 5."""

    out_of_ten: int
    name: str
    words: str
    svg: str
    face: int


@dataclass(frozen=True, slots=True)
class PosterChange:
    """What was said, what was decided, and when; each with its own language and direction."""

    said: str
    decided: str
    when: str
    svg: str


@dataclass(frozen=True, slots=True)
class Poster:
    """What stands on the wall for residents, in one language, in words already chosen."""

    locale: str
    title: str
    subtitle: str
    heard: str
    figures: tuple[PosterFigure, ...]
    no_figures: str
    said_word: str
    decided_word: str
    changes: tuple[PosterChange, ...]
    qr: str
    listen: str
    thanks: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """The poster that invites to answer, in one language, in words already chosen."""

    locale: str
    title: str
    subtitle: str
    purpose_word: str
    purpose: str
    promises: tuple[tuple[str, str], ...]
    """Drawing (SVG) and words: short, anonymous, free."""
    until: str
    qr: str
    scan: str
    link: str


def print_report(paper: ReportPaper, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the report as a tagged PDF."""
    facts = facts_of(paper.locale, asdict(paper))
    return print_paper(HERE / "report.typ", facts, cache=cache, printed_at=printed_at)


def print_posters(
    posters: Sequence[Poster], *, cache: Path, printed_at: dt.datetime, size: Size = Size.A3
) -> bytes:
    """Give posters, one a page, as one tagged PDF; each page speaks its own language."""
    facts = _on_walls(posters, size)
    return print_paper(HERE / "poster.typ", facts, cache=cache, printed_at=printed_at)


def _on_walls(posters: Sequence[Poster], size: Size) -> dict[str, Any]:
    """Give the facts of some posters; `lang` and the fonts of the whole are those of the first."""
    pages = [facts_of(each.locale, asdict(each)) for each in posters]
    return facts_of(posters[0].locale, {"paper": size.value, "posters": pages})


def print_invitation(paper: Invitation, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the A3 invitation as a tagged PDF."""
    facts = facts_of(paper.locale, asdict(paper))
    return print_paper(HERE / "invitation.typ", facts, cache=cache, printed_at=printed_at)


def draw_charts(
    charts: Sequence[str], locale: str, *, cache: Path, printed_at: dt.datetime
) -> list[bytes]:
    """Give drawings (SVG) as PNG pictures, one each."""
    facts = facts_of(locale, {"charts": list(charts)})
    return draw_pages(HERE / "figure.typ", facts, cache=cache, printed_at=printed_at)


def draw_poster(poster: Poster, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the poster as a PNG picture."""
    facts = _on_walls([poster], Size.A3)
    return draw_paper(HERE / "poster.typ", facts, cache=cache, printed_at=printed_at)
