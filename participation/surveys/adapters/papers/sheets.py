"""Papers that are answered by hand: the questionnaire, and the slips that lead to it."""

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path

from participation.foundation.papers import facts_of, print_paper

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class PaperBox:
    """A box to tick, its key, its words; a face from 1 (worst) to 5, or a drawing (SVG)."""

    key: str
    words: str
    face: int = 0
    svg: str = ""
    aside: bool = False
    value: int = 0


@dataclass(frozen=True, slots=True)
class PaperItem:
    """A title, a note or a question of the sheet; `kind` is `title`, `note` or how it is answered.

    Answered by `faces`, `boxes`, `number` (`cells` digits to write) or `words`.
    """

    kind: str
    words: str
    place: int = 0
    number: int = 0
    hint: str = ""
    note: str = ""
    svg: str = ""
    boxes: tuple[PaperBox, ...] = ()
    cells: int = 0


@dataclass(frozen=True, slots=True)
class PaperSheet:
    """A questionnaire in one language, in words already chosen; `codes` are drawn page by page."""

    locale: str
    title: str
    subtitle: str
    purpose_word: str
    purpose: str
    promises: tuple[tuple[str, str], ...]
    """Drawing (SVG) and words: one box a question, leave any, no name."""
    until: str
    items: tuple[PaperItem, ...]
    ending: str
    where: str
    ending_svg: str
    codes: tuple[str, ...]
    pile: str
    """The code that is typed to find the survey of a pile again."""


@dataclass(frozen=True, slots=True)
class Slips:
    """Slips to cut and draw from a pile, all alike: the words and the one code of the survey."""

    locale: str
    title: str
    words: str
    until: str
    promise: str
    qr: str
    scan: str
    count: int


def print_sheet(sheet: PaperSheet, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the questionnaire as a tagged PDF, drawn so that scans of it can be read.

    Every page has four marks in its corners and its code at the same place; every box to tick is
    7 mm wide and leaves in the document its question, its value and its place on the page, under
    the label `tick` (`typst query`).
    """
    facts = facts_of(sheet.locale, asdict(sheet))
    return print_paper(HERE / "sheet.typ", facts, cache=cache, printed_at=printed_at)


def print_slips(slips: Slips, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give the slips, eight a page, as a tagged PDF."""
    facts = facts_of(slips.locale, asdict(slips))
    return print_paper(HERE / "slips.typ", facts, cache=cache, printed_at=printed_at)
