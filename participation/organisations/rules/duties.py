"""What the life of a service asks of its council: changes, evaluations, events, complaints."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from participation.organisations.rules.law import Law, Severity
from participation.organisations.rules.rulings import Rule, Ruling, breaks, coming, holds, ruled


class Omission(StrEnum):
    """What was left out."""

    NOT_CONSULTED = "not-consulted"
    CONSULTED_AFTER = "consulted-after"
    NOT_HEARD = "not-heard"
    NOT_PRESENTED = "not-presented"
    NOT_INFORMED = "not-informed"
    NOT_ORIENTED = "not-oriented"


@dataclass(frozen=True, slots=True)
class ChangeFacts:
    """A projet d'établissement or règlement de fonctionnement as changed, or to be changed."""

    changed_on: dt.date
    consulted_on: dt.date | None = None


@ruled(Rule.R34, "consulted-on-change")
def r34(of: ChangeFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the council was consulted before the projet or the règlement changed (D311-26)."""
    key = "consulted-on-change"
    if of.consulted_on is not None and of.consulted_on <= min(of.changed_on, day):
        return holds(Rule.R34, key)
    if day < of.changed_on:
        return coming(Rule.R34, key, Omission.NOT_CONSULTED, of.changed_on, on=of.changed_on)
    late = of.consulted_on is not None and of.consulted_on <= day
    lack = Omission.CONSULTED_AFTER if late else Omission.NOT_CONSULTED
    return breaks(Rule.R34, law, key, lack, facts={"on": of.changed_on})


@dataclass(frozen=True, slots=True)
class EvaluationFacts:
    """A quality evaluation; when the council was heard, and when it was told the results."""

    on: dt.date
    heard_on: dt.date | None = None
    presented_on: dt.date | None = None


@ruled(Rule.R35, "heard-in-evaluation")
def r35(of: EvaluationFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the council is heard in the evaluation, then told its results (D311-15, 3°).

    It is heard by the day of the evaluation at the latest; the time to present the results is
    this program's choice, and only warns.
    """
    heard, told = "heard-in-evaluation", "evaluation-presented"
    if of.heard_on is None or of.heard_on > day:
        if day < of.on:
            return coming(Rule.R35, heard, Omission.NOT_HEARD, of.on, on=of.on)
        return breaks(Rule.R35, law, heard, Omission.NOT_HEARD, facts={"on": of.on})
    if day < of.on or (of.presented_on is not None and of.presented_on <= day):
        return holds(Rule.R35, heard)
    by = of.on + dt.timedelta(days=law.number(told))
    if day <= by:
        return coming(Rule.R35, told, Omission.NOT_PRESENTED, by, on=of.on)
    return breaks(Rule.R35, law, told, Omission.NOT_PRESENTED, by=by, facts={"on": of.on})


@dataclass(frozen=True, slots=True)
class EventFacts:
    """A serious event that is closed; what happened and to whom is never written here."""

    closed_on: dt.date
    informed_on: dt.date | None = None


@ruled(Rule.R36, "told-of-event")
def r36(of: EventFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the council is told, without names, of a serious event once closed (R331-10)."""
    key = "told-of-event"
    if of.informed_on is not None and of.informed_on <= day:
        return holds(Rule.R36, key)
    lack, facts = Omission.NOT_INFORMED, {"on": of.closed_on}
    return breaks(Rule.R36, law, key, lack, severity=Severity.WARNING, facts=facts)


@dataclass(frozen=True, slots=True)
class ComplaintFacts:
    """A complaint that reached the chair; where it was sent on, never what it says."""

    received_on: dt.date
    oriented_on: dt.date | None = None


@ruled(Rule.R37, "complaint-oriented")
def r37(of: ComplaintFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that who complains is pointed to somebody who can help (D311-15, II).

    A personne qualifiée, the mediation, or the delegate of the Défenseur des droits. The days
    allowed are this program's choice.
    """
    key = "complaint-oriented"
    if of.oriented_on is not None and of.oriented_on <= day:
        return holds(Rule.R37, key)
    by = of.received_on + dt.timedelta(days=law.number(key))
    if day <= by:
        return coming(Rule.R37, key, Omission.NOT_ORIENTED, by, on=of.received_on)
    lack, facts = Omission.NOT_ORIENTED, {"on": of.received_on}
    return breaks(Rule.R37, law, key, lack, by=by, severity=Severity.WARNING, facts=facts)
