"""Hostile and damaged forms: each is refused with its place, none costs much or raises."""

import io
import random
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings, strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from participation.surveys.adapters.xlsform import Finding, Reason, Report, check_file, read_form
from participation.surveys.labels.xlsform import sentence
from tests.surveys.old_excel import old_form
from tests.surveys.sheets import YES_NO, Cell, form, questions

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


# ---------------------------------------------------------------------------------- the file


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY_FILE),
        (b"\0" * 600, Reason.UNKNOWN_FORMAT),
        (b"%PDF-1.7\n", Reason.UNKNOWN_FORMAT),
        (b"PK\x03\x04" + b"x" * 100, Reason.UNREADABLE),
        (GOOD[: len(GOOD) // 2], Reason.UNREADABLE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), Reason.UNREADABLE),
        (old_form({"survey": [["type"]]})[:900], Reason.UNREADABLE),
        (b"x" * (5 * 1024 * 1024 + 1), Reason.FILE_TOO_LARGE),
        (repacked({"xl/vbaProject.bin": b"x"}), Reason.MACROS),
        (repacked({"xl/macrosheets/sheet1.xml": b"<a/>"}), Reason.MACROS),
        (old_form({"survey": [["type"]]}, ["_VBA_PROJECT_CUR"]), Reason.MACROS),
        (old_form({"survey": [["type"]]}, ["EncryptedPackage"]), Reason.PASSWORD),
    ],
)
def test_files_that_are_no_form_are_refused(content: bytes, reason: Reason) -> None:
    assert reason in errors(content)


