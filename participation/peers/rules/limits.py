"""Whether one more slot keeps the limits of a helper, and who is near which limit."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from . import contracts, wellness, working
from .dated import AT_LEAST, Breach, Limit, LimitCode, Limits, Measure, Weight
from .facts import Case, Commitment, Reservation, case_of, is_minor_on, week_case
from .working import Found

Counting = Callable[[Case, int], Iterator[Found]]

MEASURES: Mapping[Measure, Counting] = MappingProxyType(
    {
        Measure.REST: working.rest,
        Measure.DAY: working.day,
        Measure.WEEK: working.week,
        Measure.MEAN: working.mean,
        Measure.UNBROKEN: working.unbroken,
        Measure.UNBROKEN_MINOR: working.unbroken_minor,
        Measure.WEEKLY_REST: working.weekly_rest,
        Measure.DAYS: working.days,
        Measure.REST_DAYS: working.rest_days,
        Measure.NIGHT: working.night,
        Measure.OUTSIDE_CONTRACT: contracts.outside_contract,
        Measure.QUOTA: wellness.quota,
        Measure.CHOSEN: wellness.chosen,
        Measure.HOUSE_WEEK: wellness.house_week,
        Measure.SUPERVISION_GAP: wellness.supervision_gap,
        Measure.SUPERVISION_NEAR: wellness.supervision_near,
        Measure.NIGHTS: wellness.nights,
        Measure.PAUSE: wellness.pause,
        Measure.NIGHT_TEAM: wellness.night_team,
        Measure.ROUND_TEAM: wellness.round_team,
        Measure.SUPPORT_DAY: wellness.support_day,
        Measure.SLOTS_DAY: wellness.slots_day,
        Measure.HEAVY_WEEK: wellness.heavy_week,
        Measure.STOPPED: wellness.stopped,
        Measure.OWN_HOME: wellness.own_home,
    }
)
"""How a slot is measured; contracts are measured by themselves."""
APPROACHED = frozenset(
    {
        Measure.DAY, Measure.WEEK, Measure.MEAN, Measure.DAYS, Measure.QUOTA, Measure.CHOSEN,
        Measure.HOUSE_WEEK, Measure.SUPERVISION_GAP, Measure.NIGHTS, Measure.SUPPORT_DAY,
        Measure.HEAVY_WEEK,
    }
)  # fmt: skip
"""What grows towards its number, so that one can be near it."""


@dataclass(frozen=True, slots=True)
class Near:
    """A limit that a helper comes near, or is beyond, in a week."""

    code: LimitCode
    article: str
    value: int
    limit: int
    on: dt.date | None
    is_over: bool


def examine(
    helper: Commitment,
    taken: Iterable[Reservation],
    one: Reservation,
    limits: Limits,
    *,
    house: Iterable[Reservation] = (),
) -> tuple[Breach, ...]:
    """Say which limits one more reservation would break, those that block first.

    `taken` are her reservations from twelve weeks before to twelve weeks after, in any order,
    `house` those of the others who share her flat. Only what holds the new one is judged: an older
    breach elsewhere refuses nothing. One breach a limit, the gravest.
    """
    case = case_of(helper, taken, one, house)
    minor = is_minor_on(helper, one.starts)
    found = [
        breach
        for limit in limits.of(helper.status)
        if limit.minors in (None, minor) and (breach := _breach(limit, case)) is not None
    ]
    return tuple(sorted(found, key=lambda each: each.weight is Weight.WARNS))


def _breach(limit: Limit, case: Case) -> Breach | None:
    counting = MEASURES.get(limit.measure)
    if counting is None:
        return None
    broken = [
        each for each in counting(case, limit.number) if limit.is_broken(each.value, each.number)
    ]
    return _told(limit, _worst(limit, broken)) if broken else None


def _worst(limit: Limit, found: Iterable[Found]) -> Found:
    sign = 1 if limit.measure in AT_LEAST else -1
    return min(found, key=lambda each: (sign * each.value, each.on or dt.date.max))


def _told(limit: Limit, found: Found) -> Breach:
    number = limit.number if found.number is None else found.number
    facts = {"on": found.on, **found.facts}
    article = limit.provision.article
    return Breach(limit.code, article, limit.weight, found.value, number, facts)


def examine_contract(helper: Commitment, limits: Limits) -> tuple[Breach, ...]:
    """Say which limits a helper's contract breaks by itself: its hours, its months, her age."""
    counted = contracts.counted(helper)
    found = []
    for limit in limits.of(helper.status):
        of = counted.get(limit.measure)
        applies = limit.extended in (None, helper.age_extended)
        if of is not None and applies and limit.is_broken(of.value):
            found.append(_told(limit, of))
    return tuple(found)


def near(
    helper: Commitment,
    taken: Iterable[Reservation],
    day: dt.date,
    limits: Limits,
    *,
    house: Iterable[Reservation] = (),
    percent: int = 80,
) -> tuple[Near, ...]:
    """Say which limits a helper comes near in the civil week of a day, the fullest first.

    Near is from `percent` of the number on; what is beyond it is among them, and said to be.
    """
    case = week_case(helper, taken, day, house)
    minor = is_minor_on(helper, case.focus.starts)
    found = []
    for limit in limits.of(helper.status):
        if limit.measure not in APPROACHED or limit.minors not in (None, minor):
            continue
        values = list(MEASURES[limit.measure](case, limit.number))
        if values:
            worst = _worst(limit, values)
            number = limit.number if worst.number is None else worst.number
            if worst.value and worst.value * 100 >= number * percent:
                over = limit.is_broken(worst.value, worst.number)
                article = limit.provision.article
                found.append(Near(limit.code, article, worst.value, number, worst.on, over))
    return tuple(sorted(found, key=lambda each: -each.value / max(each.limit, 1)))


def blocks(breaches: Iterable[Breach]) -> bool:
    """Say whether any of some breaches refuses."""
    return any(each.weight is Weight.BLOCKS for each in breaches)
