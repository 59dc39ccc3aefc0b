"""Checks a roster against every hard rule, and its figures: written apart from what makes it."""

# It shares nothing with the model, the filter or the greedy roster but the classes of the facts: it
# reads instants, not numbers of minutes prepared by others, and compares slots two by two.

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from .problem import Assignment, Costs, Limits, Peer, Problem, Rule, Slot, Violation

MINUTE = timedelta(minutes=1)


def find_violations(
    problem: Problem, assignments: Sequence[Assignment], *, partial: bool = False
) -> tuple[Violation, ...]:
    """Give every hard rule that the assignments break, in the order of helpers, then of slots.

    With `partial` the roster may still grow: promises, teams and leaders may be missing.
    """
    known = _Known(problem)
    slots = {slot.id: slot for slot in problem.slots}
    by_helper: dict[str, list[Slot]] = defaultdict(list)
    by_slot: dict[str, set[str]] = defaultdict(set)
    for each in assignments:
        by_helper[each.helper].append(slots[each.slot])
        by_slot[each.slot].add(each.helper)
    found: list[Violation] = []
    for helper in problem.helpers:
        held = sorted(by_helper[helper.id], key=lambda slot: (slot.starts, slot.id))
        for slot in held:
            found += _fit(known, helper, slot)
        for one, other in combinations(held, 2):
            found += _pair(known, helper, one, other)
        found += _limits(helper, held, known.zone)
    for slot in problem.slots:
        found += _slot(known, slot, by_slot[slot.id], partial=partial)
    if not partial:
        found += [
            Violation(Rule.PROMISED, each.helper, (each.slot,))
            for each in problem.fixed
            if each.helper not in by_slot[each.slot]
        ]
    return tuple(found)


