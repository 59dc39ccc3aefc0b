"""R16 to R19: terms that end, members who left, substitutes to name, who chairs."""

import datetime as dt
from collections.abc import Iterable, Sequence
from enum import StrEnum

from participation.councils.rules.chairs import ChairLack, examine_chair
from participation.councils.rules.kinds import CVS_FORMS, CollegeKind, CouncilForm
from participation.councils.rules.terms import (
    Expiry,
    Span,
    SubstituteDue,
    expiry_of,
    is_gone,
    new_substitute_due,
)
from participation.organisations.rules.law import Law, Severity
from participation.organisations.rules.rulings import (
    STATE_OF,
    Rule,
    Ruling,
    apart,
    breaks,
    coming,
    first_of,
    holds,
    ruled,
)


class Due(StrEnum):
    """What has to be done about a term."""

    EXPIRED = "term-expired"
    ENDING = "term-ending"
    GONE = "member-gone"
    SUBSTITUTE = "substitute-to-name"


@ruled(Rule.R16, "term-expired")
def r16(spans: Iterable[Span], law: Law, day: dt.date, *, election_open: bool) -> Ruling:
    """Ask for an election before terms end: within 90 days one is open; none has run out (D311-8).

    `spans` are those of the latest holder of each seat who did not leave it otherwise. A term
    without an end is a matter of the rules of procedure (R21).
    """
    alerts = [expiry_of(span, day, law) for span in spans]
    if not alerts:
        return apart(Rule.R16, "term-expired")
    found = []
    for expiry, due in ((Expiry.EXPIRED, Due.EXPIRED), (Expiry.ENDING, Due.ENDING)):
        of = [each for each in alerts if each.expiry is expiry and each.on]
        if not of or (expiry is Expiry.ENDING and election_open):
            continue
        on = min(each.on for each in of if each.on)
        severity = of[0].severity or Severity.WARNING
        facts = {"n": len(of), "on": on}
        found.append(breaks(Rule.R16, law, due, due, by=on, severity=severity, facts=facts))
    return first_of(found or [holds(Rule.R16, "term-expired")], Rule.R16, "term-expired")


@ruled(Rule.R17, "member-gone")
def r17(holders: Sequence[tuple[Span, dt.date | None]], law: Law, day: dt.date) -> Ruling:
    """Ask that nobody sits who has left, or whose relative has (D311-8).

    Each holder is her term and the first day on which she was no longer there, if any.
    """
    key = "member-gone"
    if not holders:
        return apart(Rule.R17, key)
    gone = [until for span, until in holders if until and is_gone(until, span, day)]
    if not gone:
        return holds(Rule.R17, key)
    facts = {"n": len(gone), "on": min(gone)}
    return breaks(Rule.R17, law, key, Due.GONE, by=min(gone), facts=facts)


@ruled(Rule.R18, "new-substitute")
def r18(seated_on: Sequence[dt.date], law: Law, day: dt.date, *, empty: int) -> Ruling:
    """Ask for a new substitute in sixty days after one was seated (D311-8; our delay)."""
    key = "new-substitute"
    if not seated_on:
        return apart(Rule.R18, key)
    due = new_substitute_due(seated_on, empty=empty, day=day, law=law)
    found = [_named(each, law) for each in due]
    return first_of(found or [holds(Rule.R18, key)], Rule.R18, key)


def _named(due: SubstituteDue, law: Law) -> Ruling:
    key, facts = "new-substitute", {"on": due.since}
    if not due.is_late:
        return coming(Rule.R18, key, Due.SUBSTITUTE, due.by, **facts)
    warning = Severity.WARNING
    return breaks(Rule.R18, law, key, Due.SUBSTITUTE, by=due.by, severity=warning, facts=facts)


@ruled(Rule.R19, "chair")
def r19(
    form: CouncilForm, chair: CollegeKind | None, law: Law, *, because: str, members: int
) -> Ruling:
    """Ask that a resident chairs, or a family member where somebody wrote why (D311-9)."""
    if form not in CVS_FORMS or not members:
        return apart(Rule.R19, "chair")
    found = examine_chair(chair, because=because, members=members, law=law)
    if found is None:
        return holds(Rule.R19, "chair")
    # Whoever chairs without being of the represented warns even where the article was read.
    heavy = found.lack is not ChairLack.NOBODY
    severity = Severity.WARNING if heavy else found.severity
    return Ruling(Rule.R19, STATE_OF[severity], found.provision, found.lack.value)
