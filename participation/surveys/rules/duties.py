"""What the law asks of surveys: every year in an EHPAD, every subject where it replaces a CVS."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import (
    Rule,
    Ruling,
    breaks,
    coming,
    first_of,
    holds,
    ruled,
)

YEAR = dt.timedelta(days=365)


class Miss(StrEnum):
    """What is missing of a survey that the law asks for."""

    NO_SURVEY = "no-survey"
    SURVEY_DUE = "survey-due"
    NOT_POSTED = "not-posted"
    NOT_EXAMINED = "not-examined"
    SUBJECT_MISSING = "subject-missing"


class CycleStep(StrEnum):
    """The steps of the year, in their order (D311-15, III)."""

    SURVEYED = "surveyed"
    POSTED = "posted"
    ON_AGENDA = "on-agenda"
    EXAMINED = "examined"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The latest survey of a service and what followed it; None where it has not happened.

    `agenda_on` is the day of the session whose agenda names it; `followed` counts the promises
    made from it, `followed_on` is the day on which the first of them was kept.
    """

    surveyed_on: dt.date | None = None
    posted_on: dt.date | None = None
    agenda_on: dt.date | None = None
    examined_on: dt.date | None = None
    followed: int = 0
    followed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """One step of the year: the day it was done, or the day by which it is to be."""

    step: CycleStep
    on: dt.date | None
    by: dt.date
    is_done: bool
    is_late: bool


def cycle_of(of: YearFacts, law: Law, day: dt.date) -> tuple[Dated, ...]:
    """Give the steps of the year as they stand on a day, each dated.

    The survey is due by 31 December of the year after the last one's; the delays of the other
    steps are this program's choice, and only warn.
    """
    surveyed = of.surveyed_on if of.surveyed_on is not None and of.surveyed_on <= day else None
    if surveyed is None or surveyed.year < day.year - 1:
        start = dt.date(day.year, 12, 31)
        return tuple(
            Dated(
                step,
                None,
                start + _delay(step, law),
                is_done=False,
                is_late=step is CycleStep.SURVEYED,
            )
            for step in CycleStep
        )
    days = {
        CycleStep.SURVEYED: surveyed,
        CycleStep.POSTED: of.posted_on,
        CycleStep.ON_AGENDA: of.agenda_on or of.examined_on,
        CycleStep.EXAMINED: of.examined_on,
        CycleStep.FOLLOWED: of.followed_on,
    }
    return tuple(
        _dated(step, on, surveyed + _delay(step, law), day, followed=of.followed)
        for step, on in days.items()
    )


def _delay(step: CycleStep, law: Law) -> dt.timedelta:
    keys = {
        CycleStep.POSTED: "results-posted-days",
        CycleStep.ON_AGENDA: "results-examined-days",
        CycleStep.EXAMINED: "results-examined-days",
        CycleStep.FOLLOWED: "results-followed-days",
    }
    return dt.timedelta(days=law.number(keys[step]) if step in keys else 0)


def _dated(
    step: CycleStep, on: dt.date | None, by: dt.date, day: dt.date, *, followed: int
) -> Dated:
    known = on if on is not None and on <= day else None
    is_done = known is not None or (step is CycleStep.FOLLOWED and followed > 0)
    return Dated(step, known, by, is_done, is_late=not is_done and by < day)


@ruled(Rule.R32, "yearly-survey")
def r32(of: YearFacts, law: Law, day: dt.date) -> Ruling:
    """Ask an EHPAD for its survey of the year, posted, and examined by the CVS (D311-15, III).

    A calendar year without a survey is an error. Results that are not posted, or not examined,
    warn after the days that this program chose, and are an error once a year has passed.
    """
    steps = {each.step: each for each in cycle_of(of, law, day)}
    surveyed = steps[CycleStep.SURVEYED].on
    if surveyed is None:
        facts = {"year": day.year - 1}
        return breaks(Rule.R32, law, "yearly-survey", Miss.NO_SURVEY, facts=facts)
    found = list(_late(surveyed, steps, law, day))
    if surveyed.year < day.year:
        by = dt.date(day.year, 12, 31)
        found.append(coming(Rule.R32, "yearly-survey", Miss.SURVEY_DUE, by, year=day.year))
    if not found:
        return holds(Rule.R32, "yearly-survey")
    return first_of(found, Rule.R32, "yearly-survey")


def _late(
    surveyed: dt.date, steps: dict[CycleStep, Dated], law: Law, day: dt.date
) -> Iterator[Ruling]:
    asked = (
        (CycleStep.POSTED, "results-posted", "results-posted-days", Miss.NOT_POSTED),
        (CycleStep.EXAMINED, "results-examined", "results-examined-days", Miss.NOT_EXAMINED),
    )
    for step, duty, delay, miss in asked:
        of = steps[step]
        if of.on is not None:
            continue
        facts = {"on": surveyed}
        if day >= surveyed + YEAR:
            yield breaks(Rule.R32, law, duty, miss, by=of.by, facts=facts)
        elif of.is_late:
            yield breaks(Rule.R32, law, delay, miss, by=of.by, facts=facts)
        else:
            yield coming(Rule.R32, delay, miss, of.by, on=surveyed)


class Subject(StrEnum):
    """On what a CVS gives its opinion (D311-15, I, 1° and 2°), in the order of the text."""

    RIGHTS = "rights"
    DAILY_LIFE = "daily-life"
    ACTIVITIES = "activities"
    ANIMATION = "animation"
    SERVICES = "services"
    WORKS = "works"
    PRICES = "prices"
    COMMON_ROOMS = "common-rooms"
    UPKEEP = "upkeep"
    RELOCATION = "relocation"
    INSTITUTIONAL_LIFE = "institutional-life"
    SUPPORT_CHANGES = "support-changes"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class AlternativeFacts:
    """A survey that stands in for a CVS, and the subjects on which it asks something."""

    on: dt.date
    covered: frozenset[Subject]


def missing_subjects(of: AlternativeFacts) -> tuple[Subject, ...]:
    """Give the subjects that it leaves out, in the order of the text."""
    return tuple(each for each in Subject if each not in of.covered)


@ruled(Rule.R33, "alternative-survey")
def r33(of: AlternativeFacts, law: Law) -> Ruling:
    """Ask that a survey used instead of a CVS covers every subject of D311-15 (D311-23)."""
    key, missing = "alternative-survey", missing_subjects(of)
    if not missing:
        return holds(Rule.R33, key)
    facts = {"n": len(missing), "on": of.on, "first": missing[0].value}
    return breaks(Rule.R33, law, key, Miss.SUBJECT_MISSING, facts=facts)
