"""The choices sheet: lists of choices, with their words, values and filter columns."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...rules.questions import Choice
from .aside import hidden, kept_header
from .cells import Row, letter
from .columns import Column, Table
from .kinds import withheld
from .languages import header_of
from .logic import Logic
from .report import Findings, Reason
from .tongues import Tongues

_INTEGER = re.compile(r"-?[0-9]{1,4}")
_LEAST_VALUE = -2


@dataclass(slots=True)
class Lists:
    """Every list by name, and its rows under canonical headers for those that nothing uses."""

    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    first_row: dict[str, int] = field(default_factory=dict)
    numbers: dict[str, list[int]] = field(default_factory=dict)
    """Rows of the choices of each list, as the spreadsheet numbers them."""


def read_lists(table: Table, tongues: Tongues, findings: Findings) -> Lists:
    """Read the lists in their order; what is odd in a row is told with its place."""
    reader = _Lists(table, tongues, findings)
    for row in table.rows:
        reader.read(row)
    reader.finish()
    return reader.lists


class _Lists:
    def __init__(self, table: Table, tongues: Tongues, findings: Findings) -> None:
        self.lists = Lists()
        self._table = table
        self._tongues = tongues
        self._findings = findings
        self._drafts: dict[str, list[tuple[Row, str]]] = {}

    def _cell(self, row: Row, base: str) -> str:
        column = self._table.named(base)
        return row.cells.get(column.index, "") if column else ""

    def _warn(self, row: Row, base: str, reason: Reason, **facts: object) -> None:
        where = self._table.where(base)
        self._findings.warn(self._table.sheet.name, row.number, where, reason, **facts)

    def read(self, row: Row) -> None:
        list_name, name = self._cell(row, "list_name"), self._cell(row, "name")
        raw = self._raw(row)
        if not list_name:
            self._warn(row, "list_name", Reason.CHOICE_WITHOUT_LIST, content=_some(raw))
            self.lists.rows.setdefault("", []).append(raw)
            return
        drafts = self._drafts.setdefault(list_name, [])
        if not name:
            if not self._tongues.text(self._table, row, "label"):
                self._warn(row, "name", Reason.ROW_WITHOUT_CONTENT, content=_some(raw))
                return
            name = f"choice_{len(drafts) + 1}"
            self._warn(row, "name", Reason.CHOICE_WITHOUT_NAME, name=name)
        if any(character.isspace() for character in name):
            changed = "_".join(name.split())
            self._warn(row, "name", Reason.NAME_CHANGED, name=name, changed=changed)
            name = changed
        drafts.append((row, name))
        self.lists.first_row.setdefault(list_name, row.number)
        self.lists.rows.setdefault(list_name, []).append({**raw, "name": name})

    def finish(self) -> None:
        for list_name, drafts in self._drafts.items():
            values = self._values(drafts)
            seen: set[str] = set()
            made: list[Choice] = []
            for (row, name), value in zip(drafts, values, strict=True):
                if name in seen:
                    self._warn(row, "name", Reason.DUPLICATE_CHOICE, name=name, list=list_name)
                seen.add(name)
                made.append(self._choice(row, name, value))
            self.lists.choices[list_name] = tuple(made)
            self.lists.numbers[list_name] = [row.number for row, _ in drafts]

    def _values(self, drafts: list[tuple[Row, str]]) -> list[int]:
        """Take the values written by our own export when all are good, else number the choices.

        “I do not know” and “I prefer not to answer” have values of their own, once each.
        """
        written = [self._cell(row, "answer_value") for row, _ in drafts]
        if written and all(map(_INTEGER.fullmatch, written)):
            given = [int(value) for value in written]
            if len(set(given)) == len(given) and min(given) >= _LEAST_VALUE:
                return given
        values: list[int] = []
        count = 0
        for _, name in drafts:
            special = withheld(name)
            if special is not None and special not in values:
                values.append(special)
            else:
                count += 1
                values.append(count)
        return values

    def _choice(self, row: Row, name: str, value: int) -> Choice:
        score = self._cell(row, "score")
        known = {"list_name", "name", "label", "image", "audio", "answer_value"}
        columns = {
            self._header(column): row.cells[column.index]
            for column in self._table.columns
            if column.base not in known and column.index in row.cells
        }
        if _INTEGER.fullmatch(score):
            del columns["score"]
        label = self._tongues.text(self._table, row, "label")
        if not label:
            self._warn(row, "label", Reason.MISSING_LABEL, name=name)
        return Choice(
            name=name,
            value=value,
            label=label,
            score=int(score) if _INTEGER.fullmatch(score) else None,
            image=self._tongues.text(self._table, row, "image"),
            audio=self._tongues.text(self._table, row, "audio"),
            columns=columns,
        )

    def _header(self, column: Column) -> str:
        header = self._tongues.canonical(column)
        return kept_header(header) if not column.base and ":" in header else header

    def _raw(self, row: Row) -> dict[str, str]:
        return {
            self._header(column): row.cells[column.index]
            for column in self._table.columns
            if column.index in row.cells
        }


def quote(lists: Lists, table: Table, logic: Logic) -> None:
    """Check the answers that choices quote, as those of questions; what was typed is kept aside."""
    here = logic.of_sheet(table.sheet.name)
    for name, choices in lists.choices.items():
        lists.choices[name] = tuple(
            _quoting(choice, here.words(choice.label, number, table.where("label")))
            for choice, number in zip(choices, lists.numbers[name], strict=True)
        )


def _quoting(choice: Choice, words: tuple[dict[str, str], dict[str, str]]) -> Choice:
    label, kept = words
    aside = {kept_header(f"label {header_of(tag)}"): hidden(said) for tag, said in kept.items()}
    return replace(choice, label=label, columns={**choice.columns, **aside})


def _some(cells: Mapping[str, str]) -> str:
    return "; ".join(cells.values())[:100]


def unused_columns(table: Table, known: frozenset[str], findings: Findings) -> None:
    """Tell once each column that has something and that the model only keeps."""
    for column in table.columns:
        filled = any(column.index in row.cells for row in table.rows)
        if filled and column.base not in known and not column.header.startswith("duplicate "):
            where = (table.sheet.name, table.top, letter(column.index))
            findings.warn(*where, Reason.COLUMN_NOT_USED, header=column.header)
