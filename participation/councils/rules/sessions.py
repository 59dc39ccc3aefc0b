"""R20, R22 to R27, R38, R40: the sessions of a council, as the law reads them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from participation.councils.rules.kinds import CVS_FORMS, OTHER_FORMS, CouncilForm, QuorumBase
from participation.councils.rules.quorum import carries, may_give_opinion
from participation.organisations.rules.law import Law, Severity
from participation.organisations.rules.rulings import (
    Rule,
    Ruling,
    apart,
    breaks,
    coming,
    holds,
    ruled,
)


class Fault(StrEnum):
    """What is wrong with a session, or with the year."""

    VOTE_COUNTED_WRONGLY = "vote-counted-wrongly"
    TOO_FEW_SESSIONS = "too-few-sessions"
    FEW_SESSIONS_AHEAD = "few-sessions-ahead"
    AGENDA_MISSING = "agenda-missing"
    AGENDA_LATE = "agenda-late"
    AGENDA_TO_SEND = "agenda-to-send"
    ITEM_WITHOUT_PAPERS = "item-without-papers"
    REQUEST_UNANSWERED = "request-unanswered"
    REQUEST_TO_ANSWER = "request-to-answer"
    OPINION_WITHOUT_QUORUM = "opinion-without-quorum"
    ITEM_LOST = "item-lost"
    NOT_CARRIED = "not-carried"
    NO_HELP_BOOKED = "no-help-booked"


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """An opinion or a proposal of a session; `item` is the key of its item on the agenda.

    `answered_on` is the day of the manager's answer. On a second pass the item was postponed for
    want of quorum: `in_favour` counts the members for it.
    """

    item: int
    in_favour: int = 0
    is_second_pass: bool = False
    answered_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One session, held or to come: days, counts and keys, never a name.

    `members` have a vote, whether present or not; `present` are those of them who were there, and
    `represented` those of the present who speak for residents and families. `not_counted` is how
    many votes were counted that may not be: of the director, a guest, an advisory member, or a
    substitute whose titulaire voted too. `items` are the keys of the agenda, `postponed` those
    that were carried to the next session. Whoever asked for a helper or an interpreter is counted
    in `help_asked`, and in `help_booked` once somebody was booked. `names_survey` says that the
    results of the yearly survey are on the agenda.
    """

    on: dt.date
    is_held: bool = True
    agenda_on: dt.date | None = None
    items: frozenset[int] = frozenset()
    without_papers: int = 0
    members: int = 0
    present: int = 0
    represented: int = 0
    opinions: tuple[OpinionFacts, ...] = ()
    postponed: frozenset[int] = frozenset()
    not_counted: int = 0
    help_asked: int = 0
    help_booked: int = 0
    names_survey: bool = False


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """A session that members or the manager asked for, and the day on which it was called."""

    asked_on: dt.date
    asking: int
    members: int
    by_manager: bool = False
    called_on: dt.date | None = None


@ruled(Rule.R20, "director-advisory")
def r20(of: SessionFacts, law: Law) -> Ruling:
    """Ask that only members are counted in a vote: the director advises (D311-9)."""
    key = "director-advisory"
    if not of.is_held:
        return apart(Rule.R20, key)
    if not of.not_counted:
        return holds(Rule.R20, key)
    facts = {"n": of.not_counted, "on": of.on}
    return breaks(Rule.R20, law, key, Fault.VOTE_COUNTED_WRONGLY, facts=facts)


@ruled(Rule.R22, "sessions-a-year")
def r22(
    form: CouncilForm, held: Sequence[dt.date], law: Law, day: dt.date, *, since: dt.date
) -> Ruling:
    """Ask for three sessions in each calendar year (D311-16); from 30 September, for two by then.

    `since` is the council's first day: a year that it did not begin with is not judged. The year
    before is judged until the present one has its sessions.
    """
    key = "sessions-a-year"
    if form not in CVS_FORMS or since > day:
        return apart(Rule.R22, key)
    least, now = law.number(key), _in_year(held, day.year, day)
    if now >= least:
        return holds(Rule.R22, key)
    for year in (day.year - 1, day.year):
        count, over = _in_year(held, year, day), day >= dt.date(year, 12, 31)
        if since <= dt.date(year, 1, 1) and over and count < least:
            facts = {"n": count, "year": year, "least": least}
            return breaks(Rule.R22, law, key, Fault.TOO_FEW_SESSIONS, facts=facts)
    facts = {"n": now, "year": day.year, "least": least}
    by, few = dt.date(day.year, 12, 31), law.number("sessions-by-autumn")
    if since <= dt.date(day.year, 1, 1) and day >= dt.date(day.year, 9, 30) and now < few:
        return breaks(
            Rule.R22,
            law,
            "sessions-by-autumn",
            Fault.FEW_SESSIONS_AHEAD,
            by=by,
            severity=Severity.WARNING,
            facts=facts,
        )
    return coming(Rule.R22, key, Fault.FEW_SESSIONS_AHEAD, by, **facts)


def _in_year(held: Sequence[dt.date], year: int, day: dt.date) -> int:
    return sum(each.year == year and each <= day for each in held)


