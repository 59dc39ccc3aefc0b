"""Rows nested in their groups, and questions numbered in the order they are asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ...rules.questions import Group, Question
from .cells import Row
from .columns import Table
from .report import Findings, Reason
from .rows import RowReader
from .types import Control, ReadType

MAX_DEPTH = 20
_BEGINS = frozenset({Control.BEGIN_GROUP, Control.BEGIN_REPEAT})
_ENDS = {Control.END_GROUP: Control.BEGIN_GROUP, Control.END_REPEAT: Control.BEGIN_REPEAT}

Items = tuple[Question | Group, ...]


@dataclass(slots=True)
class _Open:
    """A group whose end has not come."""

    head: Group
    control: Control
    items: list[Question | Group] = field(default_factory=list)


def nested(typed: Sequence[tuple[Row, ReadType]], rows: RowReader, findings: Findings) -> Items:
    """Read the rows into questions and groups; a group that does not close is an error."""
    nest = _Nest(rows, findings)
    for row, kind in typed:
        if not nest.take(row, kind):
            break
    return nest.closed()


def numbered_items(items: Items) -> Items:
    """Give each question its number, from 1, in order."""
    count = 0

    def number(item: Question | Group) -> Question | Group:
        nonlocal count
        if isinstance(item, Group):
            return replace(item, items=tuple(map(number, item.items)))
        count += 1
        return replace(item, number=count)

    return tuple(map(number, items))


class _Nest:
    def __init__(self, rows: RowReader, findings: Findings) -> None:
        self._rows = rows
        self._findings = findings
        self._top: list[Question | Group] = []
        self._opened: list[_Open] = []

    @property
    def _here(self) -> list[Question | Group]:
        return self._opened[-1].items if self._opened else self._top

    @property
    def _table(self) -> Table:
        return self._rows.table

    def take(self, row: Row, kind: ReadType) -> bool:
        """Put a row in its place; False when groups are too deep to go on."""
        if kind.control in _BEGINS:
            if len(self._opened) >= MAX_DEPTH:
                self._error(row.number, Reason.TOO_DEEP, depth=MAX_DEPTH)
                return False
            self._opened.append(_Open(self._rows.group(row, kind), kind.control))
        elif kind.control in _ENDS:
            self._close(row, kind.control)
        else:
            repeats = any(group.head.repeats for group in self._opened)
            self._here.append(self._rows.question(row, kind, repeats=repeats))
        return True

    def closed(self) -> Items:
        """Return the items; each group still open is an error at its beginning."""
        for group in self._opened:
            origin = group.head.origin
            row = origin.row if origin else 0
            self._error(row, Reason.GROUP_NOT_CLOSED, name=group.head.name)
        while self._opened:
            group = self._opened.pop()
            self._here.append(replace(group.head, items=tuple(group.items)))
        return tuple(self._top)

    def _close(self, row: Row, control: Control) -> None:
        if not self._opened:
            self._error(row.number, Reason.GROUP_NOT_OPENED)
            return
        group = self._opened.pop()
        if group.control is not _ENDS[control]:
            self._error(row.number, Reason.GROUP_NOT_CLOSED, name=group.head.name)
        self._here.append(replace(group.head, items=tuple(group.items)))

    def _error(self, row: int, reason: Reason, **facts: object) -> None:
        sheet, column = self._table.sheet.name, self._table.where("type")
        self._findings.error(sheet, row, column, reason, **facts)
