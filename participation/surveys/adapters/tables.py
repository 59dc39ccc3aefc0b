"""Texts of a questionnaire given to translators as one sheet a language, and taken back."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from participation.foundation.exports import DANGEROUS, xlsx_file
from participation.foundation.spreadsheets import column_letter, plain

from ..rules.texts import (
    TO_DO,
    Hand,
    Key,
    Said,
    Sort,
    Standing,
    State,
    Trouble,
    why_not_words,
)
from .xlsform.cells import Sheet
from .xlsform.report import MAX_FINDINGS, Finding, Findings, FormError, Reason
from .xlsform.workbooks import read_sheets

PLACE, SORT, SOURCE, WORDS, STATE = range(5)
LONGEST_NAME = 27
"""Signs of a sheet's name: a spreadsheet takes 31."""
_ESCAPED = re.compile(r"_x005F_(?=x[0-9A-Fa-f]{4}_)")
"""How a workbook writes an underscore before what looks like the code of a sign."""
_UNNAMEABLE = re.compile(r"[\[\]:*?/\\']")
_SIGNS = {
    Reason.CONTROL_CHARACTER: Trouble.CONTROL_CHARACTER,
    Reason.WRONG_ENCODING: Trouble.CONTROL_CHARACTER,
    Reason.DIRECTION_OVERRIDE: Trouble.DIRECTION_OVERRIDE,
    Reason.CELL_TOO_LONG: Trouble.TOO_LONG,
}


@dataclass(frozen=True, slots=True)
class Headings:
    """The words of the first row and of the states, in the reader's language."""

    columns: tuple[str, str, str, str, str]
    sorts: Mapping[Sort, str]
    states: Mapping[State, str]
    known: Mapping[str, State]
    """Each state by its words in any language of staff: a file may have been made in another."""


@dataclass(frozen=True, slots=True)
class UntakenCell:
    """A cell that was not taken: sheet, row from 1, letters of the column, place and why."""

    sheet: str
    row: int
    column: str
    place: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class TakenTable:
    """Words and states by language and place, and the cells that were not taken."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    machine: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Places whose new words their sheet says a machine wrote."""
    confirmed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Places that were to do, whose words stay and whose state the sheet now says is translated."""
    untaken: tuple[UntakenCell, ...] = ()
    refused: Finding | None = None
    """Why the whole file is refused."""

    def said(self, tongues: Mapping[str, Sequence[Standing]]) -> dict[Key, Said]:
        """Give what the file says of each text; no file says that somebody read a language."""
        found: dict[Key, Said] = {}
        for tag, words in self.words.items():
            by_machine = self.machine.get(tag, frozenset())
            for place, text in words.items():
                is_machine = place in by_machine
                state = State.MACHINE if is_machine else State.TRANSLATED
                hand = Hand.MACHINE if is_machine else Hand.IMPORTED
                found[place, tag] = Said(text, state, hand)
        for tag, places in self.confirmed.items():
            for each in tongues[tag]:
                if each.place in places:
                    found[each.place, tag] = Said(each.words, State.TRANSLATED, Hand.IMPORTED)
        return found


def export_table(tongues: Mapping[str, Sequence[Standing]], headings: Headings) -> bytes:
    """Write one sheet a language, named by its tag: place, kind, original, translation, state.

    No cell is a formula, and none becomes one when the sheet is saved as CSV: an apostrophe stands
    before what would run, and is taken off when it comes back.
    """
    names = sheet_names(tongues)
    sheets = [
        (name, headings.columns, [_row(each, headings) for each in tongues[tag]])
        for name, tag in names.items()
    ]
    with xlsx_file(sheets) as written:
        return written.read()


def _row(each: Standing, headings: Headings) -> tuple[str, ...]:
    words = (each.place, headings.sorts[each.sort], each.source, each.words)
    state = headings.states[each.state]
    return (*(asleep(one) for one in words), state)


def sheet_names(tags: Iterable[str]) -> dict[str, str]:
    """Give the language of each sheet's name: its tag, in signs that a spreadsheet takes."""
    found: dict[str, str] = {}
    for tag in tags:
        name = _UNNAMEABLE.sub("-", tag)[:LONGEST_NAME]
        if name.casefold() in {known.casefold() for known in found}:
            name = f"{name}~{len(found)}"
        found[name] = tag
    return found


def asleep(text: str) -> str:
    """Put one apostrophe before a text that would run, or that `awake` would take for one."""
    return f"'{text}" if _runs(text) else text


def awake(text: str) -> str:
    """Take off the apostrophe that `asleep` put."""
    return text[1:] if text.startswith("'") and _runs(text[1:]) else text


def _runs(text: str) -> bool:
    return text.lstrip("'")[:1] in DANGEROUS


