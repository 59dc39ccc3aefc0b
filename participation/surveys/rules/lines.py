"""Which services are shown together: alone, merged when small, by pole, and all at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import Service, merge_small
from .counts import Sheet

WHOLE = "whole"


class LineKind(StrEnum):
    """What a line of a report stands for."""

    WHOLE = "whole"
    POLE = "pole"
    SERVICE = "service"
    MERGED = "merged"


ELEMENTARY = frozenset({LineKind.SERVICE, LineKind.MERGED})
"""Lines that are no sum of others."""


@dataclass(frozen=True, slots=True)
class Line:
    """A group of services shown together, with the people present and the responses."""

    key: str
    kind: LineKind
    service_ids: frozenset[int]
    population: int
    responses: int


def shown(sheets: Sequence[Sheet]) -> tuple[tuple[Sheet, ...], frozenset[int]]:
    """Part the services that can be shown, alone or merged, from those left out altogether.

    A service left out is in no figure at all, totals included: nothing can be subtracted from
    them to find it.
    """
    found = {str(sheet.service_id): sheet for sheet in sheets}
    out = {
        found[key].service_id
        for line in merge_small(_services(sheets), Threshold.INTERNAL)
        for key in line
        if sum(found[each].responses for each in line) < Threshold.INTERNAL
    }
    return tuple(s for s in sheets if s.service_id not in out), frozenset(out)


def _services(sheets: Sequence[Sheet]) -> list[Service]:
    """Give the services as `merge_small` wants them; who stands alone has a circle of her own."""
    return [
        Service(
            key=str(sheet.service_id),
            circle=f"alone:{sheet.service_id}" if sheet.stands_alone else sheet.pole,
            size=sheet.responses,
        )
        for sheet in sheets
    ]


class Groups:
    """The lines of a wave, from its shown sheets."""

    def __init__(self, sheets: Sequence[Sheet]) -> None:
        self.sheets = {sheet.service_id: sheet for sheet in sheets}
        merged = merge_small(_services(sheets), Threshold.INTERNAL)
        self.members = {"+".join(keys): tuple(map(int, keys)) for keys in merged}
        """Elementary line → its services."""
        by_pole: dict[str, list[str]] = {}
        for key, members in self.members.items():
            by_pole.setdefault(self.sheets[members[0]].pole, []).append(key)
        self.poles = {
            f"pole:{pole}": tuple(keys) for pole, keys in by_pole.items() if pole and len(keys) > 1
        }
        if len(self.poles) == 1 and set(*self.poles.values()) == set(self.members):
            self.poles = {}

    @property
    def first_level(self) -> tuple[str, ...]:
        """Parts of the whole: poles, then the lines that belong to none."""
        inside = {key for keys in self.poles.values() for key in keys}
        return (*self.poles, *(key for key in self.members if key not in inside))

    @property
    def top(self) -> str:
        """Key of the first line; empty when nothing can be shown."""
        return self.upper[0] if self.upper else ""

    @property
    def upper(self) -> tuple[str, ...]:
        """Lines large enough for details: the whole and the poles; or the only line there is."""
        if len(self.members) < 2:  # noqa: PLR2004 - a whole has two parts
            return tuple(self.members)
        return (WHOLE, *self.poles)

    @property
    def sums(self) -> list[Sum]:
        """How lines add up, parts first."""
        found = [Sum(pole, keys) for pole, keys in self.poles.items()]
        if len(self.members) > 1:
            found.append(Sum(WHOLE, self.first_level))
        return found

    def lines(self) -> tuple[Line, ...]:
        """Give the whole, then each pole with its services."""
        found = []
        if len(self.members) > 1:
            found.append(self._line(WHOLE, LineKind.WHOLE, tuple(self.members)))
        for part in self.first_level:
            if part in self.poles:
                found.append(self._line(part, LineKind.POLE, self.poles[part]))
            for key in self.poles.get(part, (part,)):
                kind = LineKind.MERGED if len(self.members[key]) > 1 else LineKind.SERVICE
                found.append(self._line(key, kind, (key,)))
        return tuple(found)

    def elementary(self, line: str) -> tuple[str, ...]:
        """Give the elementary lines of a line."""
        return tuple(self.members) if line == WHOLE else self.poles.get(line, (line,))

    def add(self, line: str, number: Callable[[int], int]) -> int:
        """Add up something over the services of any line, each given by its key."""
        return sum(number(member) for key in self.elementary(line) for member in self.members[key])

    def count(self, line: str, number: Callable[[Sheet], int]) -> int:
        """Add up a count over the sheets of any line."""
        return sum(map(number, self.inside(line)))

    def inside(self, line: str) -> list[Sheet]:
        """Give the sheets of any line."""
        return [self.sheets[each] for key in self.elementary(line) for each in self.members[key]]

    def large(self) -> tuple[tuple[str, ...], list[Sum]]:
        """Give the large lines that are not sums of others, and how they add up."""
        if self.poles and set(self.poles) == set(self.first_level):
            return tuple(self.poles), [Sum(WHOLE, tuple(self.poles))]
        return tuple(self.upper[:1]), []

    def _line(self, key: str, kind: LineKind, keys: Sequence[str]) -> Line:
        inside = [self.sheets[member] for each in keys for member in self.members[each]]
        return Line(
            key=key,
            kind=kind,
            service_ids=frozenset(sheet.service_id for sheet in inside),
            population=sum(sheet.population for sheet in inside),
            responses=sum(sheet.responses for sheet in inside),
        )
