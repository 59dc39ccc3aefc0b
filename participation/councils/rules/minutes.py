"""R28 to R31, R39: the relevé de conclusions, its answers, the yearly report."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import CVS_FORMS, REPRESENTED, CollegeKind, CouncilForm
from participation.councils.rules.sessions import OpinionFacts
from participation.organisations.rules.law import Law, Severity
from participation.organisations.rules.rulings import (
    Rule,
    Ruling,
    apart,
    breaks,
    coming,
    first_of,
    holds,
    ruled,
)

YEAR = dt.timedelta(days=365)


class Slip(StrEnum):
    """What is missing of the minutes, of an answer, of a report."""

    NO_SECRETARY = "no-secretary"
    SECRETARY_NOT_REPRESENTED = "secretary-not-represented"
    NOT_SIGNED = "not-signed"
    NOT_SENT_WITH_AGENDA = "not-sent-with-agenda"
    NOT_ADOPTED = "not-adopted"
    NOT_TO_MANAGER = "not-to-manager"
    NOT_TO_AUTHORITY = "not-to-authority"
    OPINION_UNANSWERED = "opinion-unanswered"
    NO_REPORT = "no-report"
    REPORT_DUE = "report-due"
    NAMES_SHOWN = "names-shown"


@dataclass(frozen=True, slots=True)
class MinutesFacts:
    """The relevé of one session; days on which each step was done, None until then.

    `next_agenda_on` is the day on which the next session's agenda went out, `next_on` the day of
    that session: what is asked of the minutes falls due then. `strangers` counts the names of
    people who are no members in what was published.
    """

    session_on: dt.date
    secretary: CollegeKind | None = None
    signed_on: dt.date | None = None
    sent_on: dt.date | None = None
    adopted_on: dt.date | None = None
    manager_on: dt.date | None = None
    authority_on: dt.date | None = None
    published_on: dt.date | None = None
    strangers: int = 0
    next_agenda_on: dt.date | None = None
    next_on: dt.date | None = None


@ruled(Rule.R28, "secretary")
def r28(of: MinutesFacts, law: Law) -> Ruling:
    """Ask that a resident writes the minutes, or else somebody of the families (D311-20)."""
    key, facts = "secretary", {"on": of.session_on}
    if of.secretary in REPRESENTED:
        return holds(Rule.R28, key)
    lack = Slip.SECRETARY_NOT_REPRESENTED if of.secretary else Slip.NO_SECRETARY
    return breaks(Rule.R28, law, key, lack, severity=Severity.WARNING, facts=facts)


@ruled(Rule.R29, "minutes-signed")
def r29(of: MinutesFacts, law: Law, day: dt.date) -> Ruling:
    """Follow the relevé: signed, sent with the next agenda, adopted, transmitted (D311-20).

    Unsigned when the next agenda leaves, or not adopted at the next session, warns. Not given to
    the manager's body or to the authority warns after the days that this program chose, and is an
    error once a year has passed since its adoption.
    """
    found = list(_steps(of, law, day))
    return first_of(found or [holds(Rule.R29, "minutes-signed")], Rule.R29, "minutes-signed")


def _steps(of: MinutesFacts, law: Law, day: dt.date) -> Iterator[Ruling]:
    def is_open(done: dt.date | None) -> bool:
        return done is None or done > day

    facts, warning = {"on": of.session_on}, Severity.WARNING
    agenda, session = of.next_agenda_on, of.next_on
    gone = agenda is not None and agenda <= day
    for done, lack in ((of.signed_on, Slip.NOT_SIGNED), (of.sent_on, Slip.NOT_SENT_WITH_AGENDA)):
        late_sent = lack is Slip.NOT_SENT_WITH_AGENDA and done and agenda and done > agenda
        if gone and (is_open(done) or late_sent):
            key = "minutes-signed"
            yield breaks(Rule.R29, law, key, lack, by=agenda, severity=warning, facts=facts)
    if session is not None and session <= day and is_open(of.adopted_on):
        key, lack = "minutes-adopted", Slip.NOT_ADOPTED
        yield breaks(Rule.R29, law, key, lack, by=session, severity=warning, facts=facts)
    if of.adopted_on is None or of.adopted_on > day:
        return
    by = of.adopted_on + dt.timedelta(days=law.number("minutes-sent-days"))
    for done, lack, duty in (
        (of.manager_on, Slip.NOT_TO_MANAGER, "minutes-sent"),
        (of.authority_on, Slip.NOT_TO_AUTHORITY, "minutes-sent-authority"),
    ):
        if duty not in law or not is_open(done):
            continue
        if day <= by:
            yield coming(Rule.R29, duty, lack, by, **facts)
        else:
            key = duty if day >= of.adopted_on + YEAR else "minutes-sent-days"
            yield breaks(Rule.R29, law, key, lack, by=by, facts=facts)


@ruled(Rule.R30, "opinion-answered")
def r30(of: OpinionFacts, law: Law, day: dt.date, *, sessions_since: int) -> Ruling:
    """Ask that an opinion is answered before more than one session has passed (D311-29).

    `sessions_since` counts the sessions held after the one that gave it.
    """
    key = "opinion-answered"
    if of.answered_on is not None and of.answered_on <= day:
        return holds(Rule.R30, key)
    if sessions_since <= law.number(key):
        return holds(Rule.R30, key)
    facts, lack = {"n": sessions_since}, Slip.OPINION_UNANSWERED
    return breaks(Rule.R30, law, key, lack, severity=Severity.WARNING, facts=facts)


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The activity reports of a council: the day on which that of each year was presented."""

    since: dt.date
    presented: tuple[tuple[int, dt.date], ...] = ()


@ruled(Rule.R31, "yearly-report")
def r31(form: CouncilForm, of: ReportFacts, law: Law, day: dt.date) -> Ruling:
    """Ask for the report of the year before by 31 March (D311-20; the day is our choice)."""
    key, year = "yearly-report", day.year - 1
    if form not in CVS_FORMS or of.since.year > year:
        return apart(Rule.R31, key)
    if any(each == year and on <= day for each, on in of.presented):
        return holds(Rule.R31, key)
    after = dt.date(day.year, law.number(key) + 1, 1)
    by, facts = after - dt.timedelta(days=1), {"year": year}
    if day <= by:
        return coming(Rule.R31, key, Slip.REPORT_DUE, by, **facts)
    lack = Slip.NO_REPORT
    return breaks(Rule.R31, law, key, lack, by=by, severity=Severity.WARNING, facts=facts)


@ruled(Rule.R39, "names-removed")
def r39(of: MinutesFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that no name of a non-member is read in published minutes (D311-28)."""
    key = "names-removed"
    if of.published_on is None or of.published_on > day:
        return apart(Rule.R39, key)
    if not of.strangers:
        return holds(Rule.R39, key)
    lack, facts = Slip.NAMES_SHOWN, {"n": of.strangers, "on": of.session_on}
    return breaks(Rule.R39, law, key, lack, severity=Severity.WARNING, facts=facts)
