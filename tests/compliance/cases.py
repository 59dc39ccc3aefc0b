"""Cases of the forty rules: what is judged, and the state that is expected under the real law."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from participation.councils.queries.law import law_on
from participation.organisations.rules.law import Law
from participation.organisations.rules.rulings import Rule, Ruling, State

OK, WARN, ERROR, APART = State.OK, State.WARNING, State.ERROR, State.NOT_APPLICABLE
DAY = dt.date(2026, 6, 15)
LAW = law_on(DAY)


class Column(StrEnum):
    """What a case shows of its rule."""

    HOLDS = "holds"
    BREAKS = "breaks"
    EDGE = "edge"
    """The last day, or the last number, with which it still holds."""
    BEYOND = "beyond"
    """One day, or one, further."""
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Case:
    """One line of the table; `verified` is the state where every provision was read.

    It is given only where it differs from the state under the law as it was read.
    """

    rule: Rule
    column: Column
    judge: Callable[[Law], Ruling]
    state: State
    verified: State | None = None


def day(days: int, since: dt.date = DAY) -> dt.date:
    """Give a day so many days away."""
    return since + dt.timedelta(days=days)


def read_whole(law: Law, *, verified: bool) -> Law:
    """Give the same law with every provision read, or none."""
    found = {key: replace(each, verified=verified) for key, each in law.provisions.items()}
    return replace(law, provisions=found)


def without(law: Law, rule: Rule) -> Law:
    """Give the law of the day before a rule was written."""
    kept = {key: each for key, each in law.provisions.items() if rule.value not in each.rules}
    return replace(law, provisions=kept)


def with_number(law: Law, key: str, number: int) -> Law:
    """Give the same law with another number."""
    changed = replace(law.provisions[key], threshold=number)
    return replace(law, provisions={**law.provisions, key: changed})