@ruled(Rule.R23, "agenda-days")
def r23(of: SessionFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the agenda is out 15 days before a session, never under 8 (D311-16)."""
    return _agenda(Rule.R23, of, law, day, usual="agenda-days", least="agenda-least")


@ruled(Rule.R38, "other-form-agenda")
def r38_agenda(form: CouncilForm, of: SessionFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the agenda of a body other than a CVS is out 7 days before (D311-23)."""
    key = "other-form-agenda"
    if form not in OTHER_FORMS:
        return apart(Rule.R38, key)
    return _agenda(Rule.R38, of, law, day, usual=key, least=key)


def _agenda(
    rule: Rule, of: SessionFacts, law: Law, day: dt.date, *, usual: str, least: str
) -> Ruling:
    out = of.agenda_on if of.agenda_on is not None and of.agenda_on <= day else None
    days = (of.on - (out or min(day, of.on))).days
    by = of.on - dt.timedelta(days=law.number(usual))
    short, wanted = days < law.number(least), days < law.number(usual)
    facts = {"n": days, "on": of.on}
    if out is None and day >= of.on:
        return breaks(rule, law, least, Fault.AGENDA_MISSING, by=by, facts=facts)
    lack = Fault.AGENDA_TO_SEND if out is None else Fault.AGENDA_LATE
    # An agenda of other bodies has one delay only: missing it warns (R38).
    if short:
        severity = Severity.WARNING if usual == least else Severity.ERROR
        return breaks(rule, law, least, lack, by=by, severity=severity, facts=facts)
    if wanted:
        return breaks(rule, law, usual, lack, by=by, severity=Severity.WARNING, facts=facts)
    return holds(rule, usual) if out else coming(rule, usual, lack, by, **facts)


@ruled(Rule.R24, "agenda-information")
def r24(of: SessionFacts, law: Law) -> Ruling:
    """Ask that each item of the agenda comes with what is needed to speak of it (D311-16)."""
    key = "agenda-information"
    if of.agenda_on is None or not of.items:
        return apart(Rule.R24, key)
    if not of.without_papers:
        return holds(Rule.R24, key)
    lack, facts = Fault.ITEM_WITHOUT_PAPERS, {"n": of.without_papers, "on": of.on}
    return breaks(Rule.R24, law, key, lack, severity=Severity.WARNING, facts=facts)


@ruled(Rule.R25, "session-on-request")
def r25(of: RequestFacts, law: Law, day: dt.date) -> Ruling:
    """Ask for a session that two thirds of the members, or the manager, want (D311-16).

    It is as of right; the 30 days to call it are this program's choice.
    """
    key, share = "session-on-request", law.number("request-share")
    if not of.by_manager and of.asking * 3 < of.members * share:
        return apart(Rule.R25, key)
    by, facts = of.asked_on + dt.timedelta(days=law.number(key)), {"on": of.asked_on}
    called = of.called_on is not None and of.called_on <= day
    if called and of.called_on and of.called_on <= by:
        return holds(Rule.R25, key)
    if not called and day <= by:
        return coming(Rule.R25, key, Fault.REQUEST_TO_ANSWER, by, **facts)
    lack = Fault.REQUEST_UNANSWERED
    return breaks(Rule.R25, law, key, lack, by=by, severity=Severity.WARNING, facts=facts)


@ruled(Rule.R26, "quorum")
def r26(of: SessionFacts, base: QuorumBase, law: Law) -> Ruling:
    """Ask that no opinion is recorded while the represented present are half or fewer (D311-17).

    Half of the members, or of those present, as the rules of procedure read it. On a second pass
    the majority of those present decides (R27).
    """
    key = "quorum"
    first = [each for each in of.opinions if not each.is_second_pass]
    if not of.is_held or not first:
        return apart(Rule.R26, key)
    if may_give_opinion(
        represented=of.represented, members=of.members, present=of.present, base=base
    ):
        return holds(Rule.R26, key)
    whole = of.members if base is QuorumBase.MEMBERS else of.present
    facts = {"n": len(first), "on": of.on, "represented": of.represented, "whole": whole}
    return breaks(Rule.R26, law, key, Fault.OPINION_WITHOUT_QUORUM, facts=facts)


@ruled(Rule.R27, "postponed")
def r27(of: SessionFacts, following: SessionFacts | None, law: Law) -> Ruling:
    """Ask that what was postponed is on the next agenda, and then carried by a majority (D311-17).

    `following` is the next session whose agenda is out; None while there is none.
    """
    key = "postponed"
    second = [each for each in of.opinions if each.is_second_pass]
    weak = [each for each in second if not carries(each.in_favour, of.present)]
    warning = Severity.WARNING
    if weak:
        facts = {"n": len(weak), "on": of.on}
        return breaks(Rule.R27, law, key, Fault.NOT_CARRIED, severity=warning, facts=facts)
    if not of.postponed and not second:
        return apart(Rule.R27, key)
    lost = of.postponed - following.items if following and following.agenda_on else frozenset()
    if not lost:
        return holds(Rule.R27, key)
    facts = {"n": len(lost), "on": of.on}
    return breaks(Rule.R27, law, key, Fault.ITEM_LOST, severity=warning, facts=facts)


@ruled(Rule.R40, "help-booked")
def r40(of: SessionFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that a helper or an interpreter is booked for each member who asked (D311-32)."""
    key = "help-booked"
    missing = of.help_asked - of.help_booked
    if not of.help_asked:
        return apart(Rule.R40, key)
    if missing <= 0:
        return holds(Rule.R40, key)
    facts, by = {"n": missing, "on": of.on}, of.on if day < of.on else None
    lack, warning = Fault.NO_HELP_BOOKED, Severity.WARNING
    return breaks(Rule.R40, law, key, lack, by=by, severity=warning, facts=facts)
