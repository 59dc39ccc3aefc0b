"""Judges plans of published instances day by day: the rules they break, and what they cost."""

# It knows nothing of columns, rows or windows: it walks through each plan as the rules tell it.

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from . import curtois, inrc, nsplib
from .grid import Plan


@dataclass(slots=True)
class Verdict:
    """What a plan costs, and each hard rule that it breaks."""

    cost: int = 0
    broken: list[str] = field(default_factory=list)

    def expect(self, holds: bool, sentence: str) -> None:  # noqa: FBT001 - reads as an assertion
        """Keep the sentence of a rule that does not hold."""
        if not holds:
            self.broken.append(sentence)


Run = tuple[int | None, int, int]
"""What is done, the first day and the day after the last."""


def runs(days: Sequence[int | None]) -> Iterator[Run]:
    """Give what is done day after day, without a break."""
    first = 0
    for value, same in groupby(days):
        length = len(list(same))
        yield value, first, first + length
        first += length


def working(days: Iterable[int | None]) -> list[int | None]:
    """Give 1 for each day that is worked, whatever the shift."""
    return [None if each is None else 1 for each in days]


def judge_curtois(of: curtois.Instance, plan: Plan) -> Verdict:
    """Judge a plan by the rules told on schedulingbenchmarks.org."""
    found, names = Verdict(), [shift.name for shift in of.shifts]
    for person, days in zip(of.people, plan, strict=True):
        worked = [None if each is None else names[each] for each in days]
        _judge_person(found, of, person, worked)
        for day, shift in enumerate(worked):
            for name, price in _wishes(of.wanted, person.name, day):
                found.cost += price * (name != shift)
            for name, price in _wishes(of.unwanted, person.name, day):
                found.cost += price * (name == shift)
    for (day, name), (wanted, under, over) in of.cover.items():
        there = sum(days[day] is not None and names[days[day] or 0] == name for days in plan)
        found.cost += under * max(0, wanted - there) + over * max(0, there - wanted)
    return found


def _wishes(
    wishes: dict[tuple[str, int, str], int], name: str, day: int
) -> Iterator[tuple[str, int]]:
    for (who, when, shift), price in wishes.items():
        if (who, when) == (name, day):
            yield shift, price


def _judge_person(
    found: Verdict, of: curtois.Instance, person: curtois.Person, worked: Sequence[str | None]
) -> None:
    shifts, who = {shift.name: shift for shift in of.shifts}, person.name
    counts = Counter(name for name in worked if name is not None)
    for name, count in counts.items():
        found.expect(count <= person.most[name], f"{who}: {count} times {name}")
    minutes = sum(shifts[name].minutes * count for name, count in counts.items())
    found.expect(person.least_minutes <= minutes <= person.most_minutes, f"{who}: {minutes} min")
    for before, after in pairwise(worked):
        if before is not None and after is not None:
            found.expect(after not in shifts[before].never_before, f"{who}: {before}, {after}")
    for value, first, last in runs([None if each is None else 1 for each in worked]):
        whole, length = first > 0 and last < of.days, last - first
        if value is not None:
            found.expect(length <= person.most_in_a_row, f"{who}: {length} days from {first}")
        least = person.least_off if value is None else person.least_in_a_row
        found.expect(not whole or length >= least, f"{who}: only {length} from {first}")
    weekends = {day // 7 for day, name in enumerate(worked) if name is not None and day % 7 > 4}
    found.expect(len(weekends) <= person.most_weekends, f"{who}: {len(weekends)} weekends")
    for day, shift in enumerate(worked):
        found.expect(shift is None or (who, day) not in of.off, f"{who}: works on {day}")


def judge_nsplib(of: nsplib.Instance, plan: Plan) -> Verdict:
    """Judge a plan by the rules of NSPLib, nothing being known of the days around."""
    found, off = Verdict(), len(of.of_shift) - 1
    for day, needs in enumerate(of.needs):
        there = Counter(days[day] for days in plan)
        for shift in range(off):
            found.expect(there[shift] >= needs[shift], f"day {day}, shift {shift}: too few")
    for number, days in enumerate(plan):
        whole = [off if each is None else each for each in days]
        found.cost += sum(of.wishes[number][day][shift] for day, shift in enumerate(whole))
        worked = sum(shift != off for shift in whole)
        found.expect(of.worked[0] <= worked <= of.worked[1], f"{number}: {worked} days")
        for value, first, last in runs(working(days)):
            right = value is None or of.in_a_row[0] <= last - first <= of.in_a_row[1]
            found.expect(right, f"{number}: {last - first} days from {first}")
        for shift, rule in enumerate(of.of_shift):
            count = whole.count(shift)
            right = rule.least_in_all <= count <= rule.most_in_all
            found.expect(right, f"{number}: {count} times {shift}")
        for value, first, last in runs(whole):
            rule = of.of_shift[value or 0]
            right = rule.least <= last - first <= rule.most
            found.expect(right, f"{number}: {last - first} times {value} from {first}")
        for before, after in pairwise(whole):
            found.expect(off in (before, after) or after >= before, f"{number}: backward")
    return found


def judge_inrc(of: inrc.Instance, plan: Plan) -> Verdict:
    """Judge a plan by the rules of INRC-2010, nothing being known of the days around."""
    found = Verdict()
    for (day, name), need in of.needs.items():
        there = sum(days[day] == of.shifts.index(name) for days in plan)
        found.expect(there == need, f"day {day}: {there} times {name}, not {need}")
    for number, (contract, days) in enumerate(zip(of.people, plan, strict=True)):
        worked = ["" if each is None else of.shifts[each] for each in days]
        found.cost += _cost_of_runs(contract.rules, worked)
        found.cost += _cost_of_weekends(of, contract.weekends, worked)
        for pattern in contract.patterns:
            starts = range(of.days - len(pattern.entries) + 1)
            seen = sum(_is_seen(of, pattern, worked, first) for first in starts)
            found.cost += pattern.weight * seen
        for day, name in enumerate(worked):
            whole = of.off.get((number, day, inrc.ANY), 0) if name else 0
            found.cost += whole + of.off.get((number, day, name), 0)
    return found


def _cost_of_runs(rules: dict[str, tuple[int, int]], worked: Sequence[str]) -> int:
    """Count what is too many or too few, in all and in a row."""
    counts = [("NumAssignments", sum(map(bool, worked)))]
    for busy, same in groupby(worked, bool):
        counts.append((f"Consecutive{'Working' if busy else 'Free'}Days", len(list(same))))
    cost = 0
    for name, count in counts:
        most, high = rules.get(f"Max{name}", (count, 0))
        least, low = rules.get(f"Min{name}", (count, 0))
        cost += high * max(0, count - most) + low * max(0, least - count)
    return cost


def _cost_of_weekends(of: inrc.Instance, prices: dict[str, int], worked: Sequence[str]) -> int:
    cost = 0
    for day, (saturday, sunday) in enumerate(pairwise(worked)):
        if (of.first + day) % 7 == 5:
            if bool(saturday) != bool(sunday):
                cost += prices.get("CompleteWeekends", 0)
            elif saturday != sunday:
                cost += prices.get("IdenticalShiftTypesDuringWeekend", 0)
    return cost


def _is_seen(of: inrc.Instance, pattern: inrc.Pattern, worked: Sequence[str], first: int) -> bool:
    """Say whether a pattern is worked from a day on."""
    for day, (name, weekday) in enumerate(pattern.entries, first):
        if weekday is not None and (of.first + day) % 7 != weekday:
            return False
        there = worked[day]
        if bool(there) == (name == inrc.NONE) or (name in of.shifts and there != name):
            return False
    return True