def test_links_to_other_files_are_never_followed() -> None:
    linked = repacked({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"})
    questionnaire, report = read_form(linked)
    assert questionnaire is not None
    assert Reason.EXTERNAL_LINKS in {finding.reason for finding in report.warnings}


BOMB = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>
<x>&c;&c;&c;</x>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>'


@pytest.mark.parametrize("part", [SURVEY, "xl/workbook.xml", "xl/styles.xml", "docProps/x.xml"])
@pytest.mark.parametrize("xml", [BOMB, OUTSIDE, BOMB.decode().encode("utf-16")])
def test_entities_are_refused_in_every_part(part: str, xml: bytes) -> None:
    assert Reason.DOCUMENT_TYPE in errors(repacked({part: xml}))


def test_a_part_that_lies_about_its_size_is_counted() -> None:
    content = bytearray(repacked({"xl/media/image1.bin": bytes(60 * 1024 * 1024)}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            if struct.unpack_from("<I", content, start + offset)[0] == 60 * 1024 * 1024:
                struct.pack_into("<I", content, start + offset, 1000)
            start += 4
    assert errors(bytes(content)).keys() & {Reason.UNPACKED_TOO_LARGE, Reason.UNREADABLE}


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({SURVEY: sheet_xml("<row>" + "<c><v>1</v></c>" * 200_000 + "</row>")},
         {Reason.TOO_MANY_COLUMNS}),
        ({SURVEY: sheet_xml('<row r="1"><c t="inlineStr"><is><t>' + "x" * 3_000_000)},
         {Reason.CELL_TOO_LONG}),
        ({SURVEY: sheet_xml(f'<row r="1" spans="{"1" * 4_000_000}"/>')}, {Reason.CELL_TOO_LONG}),
        ({SURVEY: sheet_xml("<a>" * 5_000)}, {Reason.UNREADABLE}),
        ({"xl/styles.xml": b"<s>" + b"<xf/>" * 300_000 + b"</s>"}, {Reason.UNREADABLE}),
        ({f"xl/media/{number}.bin": b"" for number in range(600)}, {Reason.UNPACKED_TOO_LARGE}),
    ],
)  # fmt: skip
def test_shapes_made_to_exhaust_the_reader_stop_early(
    changes: dict[str, bytes], reasons: set[Reason]
) -> None:
    begun = time.process_time()
    assert reasons <= set(errors(repacked(changes)))
    assert time.process_time() - begun < 5


PROGRAM = """
import resource, sys
from pathlib import Path
from participation.surveys.adapters.xlsform import check_file
check_file(Path(sys.argv[1]))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
line = check_file(Path(sys.argv[2]))
growth = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
print(line["errors"][0]["reason"], growth // 1024)
"""


def bomb(kind: str) -> bytes:
    """Give about 1 MB or less that would unpack to about 100 MB, or to just under the bound."""
    if kind == "zeros":
        return repacked({"xl/media/image1.bin": bytes(100 * 1024 * 1024)})
    if kind == "rows":
        return repacked({SURVEY: sheet_xml("<row><c><v>1</v></c></row>" * 3_700_000)})
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    texts = "<si><t>ab</t></si>" * 2_700_000
    return repacked({"xl/sharedStrings.xml": f'<sst xmlns="{space}">{texts}</sst>'.encode()})


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("zeros", "unpacked_too_large"),
        ("rows", "unpacked_too_large"),
        ("strings", "too_many_cells"),
    ],
)
def test_a_bomb_costs_less_than_fifty_megabytes(tmp_path: Path, kind: str, reason: str) -> None:
    (tmp_path / "good.xlsx").write_bytes(GOOD)
    (tmp_path / "bomb.xlsx").write_bytes(bomb(kind))
    assert (tmp_path / "bomb.xlsx").stat().st_size < 2 * 1024 * 1024
    said = subprocess.run(
        [sys.executable, "-c", PROGRAM, tmp_path / "good.xlsx", tmp_path / "bomb.xlsx"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert said[0] == reason
    assert int(said[1]) < 50


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


# ------------------------------------------------------------------------------ damaged files


def damaged(content: bytes, seed: int) -> bytes:
    """Change, cut or repeat some bytes."""
    draw = random.Random(seed)
    bytes_ = bytearray(content)
    for _ in range(draw.randint(1, 8)):
        at = draw.randrange(len(bytes_))
        match draw.randrange(3):
            case 0:
                bytes_[at] = draw.randrange(256)
            case 1:
                del bytes_[at : at + draw.randrange(40)]
            case _:
                bytes_[at:at] = bytes_[at : at + draw.randrange(40)]
    return bytes(bytes_)


OLD = old_form({"survey": [["type", "name", "label"], ["select_one yn", "q", "=1"]],
                "choices": [["list_name", "name"], ["yn", "yes"], ["yn", 2.5]]})  # fmt: skip
CSV = b"type,name,label::fr,relevant\ntext,q,Question,1 = 1\nnote,n,${q},selected(${q}; 'x')\n"


@pytest.mark.parametrize("content", [GOOD, OLD, CSV], ids=["xlsx", "xls", "csv"])
def test_a_damaged_file_never_raises(content: bytes) -> None:
    for seed in range(100):
        questionnaire, report = read_form(damaged(content, seed))
        assert report.ok is (questionnaire is not None)


def test_a_damaged_part_inside_a_sound_archive_never_raises() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for seed in range(80):
        name = random.Random(seed).choice(sorted(parts))
        questionnaire, report = read_form(repacked({name: damaged(parts[name], seed)}))
        assert report.ok is (questionnaire is not None)


CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    st.sampled_from(["text", "select_one yn", "begin group", "end group", "begin repeat", "yn",
                     "end repeat", "calculate", "range", "note", "q", "${q}", "yes", "TRUE", "=1"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=12),
    st.integers(-9, 9),
    st.booleans(),
)  # fmt: skip
HEADERS = st.sampled_from(
    ["type", "name", "label", "label::fr", "label::English (en)", "relevant", "relevance",
     "constraint", "calculation", "required", "parameters", "list_name", "appearance", "x", None,
     "media::image", "hint::x::y", "minimum", "asked_as", "kept_type", "bind::relevant"]
)  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_no_table_raises_and_every_finding_has_a_sentence(data: st.DataObject) -> None:
    def table(first: list[Cell]) -> list[list[Cell]]:
        headers: list[Cell] = [*first, *data.draw(st.lists(HEADERS, max_size=5))]
        cells = st.lists(CELLS, min_size=len(headers), max_size=len(headers))
        rows: list[list[Cell]] = data.draw(st.lists(cells, max_size=6))
        return [headers, *rows]

    try:
        content = form(table(["type", "name"]), table(["list_name", "name"]))
    except IllegalCharacterError:
        return
    report: Report = read_form(content)[1]
    assert all(sentence(finding) for finding in (*report.errors, *report.warnings))
