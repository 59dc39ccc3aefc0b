"""When a meeting must be called, computed backwards from its day (CASF D311-16, D311-23)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import CVS_FORMS, OTHER_FORMS, CouncilForm
from participation.organisations.rules.days import ONE_DAY, working_day
from participation.organisations.rules.law import Law, Severity

ADVISED, LEAST, OTHER_FORM = "agenda-days", "agenda-least", "other-form-agenda"


class Lateness(StrEnum):
    """How late the agenda leaves."""

    IN_TIME = "in-time"
    LATE = "late"
    TOO_LATE = "too-late"


@dataclass(frozen=True, slots=True)
class CallDates:
    """The days before which an agenda leaves: advised, and at the latest; both included."""

    advised_on: dt.date
    last_on: dt.date
    advised: int
    least: int
    provision: str
    """By which provision the last day is counted."""


@dataclass(frozen=True, slots=True)
class CallFinding:
    """How an agenda that leaves on a day stands towards the law (R23, R38)."""

    lateness: Lateness
    days: int
    severity: Severity | None = None
    provision: str = ""


def call_dates(meets_on: dt.date, form: CouncilForm, law: Law) -> CallDates:
    """Give the days by which the agenda leaves; the advised one is a working day.

    A CVS has two numbers: the old eight days and the fifteen of today, which nobody could confirm;
    other forms have one (D311-23), and seats in other bodies follow the CVS.
    """
    if form in OTHER_FORMS and form not in CVS_FORMS:
        advised = least = law.number(OTHER_FORM)
        provision = OTHER_FORM
    else:
        advised, least, provision = law.number(ADVISED), law.number(LEAST), LEAST
    wished = working_day(meets_on - advised * ONE_DAY, -ONE_DAY)
    return CallDates(wished, meets_on - least * ONE_DAY, advised, least, provision)


def examine_call(called_on: dt.date, meets_on: dt.date, form: CouncilForm, law: Law) -> CallFinding:
    """Say how late an agenda is that leaves on a day (R23: fewer than 15 days, fewer than 8)."""
    dates, days = call_dates(meets_on, form, law), (meets_on - called_on).days
    if days < dates.least:
        severity = law[dates.provision].weigh(Severity.ERROR)
        return CallFinding(Lateness.TOO_LATE, days, severity, dates.provision)
    if days < dates.advised:
        return CallFinding(Lateness.LATE, days, Severity.WARNING, ADVISED)
    return CallFinding(Lateness.IN_TIME, days)
