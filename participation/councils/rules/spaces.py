"""R01, R02, R03, R21: a space for each service, and the papers of each council."""

from collections.abc import Collection, Iterable, Sequence

from participation.councils.rules.instances import (
    Lack,
    Paper,
    Shortcoming,
    examine_paper,
    examine_service,
)
from participation.councils.rules.kinds import CVS_FORMS, OTHER_FORMS, CouncilForm
from participation.organisations.rules import Ask, KindLaw
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


@ruled(Rule.R01, "space-for-all")
def r01(asked: KindLaw, forms: Collection[CouncilForm], law: Law) -> Ruling:
    """Ask for a CVS where the law does, and for a space of expression everywhere (L311-6).

    Whether a form may stand in for a CVS is a matter of its reason (R02); what the law of a kind
    of service says unverified only warns.
    """
    demands = {demand.ask: demand.verified for demand in asked.demands}
    key = "space-for-all"
    if Ask.COUNCIL in demands:
        key = "council-required" if demands[Ask.COUNCIL] else "council-of-kind"
    if Ask.OUTSIDE in demands:
        return apart(Rule.R01, key)
    lack = examine_service(asked, forms, law)
    if lack is None:
        return holds(Rule.R01, key)
    return Ruling(Rule.R01, STATE_OF[law[key].weigh(lack.severity)], key, lack.lack.value)


@ruled(Rule.R01, "common-category")
def r01_common(paper: Paper, asked: Sequence[KindLaw], law: Law) -> Ruling:
    """Ask that the services of a common council are of one category (D311-3)."""
    if paper.form is not CouncilForm.COMMON_CVS:
        return apart(Rule.R01, "common-category")
    return _written(Rule.R01, {Lack.TWO_CATEGORIES}, "common-category", paper, asked, law)


@ruled(Rule.R02, "other-form-reason")
def r02(paper: Paper, asked: Sequence[KindLaw], law: Law) -> Ruling:
    """Ask why another form was chosen where the law asks for a CVS (D311-3)."""
    key = "other-form-reason"
    wanted = any(demand.ask is Ask.COUNCIL for kind in asked for demand in kind.demands)
    if paper.form not in OTHER_FORMS or not wanted:
        return apart(Rule.R02, key)
    return _written(Rule.R02, {Lack.NO_REASON}, key, paper, asked, law)


@ruled(Rule.R03, "founding-act")
def r03(paper: Paper, asked: Sequence[KindLaw], law: Law) -> Ruling:
    """Ask for the founding decision, and that the authority was sent it (D311-27)."""
    key = "founding-act"
    if paper.form not in CVS_FORMS:
        return apart(Rule.R03, key)
    return _written(Rule.R03, {Lack.NO_FOUNDING_ACT, Lack.NOT_SENT}, key, paper, asked, law)


@ruled(Rule.R21, "rules-of-procedure")
def r21(paper: Paper, asked: Sequence[KindLaw], law: Law, *, meetings_held: bool) -> Ruling:
    """Ask for rules of procedure after the first session, which set the term (D311-19, D311-8).

    Before that session they are only advised.
    """
    key = "rules-of-procedure"
    if paper.form not in CVS_FORMS:
        return apart(Rule.R21, key)
    lacks = {Lack.NO_PROCEDURE, Lack.NO_TERM_LENGTH}
    return _written(Rule.R21, lacks, key, paper, asked, law, meetings_held=meetings_held)


def _written(
    rule: Rule,
    lacks: Collection[Lack],
    key: str,
    paper: Paper,
    asked: Sequence[KindLaw],
    law: Law,
    *,
    meetings_held: bool = False,
) -> Ruling:
    found = examine_paper(paper, asked, law, meetings_held=meetings_held)
    return _of(rule, (each for each in found if each.lack in lacks), key)


def _of(rule: Rule, lacks: Iterable[Shortcoming], key: str) -> Ruling:
    found = [
        Ruling(rule, STATE_OF[each.severity], each.provision, each.lack.value) for each in lacks
    ]
    return first_of(found or [holds(rule, key)], rule, key)
