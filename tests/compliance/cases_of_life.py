"""Cases of R32 to R37: surveys, changes, evaluations, events, complaints."""

import datetime as dt
from collections.abc import Callable, Iterator

from participation.organisations.rules import duties as life
from participation.organisations.rules.duties import (
    ChangeFacts,
    ComplaintFacts,
    EvaluationFacts,
    EventFacts,
)
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule as R, Ruling  # noqa: N817 - a table
from participation.surveys.rules import duties
from participation.surveys.rules.duties import AlternativeFacts, Subject, YearFacts
from tests.compliance.cases import DAY, ERROR, OK, WARN, Case, Column as C, day  # noqa: N817

Judge = Callable[[Law], Ruling]
CLOSED = dt.date(2025, 12, 1)


def _surveys() -> Iterator[Case]:
    def year(on: dt.date, closed: dt.date | None = CLOSED, **more: dt.date | None) -> Judge:
        facts = YearFacts(closed, **more)  # type: ignore[arg-type]
        return lambda law: duties.r32(facts, law, on)

    both = {"posted_on": day(30, CLOSED), "examined_on": day(90, CLOSED)}
    posted = {"posted_on": day(30, CLOSED)}
    yield Case(R.R32, C.HOLDS, year(DAY, **both), OK)
    yield Case(R.R32, C.EDGE, year(dt.date(2026, 12, 31), **both), OK)
    yield Case(R.R32, C.BEYOND, year(dt.date(2027, 1, 1), **both), ERROR)
    yield Case(R.R32, C.BREAKS, year(DAY, None), ERROR)
    yield Case(R.R32, C.BREAKS, year(DAY, day(1)), ERROR)
    yield Case(R.R32, C.EDGE, year(day(60, CLOSED)), OK)
    yield Case(R.R32, C.BEYOND, year(day(61, CLOSED)), WARN, ERROR)
    yield Case(R.R32, C.EDGE, year(day(150, CLOSED), **posted), OK)
    yield Case(R.R32, C.BEYOND, year(day(151, CLOSED), **posted), WARN, ERROR)
    yield Case(R.R32, C.EDGE, year(day(364, CLOSED), **posted), WARN, ERROR)
    yield Case(R.R32, C.BEYOND, year(day(365, CLOSED), **posted), ERROR)

    def asks(*left_out: Subject) -> Judge:
        facts = AlternativeFacts(DAY, frozenset(Subject) - {*left_out})
        return lambda law: duties.r33(facts, law)

    yield Case(R.R33, C.HOLDS, asks(), OK)
    yield Case(R.R33, C.EDGE, asks(), OK)
    yield Case(R.R33, C.BEYOND, asks(Subject.PRICES), WARN, ERROR)
    yield Case(R.R33, C.BREAKS, asks(*Subject), WARN, ERROR)


def _changes() -> Iterator[Case]:
    def changed(on: dt.date, consulted: dt.date | None) -> Judge:
        return lambda law: life.r34(ChangeFacts(on, consulted), law, DAY)

    yield Case(R.R34, C.HOLDS, changed(day(-30), day(-60)), OK)
    yield Case(R.R34, C.HOLDS, changed(day(1), None), OK)
    yield Case(R.R34, C.EDGE, changed(day(-30), day(-30)), OK)
    yield Case(R.R34, C.BEYOND, changed(day(-30), day(-29)), WARN, ERROR)
    yield Case(R.R34, C.BREAKS, changed(DAY, None), WARN, ERROR)

    def evaluated(on: dt.date, heard: dt.date | None, told: dt.date | None = None) -> Judge:
        return lambda law: life.r35(EvaluationFacts(on, heard, told), law, DAY)

    yield Case(R.R35, C.HOLDS, evaluated(day(-300), day(-301), day(-200)), OK)
    yield Case(R.R35, C.EDGE, evaluated(day(1), None), OK)
    yield Case(R.R35, C.BEYOND, evaluated(DAY, None), ERROR)
    yield Case(R.R35, C.BREAKS, evaluated(day(-9), day(1)), ERROR)
    yield Case(R.R35, C.EDGE, evaluated(day(-180), day(-181)), OK)
    yield Case(R.R35, C.BEYOND, evaluated(day(-181), day(-181)), WARN, ERROR)


def _people() -> Iterator[Case]:
    def told(informed: dt.date | None) -> Judge:
        return lambda law: life.r36(EventFacts(day(-20), informed), law, DAY)

    yield Case(R.R36, C.HOLDS, told(day(-5)), OK)
    yield Case(R.R36, C.EDGE, told(DAY), OK)
    yield Case(R.R36, C.BEYOND, told(day(1)), WARN)
    yield Case(R.R36, C.BREAKS, told(None), WARN)

    def oriented(received: dt.date, on: dt.date | None = None) -> Judge:
        return lambda law: life.r37(ComplaintFacts(received, on), law, DAY)

    yield Case(R.R37, C.HOLDS, oriented(day(-90), day(-40)), OK)
    yield Case(R.R37, C.EDGE, oriented(day(-15)), OK)
    yield Case(R.R37, C.BEYOND, oriented(day(-16)), WARN)
    yield Case(R.R37, C.BREAKS, oriented(day(-90)), WARN)


CASES = (*_surveys(), *_changes(), *_people())
