"""The ways of answering that a comparison may hold equal, and what may be shown of each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import shows_all
from .columns import Shape, asks_stay
from .findings import ANSWERED, REST, TOP, Findings
from .lines import Groups
from .publication import Hidden, ProtectedTable, Table, fill
from .scores import Box
from .stages import Aid, Channel, Trait

ALONE, HELPED, UNTOLD = "alone", "helped", "untold"
"""Parts of `HELP`; and those who did not say how long they have been here."""


@dataclass(frozen=True, slots=True)
class Part:
    """Content people of those of one part who gave an opinion."""

    hits: int
    answered: int


Block = frozenset[str]
"""Ways of answering told together."""
Parts = Mapping[Block, Part]
Place = tuple[str, str, Trait]
"""Line, question, trait."""
Counted = Mapping[str, Mapping[int, Mapping[int, int]]]
"""Part → question → value → answers."""


@dataclass(frozen=True, slots=True)
class Manners:
    """The published tables of how responses came: what a reader knows of each part already."""

    channels: ProtectedTable
    aids: ProtectedTable
    findings: Sequence[Findings]

    def known(self, trait: Trait, line: str) -> list[Block]:
        """Give the finest parts of a line whose numbers of people any reader can work out.

        What is hidden is told together: all of it is what is shown, taken from the whole. So no
        number here tells more of how people came than the tables beside it. Empty: nothing is.
        """
        if trait is Trait.STAY:
            return self._stay(line)
        table = self.channels if trait is Trait.PLACE else self.aids
        if line not in table.rows:
            return []
        shown, hidden = _shown(table, line, [name for name in table.columns if name in WAYS])
        if trait is Trait.PLACE:
            return [*map(_alone, shown), *([frozenset(hidden)] if hidden else [])]
        if Aid.NONE.value in hidden:
            return []
        others = {HELPED} if hidden or set(shown) - {Aid.NONE.value} else set()
        return [_alone(each) for each in ({ALONE} if Aid.NONE.value in shown else set()) | others]

    def _stay(self, line: str) -> list[Block]:
        asked = stay_question(self.findings)
        if asked is None or line not in asked.table.rows:
            return []
        if isinstance(asked.table.cell(line, ANSWERED), Hidden):
            return []
        shown, hidden = _shown(asked.table, line, [column.key for column in asked.columns])
        told = [*map(_alone, shown), *([frozenset(hidden)] if hidden else [])]
        return [*told, _alone(UNTOLD)]


def stay_question(findings: Sequence[Findings]) -> Findings | None:
    """Give the question of the bank that asks how long somebody has been here."""
    return next(
        (each for each in findings if asks_stay(each.question)),
        None,
    )


def show_parts(
    groups: Groups, findings: Sequence[Findings], manners: Manners
) -> dict[Place, Parts]:
    """Give the parts of each line and question, as fine as each of them may be shown.

    Lines that add up are parted alike or not at all: what is missing would be computed from the
    others. Nothing where it would tell what the question itself hides.
    """
    found: dict[Place, Parts] = {}
    every = {*groups.members, *(one.whole for one in groups.sums), *groups.upper}
    for trait in Trait:
        known = {line: manners.known(trait, line) for line in every}
        for each in findings if any(known.values()) else ():
            if each.shape is Shape.SCALE:
                shown = _shown_of(groups, each, trait, known)
                found |= {(line, each.question.name, trait): parts for line, parts in shown.items()}
    return found


def merge(blocks: Iterable[Block]) -> list[Block]:
    """Put together what overlaps, until nothing does."""
    found: list[Block] = []
    for each in blocks:
        touching = [block for block in found if block & each]
        found = [block for block in found if not block & each] + [each.union(*touching)]
    return found


WAYS = frozenset({*Channel, *Aid})


def _alone(name: str) -> Block:
    return frozenset({name})


def _shown(table: ProtectedTable, line: str, names: Sequence[str]) -> tuple[list[str], list[str]]:
    hidden = [name for name in names if isinstance(table.cell(line, name), Hidden)]
    return [name for name in names if name not in hidden], hidden


def _shown_of(
    groups: Groups, findings: Findings, trait: Trait, known: Mapping[str, list[Block]]
) -> dict[str, Parts]:
    """Give the parts of as many lines as can be; a line that cannot be parted is one block."""
    found: dict[str, Parts] = {}
    counts = _Counts(groups, findings, trait)
    for rows, sums in (
        (tuple(groups.members), groups.sums),
        groups.large(),
        (groups.upper[:1], []),
    ):
        lines = [*rows, *(one.whole for one in sums)]
        told = {
            line: findings.table.share(line, TOP) for line in lines if line in findings.table.rows
        }
        whole = {
            line: {frozenset[str]().union(*known[line]): Part(*share)}
            for line, share in told.items()
            if not isinstance(share, Hidden) and known[line]
        }
        found = whole | found
        if whole and len(whole) == len(lines) and (parted := counts.parted(lines, known)):
            return found | parted
    return found


class _Counts:
    """Content people and the others of each part, before protection."""

    def __init__(self, groups: Groups, findings: Findings, trait: Trait) -> None:
        self.groups, self.trait, self.number = groups, trait, findings.question.number
        self.content = {
            value: column.box is Box.TOP for column in findings.columns for value in column.values
        }
        self.added: dict[str, Counter[tuple[str, bool]]] = {}

    def of(self, line: str, block: Block) -> Part:
        """Count the content people and all people of a part of a line."""
        counted = self._line(line)
        hits = sum(counted[part, True] for part in block)
        return Part(hits, hits + sum(counted[part, False] for part in block))

    def _line(self, line: str) -> Counter[tuple[str, bool]]:
        """Add up a line once: part and whether content → people."""
        if line not in self.added:
            self.added[line] = found = Counter[tuple[str, bool]]()
            for sheet in self.groups.inside(line):
                for part, asked in sheet.traits.get(self.trait, {}).items():
                    for value, number in asked.get(self.number, {}).items():
                        if value in self.content:
                            found[part, self.content[value]] += number
        return self.added[line]

    def parted(self, lines: Sequence[str], known: Mapping[str, list[Block]]) -> dict[str, Parts]:
        """Part these lines alike, the smallest parts put together until all may be shown."""
        blocks = merge(block for line in lines for block in known[line])
        while len(blocks) > 1:
            blocks.sort(key=lambda block: (self.of(lines[0], block).answered, sorted(block)))
            if shown := self.shown(lines, blocks):
                return shown
            blocks = [blocks[0] | blocks[1], *blocks[2:]]
        return {}

    def shown(self, lines: Sequence[str], blocks: Sequence[Block]) -> dict[str, Parts]:
        """Give every part of every line, or nothing as soon as one of them is to be hidden."""
        found: dict[str, Parts] = {}
        for line in lines:
            parts = {block: self.of(line, block) for block in blocks}
            if not shows_all(_table_of(parts), Threshold.INTERNAL):
                return {}
            found[line] = parts
        return found


def _table_of(parts: Parts) -> Table:
    """Give the table of the parts of a line: each crosses the place with how people answered.

    So the public threshold applies to all of them.
    """
    counts = {}
    for row, part in enumerate(parts.values()):
        counts[str(row), REST] = part.answered - part.hits
        counts[str(row), TOP] = part.hits
    return fill(
        counts,
        column_sums=[Sum(ANSWERED, (REST, TOP))],
        bases={REST: ANSWERED, TOP: ANSWERED},
        crossed=[row for row, _key in counts],
    )
