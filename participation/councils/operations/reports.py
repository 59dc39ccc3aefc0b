"""Writing the yearly report of a council, and the map of criteria of an association."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from participation.audit.operations import journaled, record, unjournaled
from participation.audit.rules import Action
from participation.councils.models import ActivityReport, Council, EvidenceLine
from participation.councils.queries.activity import find_report
from participation.councils.queries.evidence import find_line
from participation.councils.rules.evidence import LONGEST_TITLE, Evidence, why_not_criterion
from participation.councils.rules.network import NetworkRefusal
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text

from .holding import hold, today


@dataclass(frozen=True, slots=True)
class ReportSheet:
    """What a council says of its year, and when its chair presented it."""

    done: str = ""
    left: str = ""
    presented_on: dt.date | None = None


@journaled(Action.ACTIVITY_REPORT_WRITTEN)
def write_report(act: Act, council: Council, year: int, sheet: ReportSheet) -> ActivityReport:
    """Keep what a council says of a year, beside its figures (D311-20).

    Refuses a year that has not begun, and a presentation before the year was there or to come.
    """
    hold(act, council)
    day = today(act)
    if year > day.year:
        raise Refused(NetworkRefusal.YEAR_NOT_BEGUN)
    if sheet.presented_on and not dt.date(year, 1, 1) <= sheet.presented_on <= day:
        raise Refused(NetworkRefusal.PRESENTED_EARLY)
    report = find_report(act.session, council.id, year)
    if report is None:
        report = ActivityReport(council_id=council.id, year=year)
        act.session.add(report)
    report.done, report.left = sheet.done[:4000], sheet.left[:4000]
    report.written_on, report.presented_on = day, sheet.presented_on
    return report


@journaled(Action.EVIDENCE_MAP_CHANGED)
def change_criterion(
    act: Act, code: str, *, title: str, kinds: Sequence[Evidence], is_left_out: bool = False
) -> EvidenceLine:
    """Write a criterion of the association in place of the published one, or beside it.

    Refuses a code that no file could carry, and a criterion without words.
    """
    code = code.strip()
    if reason := why_not_criterion(code, title):
        raise Refused(reason)
    line = find_line(act.session, code)
    if line is None:
        line = EvidenceLine(code=code)
        act.session.add(line)
    line.title = title.strip()[:LONGEST_TITLE]
    line.kinds = ",".join(kind.value for kind in dict.fromkeys(kinds))
    line.is_left_out = is_left_out
    return line


@unjournaled("writes its own entry")
def note_export(act: Act, service_id: int, year: int) -> None:
    """Note that the file of a service was taken along."""
    record(act, Action.EVIDENCE_EXPORTED, f"service:{to_text(service_id)}", year=year)
