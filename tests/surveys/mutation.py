"""Our own forms with some cells, rows, columns, sheets or bytes changed, by a seed."""

import csv
import io
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl

from tests.surveys.sheets import form

FORMS = Path(__file__).parent / "forms"
Sheets = dict[str, list[list[str]]]

BUSY: Sheets = {
    "survey": [
        ["type", "name", "label::fr", "label::en", "relevant", "constraint", "calculation",
         "choice_filter", "required", "appearance", "parameters", "media::image::fr"],
        ["select_one zones or_other", "zone", "Où ?", "Where?", "", "", "", "", "yes", "", "", ""],
        ["select_one places", "place", "Quel lieu ?", "Which place?", "${zone} != ''", "", "",
         "zone = ${zone}", "", "minimal", "", "lieu.png"],
        ["select_multiple places", "all", "Lesquels ?", "Which ones?", "",
         "count-selected(.) <= 2", "", "zone = current()/../zone", "", "", "", ""],
        ["begin_group", "g", "Groupe", "Group", "selected(${all}, 'a')", "", "", "", "",
         "field-list", "", ""],
        ["integer", "age", "Âge de ${place} ?", "Age?", "../../zone = 'n'",
         ". >= 0 and . <= 120", "", "", "${zone} = 'n'", "", "", ""],
        ["range", "note", "Note", "Score", "", "", "", "", "", "", "start=0 end=10 step=1", ""],
        ["calculate", "twice", "", "", "", "",
         "round(${age} * 2 div 3, 1) + sum(instance('places')/root/item[zone = ${zone}]/score)",
         "", "", "", "", ""],
        ["end_group", "", "", "", "", "", "", "", "", "", "", ""],
        ["begin_repeat", "child", "Enfant", "Child", "", "", "", "", "", "", "", ""],
        ["date", "born", "Né le", "Born", "", ". < today()", "", "", "", "", "", ""],
        ["end_repeat", "", "", "", "", "", "", "", "", "", "", ""],
        ["note", "end", "Merci ${twice}", "Thanks", "regex(${zone}, '^[a-z]+$')", "", "", "", "",
         "", "", ""],
    ],
    "choices": [
        ["list_name", "name", "label::fr", "label::en", "zone", "score"],
        ["zones", "n", "Nord", "North", "", ""],
        ["zones", "s", "Sud", "South", "", ""],
        ["places", "a", "Salle A", "Room A", "n", "1"],
        ["places", "b", "Salle B", "Room B", "s", "2"],
    ],
    "settings": [["form_title", "form_id", "default_language"], ["Essai", "essai", "fr"]],
}  # fmt: skip
VALUES = (
    *("", " ", "text", "integer", "select_one places", "select_one nowhere", "select_multiple",
      "begin_group", "end_group", "begin repeat", "end repeat", "calculate", "note", "range",
      "rank places", "geopoint", "nothing known", "select_one_from_file x.csv", "hidden"),
    *("zone", "meta", "1st", "a b", "é", "x" * 200, "${zone}", "${nobody}", "${", "$", "true()"),
    *("yes", "no", "TRUE", "=1+1", "@x", "-1", "1e9", "2024-05-06", "NaN", "🙂", "نص", "\u202eabc",
      "\u200b", "a\nb", "<b>${zone}</b>", "start=9 end=1 step=0", "start=a", "'", '"', "&lt;"),
    *("(" * 300 + "1" + ")" * 300, "1 or " * 400 + "1", "regex(., '(a+)+(b')", ". = ${place}",
      "instance('places')/root/item[zone = ${zone}][1]/name = ''", "../zone = 'n'", "${age} > ",
      "pulldata('a', 'b', 'c', ${zone})", "position(..) > 1", "if(1, 2)", "not(${place})"),
)  # fmt: skip
HEADERS = (
    *(
        "type",
        "name",
        "label",
        "label::fr",
        "label::English (en)",
        "label::??",
        "hint",
        "relevance",
    ),
    *("constraint_message", "media::audio", "default", "trigger", "repeat_count", "list_name", ""),
    *("bind::relevant", "answer_value", "minimum", "maximum", "disabled", "readonly", "a::b::c::d"),
)
NAMES = ("Survey", "choice", "settings ", "external_choices", "survey2", "x" * 31)


