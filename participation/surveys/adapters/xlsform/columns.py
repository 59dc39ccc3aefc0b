"""What each column of a sheet holds, from its header as typed."""

import re
from dataclasses import dataclass

from .cells import Row, Sheet, letter
from .languages import read_language
from .report import Findings, Reason

SURVEY = frozenset(
    "type name label hint guidance_hint required required_message relevant constraint "
    "constraint_message calculation choice_filter default appearance readonly repeat_count "
    "parameters image audio video big-image trigger disabled save_to note intent body rows "
    "theme criterion pictogram minimum maximum step asked_as kept_type "
    "easy_1 easy_2 easy_3".split()
)
CHOICES = frozenset("list_name name label image audio video big-image score answer_value".split())
SETTINGS = frozenset("form_title form_id version default_language".split())
TRANSLATED = frozenset(
    "label hint guidance_hint required_message constraint_message image audio video "
    "big-image form_title".split()
)
_SURVEY_ALIASES = {
    "command": "type",
    "tag": "name",
    "value": "name",
    "caption": "label",
    "text": "label",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "bind::readonly": "readonly",
    "bind::jr:constraintmsg": "constraint_message",
    "bind::jr:requiredmsg": "required_message",
    "control::appearance": "appearance",
    "body::appearance": "appearance",
    "control::jr:count": "repeat_count",
    "jr:count": "repeat_count",
    "count": "repeat_count",
    "jr:constraintmsg": "constraint_message",
    "constraining_message": "constraint_message",
    "jr:requiredmsg": "required_message",
    "requiredmsg": "required_message",
    "calculate": "calculation",
    "read_only": "readonly",
    "media::image": "image",
    "media::audio": "audio",
    "media::video": "video",
    "media::big-image": "big-image",
}
_CHOICE_ALIASES = {
    "list": "list_name",
    "listname": "list_name",
    "value": "name",
    "caption": "label",
    "media::image": "image",
    "media::audio": "audio",
    "media::video": "video",
    "media::big-image": "big-image",
}
_SETTING_ALIASES = {
    "set_form_title": "form_title",
    "title": "form_title",
    "set_form_id": "form_id",
    "id_string": "form_id",
}
_KNOWN = {
    "survey": (SURVEY, _SURVEY_ALIASES),
    "choices": (CHOICES, _CHOICE_ALIASES),
    "settings": (SETTINGS, _SETTING_ALIASES),
}


_TITLE = re.compile(r"form_title\s+(\S.*)")
"""Our own way to write titles in further languages: pyxform takes no `form_title::`."""
_UNSAFE = frozenset({"instance::tag"})
"""Columns of a known meaning elsewhere that pyxform fails on: kept under their letters."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds (`base`, "" when unknown), its language, its header as typed."""

    index: int
    base: str
    language: str
    """Language as typed after `::`, "" when there is none."""
    header: str


@dataclass(slots=True)
class Table:
    """A sheet whose first row named its columns; `rows` are those below it."""

    sheet: Sheet
    columns: tuple[Column, ...]
    rows: list[Row]
    top: int = 1
    """Number of the row that names the columns."""

    def named(self, base: str) -> Column | None:
        """Return the first column that holds this, of no particular language."""
        return next((column for column in self.columns if column.base == base), None)

    def where(self, base: str) -> str:
        """Return the letter of the column that holds this; "" if there is none."""
        column = self.named(base)
        return "" if column is None else letter(column.index)


def read_table(sheet: Sheet, kind: str, findings: Findings) -> Table:
    """Name the columns of a sheet from its first row; headers may be untidy.

    Columns without a header keep a name made of their letter; a second column of the same
    meaning keeps its header and a number; both are told.
    """
    if not sheet.rows:
        return Table(sheet, (), [])
    top, *rows = sheet.rows
    columns: list[Column] = []
    seen: set[tuple[str, str]] = set()
    headers: set[str] = set()
    for index in sorted({index for row in sheet.rows for index in row.cells}):
        header = top.cells.get(index, "")
        if not header:
            findings.warn(sheet.name, top.number, letter(index), Reason.COLUMN_WITHOUT_NAME)
            header = f"column_{letter(index)}"
        if header.strip().lower() in _UNSAFE:
            header = header.replace(":", "_")
        base, language = read_header(header, kind)
        key = (base or header, read_language(language).tag if language else "")
        if key in seen:
            findings.warn(
                sheet.name, top.number, letter(index), Reason.DUPLICATE_COLUMN, header=header
            )
            base, language, header = "", "", f"duplicate {header.replace(':', ' ')}"
        seen.add(key)
        typed, count = header, 1
        while header in headers:
            count += 1
            header = f"{typed} ({count})"
        headers.add(header)
        columns.append(Column(index, base, language, header))
    return Table(sheet, tuple(columns), rows, top.number)


def read_header(header: str, kind: str) -> tuple[str, str]:
    """Split a header into what it holds and its language; ("", "") when it is not of XLSForm."""
    known, aliases = _KNOWN[kind]
    if kind == "settings" and (title := _TITLE.fullmatch(header.strip())):
        return "form_title", title[1]
    parts = [part.strip() for part in re.split(r"::|(?<!jr):(?!\s*$)", header) if part.strip()]
    if not parts:
        return "", ""
    for taken in (2, 1):
        if len(parts) < taken:
            continue
        base = "::".join(re.sub(r"[\s_]+", "_", part).lower() for part in parts[:taken])
        base = aliases.get(base, base)
        if base in known:
            language = "::".join(parts[taken:])
            if language and base not in TRANSLATED:
                return "", ""
            return base, language
    return "", ""
