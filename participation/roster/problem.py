"""The facts of a roster and its result: helpers, slots, promises, rules; frozen, in minutes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Kind(StrEnum):
    """What happens in a slot."""

    ONE = "one"
    DROP_IN = "drop_in"
    GROUP = "group"
    OUTREACH = "outreach"
    ACCOMPANIMENT = "accompaniment"
    TRAINING = "training"
    SUPERVISION = "supervision"


class Rule(StrEnum):
    """One hard rule; as a reason it says what keeps a helper from a slot, or a slot empty."""

    LANGUAGE = "language"
    SKILL = "skill"
    SKILL_EXPIRED = "skill_expired"
    NEVER_THERE = "never_there"
    OTHER_SERVICES = "other_services"
    EXCLUDED = "excluded"
    AWAY = "away"
    OVERLAP = "overlap"
    TRAVEL = "travel"
    REST = "rest"
    WEEKLY_REST = "weekly_rest"
    SPAN_OF_DAY = "span_of_day"
    MINUTES_PER_DAY = "minutes_per_day"
    MINUTES_PER_WEEK = "minutes_per_week"
    MINUTES_IN_ALL = "minutes_in_all"
    SLOTS_PER_DAY = "slots_per_day"
    DAYS_PER_WEEK = "days_per_week"
    HEAVY_PER_WEEK = "heavy_per_week"
    NIGHTS_PER_WEEK = "nights_per_week"
    NIGHTS_IN_A_ROW = "nights_in_a_row"
    TWICE = "twice"
    TOO_MANY = "too_many"
    TEAM = "team"
    LEADS = "leads"
    PROMISED = "promised"
    NOBODY = "nobody"


class Method(StrEnum):
    """How a roster was made."""

    SOLVER = "solver"
    GREEDY = "greedy"


class End(StrEnum):
    """Why the search ended."""

    PROVED = "proved"
    TIME = "time"
    STOPPED = "stopped"
    KILLED = "killed"
    MEMORY = "memory"
    NO_SOLVER = "no_solver"


@dataclass(frozen=True, slots=True)
class Span:
    """From one instant to another, both in UTC and on a whole minute."""

    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class FullWeek:
    """What is promised in a week already, in minutes, and the longest rest that it leaves."""

    minutes: int
    weekly_rest: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What one helper may do at most; None is no limit.

    Defaults: daily rest of 11 h (Code du travail L3131-1), hence a day from first to last minute
    of at most 13 h; 10 h a day (L3121-18), 6 days a week (L3132-1), 35 h of rest in a row of which
    24 in the week (L3132-2); the others are the charter's. A week of `full_weeks`, by its Monday,
    may stay as full as it was promised, and no other week: JSON does not say them.
    """

    minutes_per_week: int
    minutes_per_day: int | None = 600
    minutes_in_all: int | None = None
    slots_per_day: int | None = 4
    days_per_week: int | None = 6
    heavy_per_week: int | None = 2
    nights_per_week: int | None = None
    nights_in_a_row: int | None = 2
    rest: int = 660
    weekly_rest: int | None = 2100
    span_of_day: int | None = 780
    full_weeks: Mapping[date, FullWeek] = field(default_factory=dict)

    def minutes_in(self, monday: date) -> int:
        """Give the most minutes of a week: the limit, or what is promised in it already."""
        full = self.full_weeks.get(monday)
        return max(self.minutes_per_week, 0 if full is None else full.minutes)

    def rest_in(self, monday: date) -> int | None:
        """Give the least rest of a week, in minutes: the limit, or what promises leave of it."""
        limit, full = self.weekly_rest, self.full_weeks.get(monday)
        return limit if limit is None or full is None else min(limit, full.weekly_rest)


