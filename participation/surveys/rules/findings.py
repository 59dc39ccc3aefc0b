"""What may be shown of one question: content or not for each line, details for the large ones."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import protect
from .columns import Column, Shape, asks_to_recommend, read
from .lines import Groups, Line
from .publication import Hidden, ProtectedTable, Table, fill
from .questions import Question
from .scores import (
    Box,
    Mean,
    NetScore,
    Share,
    mean_on_100,
    net_promoters,
    share,
    tally,
)

ANSWERED, REST, TOP = "answered", "rest", Box.TOP.value
THEMES_OF_MESSAGES = 0
"""Number under which the themes of messages are counted: questions begin at 1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A visible part of a bar: the column, or the box or rest that stands for several columns."""

    key: str
    count: int
    column: Column | None = None


@dataclass(frozen=True, slots=True)
class Findings:
    """What may be shown of one question, within the services and to the public."""

    question: Question
    shape: Shape
    columns: tuple[Column, ...]
    table: ProtectedTable = field(repr=False)
    public: ProtectedTable = field(repr=False)
    details: Mapping[tuple[str, str], int] = field(repr=False)
    """Line and box or column → count, where these may be shown too."""
    no_opinion: Mapping[str, int] = field(repr=False)
    """Line → people of it who gave no opinion; empty when showing it would undo something."""

    def share(self, line: Line, column: str = TOP, *, to_public: bool = False) -> Share | Hidden:
        """Give a share with its interval, or why it is not shown.

        The interval is about the people present when everybody was asked; a question under a
        condition concerns an unknown number of them.
        """
        table = self.public if to_public else self.table
        if line.key not in table.rows:
            return Hidden.PROTECTS_ANOTHER
        if to_public and isinstance(seen := self.table.share(line.key, column), Hidden):
            return seen
        found = table.share(line.key, column)
        if isinstance(found, Hidden):
            return found
        population = None if self.question.relevant else line.population
        return share(*found, population)

    def answered(self, line: Line) -> int | Hidden:
        """Give how many gave an opinion, or why it is not shown."""
        if line.key not in self.table.rows:
            return Hidden.PROTECTS_ANOTHER
        return self.table.cell(line.key, ANSWERED)

    def parts(self, line: Line) -> tuple[Part, ...]:
        """Give the finest parts that may be shown of a line, worst first; empty when none may."""
        if line.key not in self.table.rows or isinstance(self.answered(line), Hidden):
            return ()
        if self.shape is not Shape.SCALE:
            found = {c: self.table.cell(line.key, c.key) for c in self.columns}
            return tuple(Part(c.key, n, c) for c, n in found.items() if not isinstance(n, Hidden))
        shown = {key: self.table.cell(line.key, key) for key in (REST, TOP)}
        if any(isinstance(n, Hidden) for n in shown.values()):
            return ()
        rest = self._fine(line, Box.BOTTOM) + self._fine(line, Box.MIDDLE)
        coarse = (Part(REST, int(shown[REST])),)
        return (*(rest or coarse), *(self._fine(line, Box.TOP) or (Part(TOP, int(shown[TOP])),)))

    def _fine(self, line: Line, box: Box) -> tuple[Part, ...]:
        """Give the columns of a box, or the box alone, or nothing."""
        inside = [column for column in self.columns if column.box is box]
        counts = [self.details.get((line.key, column.key)) for column in inside]
        if all(count is not None for count in counts):
            pairs = zip(inside, counts, strict=True)
            return tuple(Part(column.key, count or 0, column) for column, count in pairs)
        whole = self.details.get((line.key, box.value))
        return () if whole is None else (Part(box.value, whole),)

    def mean(self, line: Line) -> Mean | None:
        """Give the mean from 0 to 100 of a line on a scale, where each of its faces is shown.

        Of those who answered on the whole scale: three faces have no place among five.
        """
        parts = self.parts(line)
        if self.shape is not Shape.SCALE or not parts or any(p.column is None for p in parts):
            return None
        places_shown = own_places(parts)
        known = None if self.question.relevant else line.population
        return mean_on_100(tally(places_shown), {place: place for place in places_shown}, known)

    def net(self, line: Line) -> NetScore | None:
        """Give the Net Promoter Score of a line, where its three bands are shown; if asked."""
        if not asks_to_recommend(self.question) or line.key not in self.table.rows:
            return None
        told = self.table.counts(line.key, [column.key for column in self.columns])
        if isinstance(told, Hidden):
            return None
        against, _between, for_it = told.values()
        known = None if self.question.relevant else line.population
        return net_promoters(for_it, against, sum(told.values()), known)

    def only(self, rows: Collection[str]) -> "Findings":
        """Keep these lines: what one reader may see."""
        kept = [row for row in self.table.rows if row in rows]
        return Findings(
            question=self.question,
            shape=self.shape,
            columns=self.columns,
            table=self.table.only(kept),
            public=self.public.only(kept),
            details={place: n for place, n in self.details.items() if place[0] in rows},
            no_opinion={row: n for row, n in self.no_opinion.items() if row in rows},
        )


def own_places(parts: Sequence[Part]) -> dict[int, int]:
    """Give the counts by place of the question's own scale: those of easy French stay out."""
    return {
        part.column.score or 0: part.count for part in parts if part.column and not part.column.easy
    }


