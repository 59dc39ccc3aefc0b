"""What a council lacks on a day: papers, composition, terms, people who left, its chair."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from participation.councils.rules.chairs import ChairFinding, examine_chair
from participation.councils.rules.composition import Finding, examine_design, examine_sitting
from participation.councils.rules.instances import Paper, Shortcoming, examine_paper
from participation.councils.rules.kinds import CVS_FORMS, CollegeKind, Office, Origin, SeatKind
from participation.councils.rules.terms import (
    Alert,
    Expiry,
    SubstituteDue,
    expiry_of,
    is_gone,
    new_substitute_due,
)
from participation.organisations.models import Service
from participation.organisations.rules import KindLaw
from participation.organisations.rules.law import Law, Severity

from .sheet import CollegeSheet, CouncilSheet, Holder, SeatSheet, span_of


@dataclass(frozen=True, slots=True)
class TermAlert:
    """So many terms that end, or have ended, on the same day."""

    alert: Alert
    count: int


@dataclass(frozen=True, slots=True)
class Gone:
    """Somebody who still sits and is no longer there."""

    holder: Holder
    kind: CollegeKind
    severity: Severity
    provision: str = "member-gone"


@dataclass(frozen=True, slots=True)
class Closure:
    """A service that has closed while its council goes on; `is_last` when none is left open."""

    name: str
    on: dt.date
    is_last: bool


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything to say about a council on a day."""

    papers: tuple[Shortcoming, ...]
    composition: tuple[Finding, ...]
    terms: tuple[TermAlert, ...]
    gone: tuple[Gone, ...]
    substitutes: tuple[tuple[CollegeKind, SubstituteDue], ...]
    chair: ChairFinding | None
    closures: tuple[Closure, ...] = ()

    def severities(self) -> Counter[Severity]:
        """Count what was found by weight."""
        found = [each.severity for each in self.papers]
        found += [each.severity for each in self.composition]
        found += [each.severity for each in self.gone]
        found += [each.alert.severity for each in self.terms if each.alert.severity]
        found += [Severity.WARNING for _kind, due in self.substitutes if due.is_late]
        found += [self.chair.severity] if self.chair else []
        found += [Severity.ERROR for _each in self.closures]
        return Counter(found)


def examine(
    sheet: CouncilSheet,
    kinds: Mapping[int, KindLaw],
    law: Law,
    day: dt.date,
    *,
    meetings_held: bool = False,
    services: Iterable[Service] = (),
) -> Examination:
    """Say what a council lacks on a day; `kinds` gives what is asked of each entered service.

    Of `services`, those of this council that have closed are named: it goes on without them.
    """
    council, form = sheet.council, sheet.council.form
    paper = Paper(
        form,
        council.reason,
        council.founded_on,
        council.sent_on,
        council.procedure_on,
        council.term_months,
    )
    asked = [kinds[key] for key in sorted(sheet.services) if key in kinds]
    design = examine_design(form, sheet.lines, law)
    return Examination(
        papers=examine_paper(paper, asked, law, meetings_held=meetings_held),
        composition=(*design, *examine_sitting(form, sheet.lines, law)),
        terms=tuple(_terms(sheet, law, day)),
        gone=tuple(_gone(sheet, law, day)),
        substitutes=tuple(_substitutes(sheet, law, day)),
        chair=_chair(sheet, law) if form in CVS_FORMS else None,
        closures=tuple(_closures(sheet, services, day)),
    )


def _closures(sheet: CouncilSheet, services: Iterable[Service], day: dt.date) -> Iterator[Closure]:
    own = [one for one in services if one.id in sheet.services]
    closed = [(one.public_name, one.closed_on) for one in own if one.closed_on]
    gone = [(name, on) for name, on in closed if on <= day]
    for name, on in gone:
        yield Closure(name, on, is_last=len(gone) == sheet.council.services)


def _latest(sheet: CouncilSheet) -> Iterator[SeatSheet]:
    for college in sheet.colleges:
        yield from (seat for seat in college.seats if seat.last and not seat.coming)


def _terms(sheet: CouncilSheet, law: Law, day: dt.date) -> Iterator[TermAlert]:
    """Give the terms that end soon, have ended unnoticed, or have no end, by day."""
    found: Counter[Alert] = Counter()
    for seat in _latest(sheet):
        if seat.last is None or seat.last.term.ended_on is not None:
            continue
        alert = expiry_of(span_of(seat.last.term), day, law)
        if alert.expiry is not Expiry.RUNNING:
            found[alert] += 1
    for alert in sorted(found, key=lambda each: (each.on or dt.date.max, each.expiry)):
        yield TermAlert(alert, found[alert])


def _gone(sheet: CouncilSheet, law: Law, day: dt.date) -> Iterator[Gone]:
    severity = law["member-gone"].weigh(Severity.ERROR)
    for college in sheet.colleges:
        for seat in college.seats:
            holder = seat.holder
            if holder and is_gone(holder.present_until, span_of(holder.term), day):
                yield Gone(holder, college.college.kind, severity)


def _substitutes(
    sheet: CouncilSheet, law: Law, day: dt.date
) -> Iterator[tuple[CollegeKind, SubstituteDue]]:
    for college in sheet.colleges:
        empty = sum(seat.holder is None for seat in college.substitutes)
        due = new_substitute_due(seated_on(college), empty=empty, day=day, law=law)
        yield from ((college.college.kind, each) for each in due)


def seated_on(college: CollegeSheet) -> list[dt.date]:
    """Give the days on which the present titulaires took the seat of another."""
    return [
        seat.holder.term.since
        for seat in college.of(SeatKind.MEMBER)
        if seat.holder and seat.holder.term.origin is Origin.SEATED
    ]


def _chair(sheet: CouncilSheet, law: Law) -> ChairFinding | None:
    chair = sheet.holder_of(Office.CHAIR)
    return examine_chair(
        chair.college.kind if chair else None,
        because=chair.row.because if chair else "",
        members=sheet.sitting.members,
        law=law,
    )
