"""Forms made for one test: a few rows given as lists become a file."""

import io
from collections.abc import Mapping, Sequence

import openpyxl

Cell = str | int | float | bool | None
Rows = Sequence[Sequence[Cell]]

SETTINGS: Rows = (("form_title", "default_language"), ("Enquête", "Français (fr)"))


def form(
    survey: Rows | None,
    choices: Rows | None = None,
    settings: Rows | None = SETTINGS,
    others: Mapping[str, Rows] | None = None,
) -> bytes:
    """Give the bytes of an .xlsx with these sheets, each cell as it is."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    sheets = {"survey": survey, "choices": choices, "settings": settings, **(others or {})}
    for name, rows in sheets.items():
        if rows is None:
            continue
        page = book.create_sheet(name)
        for row in rows:
            page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def questions(*rows: Sequence[Cell], headers: Sequence[str] = ("type", "name", "label")) -> Rows:
    """Give a survey sheet with these rows."""
    return (headers, *rows)


YES_NO: Rows = (
    ("list_name", "name", "label::Français (fr)", "label::Arabe (ar)"),
    ("yn", "yes", "Oui", "نعم"),
    ("yn", "no", "Non", "لا"),
)
