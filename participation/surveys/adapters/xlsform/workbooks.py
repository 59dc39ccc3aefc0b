"""The three formats of a form: .xlsx through openpyxl, .xls through xlrd, .csv."""

import csv
import io
import struct
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import openpyxl
import xlrd
from xlrd.biffh import XLRDError
from xlrd.compdoc import CompDoc, CompDocError

from .archive import look_over, refused
from .cells import MAX_COLUMNS, MAX_FILE, Gatherer, Sheet, letter, numbered
from .report import Finding, Findings, FormError, Reason

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_COLUMN = 16_384


def read_sheets(content: bytes, findings: Findings) -> list[Sheet]:
    """Read every sheet of a form, recognised by its bytes and not by its name.

    Raises FormError when the file is empty, larger than MAX_FILE, of no known format, locked,
    carries macros, or goes over a bound; formulas are never evaluated, their place is kept.
    """
    if not content:
        raise refused(Reason.EMPTY_FILE)
    if len(content) > MAX_FILE:
        raise refused(Reason.FILE_TOO_LARGE, megabytes=MAX_FILE // 1024 // 1024)
    if content.startswith(_ZIP):
        look_over(content, findings)
        return _guarded(_read_xlsx, content, findings)
    if content.startswith(_OLE):
        return _guarded(_read_xls, content, findings)
    return _read_csv(content, findings)


def _guarded(
    reader: Callable[[bytes, Findings], list[Sheet]], content: bytes, findings: Findings
) -> list[Sheet]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            sheets = reader(content, findings)
    except FormError:
        raise
    except Exception as error:  # both libraries let any error through on a damaged file
        raise refused(Reason.UNREADABLE) from error
    return sheets


# ------------------------------------------------------------------------------------- xlsx


def _read_xlsx(content: bytes, findings: Findings) -> list[Sheet]:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
    gatherer = Gatherer(findings)
    formulas: dict[str, dict[tuple[int, int], str]] = {}
    for page in book.worksheets:
        found: dict[tuple[int, int], str] = {}
        gatherer.sheet(page.title, _xlsx_rows(page, found))
        formulas[page.title.strip()] = found
    book.close()
    if any(formulas.values()):
        _show_values(content, gatherer.sheets, formulas, findings)
    return gatherer.sheets


def _xlsx_rows(
    page: Any,  # noqa: ANN401
    formulas: dict[tuple[int, int], str],
) -> Iterator[tuple[int, list[tuple[int, object]]]]:
    page.reset_dimensions()
    for number, cells in enumerate(page.iter_rows(max_col=_widest(page)), 1):
        values: list[tuple[int, object]] = []
        for cell in cells:
            if cell.value is None:
                continue
            column = cell.column - 1
            if cell.data_type == "f":
                formulas[number, column] = str(getattr(cell.value, "text", cell.value))
            values.append((column, cell.value))
        yield number, values


def _widest(page: Any) -> int:  # noqa: ANN401
    """Give the width to read: that of the first row, which names the columns, and one more."""
    first = next(iter(page.iter_rows(max_row=1, max_col=_LAST_COLUMN)), ())
    widest = max((int(cell.column) for cell in first if cell.value is not None), default=0)
    return max(MAX_COLUMNS, widest) + 1


def _show_values(
    content: bytes,
    sheets: list[Sheet],
    formulas: dict[str, dict[tuple[int, int], str]],
    findings: Findings,
) -> None:
    """Replace each formula by what its cell shows; keep where it stood."""
    book = openpyxl.load_workbook(
        io.BytesIO(content), read_only=True, keep_links=False, data_only=True
    )
    shown = Gatherer(findings)
    for page, sheet in zip(book.worksheets, sheets, strict=True):
        if not formulas[sheet.name]:
            continue
        sheet.formulas = formulas[sheet.name]
        values = {
            row.number: row.cells for row in shown.sheet(page.title, _xlsx_rows(page, {})).rows
        }
        for row in sheet.rows:
            for column in list(row.cells):
                if (row.number, column) in sheet.formulas:
                    row.cells[column] = values.get(row.number, {}).get(column, "")
    book.close()


# -------------------------------------------------------------------------------------- xls

_BOF, _EOF, _FORMULA, _BOUNDSHEET, _SUPBOOK = 0x0809, 0x000A, 0x0006, 0x0085, 0x01AE
_OWN_SHEETS = b"\x01\x04"


def _read_xls(content: bytes, findings: Findings) -> list[Sheet]:
    try:
        document = CompDoc(content, logfile=io.StringIO())
    except CompDocError as error:
        raise refused(Reason.UNREADABLE) from error
    folders = {entry.name for entry in document.dirlist}
    if "EncryptedPackage" in folders:
        raise refused(Reason.PASSWORD)
    if folders & {"_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros"}:
        raise refused(Reason.MACROS)
    try:
        book = xlrd.open_workbook(
            file_contents=content, on_demand=True, ragged_rows=True, logfile=io.StringIO()
        )
    except XLRDError as error:
        locked = "encrypted" in str(error).lower()
        raise refused(Reason.PASSWORD if locked else Reason.UNREADABLE) from error
    stream, start, size = document.locate_named_stream("Workbook")
    formulas = _xls_formulas(stream[start : start + size] if stream else b"", findings)
    gatherer = Gatherer(findings)
    for index, name in enumerate(book.sheet_names()):
        page = book.sheet_by_index(index)
        rows = (
            [_xls_value(book, cell) for cell in page.row(number)] for number in range(page.nrows)
        )
        sheet = gatherer.sheet(name, numbered(rows))
        sheet.formulas = formulas.get(index, {})
        book.unload_sheet(index)
    return gatherer.sheets


def _xls_value(book: xlrd.Book, cell: xlrd.sheet.Cell) -> object:
    match cell.ctype:
        case xlrd.XL_CELL_DATE:
            try:
                return xlrd.xldate_as_datetime(float(cell.value), book.datemode)
            except (ValueError, OverflowError):
                return cell.value
        case xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        case xlrd.XL_CELL_ERROR:
            return xlrd.error_text_from_code.get(int(cell.value), "#?")
        case _:
            return cell.value


def _xls_formulas(stream: bytes, findings: Findings) -> dict[int, dict[tuple[int, int], str]]:
    """Find the formula records of each sheet (BIFF8: xlrd shows only their values)."""
    starts: list[int] = []
    found: dict[int, dict[tuple[int, int], str]] = {}
    here, position = -1, 0
    while position + 4 <= len(stream):
        code, length = struct.unpack_from("<HH", stream, position)
        if code == _BOUNDSHEET and length >= 4:  # noqa: PLR2004
            starts.append(struct.unpack_from("<I", stream, position + 4)[0])
        elif code == _BOF and position in starts:
            here = starts.index(position)
        elif code == _FORMULA and here >= 0 and length >= 4:  # noqa: PLR2004
            row, column = struct.unpack_from("<HH", stream, position + 4)
            found.setdefault(here, {})[row + 1, column] = "="
        elif code == _SUPBOOK and stream[position + 6 : position + 8] != _OWN_SHEETS:
            findings.warn("", 0, "", Reason.EXTERNAL_LINKS)
        position += 4 + length
    return found


# -------------------------------------------------------------------------------------- csv


def _read_csv(content: bytes, findings: Findings) -> list[Sheet]:
    text = _decoded(content)
    if "\0" in text[:1000]:
        raise refused(Reason.UNKNOWN_FORMAT)
    head = text[:4000]
    delimiter = max(",;\t", key=head.count)
    if not head.strip() or delimiter not in head:
        raise refused(Reason.UNKNOWN_FORMAT)
    gatherer = Gatherer(findings)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise refused(Reason.UNREADABLE) from error
    if _is_one_sheet(rows):
        gatherer.sheet("survey", numbered(rows))
        return gatherer.sheets
    return _stacked(rows, gatherer)


def _decoded(content: bytes) -> str:
    """Decode UTF-8, or UTF-16 with its mark; say the row and column of the first wrong byte."""
    try:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")):
            return content.decode("utf-16")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        row = before.count(b"\n") + 1
        last = before.rpartition(b"\n")[2]
        column = max(last.count(mark) for mark in (b",", b";", b"\t"))
        raise FormError(Finding("csv", row, letter(column), Reason.WRONG_ENCODING)) from error


def _is_one_sheet(rows: list[list[str]]) -> bool:
    first = {cell.strip().lower() for cell in next((row for row in rows if any(row)), [])}
    return "type" in first


def _stacked(rows: list[list[str]], gatherer: Gatherer) -> list[Sheet]:
    """Cut the CSV form of pyxform: a sheet's name in the first column, its rows below it."""
    pages: dict[str, list[tuple[int, Iterable[tuple[int, object]]]]] = {}
    here = ""
    for number, row in enumerate(rows, 1):
        if row and row[0].strip():
            here = row[0].strip()
            pages.setdefault(here, [])
        if here:
            pages[here].append((number, [*enumerate(row)][1:]))
    for name, page in pages.items():
        gatherer.sheet(name, page)
    return gatherer.sheets
