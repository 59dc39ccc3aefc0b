"""What is published about one question: figures before protection, and what may be shown."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum


class Hidden(StrEnum):
    """Why a figure is not shown; a hidden cell holds this and no number."""

    FEW_ANSWERS = "few_answers"
    NEARLY_ALL = "nearly_all"
    PROTECTS_ANOTHER = "protects_another"
    WITHHELD = "withheld"


Cell = int | Hidden


@dataclass(frozen=True, slots=True)
class Table:
    """Everything published about one question, before protection: build it with `fill`.

    It must hold all rows that anyone may see (services, poles, association, breakdowns, waves that
    are added up): what one page shows must not undo what another hides. Each reader then gets her
    rows by `ProtectedTable.only`.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Mapping[tuple[str, str], int] = field(repr=False)
    row_sums: tuple[Sum, ...] = ()
    column_sums: tuple[Sum, ...] = ()
    bases: Mapping[str, str] = field(default_factory=dict)
    """Denominator of each column; a column without one counts people, not answers."""
    open_columns: frozenset[str] = frozenset()
    """Columns that tell no answer (gave no opinion): hidden only with their base."""
    crossed: frozenset[str] = frozenset()
    """Rows that cross two traits of people (service and language): the public threshold applies."""
    least: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)
    """Figures that another page shows to be at least so many (people who left messages)."""
    most: Mapping[tuple[str, str], int] = field(default_factory=dict, repr=False)
    """Figures that another page shows to be no more (people who responded)."""


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """What may be shown: numbers, or the reason why there is none."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: Mapping[tuple[str, str], Cell]
    bases: Mapping[str, str]
    threshold: Threshold

    def cell(self, row: str, column: str) -> Cell:
        """Give the number or the reason; KeyError for a line that the table does not have."""
        return self.cells[row, column]

    def share(self, row: str, column: str) -> tuple[int, int] | Hidden:
        """Give (hits, answered), or why there is no share: both must be visible."""
        hits, answered = self.cells[row, column], self.cells[row, self.bases[column]]
        if isinstance(hits, Hidden):
            return hits
        return answered if isinstance(answered, Hidden) else (hits, answered)

    def counts(self, row: str, columns: Iterable[str]) -> dict[str, int] | Hidden:
        """Give all these counts, or why one is hidden: means and tests need them all."""
        found: dict[str, int] = {}
        for column in columns:
            cell = self.cells[row, column]
            if isinstance(cell, Hidden):
                return cell
            found[column] = cell
        return found

    def only(self, rows: Sequence[str]) -> "ProtectedTable":
        """Keep these rows, in this order: what one reader may see of the whole publication."""
        cells = {(row, column): self.cells[row, column] for row in rows for column in self.columns}
        return ProtectedTable(tuple(rows), self.columns, cells, self.bases, self.threshold)


def fill(
    counts: Mapping[tuple[str, str], int],
    *,
    row_sums: Sequence[Sum] = (),
    column_sums: Sequence[Sum] = (),
    bases: Mapping[str, str] | None = None,
    open_columns: Iterable[str] = (),
    crossed: Iterable[str] = (),
    least: Mapping[tuple[str, str], int] | None = None,
    most: Mapping[tuple[str, str], int] | None = None,
) -> Table:
    """Make a table from its elementary counts (row, column) and add up the sums.

    Sums come parts first (services into poles, then poles into the association). Raises ValueError
    for a missing or negative count, or when two ways of adding the same line disagree.
    """
    rows = list(dict.fromkeys(r for r, _ in counts))
    columns = list(dict.fromkeys(c for _, c in counts))
    full = dict(counts)
    if len(full) != len(rows) * len(columns) or min(full.values(), default=0) < 0:
        raise ValueError("each row needs a count in each column, none of them negative")
    for each in row_sums:
        _add_up(full, [((each.whole, c), [(p, c) for p in each.parts]) for c in columns])
        rows += [each.whole] if each.whole not in rows else []
    for each in column_sums:
        _add_up(full, [((r, each.whole), [(r, p) for p in each.parts]) for r in rows])
        columns += [each.whole] if each.whole not in columns else []
    return Table(
        rows=tuple(rows),
        columns=tuple(columns),
        counts=full,
        row_sums=tuple(row_sums),
        column_sums=tuple(column_sums),
        bases=dict(bases or {}),
        open_columns=frozenset(open_columns),
        crossed=frozenset(crossed),
        least=dict(least or {}),
        most=dict(most or {}),
    )


def _add_up(
    full: dict[tuple[str, str], int],
    wholes: Iterable[tuple[tuple[str, str], list[tuple[str, str]]]],
) -> None:
    for whole, parts in wholes:
        total = sum(full[part] for part in parts)
        if full.setdefault(whole, total) != total:
            raise ValueError(f"two ways of adding up {whole} disagree")
