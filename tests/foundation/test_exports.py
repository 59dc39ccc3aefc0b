"""Exports: no cell runs as a formula, whatever people wrote; the words stay readable."""

import csv
import io
import zipfile

import pytest
from openpyxl import load_workbook

from participation.foundation.exports import csv_lines, defuse, xlsx_file

EVIL = [
    "=1+1",
    "+33 6",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("http://example.org","x")',
    "=cmd|' /C calc'!A0",
    "%0A=1",
    ";=1",
]


@pytest.mark.parametrize("text", EVIL)
def test_a_dangerous_cell_is_defused(text: str) -> None:
    assert defuse(text) == "'" + text


@pytest.mark.parametrize("cell", [1, 2.5, None, "Repas", "l’accueil", ""])
def test_an_innocent_cell_stays_as_it_is(cell: str | float | None) -> None:
    assert defuse(cell) == cell


def test_a_csv_is_read_back_without_any_live_formula() -> None:
    data = b"".join(csv_lines(["=tête", "b"], [[text, "ناس"] for text in EVIL])).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(data), delimiter=";"))
    assert len(rows) == len(EVIL) + 1
    assert all(row[0].startswith("'") for row in rows)
    assert {row[1] for row in rows[1:]} == {"ناس"}


def test_a_workbook_holds_no_formula_and_no_link() -> None:
    with xlsx_file([("Réponses", ["=a"], [[text] for text in EVIL])]) as book:
        with zipfile.ZipFile(book) as archive:
            inside = b"".join(archive.read(name) for name in archive.namelist())
        book.seek(0)
        sheet = load_workbook(book).active
        assert sheet is not None
        cells = [cell.value for cell in sheet["A"]]
    assert b"<f>" not in inside
    assert b"<hyperlinks>" not in inside
    assert [str(cell).replace("_x000D_", "\r") for cell in cells[1:]] == ["'" + t for t in EVIL]
