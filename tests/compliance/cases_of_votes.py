"""Cases of R07, R08, R10 to R14: who stands, rolls, results, ties."""

import datetime as dt
from collections.abc import Callable, Iterator

from participation.councils.rules.eligibility import (
    Candidate,
    Contract,
    Link,
    Place,
    may_stand,
)
from participation.councils.rules.kinds import CollegeKind as K, TieBreak
from participation.elections.rules import lawful
from participation.elections.rules.bureau import DrawMethod as D
from participation.elections.rules.lawful import ResultFacts, RollFacts
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule as R, Ruling  # noqa: N817 - a table
from tests.compliance.cases import APART, DAY, ERROR, OK, WARN, Case, Column as C, day  # noqa: N817

Judge = Callable[[Law], Ruling]
OPENED = dt.date(2015, 1, 1)


def standing(
    judge: Callable[..., Ruling],
    kind: K,
    opened: dt.date = OPENED,
    *,
    minors: bool = False,
    **facts: object,
) -> Judge:
    """Judge one candidate as of a day of vote."""
    who, place = Candidate(**facts), Place(opened, minors)  # type: ignore[arg-type]

    def run(law: Law) -> Ruling:
        return judge([may_stand(kind, who, day=DAY, place=place, law=law)], law)

    return run


def _ages() -> Iterator[Case]:
    def born(year: int, month: int, date: int) -> Judge:
        return standing(lawful.r07, K.RESIDENTS, born_on=dt.date(year, month, date))

    yield Case(R.R07, C.HOLDS, born(1980, 1, 1), OK)
    yield Case(R.R07, C.HOLDS, standing(lawful.r07, K.RESIDENTS), OK)
    yield Case(R.R07, C.EDGE, born(2015, 6, 14), OK)
    yield Case(R.R07, C.BEYOND, born(2015, 6, 15), ERROR)
    yield Case(R.R07, C.BREAKS, born(2020, 1, 1), ERROR)
    yield Case(R.R07, C.BREAKS, standing(lawful.r07, K.RESIDENTS, minors=True), WARN)
    yield Case(R.R07, C.APART, lambda law: lawful.r07([], law), APART)


def _links() -> Iterator[Case]:
    def tied(link: Link | None, degree: int | None = None) -> Judge:
        return standing(lawful.r08, K.RELATIVES, link=link, degree=degree)

    yield Case(R.R08, C.HOLDS, tied(Link.PARENTAL_AUTHORITY), OK)
    yield Case(R.R08, C.EDGE, tied(Link.KIN, 4), OK)
    yield Case(R.R08, C.BEYOND, tied(Link.KIN, 5), ERROR)
    yield Case(R.R08, C.BREAKS, tied(Link.NONE), ERROR)
    yield Case(R.R08, C.BREAKS, tied(Link.CARER), WARN)
    yield Case(R.R08, C.BREAKS, tied(None), WARN)
    yield Case(R.R08, C.APART, lambda law: lawful.r08([], law), APART)


def _seniority() -> Iterator[Case]:
    def hired(on: dt.date | None, opened: dt.date = OPENED, **more: object) -> Judge:
        facts = {"contract": Contract.PRIVATE_LAW, "hired_on": on, **more}
        return standing(lawful.r10, K.STAFF, opened, **facts)  # type: ignore[arg-type]

    half_a_year = dt.date(2025, 12, 15)
    yield Case(R.R10, C.HOLDS, hired(dt.date(2020, 1, 1)), OK)
    yield Case(R.R10, C.EDGE, hired(half_a_year), OK)
    yield Case(R.R10, C.BEYOND, hired(day(1, half_a_year)), ERROR)
    yield Case(R.R10, C.BREAKS, hired(day(-1)), ERROR)
    yield Case(R.R10, C.BREAKS, hired(None), WARN)
    new = hired(day(-10), day(-20), profession_since=dt.date(2010, 1, 1))
    yield Case(R.R10, C.HOLDS, new, OK)
    yield Case(R.R10, C.APART, lambda law: lawful.r10([], law), APART)


def _rolls() -> Iterator[Case]:
    def twice(count: int, voters: int = 30) -> Judge:
        return lambda law: lawful.r11(RollFacts(DAY, DAY, voters, twice=count), law)

    yield Case(R.R11, C.HOLDS, twice(0), OK)
    yield Case(R.R11, C.EDGE, twice(0, 1), OK)
    yield Case(R.R11, C.BEYOND, twice(1), WARN)
    yield Case(R.R11, C.BREAKS, twice(5), WARN)
    yield Case(R.R11, C.APART, twice(0, 0), APART)

    def posted(due: int, out: dt.date | None, missing: int = 0) -> Judge:
        facts = RollFacts(day(due), out, 30, left_off=missing)
        return lambda law: lawful.r12(facts, law, DAY)

    yield Case(R.R12, C.HOLDS, posted(-5, day(-5)), OK)
    yield Case(R.R12, C.EDGE, posted(0, None), OK)
    yield Case(R.R12, C.BEYOND, posted(-1, None), WARN)
    yield Case(R.R12, C.BREAKS, posted(-1, day(1)), WARN)
    yield Case(R.R12, C.BREAKS, posted(-5, day(-5), 1), WARN)


def _results() -> Iterator[Case]:
    votes = {"a": 9, "b": 7, "c": 7, "d": 2}

    def won(*who: str, renounced: str = "", secret: bool = True) -> Judge:
        facts = ResultFacts(votes, frozenset(who), frozenset(renounced), secret)
        return lambda law: lawful.r13(facts, law)

    yield Case(R.R13, C.HOLDS, won("a", "b"), OK)
    yield Case(R.R13, C.EDGE, won("a", "c"), OK)
    yield Case(R.R13, C.EDGE, won("b", "c", renounced="a"), OK)
    yield Case(R.R13, C.BEYOND, won("b", "c"), WARN, ERROR)
    yield Case(R.R13, C.BREAKS, won("a", "b", secret=False), WARN, ERROR)
    yield Case(R.R13, C.APART, won(), APART)

    def settled(asked: TieBreak, *used: D) -> Judge:
        return lambda law: lawful.r14(asked, used, law)

    yield Case(R.R14, C.HOLDS, settled(TieBreak.LOTS, D.NUMBERS), OK)
    yield Case(R.R14, C.HOLDS, settled(TieBreak.AGE, D.AGE), OK)
    yield Case(R.R14, C.EDGE, settled(TieBreak.LOTS, D.NUMBERS, D.BY_HAND), OK)
    yield Case(R.R14, C.BEYOND, settled(TieBreak.LOTS, D.NUMBERS, D.AGE), WARN, ERROR)
    yield Case(R.R14, C.BREAKS, settled(TieBreak.SENIORITY, D.NUMBERS), ERROR)
    yield Case(R.R14, C.BREAKS, settled(TieBreak.AGE, D.SENIORITY), WARN, ERROR)
    yield Case(R.R14, C.APART, settled(TieBreak.LOTS), APART)


CASES = (*_ages(), *_links(), *_seniority(), *_rolls(), *_results())
