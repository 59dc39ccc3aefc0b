"""The dated limits of each status: which number, of whom, by which article, and how it weighs."""

import datetime as dt
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from participation.organisations.rules.law import Law, Provision, in_force, read_law

from .kinds import Status


class LimitCode(StrEnum):
    """Every limit that the dated files may hold."""

    DAILY_REST = "daily-rest"
    DAILY_HOURS = "daily-hours"
    WEEKLY_HOURS = "weekly-hours"
    MEAN_HOURS = "mean-hours"
    BREAK = "break"
    WEEKLY_REST = "weekly-rest"
    SIX_DAYS = "six-days"
    INSERTION_HOURS = "insertion-hours"
    INSERTION_LEAST = "insertion-least"
    INSERTION_MOST = "insertion-most"
    CIVIC_AGE_LEAST = "civic-age-least"
    CIVIC_AGE_MOST = "civic-age-most"
    CIVIC_AGE_EXTENDED = "civic-age-extended"
    CIVIC_LEAST = "civic-least"
    CIVIC_MOST = "civic-most"
    CIVIC_HOURS_LEAST = "civic-hours-least"
    CIVIC_HOURS = "civic-hours"
    CIVIC_DAYS = "civic-days"
    MINOR_HOURS = "minor-hours"
    MINOR_DAYS = "minor-days"
    MINOR_DAILY_HOURS = "minor-daily-hours"
    MINOR_BREAK = "minor-break"
    MINOR_REST_DAYS = "minor-rest-days"
    MINOR_NIGHT = "minor-night"
    CONTRACT_DATES = "contract-dates"
    VOLUNTEER_HOURS = "volunteer-hours"
    FLAT_SHARE_HOURS = "flat-share-hours"
    FLAT_SHARE_HOUSE = "flat-share-house"
    CHOSEN_HOURS = "chosen-hours"
    CHARTER_REST = "charter-rest"
    SUPERVISION_MONTH = "supervision-month"
    SUPERVISION_ALERT = "supervision-alert"
    SUPERVISION_HEAVY = "supervision-heavy"
    NIGHTS_IN_A_ROW = "nights-in-a-row"
    PAUSE_AFTER_DIFFICULT = "pause-after-difficult"
    NIGHT_NOT_ALONE = "night-not-alone"
    ROUND_NOT_ALONE = "round-not-alone"
    SUPPORT_A_DAY = "support-a-day"
    SLOTS_A_DAY = "slots-a-day"
    HEAVY_A_WEEK = "heavy-a-week"
    HEAVY_A_WEEK_PAID = "heavy-a-week-paid"
    STOPPED = "stopped"
    OWN_HOME = "own-home"


class Measure(StrEnum):
    """What a limit counts."""

    REST = "rest"
    DAY = "day"
    WEEK = "week"
    MEAN = "mean"
    UNBROKEN = "unbroken"
    UNBROKEN_MINOR = "unbroken-minor"
    WEEKLY_REST = "weekly-rest"
    DAYS = "days"
    REST_DAYS = "rest-days"
    NIGHT = "night"
    CONTRACT_HOURS_LEAST = "contract-hours-least"
    CONTRACT_MONTHS_LEAST = "contract-months-least"
    CONTRACT_MONTHS_MOST = "contract-months-most"
    AGE_LEAST = "age-least"
    AGE_MOST = "age-most"
    OUTSIDE_CONTRACT = "outside-contract"
    QUOTA = "quota"
    CHOSEN = "chosen"
    HOUSE_WEEK = "house-week"
    SUPERVISION_GAP = "supervision-gap"
    SUPERVISION_NEAR = "supervision-near"
    NIGHTS = "nights"
    PAUSE = "pause"
    NIGHT_TEAM = "night-team"
    ROUND_TEAM = "round-team"
    SUPPORT_DAY = "support-day"
    SLOTS_DAY = "slots-day"
    HEAVY_WEEK = "heavy-week"
    STOPPED = "stopped"
    OWN_HOME = "own-home"


AT_LEAST = frozenset(
    {
        Measure.REST, Measure.WEEKLY_REST, Measure.REST_DAYS, Measure.CONTRACT_HOURS_LEAST,
        Measure.CONTRACT_MONTHS_LEAST, Measure.AGE_LEAST, Measure.PAUSE, Measure.NIGHT_TEAM,
        Measure.ROUND_TEAM,
    }
)  # fmt: skip
"""What must reach the number; the rest must not go beyond it."""
UNDER = frozenset({Measure.UNBROKEN, Measure.UNBROKEN_MINOR})
"""What must stay under the number: a pause is due as soon as it is reached."""


class Weight(StrEnum):
    """What a breach does."""

    BLOCKS = "blocks"
    WARNS = "warns"


@dataclass(frozen=True, slots=True)
class Limit:
    """One limit: `number` counts minutes, days, months, years or slots, as its file says."""

    code: LimitCode
    measure: Measure
    provision: Provision
    statuses: frozenset[Status]
    number: int
    is_charter: bool = False
    blocks: bool = True
    minors: bool | None = None
    """Before eighteen only (True), from eighteen on only (False), or at any age."""
    extended: bool | None = None

    @property
    def weight(self) -> Weight:
        """Say what its breach does: a law that was not verified warns and never blocks.

        A rule of the association's charter needs no reading: it does what the association says.
        """
        heavy = self.blocks if self.is_charter else self.provision.verified
        return Weight.BLOCKS if heavy else Weight.WARNS

    def is_broken(self, value: int, number: int | None = None) -> bool:
        """Say whether a value breaks it; `number` replaces its own where a helper chose one."""
        of = self.number if number is None else number
        if self.measure in AT_LEAST:
            return value < of
        return value >= of if self.measure in UNDER else value > of


@dataclass(frozen=True, slots=True)
class Limits:
    """What holds from a day on."""

    law: Law
    limits: tuple[Limit, ...]

    def of(self, status: Status) -> tuple[Limit, ...]:
        """Give the limits of a status, in the order of the file."""
        return tuple(each for each in self.limits if status in each.statuses)

    def __getitem__(self, code: LimitCode) -> Limit:
        return next(each for each in self.limits if each.code is code)


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that would not be kept: what was counted, the number, and by which article."""

    code: LimitCode
    article: str
    weight: Weight
    value: int
    limit: int
    facts: Mapping[str, object] = field(default_factory=dict)


def read_limits(text: str) -> Limits:
    """Read a dated file of limits (TOML).

    Raises KeyError where an article, a source, a flag or a number is missing, ValueError for a
    code, a measure or a status that the house does not know.
    """
    law = read_law(text)
    facts = tomllib.loads(text)["provisions"]
    return Limits(law, tuple(_limit(law[key], of) for key, of in facts.items()))


def _limit(provision: Provision, facts: Mapping[str, object]) -> Limit:
    statuses, minors, extended = facts["statuses"], facts.get("minors"), facts.get("extended")
    return Limit(
        code=LimitCode(provision.key),
        measure=Measure(str(facts["measure"])),
        provision=provision,
        statuses=frozenset(Status(each) for each in statuses)
        if isinstance(statuses, list)
        else frozenset(),
        number=provision.number,
        is_charter=facts.get("charter") is True,
        blocks=facts.get("blocks", True) is True,
        minors=minors if isinstance(minors, bool) else None,
        extended=extended if isinstance(extended, bool) else None,
    )


def limits_on(every: Iterable[Limits], day: dt.date) -> Limits:
    """Give the limits of a day: the past is judged by the file of its day."""
    of = {limits.law.since: limits for limits in every}
    return of[in_force((limits.law for limits in of.values()), day).since]
