"""Languages of which a reading was unsure, to be asked of whoever imports."""

from dataclasses import dataclass

from .languages import normalised
from .report import Reason, Report

_DOUBTFUL = frozenset({Reason.LANGUAGE_UNSURE, Reason.LANGUAGE_ASSUMED})


@dataclass(frozen=True, slots=True)
class Doubt:
    """One language to settle: as typed ("" for columns that name none), and as it was read."""

    typed: str
    header: str
    tag: str


def doubts(report: Report) -> tuple[Doubt, ...]:
    """Give each doubtful language once, in the order of the columns.

    `read_form(content, languages={doubt.typed: tag})` settles it.
    """
    found: dict[str, Doubt] = {}
    for each in report.warnings:
        if each.reason in _DOUBTFUL:
            typed = each.facts["typed"]
            found[normalised(typed)] = Doubt(typed, each.facts["header"], each.facts["language"])
    return tuple(found.values())
