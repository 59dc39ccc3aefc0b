"""What one of the forty rules says of something on a day: its state, why, and by when."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import wraps
from typing import ParamSpec

from participation.organisations.rules.law import Law, Severity


class Rule(StrEnum):
    """R01 to R40; what each asks is written where it is judged, in the room that it is about."""

    R01 = "R01"
    R02 = "R02"
    R03 = "R03"
    R04 = "R04"
    R05 = "R05"
    R06 = "R06"
    R07 = "R07"
    R08 = "R08"
    R09 = "R09"
    R10 = "R10"
    R11 = "R11"
    R12 = "R12"
    R13 = "R13"
    R14 = "R14"
    R15 = "R15"
    R16 = "R16"
    R17 = "R17"
    R18 = "R18"
    R19 = "R19"
    R20 = "R20"
    R21 = "R21"
    R22 = "R22"
    R23 = "R23"
    R24 = "R24"
    R25 = "R25"
    R26 = "R26"
    R27 = "R27"
    R28 = "R28"
    R29 = "R29"
    R30 = "R30"
    R31 = "R31"
    R32 = "R32"
    R33 = "R33"
    R34 = "R34"
    R35 = "R35"
    R36 = "R36"
    R37 = "R37"
    R38 = "R38"
    R39 = "R39"
    R40 = "R40"


class State(StrEnum):
    """Where something stands against a rule."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    NOT_APPLICABLE = "not_applicable"


WORST_FIRST = (State.ERROR, State.WARNING, State.OK, State.NOT_APPLICABLE)


@dataclass(frozen=True, slots=True)
class Ruling:
    """One rule judged; `lack` names what is wrong, or what is to come while all is well.

    `provision` is the key in the dated law of the article that decides, `by` the day by which the
    thing is to be done, `facts` the numbers of the sentence.
    """

    rule: Rule
    state: State
    provision: str
    lack: str = ""
    by: dt.date | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def holds(rule: Rule, provision: str) -> Ruling:
    """Say that a rule is kept."""
    return Ruling(rule, State.OK, provision)


def apart(rule: Rule, provision: str) -> Ruling:
    """Say that a rule has nothing to judge here."""
    return Ruling(rule, State.NOT_APPLICABLE, provision)


def coming(rule: Rule, provision: str, lack: StrEnum, by: dt.date, **facts: object) -> Ruling:
    """Say that a rule is kept today, and what has to be done by a day to come."""
    return Ruling(rule, State.OK, provision, lack.value, by, facts)


def breaks(
    rule: Rule,
    law: Law,
    provision: str,
    lack: StrEnum,
    *,
    by: dt.date | None = None,
    severity: Severity = Severity.ERROR,
    facts: Mapping[str, object] | None = None,
) -> Ruling:
    """Say that a rule is broken; a provision that is not verified warns and never blocks.

    Advice leaves the rule kept, with something to do. KeyError where the law of the day has no
    such provision.
    """
    weight = law[provision].weigh(severity)
    return Ruling(rule, STATE_OF[weight], provision, lack.value, by, facts or {})


STATE_OF = {
    Severity.ERROR: State.ERROR,
    Severity.WARNING: State.WARNING,
    Severity.ADVICE: State.OK,
}


Given = ParamSpec("Given")


def ruled(
    rule: Rule, provision: str
) -> Callable[[Callable[Given, Ruling]], Callable[Given, Ruling]]:
    """Judge only by a law that has the provision: before it was written, nothing was asked.

    The law is the argument that is one; so a rule that a later dated file drops, or that an
    earlier one did not have yet, is not applicable on those days.
    """

    def decorate(judge: Callable[Given, Ruling]) -> Callable[Given, Ruling]:
        @wraps(judge)
        def run(*args: Given.args, **named: Given.kwargs) -> Ruling:
            law = next(each for each in (*args, *named.values()) if isinstance(each, Law))
            return judge(*args, **named) if provision in law.provisions else apart(rule, provision)

        return run

    return decorate


def worst_first(rulings: Iterable[Ruling]) -> tuple[Ruling, ...]:
    """Put rulings in order, the gravest and then the most pressing first."""
    return tuple(
        sorted(rulings, key=lambda each: (WORST_FIRST.index(each.state), each.by or dt.date.max))
    )


def first_of(rulings: Iterable[Ruling], rule: Rule, provision: str) -> Ruling:
    """Give the gravest ruling of several on one rule; without any, nothing was there to judge."""
    return next(iter(worst_first(rulings)), apart(rule, provision))