@cache
def _originals() -> tuple[Sheets, ...]:
    found: list[Sheets] = [BUSY]
    for name in ("satisfaction.xlsx", "untidy.xlsx"):
        book = openpyxl.load_workbook(FORMS / name)
        found.append(
            {
                page.title: [
                    ["" if cell is None else str(cell) for cell in row] for row in page.values
                ]
                for page in book.worksheets
            }
        )
    return tuple(found)


def mutant(seed: int) -> bytes:
    """Give a form changed in one to six ways: .xlsx, .csv, or a file whose bytes are damaged."""
    draw = random.Random(seed)
    original = draw.choices(_originals(), (6, 1, 3))[0]
    sheets = {name: [list(row) for row in rows] for name, rows in original.items()}
    for _ in range(draw.randint(1, 6)):
        draw.choices(CHANGES, WEIGHTS)[0](draw, sheets)
    content = _as_csv(sheets) if draw.random() < 0.15 else form(None, settings=None, others=sheets)
    return damaged(content, seed) if draw.random() < 0.15 else content


def _as_csv(sheets: Sheets) -> bytes:
    file = io.StringIO()
    write = csv.writer(file)
    for name, rows in sheets.items():
        write.writerow([name])
        write.writerows([["", *row] for row in rows])
    return file.getvalue().encode()


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


def _rows(draw: random.Random, sheets: Sheets) -> list[list[str]]:
    filled = [rows for rows in sheets.values() if rows and rows[0]]
    return draw.choice(filled) if filled else [[""]]


def _cell(draw: random.Random, sheets: Sheets) -> None:
    row = draw.choice(_rows(draw, sheets)[1:] or [[""]])
    row[draw.randrange(len(row))] = draw.choice(VALUES)


def _letters(draw: random.Random, sheets: Sheets) -> None:
    row = draw.choice(_rows(draw, sheets))
    place = draw.randrange(len(row))
    at = draw.randrange(len(row[place]) + 1)
    row[place] = row[place][:at] + draw.choice("()'\"${}[]/.,é_ 0") + row[place][at + 1 :]


def _row(draw: random.Random, sheets: Sheets) -> None:
    rows = _rows(draw, sheets)
    at, other = (draw.randrange(len(rows)) for _ in range(2))
    match draw.randrange(3):
        case 0 if len(rows) > 1:
            del rows[at]
        case 1:
            rows.insert(other, list(rows[at]))
        case _:
            rows[at], rows[other] = rows[other], rows[at]


def _column(draw: random.Random, sheets: Sheets) -> None:
    rows = _rows(draw, sheets)
    at, kind = draw.randrange(len(rows[0])), draw.randrange(3)
    for row in rows:
        if kind == 0 and len(row) > 1:
            del row[min(at, len(row) - 1)]
        elif kind == 1:
            row.append(row[min(at, len(row) - 1)])
    if kind == 2:
        rows[0][at] = draw.choice(HEADERS)


def _sheet(draw: random.Random, sheets: Sheets) -> None:
    name = draw.choice(list(sheets))
    other = draw.choice(NAMES)
    match draw.randrange(3):
        case 0 if len(sheets) > 1:
            del sheets[name]
        case 1 if other.lower() not in map(str.lower, sheets):
            sheets[other] = sheets.pop(name)
        case _:
            sheets[name] = sheets[name][: draw.randrange(1, 4)] or [[""]]


def _groups(draw: random.Random, sheets: Sheets) -> None:
    rows = _rows(draw, sheets)
    rest = [""] * (len(rows[0]) - 2)
    for number in range(draw.choice((1, 2, 30))):
        rows.insert(1, ["begin_group", f"deep{number}", *rest][: len(rows[0])])
        rows.append(["end_group", "", *rest][: len(rows[0])])


CHANGES: tuple[Callable[[random.Random, Sheets], None], ...] = (
    _cell,
    _letters,
    _row,
    _column,
    _sheet,
    _groups,
)
WEIGHTS = (8, 5, 3, 3, 1, 1)
