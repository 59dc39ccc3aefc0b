"""The calendar of an election, computed backwards from the days of the vote."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from participation.organisations.rules.days import ONE_DAY, is_working_day, working_day
from participation.organisations.rules.law import Law, Severity


class Step(StrEnum):
    """A dated step, in its order."""

    CALL = "call"
    ROLL_POSTED = "roll-posted"
    OBJECTIONS_END = "objections-end"
    CANDIDACIES_END = "candidacies-end"
    LIST_POSTED = "list-posted"
    VOTE_OPENS = "vote-opens"
    VOTE_CLOSES = "vote-closes"
    CHALLENGE_ENDS = "challenge-ends"


BEFORE_THE_VOTE: Mapping[Step, str] = {
    Step.CALL: "call-days",
    Step.ROLL_POSTED: "roll-days",
    Step.OBJECTIONS_END: "objections-days",
    Step.CANDIDACIES_END: "candidacies-days",
    Step.LIST_POSTED: "list-days",
}
"""Which number of the law counts the days of a step before the vote opens."""
BACKWARDS = (
    (Step.LIST_POSTED, Step.VOTE_OPENS),
    (Step.CANDIDACIES_END, Step.LIST_POSTED),
    (Step.CALL, Step.CANDIDACIES_END),
    (Step.OBJECTIONS_END, Step.VOTE_OPENS),
    (Step.ROLL_POSTED, Step.OBJECTIONS_END),
)
"""Each step with the one it must come before, in the order in which they are computed."""
LEAST = (
    (Step.ROLL_POSTED, Step.OBJECTIONS_END, "objections-least"),
    (Step.CALL, Step.CANDIDACIES_END, "candidacies-least"),
    (Step.LIST_POSTED, Step.VOTE_OPENS, "campaign-least"),
)
"""What people need at least between two steps."""

Dates = Mapping[Step, dt.date]


def plan(opens_on: dt.date, closes_on: dt.date, law: Law) -> dict[Step, dt.date]:
    """Give every date from the first and last day of the vote.

    Steps before it fall on a working day, the one before where they would not; the challenge ends
    on a working day, the one after. Raises ValueError when the vote closes before it opens.
    """
    if closes_on < opens_on:
        message = "a vote closes on the day it opens, or later"
        raise ValueError(message)
    dates: dict[Step, dt.date] = {}
    for step, following in BACKWARDS:
        wished = opens_on - dt.timedelta(days=law.number(BEFORE_THE_VOTE[step]))
        last = dates.get(following, opens_on) - dt.timedelta(days=_least(step, following, law))
        dates[step] = working_day(min(wished, last), -ONE_DAY)
    ends = closes_on + dt.timedelta(days=law.number("challenge-days"))
    return {step: dates[step] for step in BEFORE_THE_VOTE} | {
        Step.VOTE_OPENS: opens_on,
        Step.VOTE_CLOSES: closes_on,
        Step.CHALLENGE_ENDS: working_day(ends, ONE_DAY),
    }


def _least(earlier: Step, later: Step, law: Law) -> int:
    """Give the days that people need between two steps: one where nothing says more."""
    keys = [key for one, other, key in LEAST if (one, other) == (earlier, later)]
    return max([1, *(law.number(key) for key in keys)])


def earliest_vote(today: dt.date, law: Law) -> dt.date:
    """Give the first day on which a vote called today may open, every step kept."""
    return today + dt.timedelta(days=max(law.number(key) for key in BEFORE_THE_VOTE.values()))


class Alarm(StrEnum):
    """What is wrong with a calendar."""

    OUT_OF_ORDER = "out-of-order"
    PAST = "past"
    TOO_SHORT = "too-short"
    DAY_OFF = "day-off"
    VOTE_TOO_LONG = "vote-too-long"
    VOTE_ON_DAYS_OFF = "vote-on-days-off"


@dataclass(frozen=True, slots=True)
class Warned:
    """One alarm about a step; `days` is what there is, `least` what there should be."""

    alarm: Alarm
    step: Step
    severity: Severity
    days: int = 0
    least: int = 0


def examine(dates: Dates, law: Law, *, today: dt.date) -> tuple[Warned, ...]:
    """Say what is wrong with dates that somebody may have moved; only a wrong order is an error."""
    return (
        *_order(dates),
        *_past(dates, today),
        *_short(dates, law),
        *_days_off(dates),
        *_voting_days(dates, law),
    )


CHAINS = (
    (Step.ROLL_POSTED, Step.OBJECTIONS_END, Step.VOTE_OPENS),
    (Step.CALL, Step.CANDIDACIES_END, Step.LIST_POSTED, Step.VOTE_OPENS),
    (Step.VOTE_CLOSES, Step.CHALLENGE_ENDS),
)
"""Each step of a chain falls after the one before it; the two first chains run side by side."""


def _order(dates: Dates) -> Iterator[Warned]:
    for chain in CHAINS:
        for earlier, later in pairwise(chain):
            days = (dates[later] - dates[earlier]).days
            if days < 1:
                yield Warned(Alarm.OUT_OF_ORDER, later, Severity.ERROR, days, 1)
    if dates[Step.VOTE_CLOSES] < dates[Step.VOTE_OPENS]:
        yield Warned(Alarm.OUT_OF_ORDER, Step.VOTE_CLOSES, Severity.ERROR)


def _past(dates: Dates, today: dt.date) -> Iterator[Warned]:
    for step, day in dates.items():
        if day < today:
            yield Warned(Alarm.PAST, step, Severity.WARNING, (today - day).days)


def _short(dates: Dates, law: Law) -> Iterator[Warned]:
    for earlier, later, key in LEAST:
        days, least = (dates[later] - dates[earlier]).days, law.number(key)
        if 0 < days < least:
            yield Warned(Alarm.TOO_SHORT, later, Severity.WARNING, days, least)


def _days_off(dates: Dates) -> Iterator[Warned]:
    voting = (Step.VOTE_OPENS, Step.VOTE_CLOSES)
    for step, day in dates.items():
        if step not in voting and not is_working_day(day):
            yield Warned(Alarm.DAY_OFF, step, Severity.ADVICE)


def _voting_days(dates: Dates, law: Law) -> Iterator[Warned]:
    opens, closes = dates[Step.VOTE_OPENS], dates[Step.VOTE_CLOSES]
    days, most = (closes - opens).days + 1, law.number("vote-longest")
    if days > most:
        yield Warned(Alarm.VOTE_TOO_LONG, Step.VOTE_CLOSES, Severity.WARNING, days, most)
    if 0 < days <= most and not any(is_working_day(opens + n * ONE_DAY) for n in range(days)):
        yield Warned(Alarm.VOTE_ON_DAYS_OFF, Step.VOTE_OPENS, Severity.ADVICE, days)