@dataclass(frozen=True, slots=True)
class Peer:
    """Somebody who helps: what she speaks and has lived, where and when she may be asked.

    `skills` gives the last day on which each holds, None for always. `services` None is all of
    them; `never` are those where she is not to be asked, such as her own home. `travel` is in
    minutes from her home to a service.
    """

    id: str
    limits: Limits
    languages: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    skills: Mapping[str, date | None] = field(default_factory=dict)
    services: frozenset[str] | None = None
    never: frozenset[str] = frozenset()
    available: tuple[Span, ...] = ()
    leads: bool = False
    likes: frozenset[Kind] = frozenset()
    travel: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slot:
    """A time at a service that needs `least` helpers and takes `most`.

    Every helper has the `language` and the `skills`; the `topic` is wished. With `team` it is held
    by that many or by nobody; with `leads`, when held, that many can lead. `previous` are those
    whom the person already knows.
    """

    id: str
    kind: Kind
    service: str
    starts: datetime
    ends: datetime
    least: int = 1
    most: int = 1
    priority: int = 1
    language: str | None = None
    topic: str | None = None
    skills: frozenset[str] = frozenset()
    leads: int = 0
    team: int = 1
    heavy: bool = False
    night: bool = False
    previous: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, order=True)
class Assignment:
    """A helper in a slot, by their identifiers."""

    slot: str
    helper: str


@dataclass(frozen=True, slots=True)
class Journey:
    """Minutes on the way from one service to another; both ways unless the other is given."""

    origin: str
    to: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Weights:
    """What one roster of the same cover is better for, in minutes of travel.

    `fairness` is what going from nothing to her whole quota would cost a helper if all of it
    lay beyond her fair share; it grows by half at each of two further steps.
    """

    travel: int = 1
    topic: int = 25
    continuity: int = 20
    preference: int = 10
    fairness: int = 16


@dataclass(frozen=True, slots=True)
class Problem:
    """All that a roster is made from; days and weeks are those of `zone`."""

    zone: str
    helpers: tuple[Peer, ...]
    slots: tuple[Slot, ...]
    fixed: tuple[Assignment, ...] = ()
    excluded: tuple[Assignment, ...] = ()
    travel: tuple[Journey, ...] = ()
    margin: int = 20
    unknown_travel: int = 30
    weights: Weights = field(default_factory=Weights)


Facts = Mapping[str, int | str]
"""Names and figures that a sentence about a rule needs."""


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a roster breaks: by whom, in which slots."""

    rule: Rule
    helper: str | None
    slots: tuple[str, ...]
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that keeps helpers from a slot, and how many: each of them counts in each rule."""

    rule: Rule
    helpers: int


@dataclass(frozen=True, slots=True)
class Remedy:
    """What would fill a place: this rule lifted for this helper, or (NOBODY) somebody new."""

    rule: Rule
    helper: str | None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EmptySlot:
    """A slot with empty places; `possible` counts the helpers who could hold it alone."""

    slot: str
    places: int
    possible: int
    reasons: tuple[Reason, ...]
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """What a roster costs, and the least that any could (None: nobody proved it)."""

    value: int
    bound: int | None = None

    @property
    def gap(self) -> float | None:
        """Give the share of the value that might be saved, 0 when it is proved to be the least."""
        return None if self.bound is None else (self.value - self.bound) / max(1, self.value)


@dataclass(frozen=True, slots=True)
class Costs:
    """A roster in figures: places wanted and filled, priorities missed, score (less is better)."""

    places: int
    filled: int
    missing: int
    score: int


@dataclass(frozen=True, slots=True)
class Solution:
    """A roster, how good it is and how it was made.

    With `pruned` the bounds are those of the pairs kept, not of all. A score's bound holds among
    the rosters that miss no more than this one. `peak_mb` is the memory of the solver's process.
    """

    assignments: tuple[Assignment, ...]
    costs: Costs
    cover: Measure
    score: Measure
    method: Method
    end: End
    pruned: bool
    violations: tuple[Violation, ...]
    empty: tuple[EmptySlot, ...]
    seconds: float
    peak_mb: float
