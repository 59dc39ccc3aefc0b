"""The rules that keep helpers well: supervision, nights, pauses, company, and her own word."""

import datetime as dt
from collections.abc import Callable, Iterator

from .civil import (
    DAY,
    MINUTE,
    WEEK,
    day_of,
    monday_of,
    night_minutes,
    night_of,
    week_span,
    weeks_in,
)
from .facts import Case, Reservation
from .kinds import SUPERVISION_KINDS, SUPPORT_KINDS, SlotKind
from .working import Found, time_in

NEVER = 999
"""Days to a supervision that never was and is not planned."""


def quota(case: Case, _number: int) -> Iterator[Found]:
    """Count each week against the hours that she chose, or else those of the charter."""
    for monday in weeks_in(case.focus, case.zone):
        minutes = time_in(case.worked, week_span(monday, case.zone))
        yield Found(minutes, monday, case.helper.quota)


def chosen(case: Case, number: int) -> Iterator[Found]:
    """Count each week against the hours that she chose, where she chose some."""
    return iter(()) if case.helper.quota is None else quota(case, number)


def house_week(case: Case, _number: int) -> Iterator[Found]:
    """Count each week of all who share her house, herself included."""
    for monday in weeks_in(case.focus, case.zone):
        within = week_span(monday, case.zone)
        fellows = sum((each.span.shared(within) for each in case.house), dt.timedelta())
        yield Found(time_in(case.worked, within) + fellows // MINUTE, monday)


def supervision_gap(case: Case, _number: int) -> Iterator[Found]:
    """Count the days from the last supervision to a support slot.

    Whoever had none yet is counted from her first day of help; of nobody known, nothing is said.
    """
    helper = case.helper
    looked = {day_of(each.starts, case.zone) for each in _support(case)}
    if case.day is not None:
        looked = {case.day} if any(each.kind in SUPPORT_KINDS for each in case.every) else set()
    for day in sorted(looked):
        before = [each for each in _supervisions(case) if each <= day]
        if not before and helper.began_on is None:
            continue
        since = max(before) if before else min(helper.began_on or day, day)
        yield Found((day - since).days, day)


def supervision_near(case: Case, _number: int) -> Iterator[Found]:
    """Count the days between a heavy slot and the nearest supervision, held or planned."""
    supervisions = _supervisions(case)
    for each in case.looked_at:
        if each.heavy:
            day = day_of(each.starts, case.zone)
            yield Found(min((abs((day - on).days) for on in supervisions), default=NEVER), day)


def _supervisions(case: Case) -> set[dt.date]:
    planned = {
        day_of(each.starts, case.zone) for each in case.every if each.kind in SUPERVISION_KINDS
    }
    return planned | set(case.helper.supervised_on)


def _support(case: Case) -> list[Reservation]:
    return [each for each in case.looked_at if each.kind in SUPPORT_KINDS]


def is_nightly(of: Reservation, case: Case) -> bool:
    """Say whether something is a night shift: a round, or support between 22:00 and 6:00."""
    at_night = of.kind in SUPPORT_KINDS and night_minutes(of.span, case.zone) > 0
    return of.kind is SlotKind.ROUND or at_night


def nights(case: Case, _number: int) -> Iterator[Found]:
    """Count the nights and rounds in a row around each that is looked at."""
    every = {night_of(each.starts, case.zone) for each in case.every if is_nightly(each, case)}
    for each in case.looked_at:
        if is_nightly(each, case):
            first = last = night_of(each.starts, case.zone)
            while first - DAY in every:
                first -= DAY
            while last + DAY in every:
                last += DAY
            yield Found((last - first).days + 1, first)


def pause(case: Case, _number: int) -> Iterator[Found]:
    """Count the minutes from a slot that she marked difficult to the next support."""
    for each in _support(case):
        waited = [each.starts - at for at in case.helper.difficult_at if at <= each.starts]
        if waited:
            yield Found(min(waited) // MINUTE, day_of(each.starts, case.zone))


def night_team(case: Case, _number: int) -> Iterator[Found]:
    """Count who is there together at night; nobody supports alone."""
    for each in _support(case):
        if night_minutes(each.span, case.zone):
            yield Found(each.team, day_of(each.starts, case.zone))


def round_team(case: Case, _number: int) -> Iterator[Found]:
    """Count who goes on a round together, by day or by night."""
    for each in case.looked_at:
        if each.kind is SlotKind.ROUND:
            yield Found(each.team, day_of(each.starts, case.zone))


def support_day(case: Case, _number: int) -> Iterator[Found]:
    """Count the slots of direct support that begin on a civil day."""
    return _a_day(case, lambda each: each.kind in SUPPORT_KINDS)


def slots_day(case: Case, _number: int) -> Iterator[Found]:
    """Count the slots of any kind that begin on a civil day."""
    return _a_day(case, lambda _each: True)


def _a_day(case: Case, counts: Callable[[Reservation], bool]) -> Iterator[Found]:
    begun = [day_of(each.starts, case.zone) for each in case.every if counts(each)]
    for day in sorted({day_of(each.starts, case.zone) for each in case.looked_at if counts(each)}):
        yield Found(begun.count(day), day)


def heavy_week(case: Case, _number: int) -> Iterator[Found]:
    """Count the heavy slots that begin in a civil week."""
    begun = [monday_of(day_of(each.starts, case.zone)) for each in case.every if each.heavy]
    looked = {monday_of(day_of(each.starts, case.zone)) for each in case.looked_at if each.heavy}
    for monday in sorted(looked):
        yield Found(begun.count(monday), monday, facts={"until": monday + WEEK - DAY})


def stopped(case: Case, _number: int) -> Iterator[Found]:
    """Count the minutes that fall in a time for which she said “I stop”; why is not asked."""
    for each in case.looked_at:
        inside = sum((each.span.shared(of) for of in case.helper.stopped), dt.timedelta())
        yield Found(inside // MINUTE, day_of(each.starts, case.zone))


def own_home(case: Case, _number: int) -> Iterator[Found]:
    """Count what lies in the service where she lives, unless she asked to help there."""
    for each in case.looked_at:
        at_home = each.service_id in case.helper.lives_in and not case.helper.helps_at_home
        yield Found(int(at_home), day_of(each.starts, case.zone))
