"""Says why a place stays empty, and what would fill it: codes and facts, always in one order."""

from collections import Counter

from .board import Board
from .fitting import Fitting
from .loads import Loads
from .problem import EmptySlot, Facts, Reason, Remedy, Rule

REMEDIES = 3
EASE = (
    Rule.AWAY,
    Rule.OTHER_SERVICES,
    Rule.SKILL_EXPIRED,
    Rule.OVERLAP,
    Rule.TRAVEL,
    Rule.MINUTES_PER_WEEK,
    Rule.MINUTES_IN_ALL,
    Rule.SKILL,
)
"""What a person may change, the easiest first; rest and other protections are never offered."""


def explain(board: Board, fitting: Fitting, loads: Loads) -> tuple[EmptySlot, ...]:
    """Explain each slot that has fewer helpers than its least, in the order of the slots."""
    return tuple(
        _explain(board, fitting, loads, slot)
        for slot, wanted in enumerate(board.slots)
        if len(loads.places[slot]) < wanted.least
    )


def _explain(board: Board, fitting: Fitting, loads: Loads, slot: int) -> EmptySlot:
    """Count each rule over the helpers; those of other slots only for helpers who fit."""
    wanted = board.slots[slot]
    reasons: Counter[Rule] = Counter()
    near: list[tuple[int, int, int, Rule, Facts]] = []
    possible, free = 0, []
    for helper in range(len(board.helpers)):
        if helper in loads.places[slot]:
            possible += 1
            continue
        lasting = fitting.obstacles(slot, helper)
        passing = loads.obstacles(slot, helper) if len(lasting) <= 1 else {}
        reasons.update((lasting or passing).keys())
        possible += not lasting
        obstacles = {**passing, **lasting}
        if len(obstacles) == 1:
            ((rule, facts),) = obstacles.items()
            if rule in EASE:
                near.append((EASE.index(rule), fitting.cost(slot, helper), helper, rule, facts))
        if not obstacles:
            free.append(helper)
    if free:
        reasons[Rule.TEAM] = len(free)
        if sum(board.helpers[each].leads for each in free) < wanted.leads:
            reasons[Rule.LEADS] = len(free)
    near.sort(key=lambda each: each[:3])
    remedies = [Remedy(each[3], board.helpers[each[2]].id, each[4]) for each in near[:REMEDIES]]
    places = wanted.least - len(loads.places[slot])
    new = _somebody_new(board, slot, places)
    return EmptySlot(wanted.id, places, possible, _ranked(reasons), (*remedies, new))


def _ranked(reasons: Counter[Rule]) -> tuple[Reason, ...]:
    """Give the reasons, those that keep most helpers away first."""
    order = list(Rule)
    ranked = sorted(reasons, key=lambda each: (-reasons[each], order.index(each)))
    return tuple(Reason(rule, reasons[rule]) for rule in ranked)


def _somebody_new(board: Board, slot: int, places: int) -> Remedy:
    """Say whom to look for."""
    wanted = board.slots[slot]
    facts: dict[str, int | str] = {
        "helpers": places,
        "minutes": board.times[slot].length,
        "service": wanted.service,
    }
    if wanted.language is not None:
        facts["language"] = wanted.language
    if wanted.skills:
        facts["skills"] = " ".join(sorted(wanted.skills))
    return Remedy(Rule.NOBODY, None, facts)