def find(question: Question, groups: Groups) -> Findings:
    """Protect the tables of one question, for both thresholds.

    Details cost secrecy: with five faces a house of thirty would show nothing. So each line gives
    its share of content people; the large lines also give boxes and faces, and a detail is dropped
    wherever it could only be kept by hiding what the coarser table shows.
    """
    shape, columns = read(question, groups)
    counted = _Counted(question, groups, columns)
    table = counted.table(shape, every=True)
    inside = protect(table, Threshold.INTERNAL)
    if isinstance(inside.cells.get((groups.top, ANSWERED), 0), Hidden):
        table = counted.table(shape, every=False)
        inside = protect(table, Threshold.INTERNAL)
    return Findings(
        question=question,
        shape=shape,
        columns=columns,
        table=inside,
        public=protect(table, Threshold.PUBLIC),
        details=counted.details(inside) if shape is Shape.SCALE else {},
        no_opinion=counted.no_opinion(inside),
    )


class _Counted:
    """The counts of one question by line, and the tables made of them."""

    def __init__(self, question: Question, groups: Groups, columns: Sequence[Column]) -> None:
        self.number, self.groups, self.columns = question.number, groups, columns
        self.added: dict[str, Counter[int]] = {}

    def of(self, line: str, values: Collection[int]) -> int:
        """Count some stored values in a line, which is added up once."""
        if line not in self.added:
            self.added[line] = found = Counter[int]()
            for sheet in self.groups.inside(line):
                found.update(sheet.values.get(self.number, {}))
        return sum(self.added[line][value] for value in values)

    def box(self, box: Box) -> frozenset[int]:
        """Give the stored values of a box."""
        return frozenset(v for column in self.columns if column.box is box for v in column.values)

    def table(self, shape: Shape, *, every: bool) -> Table:
        """Give the table before protection, for every line or for the large ones alone."""
        # Choices that add up hide one another: they are for the large lines in any case.
        if every and shape in {Shape.SCALE, Shape.SEVERAL}:
            rows, sums = tuple(self.groups.members), self.groups.sums
        else:
            rows, sums = self.groups.large()
        return self._binary(rows, sums) if shape is Shape.SCALE else self._flat(shape, rows, sums)

    def _binary(self, rows: Sequence[str], sums: Sequence[Sum]) -> Table:
        """Content people and the others."""
        top, rest = self.box(Box.TOP), self.box(Box.MIDDLE) | self.box(Box.BOTTOM)
        counts = {
            (line, key): self.of(line, values)
            for line in rows
            for key, values in ((REST, rest), (TOP, top))
        }
        return fill(
            counts,
            row_sums=sums,
            column_sums=[Sum(ANSWERED, (REST, TOP))],
            bases={REST: ANSWERED, TOP: ANSWERED},
            most=self._most(rows, sums),
        )

    def _most(self, rows: Sequence[str], sums: Sequence[Sum]) -> dict[tuple[str, str], int]:
        """Nobody answers without responding, and how many responded stands on every page.

        Messages may also come from those who answer for others, whom the pages show apart.
        """
        apart = self.number == THEMES_OF_MESSAGES
        return {
            (row, ANSWERED): self.groups.count(
                row, lambda sheet: sheet.responses + apart * sheet.proxies
            )
            for row in (*rows, *(each.whole for each in sums))
        }

    def _flat(self, shape: Shape, rows: Sequence[str], sums: Sequence[Sum]) -> Table:
        """Every choice, and how many gave an opinion."""
        keys = [column.key for column in self.columns]
        counts = {(row, c.key): self.of(row, c.values) for row in rows for c in self.columns}
        adds_up = bool(keys) and shape is not Shape.SEVERAL
        if not adds_up:
            number = self.number
            for row in rows:
                counts[row, ANSWERED] = self.groups.count(
                    row, lambda sheet: sheet.choosers.get(number, 0)
                )
        return fill(
            counts,
            row_sums=sums,
            column_sums=[Sum(ANSWERED, tuple(keys))] if adds_up else [],
            bases=dict.fromkeys(keys, ANSWERED),
            most=self._most(rows, sums),
        )

    def details(self, shown: ProtectedTable) -> dict[tuple[str, str], int]:
        """Boxes and faces of the large lines, where they undo nothing.

        All details come from one protected table, the finest that hides nothing of `shown`: two
        tables protected apart would undo each other.
        """
        large, sums = self.groups.large()
        for rows, added, faces in (
            (large, sums, True),
            (large, sums, False),
            (self.groups.upper[:1], [], True),
            (self.groups.upper[:1], [], False),
        ):
            if rows and (found := self._visible(shown, rows, added, faces=faces)):
                return found
        return {}

    def _visible(
        self, shown: ProtectedTable, rows: Sequence[str], sums: Sequence[Sum], *, faces: bool
    ) -> dict[tuple[str, str], int]:
        """Protect finer cells of some lines; nothing when that would hide what is shown."""
        every = (*rows, *(each.whole for each in sums))
        if any(isinstance(shown.cell(row, key), Hidden) for row in every for key in (REST, TOP)):
            return {}
        parts = {box.value: [c for c in self.columns if c.box is box] for box in Box}
        parts = {box: columns for box, columns in parts.items() if columns}
        if faces:
            cells = {c.key: c.values for columns in parts.values() for c in columns}
            column_sums = [Sum(box, tuple(c.key for c in parts[box])) for box in parts]
        else:
            cells, column_sums = {box: self.box(Box(box)) for box in parts}, []
        low = tuple(box for box in parts if box != Box.TOP)
        coarse = (f"{REST}=", f"{TOP}=")
        column_sums += [Sum(coarse[0], low), Sum(coarse[1], (Box.TOP.value,))]
        column_sums.append(Sum(ANSWERED, coarse))
        counts = {(row, key): self.of(row, values) for row in rows for key, values in cells.items()}
        bases = dict.fromkeys((*cells, *parts, *coarse), ANSWERED)
        # Three faces tell a language: beside them the counts cross two traits of people.
        crossed = every if faces and any(c.easy for c in self.columns) else ()
        table = fill(counts, row_sums=sums, column_sums=column_sums, bases=bases, crossed=crossed)
        fine = protect(table, Threshold.INTERNAL)
        if any(isinstance(fine.cell(row, k), Hidden) for row in every for k in (*coarse, ANSWERED)):
            return {}
        kept = {(row, key): fine.cell(row, key) for row in every for key in {*cells, *parts}}
        return {place: n for place, n in kept.items() if not isinstance(n, Hidden)}

    def no_opinion(self, table: ProtectedTable) -> dict[str, int]:
        """Give the people without opinion, when every number of answers is shown anyway."""
        found = {}
        for line in table.rows:
            answered = table.cell(line, ANSWERED)
            if isinstance(answered, Hidden):
                return {}
            found[line] = self.groups.count(line, lambda sheet: sheet.responses) - answered
        return found