def import_table(
    content: bytes, tongues: Mapping[str, Sequence[Standing]], headings: Headings
) -> TakenTable:
    """Read a workbook that `export_table` wrote and people filled; what stays the same is no news.

    The file is read within the bounds of the forms' reader: size, unpacked size, cells; formulas
    are refused cell by cell. A text is left out and told by sheet, row and column, for the reasons
    of a PO file.
    """
    findings = Findings()
    try:
        sheets = read_sheets(content, findings)
    except FormError as error:
        return TakenTable(refused=error.finding)
    if len(findings.errors) >= MAX_FINDINGS:
        return TakenTable(untaken=(UntakenCell("", 0, "", "", Trouble.UNREADABLE),))
    wrong = {
        (each.sheet.strip(), each.row, each.column): _SIGNS[each.reason]
        for each in findings.errors
        if each.reason in _SIGNS
    }
    names, reader = sheet_names(tongues), _Reader(wrong, headings)
    for sheet in sheets:
        if any(row.cells for row in sheet.rows):
            tag = names.get(sheet.name, "")
            reader.read(sheet, tag, tongues.get(tag))
    return reader.taken()


class _Reader:
    """Gathers what the sheets of one workbook say."""

    def __init__(self, wrong: Mapping[tuple[str, int, str], Trouble], headings: Headings) -> None:
        self._wrong, self._headings = wrong, headings
        self._words: dict[str, dict[str, str]] = {}
        self._marks: dict[State, dict[str, set[str]]] = {State.MACHINE: {}, State.TRANSLATED: {}}
        self._untaken: list[UntakenCell] = []

    def taken(self) -> TakenTable:
        """Give what was gathered."""
        machine, confirmed = (
            {tag: frozenset(places) for tag, places in self._marks[state].items()}
            for state in (State.MACHINE, State.TRANSLATED)
        )
        return TakenTable(self._words, machine, confirmed, tuple(self._untaken))

    def read(self, sheet: Sheet, tag: str, standings: Sequence[Standing] | None) -> None:
        """Read one sheet; one that is no language of the questionnaire, or changed, gives nothing.

        One cell is one text: of two rows of a place that disagree, neither is taken.
        """
        if standings is None:
            self._untaken.append(UntakenCell(sheet.name, 0, "", "", Trouble.UNKNOWN_LANGUAGE))
            return
        first = sheet.rows[0]
        if not {PLACE, SOURCE, WORDS} <= first.cells.keys():
            self._untaken.append(UntakenCell(sheet.name, first.number, "", "", Trouble.NO_COLUMNS))
            return
        known = {shown(each.place): each for each in standings}
        seen: dict[str, str] = {}
        for row in sheet.rows[1:]:
            cells = {at: _ESCAPED.sub("_", text) for at, text in row.cells.items()}
            name, words = cells.get(PLACE, ""), cells.get(WORDS, "")
            each = known.get(name)
            trouble = self._why_not(sheet, row.number, cells, each)
            if trouble is None and seen.setdefault(name, words) != words:
                trouble = Trouble.TWICE
            if trouble or each is None:
                place = each.place if each else awake(name)
                self._tell(sheet, row.number, place, trouble or Trouble.UNKNOWN)
                if trouble is Trouble.TWICE and each:
                    self._forget(tag, each.place)
            elif words:
                self._take(tag, each, words, cells.get(STATE, ""))

    def _why_not(
        self, sheet: Sheet, row: int, cells: Mapping[int, str], each: Standing | None
    ) -> Trouble | None:
        """Say why a row is not taken; an empty cell of a text that is missing is no news."""
        for column in (PLACE, SOURCE, WORDS):
            if (row, column) in sheet.formulas:
                return Trouble.FORMULA
            if found := self._wrong.get((sheet.name, row, column_letter(column))):
                return found
        if each is None:
            return Trouble.UNKNOWN
        if cells.get(SOURCE, "") != shown(each.source):
            return Trouble.STALE
        words = cells.get(WORDS, "")
        if not words:
            return Trouble.EMPTY if shown(each.words) else None
        if words == shown(each.words):
            return None
        return why_not_words(awake(words), each.source)

    def _take(self, tag: str, each: Standing, words: str, state: str) -> None:
        said = self._headings.known.get(state)
        if words != shown(each.words):
            self._words.setdefault(tag, {})[each.place] = awake(words)
            if said is State.MACHINE:
                self._marks[State.MACHINE].setdefault(tag, set()).add(each.place)
        elif said is State.TRANSLATED and each.state in TO_DO:
            self._marks[State.TRANSLATED].setdefault(tag, set()).add(each.place)

    def _forget(self, tag: str, place: str) -> None:
        self._words.get(tag, {}).pop(place, None)
        for marks in self._marks.values():
            marks.get(tag, set()).discard(place)

    def _tell(self, sheet: Sheet, row: int, place: str, trouble: Trouble) -> None:
        column = {Trouble.UNKNOWN: PLACE, Trouble.STALE: SOURCE}.get(trouble, WORDS)
        where = column_letter(column)
        self._untaken.append(UntakenCell(sheet.name, row, where, place, trouble))


def shown(text: str) -> str:
    """Give a text as a cell gives it back: asleep, without the blanks that a reader trims."""
    return plain(asleep(text))
