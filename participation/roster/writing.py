"""Writes a roster problem and its solution as JSON that a person or a program can read."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import date, datetime

from .problem import Journey, Problem, Rule, Solution

UNSAID = "full_weeks"
"""What JSON does not say of limits."""


def write_problem(problem: Problem) -> str:
    """Write a problem as `reading.read_problem` reads it; equal facts give equal bytes."""
    return json.dumps(plain_problem(problem), ensure_ascii=False)


def plain_problem(problem: Problem) -> dict[str, object]:
    """Give a problem as plain values, in the order of its fields."""
    return {each.name: _plain(getattr(problem, each.name)) for each in fields(problem)}


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Journey):
        return {"from": value.origin, "to": value.to, "minutes": value.minutes}
    if isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in sorted(value)}
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        names = [name for name in value.__dataclass_fields__ if name != UNSAID]
        return {name: _plain(getattr(value, name)) for name in names}
    return value


def plain_solution(solution: Solution) -> dict[str, object]:
    """Give a solution as plain values: what `participation roster solve` prints."""
    cover, score, costs = solution.cover, solution.score, solution.costs
    return {
        "assignments": [asdict(each) for each in solution.assignments],
        "cover": {
            "places": costs.places,
            "filled": costs.filled,
            "missing": cover.value,
            "bound": cover.bound,
            "gap": _rounded(cover.gap),
        },
        "score": score.value,
        "bound": score.bound,
        "gap": _rounded(score.gap),
        "method": solution.method.value,
        "end": solution.end.value,
        "pruned": solution.pruned,
        "hard_rules": {
            "checked": [rule.value for rule in Rule if rule is not Rule.NOBODY],
            "violations": len(solution.violations),
            "found": [asdict(each) for each in solution.violations],
        },
        "empty": [asdict(each) for each in solution.empty],
        "seconds": round(solution.seconds, 3),
        "peak_mb": round(solution.peak_mb, 1),
    }


def _rounded(gap: float | None) -> float | None:
    return None if gap is None else round(gap, 6)
