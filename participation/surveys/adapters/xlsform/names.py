"""Names of questions and groups: made valid, unique, and the same wherever they are read."""

import re
from collections.abc import Iterable, Mapping

from .cells import Row
from .columns import Table
from .paths import Path
from .report import Findings, Reason
from .types import Control, ReadType

REFERENCE = re.compile(r"\$\{([^{}]+)\}")
_VALID = re.compile(r"[^\W\d][\w.\-]*")
_RESERVED = frozenset({"meta"})
_BEGINS = frozenset({Control.BEGIN_GROUP, Control.BEGIN_REPEAT})
_ENDS = frozenset({Control.END_GROUP, Control.END_REPEAT})
_LONGEST = 64


def references(texts: Iterable[str]) -> set[str]:
    """Return the names that `${…}` reads in these texts."""
    return {
        found[1].strip() for text in texts if "${" in text for found in REFERENCE.finditer(text)
    }


def renamed(text: str, changes: Mapping[str, str]) -> str:
    """Replace the names read in a text by their new ones."""
    if "${" not in text:
        return text

    def new(found: re.Match[str]) -> str:
        return f"${{{changes[name]}}}" if (name := found[1].strip()) in changes else found[0]

    return REFERENCE.sub(new, text)


class Names:
    """Names of the rows of a survey sheet, by row number."""

    def __init__(self, table: Table, findings: Findings, read: set[str]) -> None:
        self._sheet = table.sheet.name
        self._where = table.where("name")
        self._column = table.named("name")
        self._findings = findings
        self._read = read
        self.of_row: dict[int, str] = {}
        self.changes: dict[str, str] = {}
        self._questions: dict[str, int] = {}
        self._groups: dict[str, int] = {}
        self._scopes: list[dict[str, int]] = [{}]
        self._groups_open: list[str] = []
        self.path_of_row: dict[int, Path] = {}
        self.questions: dict[Path, str] = {}
        """Names of the questions by the path that a form may call them."""

    def give(self, row: Row, kind: ReadType) -> None:
        """Name one row; rows come in order, so that each group knows its own names."""
        if kind.control in _ENDS:
            if len(self._scopes) > 1:
                self._scopes.pop()
                self._groups_open.pop()
            return
        typed = row.cells.get(self._column.index, "") if self._column else ""
        name = self._valid(row, typed, kind)
        self.of_row[row.number] = self._unique(row, name, kind)
        self.path_of_row[row.number] = (*self._groups_open, typed or name)
        if kind.control in _BEGINS:
            self._scopes.append({})
            self._groups_open.append(typed or name)
        else:
            self.questions.setdefault(self.path_of_row[row.number], self.of_row[row.number])

    def _tell(self, row: Row, reason: Reason, **facts: object) -> None:
        self._findings.warn(self._sheet, row.number, self._where, reason, **facts)

    def _valid(self, row: Row, typed: str, kind: ReadType) -> str:
        if not typed:
            stem = "group" if kind.control in _BEGINS else "row"
            name = f"{stem}_{row.number}"
            if kind.control is not Control.NOT_ASKED:
                self._tell(row, Reason.MISSING_NAME, name=name)
            return name
        if _VALID.fullmatch(typed) and typed not in _RESERVED and len(typed) <= _LONGEST:
            return typed
        name = re.sub(r"[^\w.\-]+", "_", typed)[:_LONGEST]
        if not _VALID.fullmatch(name) or name in _RESERVED:
            name = f"q_{name}"[:_LONGEST]
        self._tell(row, Reason.NAME_CHANGED, name=typed, changed=name)
        self.changes[typed] = name
        return name

    def _unique(self, row: Row, name: str, kind: ReadType) -> str:
        """Give a name of its own to each question, and to each group.

        Two of one name in one group, or read by `${…}`, cannot be told apart: an error.
        """
        scope = self._scopes[-1]
        taken = self._groups if kind.control in _BEGINS else self._questions
        first = scope.get(name) or (taken.get(name) if name in self._read else None)
        if first:
            self._findings.error(
                self._sheet, row.number, self._where, Reason.DUPLICATE_NAME, name=name, first=first
            )
        given, count = name, 1
        while given in taken:
            count += 1
            given = f"{name}_{count}"
        if given != name and not first:
            facts = {"name": name, "changed": given, "first": taken[name]}
            self._tell(row, Reason.DUPLICATE_NAME_CHANGED, **facts)
        scope.setdefault(name, row.number)
        taken[given] = row.number
        return given
