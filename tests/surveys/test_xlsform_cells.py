"""Hostile cells: bounds, formulas, signs that deceive, expressions made to hang."""

import io
import time
from pathlib import Path

import pytest
import xlsxwriter

from participation.surveys.adapters.xlsform import Reason, check_file, read_form
from participation.surveys.labels.xlsform import sentence
from tests.surveys.hostile import errors, place
from tests.surveys.sheets import YES_NO, Cell, form, questions

# --------------------------------------------------------------------------------- the cells


def test_a_hundred_thousand_rows_stop_at_the_bound(tmp_path: Path) -> None:
    path = tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        page = book.add_worksheet("survey")
        page.write_row(0, 0, ["type", "name", "label"])
        for row in range(1, 100_001):
            page.write_row(row, 0, ["note", f"n{row}", "Note"])
    line = check_file(path)
    assert line["ok"] is False
    assert line["errors"] == [
        {"sheet": "survey", "row": 10_002, "column": "", "reason": "too_many_rows"}
    ]


def test_two_hundred_columns_are_the_bound() -> None:
    wide = (("type", "name", "label", *(f"c{n}" for n in range(250))), ("note", "n", "N"))
    assert place(form(wide), Reason.TOO_MANY_COLUMNS) == ("survey", 1, "IS")


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("_x0000_NUL", Reason.CONTROL_CHARACTER),
        ("a\x7fb", Reason.CONTROL_CHARACTER),
        ("a\x85b\x9f", Reason.CONTROL_CHARACTER),
        ("abc\u202edef", Reason.DIRECTION_OVERRIDE),
        ("abc\u202ddef", Reason.DIRECTION_OVERRIDE),
        ("caf\ufffd", Reason.WRONG_ENCODING),
        ("#REF!", Reason.CELL_ERROR),
    ],
)
def test_characters_that_deceive_are_refused_where_they_stand(cell: Cell, reason: Reason) -> None:
    assert place(form(questions(("text", "q", cell))), reason) == ("survey", 2, "C")
    shown = form(questions(("select_one l", "q", "Q")), (("list_name", "name", "label"),
                                                         ("l", "a", cell)))  # fmt: skip
    assert place(shown, reason) == ("choices", 2, "C")


def test_letters_beyond_the_first_plane_and_isolates_are_welcome() -> None:
    questionnaire, _ = read_form(form(questions(("text", "q", "🏠 \u2067نعم\u2069 \u200f 𐌀"))))
    assert questionnaire is not None
    assert next(iter(questionnaire.questions())).label == {"fr": "🏠 \u2067نعم\u2069 \u200f 𐌀"}


@pytest.mark.parametrize(
    ("column", "letter"), [("label", "C"), ("name", "B"), ("relevant", "D"), ("hint", "E")]
)
def test_a_formula_that_shows_nothing_is_refused_and_never_evaluated(
    column: str, letter: str
) -> None:
    headers = ["type", "name", "label", "relevant", "hint"]
    row: list[Cell] = ["text", "q", "Q", None, None]
    row[headers.index(column)] = '=HYPERLINK("http://127.0.0.1:1/","x")'
    assert place(form([headers, row]), Reason.FORMULA) == ("survey", 2, letter)


def test_a_formula_that_showed_its_text_is_read_with_a_warning() -> None:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file) as book:
        page = book.add_worksheet("survey")
        page.write_row(0, 0, ["type", "name", "label", "required"])
        page.write_row(1, 0, ["text", "q"])
        page.write_formula(1, 2, '="Où "&"?"', None, "Où ?")
        page.write_formula(1, 3, "=TRUE()", None, "TRUE")
    questionnaire, report = read_form(file.getvalue())
    assert questionnaire is not None
    question = next(iter(questionnaire.questions()))
    assert (question.label, question.required) == ({"fr": "Où ?"}, True)
    shown = [finding for finding in report.warnings if finding.reason is Reason.FORMULA_SHOWN]
    assert [(finding.column, finding.facts["shown"]) for finding in shown] == [
        ("C", "Où ?"),
        ("D", "TRUE"),
    ]


@pytest.mark.parametrize(
    ("text", "row", "column"),
    [
        ("type,name,label\ntext,q,été\n", 2, "C"),
        ("type;name;label\r\ntext;q;ok\r\nnote;été;x\r\n", 3, "B"),
    ],
)
def test_a_csv_of_another_encoding_says_where(text: str, row: int, column: str) -> None:
    assert place(text.encode("cp1252"), Reason.WRONG_ENCODING) == ("csv", row, column)


def test_missing_sheets_are_named() -> None:
    assert errors(form(None, YES_NO))[Reason.MISSING_SHEET].facts == {"name": "survey"}
    alone = form(questions(("select_one yn", "q", "Q")))
    assert errors(alone)[Reason.MISSING_SHEET].facts == {"name": "choices"}


def test_groups_without_end_are_bounded() -> None:
    deep = [("begin_group", f"g{number}", "G") for number in range(3_000)]
    assert place(form(questions(*deep)), Reason.TOO_DEEP) == ("survey", 22, "A")


HOSTILE = (
    "(" * 5_000,
    "-" * 5_000 + "1",
    "not(" * 2_000 + "1" + ")" * 2_000,
    "1" + " or 1" * 5_000,
    "regex(., '" + "(a+)+" * 90 + "b')",
    "regex(., '((((((a{999}){999}){999}){999}){999}){999})')",
    "${" * 3_000,
    "${" + " " * 30_000,
    "'" * 4_001,
    "start=" * 5_000,
    "a" * 30_000,
    "select_one " + "x " * 9_000 + "or_other",
    "begin group " + " " * 9_000 + "x",
    "label::" + "(" * 9_000,
    "::" * 9_000,
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_in_any_column_takes_long_or_raises(text: str) -> None:
    headers = ("type", "name", "label", "relevant", "constraint", "calculation", "choice_filter",
               "parameters", "required", "default", "repeat_count", text[:32_000])  # fmt: skip
    begun = time.process_time()
    for column in range(len(headers)):
        for kind in ("range", "select_multiple yn"):
            row: list[Cell] = [kind, "q", "Q", *[None] * 9]
            row[column] = text
            report = read_form(form(questions(row, headers=headers), YES_NO))[1]
            assert all(sentence(finding) for finding in (*report.errors, *report.warnings))
    assert time.process_time() - begun < 20