class _Known:
    """What is looked up again and again."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.zone = ZoneInfo(problem.zone)
        self.excluded = frozenset(problem.excluded)
        self.leading = frozenset(helper.id for helper in problem.helpers if helper.leads)
        self.ways = {(each.origin, each.to): each.minutes for each in problem.travel}

    def way(self, one: Slot, other: Slot) -> int:
        """Give the minutes that must lie between two slots of different services."""
        there, back = (one.service, other.service), (other.service, one.service)
        minutes = self.ways.get(there, self.ways.get(back, self.problem.unknown_travel))
        return self.problem.margin + minutes


def _day(instant: datetime, zone: ZoneInfo) -> date:
    """Give the day of duty: what starts before five in the morning is of the evening before."""
    local = instant.astimezone(zone)
    return local.date() if local.hour >= 5 else local.date() - timedelta(days=1)  # noqa: PLR2004


def _minutes(slots: Iterable[Slot]) -> int:
    return sum((slot.ends - slot.starts) // MINUTE for slot in slots)


def _fit(known: _Known, helper: Peer, slot: Slot) -> list[Violation]:
    day = slot.starts.astimezone(known.zone).date()
    rules = []
    if slot.language and slot.language not in helper.languages:
        rules.append(Rule.LANGUAGE)
    if not slot.skills <= helper.skills.keys():
        rules.append(Rule.SKILL)
    dated = [helper.skills[skill] for skill in slot.skills & helper.skills.keys()]
    if any(until is not None and day > until for until in dated):
        rules.append(Rule.SKILL_EXPIRED)
    if slot.service in helper.never:
        rules.append(Rule.NEVER_THERE)
    if helper.services is not None and slot.service not in helper.services:
        rules.append(Rule.OTHER_SERVICES)
    if Assignment(slot.id, helper.id) in known.excluded:
        rules.append(Rule.EXCLUDED)
    if not _offered(helper, slot):
        rules.append(Rule.AWAY)
    return [Violation(rule, helper.id, (slot.id,)) for rule in rules]


def _offered(helper: Peer, slot: Slot) -> bool:
    """Say whether the helper is there the whole time: walk from one offer into the next."""
    reached = slot.starts
    while reached < slot.ends:
        further = [span.ends for span in helper.available if span.starts <= reached < span.ends]
        if not further:
            return False
        reached = max(further)
    return True


def _pair(known: _Known, helper: Peer, one: Slot, other: Slot) -> list[Violation]:
    names = (one.id, other.id)
    if one.id == other.id:
        return [Violation(Rule.TWICE, helper.id, names)]
    between = (other.starts - one.ends) / MINUTE
    found = []
    if between < 0:
        return [Violation(Rule.OVERLAP, helper.id, names)]
    if one.service != other.service and between < known.way(one, other):
        found.append(Violation(Rule.TRAVEL, helper.id, names))
    days = {_day(one.starts, known.zone), _day(other.starts, known.zone)}
    if len(days) > 1 and between < helper.limits.rest:
        found.append(Violation(Rule.REST, helper.id, names))
    return found


def _limits(helper: Peer, held: list[Slot], zone: ZoneInfo) -> list[Violation]:
    limits = helper.limits
    found = _above(Rule.MINUTES_IN_ALL, helper, held, _minutes(held), limits.minutes_in_all)
    by_day: dict[date, list[Slot]] = defaultdict(list)
    by_week: dict[tuple[int, int], list[Slot]] = defaultdict(list)
    for slot in held:
        by_day[_day(slot.starts, zone)].append(slot)
        by_week[slot.starts.astimezone(zone).isocalendar()[:2]].append(slot)
    for slots in by_day.values():
        span = (max(each.ends for each in slots) - min(each.starts for each in slots)) // MINUTE
        found += _above(Rule.SPAN_OF_DAY, helper, slots, span, limits.span_of_day)
        found += _above(
            Rule.MINUTES_PER_DAY, helper, slots, _minutes(slots), limits.minutes_per_day
        )
        found += _above(Rule.SLOTS_PER_DAY, helper, slots, len(slots), limits.slots_per_day)
    for slots in by_week.values():
        found += _week(helper, limits, slots, zone)
        found += _weekly_rest(helper, slots, held, zone)
    return found + _nights(helper, [slot for slot in held if slot.night], zone)


def _week(helper: Peer, limits: Limits, slots: list[Slot], zone: ZoneInfo) -> list[Violation]:
    heavy = [slot for slot in slots if slot.heavy]
    nights = [slot for slot in slots if slot.night]
    days = len({_day(slot.starts, zone) for slot in slots})
    most = limits.minutes_in(_monday(slots, zone))
    return [
        *_above(Rule.MINUTES_PER_WEEK, helper, slots, _minutes(slots), most),
        *_above(Rule.DAYS_PER_WEEK, helper, slots, days, limits.days_per_week),
        *_above(Rule.HEAVY_PER_WEEK, helper, heavy, len(heavy), limits.heavy_per_week),
        *_above(Rule.NIGHTS_PER_WEEK, helper, nights, len(nights), limits.nights_per_week),
    ]


def _monday(slots: list[Slot], zone: ZoneInfo) -> date:
    first = slots[0].starts.astimezone(zone).date()
    return first - timedelta(days=first.weekday())


def _weekly_rest(
    helper: Peer, slots: list[Slot], held: list[Slot], zone: ZoneInfo
) -> list[Violation]:
    """Find a week whose longest rest is too short; beyond 24 hours it may begin or end outside."""
    limit = helper.limits.rest_in(_monday(slots, zone))
    if limit is None:
        return []
    monday = datetime.combine(_monday(slots, zone), time(), zone)
    begins, ends = (each.astimezone(UTC) for each in (monday, monday + timedelta(days=7)))
    free_from, longest = begins - timedelta(days=7), timedelta()
    for taken in [*held, None]:
        free_until = ends + timedelta(days=7) if taken is None else taken.starts
        inside = min(free_until, ends) - max(free_from, begins)
        whole = free_until - free_from if inside >= timedelta(days=1) else inside
        longest = max(longest, whole)
        free_from = free_until if taken is None else max(free_from, taken.ends)
    minutes = longest // MINUTE
    if minutes >= limit:
        return []
    facts = {"limit": limit, "value": minutes}
    return [Violation(Rule.WEEKLY_REST, helper.id, tuple(slot.id for slot in slots), facts)]


def _nights(helper: Peer, nights: list[Slot], zone: ZoneInfo) -> list[Violation]:
    """Find each run of nights in a row that is longer than it may be."""
    found, run = [], list[Slot]()
    for slot in [*nights, None]:
        apart = 0
        if slot is not None and run:
            apart = (_day(slot.starts, zone) - _day(run[-1].starts, zone)).days
        if slot is None or apart > 1:
            days = len({_day(each.starts, zone) for each in run})
            found += _above(Rule.NIGHTS_IN_A_ROW, helper, run, days, helper.limits.nights_in_a_row)
            run = []
        if slot is not None:
            run.append(slot)
    return found


def _above(
    rule: Rule, helper: Peer, slots: Sequence[Slot], value: int, limit: int | None
) -> list[Violation]:
    if limit is None or value <= limit:
        return []
    names = tuple(slot.id for slot in slots)
    return [Violation(rule, helper.id, names, {"limit": limit, "value": value})]


def _slot(known: _Known, slot: Slot, names: set[str], *, partial: bool) -> list[Violation]:
    present, leading = len(names), len(names & known.leading)
    rules = []
    if present > slot.most:
        rules.append((Rule.TOO_MANY, slot.most, present))
    if 0 < present < slot.team and not partial:
        rules.append((Rule.TEAM, slot.team, present))
    if present and leading < slot.leads and not partial:
        rules.append((Rule.LEADS, slot.leads, leading))
    return [
        Violation(rule, None, (slot.id,), {"limit": limit, "value": value})
        for rule, limit, value in rules
    ]


def count_costs(problem: Problem, assignments: Sequence[Assignment]) -> Costs:
    """Count what a roster fills, misses and costs, from its definition in docs/roster.md."""
    by_slot: dict[str, list[str]] = defaultdict(list)
    by_helper: dict[str, list[str]] = defaultdict(list)
    for each in assignments:
        by_slot[each.slot].append(each.helper)
        by_helper[each.helper].append(each.slot)
    slots = {slot.id: slot for slot in problem.slots}
    helpers = {helper.id: helper for helper in problem.helpers}
    filled = {slot.id: min(slot.least, len(by_slot[slot.id])) for slot in problem.slots}
    pairs = sum(_pair_cost(problem, helpers[each.helper], slots[each.slot]) for each in assignments)
    zone = ZoneInfo(problem.zone)
    weeks = len({slot.starts.astimezone(zone).isocalendar()[:2] for slot in problem.slots})
    quotas = {
        helper.id: min(
            helper.limits.minutes_per_week * weeks,
            *([] if helper.limits.minutes_in_all is None else [helper.limits.minutes_in_all]),
            10**9,
        )
        for helper in problem.helpers
    }
    wanted = sum(slot.least * _minutes([slot]) for slot in problem.slots)
    supply = sum(quotas.values())
    unfair = 0
    for name, quota in quotas.items():
        share = min(quota, wanted * quota // supply) if quota else 0
        load = _minutes(slots[each] for each in by_helper[name])
        for step in range(3 if share < quota and problem.weights.fairness else 0):
            over = max(0, load - share - (quota - share) * step // 3)
            unfair += over * max(1, 50 * problem.weights.fairness * (2 + step) // quota)
    return Costs(
        places=sum(slot.least for slot in problem.slots),
        filled=sum(filled.values()),
        missing=sum(slot.priority * (slot.least - filled[slot.id]) for slot in problem.slots),
        score=pairs + unfair,
    )


def _pair_cost(problem: Problem, helper: Peer, slot: Slot) -> int:
    weights = problem.weights
    unshared = slot.topic is not None and slot.topic not in helper.topics
    unknown = bool(slot.previous) and helper.id not in slot.previous
    unliked = bool(helper.likes) and slot.kind not in helper.likes
    return 100 * (
        helper.travel.get(slot.service, 0) * weights.travel
        + unshared * weights.topic
        + unknown * weights.continuity
        + unliked * weights.preference
    )
