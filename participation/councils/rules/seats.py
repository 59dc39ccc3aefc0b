"""R04, R05, R06, R09, R15, R38: who must have seats, and the majority of the represented."""

from collections.abc import Collection, Iterable, Sequence

from participation.councils.rules.composition import (
    Finding,
    Gap,
    Line,
    examine_design,
    examine_sitting,
    speaks_for_residents,
)
from participation.councils.rules.kinds import CVS_FORMS, OTHER_FORMS, CouncilForm, Filling
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import (
    STATE_OF,
    Rule,
    Ruling,
    apart,
    first_of,
    holds,
    ruled,
)

Lines = Sequence[Line]
MINIMUM = frozenset({Gap.RESIDENTS_MINIMUM, Gap.STAFF_MINIMUM, Gap.MANAGING_BODY_MINIMUM})
MAJORITY = frozenset({Gap.MAJORITY_OF_SEATS, Gap.MAJORITY_OF_SITTING})


@ruled(Rule.R04, "minimum-residents")
def r04(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask for two residents, one member of staff, one of the managing body (D311-5, I)."""
    return _of_cvs(Rule.R04, MINIMUM, "minimum-residents", form, lines, law)


@ruled(Rule.R05, "majority")
def r05(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask that the represented outnumber all others, by seats, then by those who sit (D311-5)."""
    return _of_cvs(Rule.R05, MAJORITY, "majority", form, lines, law)


@ruled(Rule.R06, "empty-college")
def r06(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask for a dated constat de carence where nobody sits in a college (D311-7)."""
    return _of_cvs(Rule.R06, {Gap.EMPTY_COLLEGE}, "empty-college", form, lines, law)


@ruled(Rule.R09, "groupement-stand-ins")
def r09(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask for two stand-ins of groupements at most (D311-11, alinéa 4)."""
    key = "groupement-stand-ins"
    if not any(line.stands_in for line in lines):
        return apart(Rule.R09, key)
    return _of_cvs(Rule.R09, {Gap.TOO_MANY_STAND_INS}, key, form, lines, law)


@ruled(Rule.R15, "substitutes")
def r15(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask for substitutes of the titulaires whom residents and families elect (D311-11)."""
    key = "substitutes"
    if not any(
        line.filling is Filling.ELECTION and speaks_for_residents(line) and line.seats
        for line in lines
    ):
        return apart(Rule.R15, key)
    return _of_cvs(Rule.R15, {Gap.NO_SUBSTITUTES}, key, form, lines, law)


@ruled(Rule.R38, "other-form-majority")
def r38(form: CouncilForm, lines: Lines, law: Law) -> Ruling:
    """Ask the same majority of a body other than a CVS (D311-22); its agenda is `r38_agenda`."""
    key = "other-form-majority"
    if form not in OTHER_FORMS or form is CouncilForm.CONSULTATION or not lines:
        return apart(Rule.R38, key)
    return _ruled(Rule.R38, MAJORITY, key, form, lines, law)


def _of_cvs(
    rule: Rule, gaps: Collection[Gap], key: str, form: CouncilForm, lines: Lines, law: Law
) -> Ruling:
    if form not in CVS_FORMS:
        return apart(rule, key)
    return _ruled(rule, gaps, key, form, lines, law)


def _ruled(
    rule: Rule, gaps: Collection[Gap], key: str, form: CouncilForm, lines: Lines, law: Law
) -> Ruling:
    found: Iterable[Finding] = (
        *examine_design(form, lines, law),
        *examine_sitting(form, lines, law),
    )
    rulings = [
        Ruling(rule, STATE_OF[each.severity], each.provision, each.gap.value, None, _facts(each))
        for each in found
        if each.gap in gaps
    ]
    return first_of(rulings or [holds(rule, key)], rule, key)


def _facts(of: Finding) -> dict[str, object]:
    return {**of.facts, **({"college": of.kind.value} if of.kind else {})}
