"""Forms made to do harm: parts replaced in a sound archive, and what was refused."""

import io
import zipfile

from participation.surveys.adapters.xlsform import Finding, Reason, read_form
from tests.surveys.sheets import YES_NO, form, questions

GOOD = form(questions(("select_one yn", "q", "Q")), YES_NO)


def errors(content: bytes) -> dict[Reason, Finding]:
    questionnaire, report = read_form(content)
    assert questionnaire is None
    assert not report.ok
    return {finding.reason: finding for finding in report.errors}


def place(content: bytes, reason: Reason) -> tuple[str, int, str]:
    found = errors(content)
    assert reason in found, found
    return found[reason].sheet, found[reason].row, found[reason].column


def repacked(changes: dict[str, bytes], content: bytes = GOOD) -> bytes:
    """Give an .xlsx with some parts replaced or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, changes.get(name, old.read(name)))
        for name, part in changes.items():
            if name not in old.namelist():
                new.writestr(name, part)
    return file.getvalue()


def sheet_xml(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


SURVEY = "xl/worksheets/sheet1.xml"
