"""Which instance a service needs, and what a founding still lacks."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import CVS_FORMS, OTHER_FORMS, CouncilForm, OtherFormReason
from participation.councils.rules.refusals import Refusal
from participation.organisations.rules import Ask, KindLaw
from participation.organisations.rules.law import Law, Severity

OWN_SPACE = CVS_FORMS | OTHER_FORMS
"""Forms that are a service's own space; seats on a board are a voice elsewhere."""


class Lack(StrEnum):
    """What a service or a council lacks on paper."""

    NO_SPACE = "no-space"
    NO_COUNCIL = "no-council"
    NO_REASON = "no-reason"
    NO_FOUNDING_ACT = "no-founding-act"
    NOT_SENT = "not-sent"
    NO_PROCEDURE = "no-procedure"
    NO_TERM_LENGTH = "no-term-length"
    TWO_CATEGORIES = "two-categories"


@dataclass(frozen=True, slots=True)
class Shortcoming:
    """One lack with its weight and its provision."""

    lack: Lack
    severity: Severity
    provision: str


def examine_service(asked: KindLaw, forms: Collection[CouncilForm], law: Law) -> Shortcoming | None:
    """Say what a service lacks, given the forms that serve it today (R01).

    Every service has a space of expression. A CVS is missing only where no other form is there:
    whether another form may stand in is a matter of its reason (R02).
    """
    demands = {demand.ask: demand.verified for demand in asked.demands}
    if OWN_SPACE & set(forms) or Ask.OUTSIDE in demands:
        return None
    if Ask.COUNCIL in demands:
        severity = law["council-required"].weigh(Severity.ERROR)
        if not demands[Ask.COUNCIL]:
            severity = Severity.WARNING
        return Shortcoming(Lack.NO_COUNCIL, severity, "council-required")
    severity = law["space-for-all"].weigh(Severity.ERROR)
    return Shortcoming(Lack.NO_SPACE, severity, "space-for-all")


@dataclass(frozen=True, slots=True)
class Paper:
    """What is written of a council, as its rules ask for it."""

    form: CouncilForm
    reason: OtherFormReason | None
    founded_on: dt.date | None
    sent_on: dt.date | None
    procedure_on: dt.date | None
    term_months: int | None


def examine_paper(
    paper: Paper, asked: Sequence[KindLaw], law: Law, *, meetings_held: bool
) -> tuple[Shortcoming, ...]:
    """Say what the papers of a council lack: reason, founding act, rules of procedure.

    The rules of procedure are due at the first meeting (D311-19): an error after it, advice
    before.
    """
    return tuple(_paper(paper, asked, law, meetings_held=meetings_held))


def _paper(
    paper: Paper, asked: Sequence[KindLaw], law: Law, *, meetings_held: bool
) -> Iterator[Shortcoming]:
    if paper.form not in OWN_SPACE:
        return
    asks_council = any(d.ask is Ask.COUNCIL for kind in asked for d in kind.demands)
    if paper.form in OTHER_FORMS and asks_council and paper.reason is None:
        yield _short(Lack.NO_REASON, Severity.ERROR, "other-form-reason", law)
    if paper.form not in CVS_FORMS:
        return
    if paper.founded_on is None:
        yield _short(Lack.NO_FOUNDING_ACT, Severity.ERROR, "founding-act", law)
    elif paper.sent_on is None and "founding-act-sent" in law:
        yield _short(Lack.NOT_SENT, Severity.WARNING, "founding-act-sent", law)
    due = Severity.ERROR if meetings_held else Severity.ADVICE
    if paper.procedure_on is None:
        yield _short(Lack.NO_PROCEDURE, due, "rules-of-procedure", law)
    if paper.term_months is None and "term-length" in law:
        yield _short(Lack.NO_TERM_LENGTH, due, "term-length", law)
    if len({kind.category for kind in asked if kind.category}) > 1:
        yield _short(Lack.TWO_CATEGORIES, Severity.ERROR, "common-category", law)


def _short(lack: Lack, severity: Severity, provision: str, law: Law) -> Shortcoming:
    return Shortcoming(lack, law[provision].weigh(severity), provision)


def why_not_found(
    form: CouncilForm, *, name: str, services: Collection[int], carrier: int
) -> Refusal | None:
    """Refuse a council without name or service, or whose services do not fit its form."""
    if not name.strip():
        return Refusal.NAME_MISSING
    if not services:
        return Refusal.SERVICE_MISSING
    if carrier not in services:
        return Refusal.CARRIER_NOT_COVERED
    if form is CouncilForm.CVS and len(services) > 1:
        return Refusal.ONE_SERVICE_ONLY
    if form in (CouncilForm.COMMON_CVS, CouncilForm.JOINT) and len(services) == 1:
        return Refusal.SEVERAL_SERVICES_NEEDED
    return None


def why_not_dated(
    *,
    founded_on: dt.date | None,
    sent_on: dt.date | None,
    procedure_on: dt.date | None,
    first_term_on: dt.date | None,
    today: dt.date,
) -> Refusal | None:
    """Refuse an act that was sent before it was taken, or that is sent on a day to come.

    The council adopts its rules of procedure itself (D311-19), so they come after the act, as do
    the terms of those who sit: `first_term_on` is the first day of the first of them.
    """
    if founded_on is not None and first_term_on is not None and founded_on > first_term_on:
        return Refusal.FOUNDED_AFTER_TERMS
    if procedure_on is not None and founded_on is not None and procedure_on < founded_on:
        return Refusal.PROCEDURE_BEFORE_FOUNDED
    if procedure_on is not None and procedure_on > today:
        return Refusal.PROCEDURE_IN_THE_FUTURE
    if sent_on is None:
        return None
    if founded_on is None or sent_on < founded_on:
        return Refusal.SENT_BEFORE_FOUNDED
    return Refusal.SENT_IN_THE_FUTURE if sent_on > today else None
