"""A form read whole: sheets, languages, lists, names, rows, groups; and the report of it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...rules.dependencies import circular
from ...rules.questions import (
    ANSWERABLE,
    Group,
    NotAsked,
    Question,
    QuestionKind,
    Questionnaire,
)
from .aside import kept_header, shown
from .cells import Row, Sheet, letter
from .choices import Lists, quote, read_lists, unused_columns
from .columns import SETTINGS, Column, Table, read_table
from .grouping import nested, numbered_items
from .kinds import scored
from .logic import Logic
from .names import Names, references
from .report import Findings, FormError, Reason, Report
from .rows import RowReader
from .sheets import find_sheets, report_formulas
from .tongues import read_tongues
from .types import Control, ReadType, read_type
from .unasked import report_unasked
from .workbooks import read_sheets

NO_TYPE = "(none)"
"""Written as the kept type of a row that had none."""
_INVISIBLE = frozenset(
    {NotAsked.DEVICE, NotAsked.HIDDEN, NotAsked.OLD_COMMAND, NotAsked.NO_TYPE, NotAsked.DISABLED}
)
_SILENT = frozenset({Control.NOTE, Control.CALCULATE})
_USED = frozenset(
    "type name label hint required required_message relevant constraint constraint_message "
    "calculation choice_filter appearance image audio theme criterion pictogram minimum "
    "maximum step asked_as kept_type parameters disabled readonly easy_1 easy_2 easy_3".split()
)


def read_form(
    content: bytes, languages: Mapping[str, str] | None = None
) -> tuple[Questionnaire | None, Report]:
    """Read an XLSForm (.xlsx, .xls or .csv, by its bytes) into a questionnaire.

    `languages` gives the tag of a language as it is typed in the headers ("" for columns that
    name none), to settle what a first reading was unsure of. The questionnaire is None as soon
    as the report has an error: nothing half-read is ever used. Never raises for a bad file.
    """
    findings = Findings()
    try:
        read = _Form(read_sheets(content, findings), languages or {}, findings).read()
    except FormError as error:
        findings.add(error.finding)
        return None, Report(findings.warnings, findings.errors)
    report = Report(
        warnings=findings.warnings,
        errors=findings.errors,
        questions=sum(map(_is_question, read.questionnaire.questions())),
        choices=read.choices,
        groups=sum(1 for _ in read.questionnaire.groups()),
        languages=read.questionnaire.languages,
    )
    return (read.questionnaire if report.ok else None), report


def _is_question(question: Question) -> bool:
    if question.kind is not QuestionKind.NOT_ASKED:
        return question.kind in ANSWERABLE
    if question.not_asked_because in _INVISIBLE:
        return False
    kind = read_type(question.raw.get("type", ""))
    return kind.control not in _SILENT and kind.because not in _INVISIBLE


@dataclass(frozen=True, slots=True)
class _Read:
    questionnaire: Questionnaire
    choices: int


class _Form:
    def __init__(
        self, sheets: list[Sheet], languages: Mapping[str, str], findings: Findings
    ) -> None:
        self._findings = findings
        self._sheets = find_sheets(sheets, findings)
        report_formulas(self._sheets, findings)
        self._tables = {
            kind: read_table(self._sheets.get(kind, Sheet(kind)), kind, findings)
            for kind in ("survey", "choices", "settings")
        }
        self._settings = self._read_settings()
        default = self._settings.pop("default_language", "")
        self._tongues = read_tongues(self._tables, default, languages, findings)

    @property
    def _survey(self) -> Table:
        return self._tables["survey"]

    def read(self) -> _Read:
        for base in ("type", "name"):
            if self._survey.named(base) is None:
                self._findings.error(
                    self._survey.sheet.name, self._survey.top, "", Reason.MISSING_COLUMN, name=base
                )
        typed = list(self._typed_rows())
        lists = self._read_lists(typed)
        rows = self._row_reader(typed, lists)
        items = numbered_items(nested(typed, rows, self._findings))
        questionnaire = self._questionnaire(items, lists, rows)
        self._report_circles(questionnaire)
        report_unasked(questionnaire, self._survey, self._findings)
        if not any(True for _ in questionnaire.questions()):
            self._findings.error(self._survey.sheet.name, 0, "", Reason.NO_QUESTION)
        unused_columns(self._survey, _USED, self._findings)
        return _Read(questionnaire, sum(map(len, lists.choices.values())))

    # ---------------------------------------------------------------------- settings

    def _read_settings(self) -> dict[str, str]:
        """Return the cells of the first row of the settings, by canonical name."""
        table = self._tables["settings"]
        for row in table.rows[1:]:
            content = "; ".join(row.cells.values())
            where = (table.sheet.name, row.number, "")
            self._findings.warn(*where, Reason.ROW_WITHOUT_CONTENT, content=content)
        if not table.rows:
            return {}
        cells = table.rows[0].cells
        cells.update({index: shown(cell) for index, cell in cells.items()})
        return {
            _setting(column): cells[column.index]
            for column in table.columns
            if column.index in cells and not (column.base == "form_title" and column.language)
        }

    # -------------------------------------------------------------------------- rows

    def _typed_rows(self) -> Iterator[tuple[Row, ReadType]]:
        """Give each row of the survey with its type; a row without words is only told."""
        columns = {base: self._survey.named(base) for base in ("type", "kept_type", "name")}
        labels = [column.index for column in self._survey.columns if column.base == "label"]
        for row in self._survey.rows:
            cells = {
                base: row.cells.get(column.index, "") if column else ""
                for base, column in columns.items()
            }
            typed = cells["kept_type"] or cells["type"]
            if typed and typed != NO_TYPE:
                yield row, read_type(typed)
            elif cells["name"] or any(index in row.cells for index in labels):
                yield row, ReadType(Control.NOT_ASKED, because=NotAsked.NO_TYPE)
            else:
                content = "; ".join(row.cells.values())
                where = (self._survey.sheet.name, row.number, "")
                self._findings.warn(*where, Reason.ROW_WITHOUT_CONTENT, content=content)

    def _read_lists(self, typed: list[tuple[Row, ReadType]]) -> Lists:
        table = self._tables["choices"]
        if table.rows:
            for base in ("list_name", "name"):
                if table.named(base) is None:
                    where = (table.sheet.name, table.top, "")
                    self._findings.error(*where, Reason.MISSING_COLUMN, name=base)
        lists = read_lists(table, self._tongues, self._findings)
        if table.named("score") is None:
            column = self._survey.named("appearance")
            scales = {
                kind.list_name: row.cells.get(column.index, "")
                for row, kind in typed
                if column and kind.list_name
            }
            for name, choices in lists.choices.items():
                lists.choices[name] = scored(choices, scales.get(name, ""))
        return lists

    def _row_reader(self, typed: list[tuple[Row, ReadType]], lists: Lists) -> RowReader:
        read = references(cell for row, _ in typed for cell in row.cells.values())
        names = Names(self._survey, self._findings, read)
        for row, kind in typed:
            names.give(row, kind)
        logic = Logic(self._survey.sheet.name, self._findings)
        logic.names = set(names.of_row.values())
        logic.changes = names.changes
        logic.questions, logic.path_of_row = names.questions, names.path_of_row
        logic.lists = _lists_used(typed) & lists.choices.keys()
        quote(lists, self._tables["choices"], logic)
        return RowReader(
            self._survey,
            self._tongues,
            lists,
            bool(self._tables["choices"].rows),
            names,
            logic,
            self._findings,
        )

    # ------------------------------------------------------------------------- whole

    def _questionnaire(
        self, items: tuple[Question | Group, ...], lists: Lists, rows: RowReader
    ) -> Questionnaire:
        settings = dict(self._settings)
        title = {}
        if table := self._tables["settings"].rows:
            title = self._title(table[0])
        settings.pop("form_title", None)
        form_id = settings.pop("form_id", "")
        if not title and form_id:
            title = {self._tongues.order[0]: form_id}
        if _has_duplicates(lists) and settings.get("allow_choice_duplicates") == "yes":
            del settings["allow_choice_duplicates"]
        return Questionnaire(
            title=title,
            languages=self._tongues.order,
            items=items,
            form_id=form_id,
            version=settings.pop("version", ""),
            settings=settings,
            kept=self._kept(lists, rows),
        )

    def _title(self, row: Row) -> dict[str, str]:
        """Return the titles; the one that names no language is in the default one."""
        found = {
            self._tongues.tag(column) if column.language else self._tongues.order[0]: (
                row.cells[column.index]
            )
            for column in self._tables["settings"].columns
            if column.base == "form_title" and column.index in row.cells
        }
        return {tag: found[tag] for tag in self._tongues.order if tag in found}

    def _kept(self, lists: Lists, rows: RowReader) -> dict[str, tuple[Mapping[str, str], ...]]:
        """Keep the rows of lists that no question uses, and of the other sheets of XLSForm."""
        kept: dict[str, tuple[Mapping[str, str], ...]] = {}
        unused: list[Mapping[str, str]] = []
        for name, cells in lists.rows.items():
            if name not in rows.list_users:
                unused.extend(cells)
                if name:
                    where = (self._tables["choices"].sheet.name, lists.first_row[name])
                    column = self._tables["choices"].where("list_name")
                    self._findings.warn(*where, column, Reason.LIST_NOT_USED, list=name)
        if unused:
            kept["choices"] = tuple(unused)
        for name in ("external_choices", "entities", "osm"):
            if (sheet := self._sheets.get(name)) and (plain := _plain_rows(sheet)):
                kept[name] = plain
        return kept

    def _report_circles(self, questionnaire: Questionnaire) -> None:
        """Refuse conditions that turn in a circle; tell one that reads its own answer.

        XForms 1.0 (appendix D) leaves a question out of its own dependencies: it is empty there.
        """
        rows = {question.name: question.origin for question in questionnaire.questions()}
        column = self._survey.where("relevant") or self._survey.where("calculation")
        for names in circular(questionnaire):
            origin = rows[names[0]]
            where = (self._survey.sheet.name, origin.row if origin else 0, column)
            if len(names) == 1:
                self._findings.warn(*where, Reason.SELF_REFERENCE, name=names[0])
            else:
                self._findings.error(*where, Reason.CIRCULAR, names=", ".join(names))


def _setting(column: Column) -> str:
    """Name a setting; pyxform would take one called `type` for the type of the whole form."""
    if column.base in SETTINGS and not column.language:
        return column.base
    return kept_header(column.header) if column.header.lower() == "type" else column.header


def _lists_used(typed: list[tuple[Row, ReadType]]) -> set[str]:
    """Give the lists that a question offers: the others are kept, but never read."""
    return {kind.list_name for _, kind in typed if kind.list_name}


def _has_duplicates(lists: Lists) -> bool:
    return any(
        len({choice.name for choice in choices}) < len(choices)
        for choices in lists.choices.values()
    )


def _plain_rows(sheet: Sheet) -> tuple[Mapping[str, str], ...]:
    headers = sheet.rows[0].cells if sheet.rows else {}
    return tuple(
        {
            re.sub(r"\s+", " ", headers.get(index, f"column_{letter(index)}")): cell
            for index, cell in row.cells.items()
        }
        for row in sheet.rows[1:]
    )
