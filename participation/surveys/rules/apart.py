"""What was answered instead of residents: counted apart, protected like everything else."""

from collections.abc import Sequence

from participation.organisations.rules.thresholds import Threshold

from .alternatives import Sum
from .anonymity import protect
from .columns import Shape
from .counts import Sheet
from .findings import ANSWERED, REST, TOP, Findings
from .lines import Groups
from .publication import Hidden, ProtectedTable, Table, fill
from .scores import Box, Share, share

PROXIES = "proxies"
NOTHING = ProtectedTable((), (), {}, {}, Threshold.INTERNAL)


def count_proxies(groups: Groups) -> ProtectedTable:
    """Give how many responses were given instead of a resident, line by line.

    Nothing when there was none in the whole wave, as for any way of answering.
    """
    table = proxies_table(groups)
    return protect(table, Threshold.INTERNAL) if any(table.counts.values()) else NOTHING


def proxies_table(groups: Groups) -> Table:
    """Give the numbers of proxies before protection."""
    counts = {
        (row, PROXIES): groups.count(row, lambda sheet: sheet.proxies) for row in groups.members
    }
    return fill(counts, row_sums=groups.sums)


def share_proxies(groups: Groups, findings: Sequence[Findings]) -> dict[tuple[str, str], Share]:
    """Give the share of content people that proxies tell of, for the first line alone.

    Who answers for others is a trait crossed with the place, so the public threshold applies. The
    people they stand for are no draw of those present: the interval is Wilson's, of no population.
    """
    found: dict[tuple[str, str], Share] = {}
    if not any(sheet.proxies for sheet in groups.sheets.values()):
        return found
    for each in findings:
        if each.shape is not Shape.SCALE:
            continue
        table = protect(opinions_table(groups, each), Threshold.INTERNAL)
        told = table.share(groups.top, TOP)
        if not isinstance(told, Hidden):
            found[groups.top, each.question.name] = share(*told, None)
    return found


def opinions_table(groups: Groups, findings: Findings) -> Table:
    """Give content people and the others as proxies told, before protection."""
    number, top = findings.question.number, groups.top
    content = {v for column in findings.columns if column.box is Box.TOP for v in column.values}
    known = {v for column in findings.columns for v in column.values}

    def told(sheet: Sheet, values: set[int]) -> int:
        return sum(sheet.proxy_values.get(number, {}).get(value, 0) for value in values)

    return fill(
        {
            (top, REST): groups.count(top, lambda sheet: told(sheet, known - content)),
            (top, TOP): groups.count(top, lambda sheet: told(sheet, content)),
        },
        column_sums=[Sum(ANSWERED, (REST, TOP))],
        bases={REST: ANSWERED, TOP: ANSWERED},
        crossed=[top],
        most={(top, ANSWERED): groups.count(top, lambda sheet: sheet.proxies)},
    )
