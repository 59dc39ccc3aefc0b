"""By which ways the answers of two lines came, from what is published of them alone."""

from .comparison import modes_differ
from .lines import ELEMENTARY, Line, LineKind
from .publication import Hidden, ProtectedTable
from .report import RESPONSES, Publication
from .stages import Aid

STAFF_HELP = 0.30
"""Past this share of answers helped by its own staff, a service's figures carry a warning."""


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
    """Say whether two lines were answered by different places or with different help."""
    for old, new in ((first.channels, second.channels), (first.aids, second.aids)):
        here, there = _ways(old, one), _ways(new, other)
        if here is None or there is None:
            return None
        if modes_differ(here, there):
            return True
    return False


def _ways(table: ProtectedTable, line: Line) -> dict[str, int] | None:
    if line.key not in table.rows:
        return None
    found = table.counts(line.key, [c for c in table.columns if c != RESPONSES])
    return None if isinstance(found, Hidden) else found
