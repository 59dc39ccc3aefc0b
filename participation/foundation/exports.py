"""CSV and XLSX out, through one writer that keeps formulas asleep."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import IO

import xlsxwriter

Cell = str | int | float | None
DANGEROUS = frozenset("=+-@\t\r\n;|%")
LOT = 500
IN_MEMORY = 4 * 1024 * 1024


def defuse(cell: Cell) -> Cell:
    """Put an apostrophe before a text that a spreadsheet would run (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in DANGEROUS else cell


def _defused(row: Sequence[Cell]) -> list[Cell]:
    """Do to each cell what `defuse` does, without a call for each of millions."""
    return [f"'{x}" if isinstance(x, str) and x[:1] in DANGEROUS else x for x in row]


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Stream CSV in UTF-8 with a byte-order mark, which spreadsheets need to see accents."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    buffer.write("\N{BYTE ORDER MARK}")
    waiting = itertools.chain([headings], rows)
    while lot := list(itertools.islice(waiting, LOT)):
        writer.writerows(map(_defused, lot))
        yield buffer.getvalue().encode()
        buffer.seek(0)
        buffer.truncate()


def xlsx_file(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> IO[bytes]:
    """Write sheets (name, headings, rows) to a temporary file, row by row, and rewind it."""
    target = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller sends it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        bold = book.add_format({"bold": True})
        for name, headings, rows in sheets:
            sheet = book.add_worksheet(name[:31])
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, _defused(headings), bold)
            for number, row in enumerate(rows, 1):
                sheet.write_row(number, 0, _defused(row))
    target.seek(0)
    return target
