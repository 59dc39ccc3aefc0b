"""By which ways the answers of two lines came, from what is published of them alone."""

from collections.abc import Mapping

from participation.organisations.rules.thresholds import Threshold

from .comparison import is_wide
from .lines import ELEMENTARY, Line, LineKind
from .publication import Cell, Hidden, ProtectedTable
from .report import RESPONSES, Publication
from .stages import Aid

STAFF_HELP = 0.30
"""Past this share of answers helped by its own staff, a service's figures carry a warning."""

_Bounds = Mapping[str, tuple[float, float]]


def modes_moved(now: Publication, before: Publication, line: Line) -> bool | None:
    """Say whether answers came by other ways than before; None when the ways are hidden."""
    earlier = before.line(line.key)
    if earlier is None:
        return None
    return _unlike(before, earlier, now, line)


def modes_apart(publication: Publication) -> tuple[list[Line], list[Line]]:
    """Give the services that answered by other ways than all together, and those not known."""
    whole = next((x for x in publication.lines if x.kind is LineKind.WHOLE), None)
    lines = [x for x in publication.lines if whole and x.kind in ELEMENTARY]
    told = {x.key: _unlike(publication, whole, publication, x) for x in lines if whole}
    return [x for x in lines if told[x.key]], [x for x in lines if told[x.key] is None]


def staff_helped(publication: Publication, line: Line) -> float | None:
    """Give the share of a line's answers that its own staff helped with; None when hidden."""
    table = publication.aids
    if line.key not in table.rows or not line.responses:
        return None
    if Aid.STAFF.value not in table.columns:
        return 0.0
    helped = table.cell(line.key, Aid.STAFF.value)
    return None if isinstance(helped, Hidden) else helped / line.responses


def helped_much(publication: Publication) -> list[tuple[Line, float]]:
    """Give the services of which staff helped with more than `STAFF_HELP` of the answers."""
    found = [(x, staff_helped(publication, x)) for x in publication.lines if x.kind in ELEMENTARY]
    return [(line, part) for line, part in found if part is not None and part > STAFF_HELP]


def _unlike(first: Publication, one: Line, second: Publication, other: Line) -> bool | None:
    """Say whether two lines were answered by different places or with different help.

    Where figures are hidden their bounds serve, which any reader can work out: None when they
    leave both answers open.
    """
    told: list[bool | None] = []
    for old, new in ((first.channels, second.channels), (first.aids, second.aids)):
        here, there = _ways(old, one), _ways(new, other)
        if here is None or there is None:
            return None
        least, most = _distance(here, there)
        told.append(True if is_wide(least) else None if is_wide(most) else False)
    return True if True in told else None if None in told else False


def _ways(table: ProtectedTable, line: Line) -> _Bounds | None:
    """Give the least and the most share of a line's answers that came by each way."""
    if line.key not in table.rows or not line.responses:
        return None
    cells = {c: table.cell(line.key, c) for c in table.columns if c != RESPONSES}
    left = line.responses - sum(n for n in cells.values() if not isinstance(n, Hidden))
    return {
        way: (low / line.responses, high / line.responses)
        for way, cell in cells.items()
        for low, high in [_span(cell, left)]
    }


def _span(cell: Cell, left: int) -> tuple[int, int]:
    """Give the least and the most that a figure can be, as its reason tells."""
    if not isinstance(cell, Hidden):
        return cell, cell
    if cell is Hidden.FEW_ANSWERS:
        return 0, min(left, Threshold.INTERNAL - 1)
    return (0 if cell is Hidden.WITHHELD else min(left, Threshold.INTERNAL)), left


def _distance(one: _Bounds, other: _Bounds) -> tuple[float, float]:
    """Give the least and the most of `mode_distance` that bounds leave."""
    seen, least, most, rests = 0.0, 0.0, 0.0, [1.0, 1.0]
    for way in sorted(one.keys() | other.keys()):
        low, high = one.get(way, (0.0, 0.0))
        lower, higher = other.get(way, (0.0, 0.0))
        if low == high and lower == higher:
            seen += abs(low - lower)
            rests = [rests[0] - low, rests[1] - lower]
        else:
            least += max(0.0, low - higher, lower - high)
            most += max(high - lower, higher - low)
    least = max(least, abs(rests[0] - rests[1]))
    most = max(least, min(most, rests[0] + rests[1]))
    return (seen + least) / 2, (seen + most) / 2
