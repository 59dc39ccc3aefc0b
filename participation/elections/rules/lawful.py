"""R07, R08, R10 to R14: who stands, who is on the roll, how seats are won."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.councils.rules.eligibility import Reason, Verdict
from participation.councils.rules.kinds import TieBreak
from participation.elections.rules.bureau import DrawMethod
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


class Flaw(StrEnum):
    """What is wrong with a roll or a result."""

    TWO_COLLEGES = "two-colleges"
    LEFT_OFF_ROLL = "left-off-roll"
    ROLL_NOT_POSTED = "roll-not-posted"
    ROLL_TO_POST = "roll-to-post"
    OPEN_BALLOT = "open-ballot"
    NOT_BY_MOST_VOTES = "not-by-most-votes"
    WRONG_TIE_BREAK = "wrong-tie-break"


AGES = frozenset({Reason.TOO_YOUNG, Reason.AGE_UNKNOWN})
LINKS = frozenset({Reason.NO_LINK, Reason.LINK_TOO_FAR, Reason.LINK_UNKNOWN, Reason.CARER_TO_CHECK})
SENIORITY = frozenset({Reason.NOT_SENIOR, Reason.SENIORITY_UNKNOWN})


@ruled(Rule.R07, "residents-age")
def r07(residents: Sequence[Verdict], law: Law) -> Ruling:
    """Ask that residents who stand are over eleven (D311-11); an unknown age only warns."""
    return _standing(Rule.R07, AGES, "residents-age", residents, law)


@ruled(Rule.R08, "family-degree")
def r08(families: Sequence[Verdict], law: Law) -> Ruling:
    """Ask for a link up to the 4th degree, or a title, of families who stand (D311-11)."""
    return _standing(Rule.R08, LINKS, "family-degree", families, law)


@ruled(Rule.R10, "staff-seniority")
def r10(staff: Sequence[Verdict], law: Law) -> Ruling:
    """Ask for six months' seniority of staff who stand, or in the profession (D311-13)."""
    return _standing(Rule.R10, SENIORITY, "staff-seniority", staff, law)


def _standing(
    rule: Rule, reasons: Collection[Reason], key: str, verdicts: Sequence[Verdict], law: Law
) -> Ruling:
    """Judge those who stand and were not refused: what the rules of eligibility doubt of them."""
    if not verdicts:
        return apart(rule, key)
    found = [
        Ruling(
            rule,
            STATE_OF[law[doubt.provision].weigh(doubt.severity)],
            doubt.provision,
            doubt.reason.value,
        )
        for verdict in verdicts
        for doubt in verdict.doubts
        if doubt.reason in reasons
    ]
    return first_of(found or [holds(rule, key)], rule, key)


@dataclass(frozen=True, slots=True)
class RollFacts:
    """The rolls of an election: when they are due and were posted, and who is missing.

    `left_off` counts those who may vote and are on no roll, `twice` those who are on two.
    """

    due_on: dt.date
    posted_on: dt.date | None = None
    voters: int = 0
    left_off: int = 0
    twice: int = 0


@ruled(Rule.R11, "one-college")
def r11(of: RollFacts, law: Law) -> Ruling:
    """Ask that nobody votes or stands in two colleges (D311-10 to D311-14; deduced)."""
    key = "one-college"
    if not of.voters:
        return apart(Rule.R11, key)
    if not of.twice:
        return holds(Rule.R11, key)
    facts = {"n": of.twice}
    warning = Severity.WARNING
    return breaks(Rule.R11, law, key, Flaw.TWO_COLLEGES, severity=warning, facts=facts)


@ruled(Rule.R12, "residents-vote")
def r12(of: RollFacts, law: Law, day: dt.date) -> Ruling:
    """Ask that the roll is posted on its day, and that everybody who may vote is on it."""
    posted, whole, warning = "roll-days", "residents-vote", Severity.WARNING
    if of.posted_on is None or of.posted_on > day:
        if day <= of.due_on:
            return coming(Rule.R12, posted, Flaw.ROLL_TO_POST, of.due_on)
        lack = Flaw.ROLL_NOT_POSTED
        return breaks(Rule.R12, law, posted, lack, by=of.due_on, severity=warning)
    if of.left_off:
        facts = {"n": of.left_off}
        return breaks(Rule.R12, law, whole, Flaw.LEFT_OFF_ROLL, severity=warning, facts=facts)
    return holds(Rule.R12, whole)


@dataclass(frozen=True, slots=True)
class ResultFacts:
    """A contest that was counted: ballots by candidate, who got a seat, who gave it up.

    `is_secret` says that ballots were paper from an urn, or sealed.
    """

    votes: Mapping[str, int]
    elected: frozenset[str]
    renounced: frozenset[str] = field(default_factory=frozenset)
    is_secret: bool = True


@ruled(Rule.R13, "secret-most-votes")
def r13(of: ResultFacts, law: Law) -> Ruling:
    """Ask for a secret vote that is won by most votes (D311-10, D311-13).

    Nobody who got no seat has more votes than somebody who did, unless she gave hers up.
    """
    key = "secret-most-votes"
    if not of.is_secret:
        return breaks(Rule.R13, law, key, Flaw.OPEN_BALLOT)
    if not of.elected:
        return apart(Rule.R13, key)
    least = min(of.votes.get(who, 0) for who in of.elected)
    passed = [
        who
        for who, count in of.votes.items()
        if count > least and who not in of.elected | of.renounced
    ]
    if not passed:
        return holds(Rule.R13, key)
    return breaks(Rule.R13, law, key, Flaw.NOT_BY_MOST_VOTES, facts={"n": len(passed)})


METHODS: Mapping[TieBreak, frozenset[DrawMethod]] = {
    TieBreak.LOTS: frozenset({DrawMethod.NUMBERS, DrawMethod.BY_HAND}),
    TieBreak.SENIORITY: frozenset({DrawMethod.SENIORITY}),
    TieBreak.AGE: frozenset({DrawMethod.AGE}),
}


@ruled(Rule.R14, "tie-lots")
def r14(asked: TieBreak, used: Sequence[DrawMethod], law: Law) -> Ruling:
    """Ask that each tie is settled by its own rule: lots, seniority of staff, age of a chair.

    Lots after an equal seniority or age are drawn by hand, before witnesses: they are recorded as
    the seniority or the age that they complete.
    """
    key = f"tie-{asked.value}"
    if not used:
        return apart(Rule.R14, key)
    wrong = [each for each in used if each not in METHODS[asked]]
    if not wrong:
        return holds(Rule.R14, key)
    return breaks(Rule.R14, law, key, Flaw.WRONG_TIE_BREAK, facts={"n": len(wrong)})
