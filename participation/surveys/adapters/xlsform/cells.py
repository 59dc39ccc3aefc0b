"""Cells of a workbook or of a CSV file as text, read within bounds."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from participation.foundation.spreadsheets import column_letter, plain

from .report import Finding, Findings, FormError, Reason

MAX_FILE = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_BLANK_ROWS = 100_000
MAX_COLUMNS = 200
MAX_SHEETS = 60
MAX_CELLS = 200_000
MAX_CELL_TEXT = 32_767
"""Characters of one cell: the limit of the format itself."""

letter = column_letter
"""Letters of a column counted from 0."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_OVERRIDE = re.compile(r"[\u202d\u202e]")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something: its number as shown, and its texts by column from 0."""

    number: int
    cells: dict[int, str]


@dataclass(slots=True)
class Sheet:
    """One sheet: its rows with something in them, and where its formulas stand."""

    name: str
    rows: list[Row] = field(default_factory=list)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """Text of each formula by (row, column from 0)."""


class Gatherer:
    """Collects the rows of one workbook within the bounds, refusing what no text may hold."""

    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self._cells = 0
        self.sheets: list[Sheet] = []

    def sheet(self, name: str, rows: Iterable[tuple[int, Iterable[tuple[int, object]]]]) -> Sheet:
        """Gather a sheet from its (row number, (column, value)…); raise FormError out of bounds."""
        if len(self.sheets) >= MAX_SHEETS:
            raise FormError(Finding(name, 0, "", Reason.TOO_MANY_CELLS, {"cells": str(MAX_CELLS)}))
        sheet = Sheet(name.strip())
        self.sheets.append(sheet)
        for number, values in rows:
            if number > MAX_BLANK_ROWS:
                raise self._too_many_rows(sheet, number)
            if cells := self._texts(sheet, number, values):
                if len(sheet.rows) > MAX_ROWS:
                    raise self._too_many_rows(sheet, number)
                sheet.rows.append(Row(number, cells))
        return sheet

    @staticmethod
    def _too_many_rows(sheet: Sheet, number: int) -> FormError:
        facts = {"rows": str(MAX_ROWS)}
        return FormError(Finding(sheet.name, number, "", Reason.TOO_MANY_ROWS, facts))

    def _texts(
        self, sheet: Sheet, number: int, values: Iterable[tuple[int, object]]
    ) -> dict[int, str]:
        cells: dict[int, str] = {}
        for column, value in values:
            if text := self._text(sheet, number, column, value):
                cells[column] = text
                self._cells += 1
        if any(column >= MAX_COLUMNS for column in cells):
            where = letter(max(cells))
            facts = {"columns": str(MAX_COLUMNS)}
            raise FormError(Finding(sheet.name, number, where, Reason.TOO_MANY_COLUMNS, facts))
        if self._cells > MAX_CELLS:
            facts = {"cells": str(MAX_CELLS)}
            raise FormError(Finding(sheet.name, number, "", Reason.TOO_MANY_CELLS, facts))
        return cells

    def _text(self, sheet: Sheet, number: int, column: int, value: object) -> str:
        text = plain(value)
        if not text:
            return ""
        where = (sheet.name, number, letter(column))
        if len(text) > MAX_CELL_TEXT:
            self._findings.error(*where, Reason.CELL_TOO_LONG, characters=MAX_CELL_TEXT)
            return ""
        if found := _CONTROL.search(text):
            self._findings.error(*where, Reason.CONTROL_CHARACTER, code=f"U+{ord(found[0]):04X}")
            return _CONTROL.sub("", text)
        if found := _OVERRIDE.search(text):
            self._findings.error(*where, Reason.DIRECTION_OVERRIDE, code=f"U+{ord(found[0]):04X}")
            return _OVERRIDE.sub("", text)
        if "\ufffd" in text:
            self._findings.error(*where, Reason.WRONG_ENCODING)
        return text


def numbered(
    rows: Iterable[Iterable[object]],
) -> Iterator[tuple[int, Iterator[tuple[int, object]]]]:
    """Give rows their numbers from 1, and their values theirs from 0."""
    for number, values in enumerate(rows, 1):
        yield number, iter(enumerate(values))
