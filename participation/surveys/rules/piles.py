"""A pile of scanned pages: what the code of each says, which of them make one sheet."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

CODE = re.compile(r"PQ1 ([0-9a-z]{13}) ([0-9a-f]{8}) ([A-Za-z0-9_@-]{2,20}) ([1-9][0-9]{0,2})")


class Trouble(StrEnum):
    """Why a page, a file or a sheet is not taken; the others are."""

    DAMAGED = "damaged"
    NOT_A_SCAN = "not-a-scan"
    LOCKED = "locked"
    TELEPHONE = "telephone"
    TOO_LARGE = "too-large"
    TOO_MANY = "too-many"
    TOO_HEAVY = "too-heavy"
    BLANK = "blank"
    NO_CODE = "no-code"
    OTHER_SURVEY = "other-survey"
    OTHER_VERSION = "other-version"
    OTHER_LANGUAGE = "other-language"
    OTHER_PAGE = "other-page"
    NO_MARKS = "no-marks"
    OTHER_LAYOUT = "other-layout"
    INCOMPLETE = "incomplete"
    EMPTY = "empty"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class PageCode:
    """What the code of a page says; alike on every copy."""

    survey: str
    version: str
    language: str
    page: int


@dataclass(frozen=True, slots=True)
class Pile:
    """The sheets that are waited for: their survey, version, and pages of each language."""

    survey: str
    version: str
    pages: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Turned:
    """A page of the pile by its place in the files, from 1; a trouble when it was not read."""

    place: int
    code: PageCode | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """The places of the pages of each whole sheet, and what becomes of the others."""

    sheets: Sequence[tuple[int, ...]]
    refused: Mapping[int, Trouble]


def read_code(text: str) -> PageCode | None:
    """Give what the code of one of our pages says; None for any other code."""
    found = CODE.fullmatch(text)
    if found is None:
        return None
    survey, version, language, page = found.groups()
    return PageCode(survey, version, language, int(page))


def why_not(code: PageCode, pile: Pile) -> Trouble | None:
    """Say why a page is not of the pile."""
    if code.survey != pile.survey:
        return Trouble.OTHER_SURVEY
    if code.version != pile.version[: len(code.version)]:
        return Trouble.OTHER_VERSION
    if code.language not in pile.pages:
        return Trouble.OTHER_LANGUAGE
    return Trouble.OTHER_PAGE if code.page > pile.pages[code.language] else None


STRANGERS = frozenset(
    {
        Trouble.BLANK,
        Trouble.OTHER_SURVEY,
        Trouble.OTHER_VERSION,
        Trouble.OTHER_LANGUAGE,
        Trouble.OTHER_PAGE,
    }
)
"""Pages that are surely of none of these sheets: they are passed over."""


def sort_pages(pages: Iterable[Turned], pile: Pile) -> Sorted:
    """Put pages together to sheets: page 1, then 2, of one language, as the pile lies.

    Nothing but their order says which pages are of one sheet, for no number is printed on it. So a
    page that nobody could read ends a sheet: two halves of different people are never joined.
    """
    sorter = _Sorter(pile)
    for page in pages:
        if page.trouble:
            sorter.refused[page.place] = page.trouble
        if page.trouble not in STRANGERS:
            sorter.take(page)
    sorter.close()
    return Sorted(sorter.sheets, sorter.refused)


class _Sorter:
    def __init__(self, pile: Pile) -> None:
        self.sheets: list[tuple[int, ...]] = []
        self.refused: dict[int, Trouble] = {}
        self._pile = pile
        self._current: list[Turned] = []

    def take(self, page: Turned) -> None:
        """Add a page to the sheet that is being put together, or begin another."""
        if page.code is None or not _follows(self._current, page.code):
            self.close()
        if page.code is None:
            return
        self._current.append(page)
        if page.code.page != len(self._current):
            self.close()
        elif len(self._current) == self._pile.pages[page.code.language]:
            self._end()

    def close(self) -> None:
        """Give up a sheet that misses a page."""
        for one in self._current:
            self.refused.setdefault(one.place, Trouble.INCOMPLETE)
        self._current.clear()

    def _end(self) -> None:
        if any(one.trouble for one in self._current):
            self.close()
            return
        self.sheets.append(tuple(one.place for one in self._current))
        self._current.clear()


def _follows(current: Sequence[Turned], code: PageCode) -> bool:
    if not current:
        return True
    last = current[-1].code
    return last is not None and (last.language, last.page + 1) == (code.language, code.page)
