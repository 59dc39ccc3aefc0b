"""A paper of titles, figures, sentences and tables: yearly reports, heads of evaluation files."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.languages import find
from participation.foundation.papers import fonts_for, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Figure:
    """A great figure and what it counts."""

    great: str
    name: str


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper: its title, sentences, then a table when it has headings."""

    title: str
    words: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Give the columns as a page draws them."""
        return [(word, "text") for word in self.headings]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper in words already chosen."""

    locale: str
    title: str
    subtitle: str
    note: str
    figures: tuple[Figure, ...]
    blocks: tuple[Block, ...]
    foot: str


def print_sheet(sheet: Sheet, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the paper as a tagged PDF (PDF/UA-1), A4."""
    language = find(sheet.locale)
    facts = {
        **asdict(sheet),
        "lang": language.html.partition("-")[0],
        "dir": language.direction,
        "fonts": list(fonts_for(sheet.locale)),
    }
    return print_paper(HERE / "sheet.typ", facts, cache=cache, printed_at=printed_at)
