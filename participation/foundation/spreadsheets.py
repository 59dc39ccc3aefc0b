"""The first sheet of an XLSX or a CSV file as rows of text, read within bounds."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from string import ascii_uppercase

import openpyxl

from participation.foundation.archives import ArchiveError, ArchiveReason, look_over

MAX_FILE = 5 * 1024 * 1024
MAX_ROWS = 10_000
MAX_COLUMNS = 60
MAX_CELL = 2_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
ASLEEP = re.compile(r"[+-][\d ().,/-]*$")
"""What may begin with + or -: numbers, telephone numbers."""
_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f]|[Ff]{3}[EeFf])_")
_EDGES = " \t\r\n\v\f\u00a0\u200b\ufeff"


class SheetRefusal(StrEnum):
    """Why a file or one of its cells cannot be read."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    UNKNOWN_FORMAT = "unknown-format"
    OLD_FORMAT = "old-format"
    DAMAGED = "damaged"
    LOCKED = "locked"
    MACROS = "macros"
    TOO_MANY_ROWS = "too-many-rows"
    TOO_MANY_COLUMNS = "too-many-columns"
    WRONG_ENCODING = "wrong-encoding"
    FORMULA = "formula"
    UNSEEN_SIGN = "unseen-sign"
    CELL_TOO_LONG = "cell-too-long"


_OF_ARCHIVE = {
    ArchiveReason.PASSWORD: SheetRefusal.LOCKED,
    ArchiveReason.MACROS: SheetRefusal.MACROS,
    ArchiveReason.UNPACKED_TOO_LARGE: SheetRefusal.TOO_LARGE,
    ArchiveReason.TOO_MANY_CELLS: SheetRefusal.TOO_MANY_ROWS,
    ArchiveReason.TOO_MANY_COLUMNS: SheetRefusal.TOO_MANY_COLUMNS,
    ArchiveReason.CELL_TOO_LONG: SheetRefusal.TOO_LARGE,
}


class SheetError(Exception):
    """The file is refused as a whole: `reason` says why."""

    def __init__(self, reason: SheetRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: row from 1, column from 0, what it shows."""

    row: int
    column: int
    text: str
    is_formula: bool = False


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell that cannot be taken: row from 1, column from 0."""

    row: int
    column: int
    reason: SheetRefusal


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, its rows that hold something (number from 1, texts by column from 0)."""

    sheet: str
    rows: tuple[tuple[int, dict[int, str]], ...]
    faults: tuple[Fault, ...]


def column_letter(column: int) -> str:
    """Give the letters that a spreadsheet shows for a column counted from 0."""
    shown, rest = "", column + 1
    while rest:
        rest, digit = divmod(rest - 1, len(ascii_uppercase))
        shown = ascii_uppercase[digit] + shown
    return shown


def plain(value: object) -> str:
    """Give the text of a cell: whole numbers without a point, days and times as ISO 8601."""
    match value:
        case None:
            return ""
        case str():
            text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), value)
            return text.replace("\r\n", "\n").replace("\r", "\n").strip(_EDGES)
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case datetime() | date() | time():
            return value.isoformat()
        case _:
            return str(value)


def read_table(content: bytes) -> Table:
    """Read a file recognised by its bytes, not by its name; SheetError when it is out of bounds.

    Formulas are never run nor shown as values: each is a fault of its cell. At most 5 MB, 10,000
    rows below the headings and 60 columns.
    """
    if not content.strip():
        raise SheetError(SheetRefusal.EMPTY)
    if len(content) > MAX_FILE:
        raise SheetError(SheetRefusal.TOO_LARGE)
    if content.startswith(OLE):
        raise SheetError(SheetRefusal.OLD_FORMAT)
    return _xlsx(content) if content.startswith(ZIP) else _gather("CSV", _csv(content))


def _xlsx(content: bytes) -> Table:
    try:
        look_over(content)
    except ArchiveError as error:
        reason = _OF_ARCHIVE.get(error.reason, SheetRefusal.DAMAGED)
        raise SheetError(reason) from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
            page = book.worksheets[0]
            page.reset_dimensions()
            return _gather(page.title, _cells(page.iter_rows(max_col=MAX_COLUMNS + 1)))
    except SheetError:
        raise
    except Exception as error:  # openpyxl lets any error through on a damaged file
        raise SheetError(SheetRefusal.DAMAGED) from error


def _cells(rows: Iterator[tuple[object, ...]]) -> Iterator[Cell]:
    for number, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            value = getattr(cell, "value", None)
            if value is not None:
                is_formula = getattr(cell, "data_type", "") == "f"
                yield Cell(number, column, "" if is_formula else plain(value), is_formula)


def _gather(sheet: str, cells: Iterator[Cell]) -> Table:
    rows: dict[int, dict[int, str]] = {}
    faults: list[Fault] = []
    for cell in cells:
        text = cell.text.strip(_EDGES)
        if not text and not cell.is_formula:
            continue
        if cell.column >= MAX_COLUMNS:
            raise SheetError(SheetRefusal.TOO_MANY_COLUMNS)
        if cell.row not in rows and len(rows) > MAX_ROWS:
            raise SheetError(SheetRefusal.TOO_MANY_ROWS)
        rows.setdefault(cell.row, {})[cell.column] = text
        if reason := _why_not(cell, text):
            faults.append(Fault(cell.row, cell.column, reason))
    return Table(sheet, tuple(sorted(rows.items())), tuple(faults))


def _why_not(cell: Cell, text: str) -> SheetRefusal | None:
    runs = text.startswith(("=", "@")) or (text.startswith(("+", "-")) and not ASLEEP.match(text))
    if cell.is_formula or runs:
        return SheetRefusal.FORMULA
    if UNSEEN.search(text):
        return SheetRefusal.UNSEEN_SIGN
    return SheetRefusal.CELL_TOO_LONG if len(text) > MAX_CELL else None


def _csv(content: bytes) -> Iterator[Cell]:
    text = _decoded(content)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    if "\0" in text[:1000] or not first.strip():
        raise SheetError(SheetRefusal.UNKNOWN_FORMAT)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(line):
                yield Cell(number, column, value)
    except csv.Error as error:
        raise SheetError(SheetRefusal.DAMAGED) from error


def _decoded(content: bytes) -> str:
    """Decode UTF-8 or UTF-16 by its mark, else UTF-8, else what a French Excel writes (cp1252)."""
    encodings = ("utf-16",) if content.startswith(UTF16) else ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetError(SheetRefusal.WRONG_ENCODING)
