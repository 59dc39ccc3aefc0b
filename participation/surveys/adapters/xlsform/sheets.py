"""Which sheet is which, and what formulas and error values do in them."""

import re

from .cells import Row, Sheet, letter
from .report import Finding, Findings, FormError, Reason

_NAMES = {
    "survey": ("survey", "surveys", "questions", "questionnaire"),
    "choices": ("choices", "choice", "choices and columns", "select", "options"),
    "settings": ("settings", "setting"),
    "external_choices": ("external_choices", "external choices"),
    "entities": ("entities",),
    "osm": ("osm",),
}
_ERROR = re.compile(r"#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
_NOTHING = frozenset({"", "0"})
_CONSTANTS = {"=TRUE()": "TRUE", "=FALSE()": "FALSE"}
_READ_BY_PEOPLE_OR_LOGIC = re.compile(
    r"(?:bind::?)?(type|name|value|list[_ ]name|label|caption|hint|relevan\w+|constraint.*"
    r"|calculat\w+|choice_filter|required.message)(?:::?.*)?|(?:media::?)?(?:image|audio).*",
    re.IGNORECASE,
)


def find_sheets(sheets: list[Sheet], findings: Findings) -> dict[str, Sheet]:
    """Return the sheets of an XLSForm by their standard name; tell those that are not of it.

    Raises FormError when no sheet can be the survey.
    """
    found: dict[str, Sheet] = {}
    for kind, names in _NAMES.items():
        for name in names:
            for sheet in sheets:
                if _folded(sheet.name) == name and kind not in found and sheet.rows:
                    found[kind] = sheet
    if "survey" not in found:
        found["survey"] = _guessed(sheets, findings)
    taken = {id(sheet) for sheet in found.values()}
    for sheet in sheets:
        if id(sheet) not in taken and sheet.rows:
            findings.warn(sheet.name, 0, "", Reason.SHEET_IGNORED, name=sheet.name)
    return found


def _folded(name: str) -> str:
    return re.sub(r"\s+", " ", name.strip().lower())


def _guessed(sheets: list[Sheet], findings: Findings) -> Sheet:
    """Take the only sheet whose first row names a type and a name."""
    likely = [
        sheet
        for sheet in sheets
        if sheet.rows and {"type", "name"} <= set(map(_folded, sheet.rows[0].cells.values()))
    ]
    if len(likely) != 1:
        raise FormError(Finding("", 0, "", Reason.MISSING_SHEET, {"name": "survey"}))
    findings.warn(likely[0].name, 0, "", Reason.SHEET_GUESSED, name=likely[0].name)
    return likely[0]


def report_formulas(sheets: dict[str, Sheet], findings: Findings) -> None:
    """Tell each formula and error value; nothing is evaluated.

    What the cell showed when the file was saved is kept. In a column that people read or that
    the logic needs, a formula that showed nothing (or 0, which programs write) is an error.
    """
    for kind in ("survey", "choices", "settings"):
        sheet = sheets.get(kind)
        if sheet is None or not sheet.rows:
            continue
        headers = sheet.rows[0].cells
        for row in sheet.rows:
            for column in {*row.cells, *_formula_columns(sheet, row)}:
                _report_cell(kind, sheet, row, column, headers.get(column, ""), findings)


def _formula_columns(sheet: Sheet, row: Row) -> set[int]:
    return {column for number, column in sheet.formulas if number == row.number}


def _report_cell(
    kind: str, sheet: Sheet, row: Row, column: int, header: str, findings: Findings
) -> None:
    where = (sheet.name, row.number, letter(column))
    formula = sheet.formulas.get((row.number, column))
    if formula is not None:
        shown = row.cells.get(column) or _CONSTANTS.get(formula, "")
        matters = kind != "settings" and bool(_READ_BY_PEOPLE_OR_LOGIC.fullmatch(header.strip()))
        if matters and shown in _NOTHING:
            findings.error(*where, Reason.FORMULA, formula=formula)
            return
        row.cells[column] = shown or formula
        findings.warn(*where, Reason.FORMULA_SHOWN, formula=formula, shown=row.cells[column])
    elif _ERROR.fullmatch(row.cells.get(column, "")):
        findings.error(*where, Reason.CELL_ERROR, value=row.cells[column])
