"""What all published rosters share: who works which shift on which day, as columns of a model."""

from collections.abc import Callable, Iterable, Sequence

from participation.roster.model import Model

Plan = Sequence[Sequence[int | None]]
"""The shift of each person on each day; None is a day off."""


class Grid:
    """At most one shift a person and a day, and the sums that rules are made of."""

    def __init__(self, people: int, days: int, shifts: int) -> None:
        self.people, self.days, self.shifts = people, days, shifts
        self.model = Model()
        self.columns = [
            [[self.model.column() for _ in range(shifts)] for _ in range(days)]
            for _ in range(people)
        ]
        for person in self.columns:
            for day in person:
                self.model.at_most_one(day)
        self.cost: dict[int, int] = {}
        self.fixed = 0
        """What every plan costs."""

    @property
    def shown(self) -> int:
        """Give the number of columns that make a plan."""
        return self.people * self.days * self.shifts

    def plan(self, chosen: Iterable[int]) -> Plan:
        """Give the plan of the chosen columns."""
        found: list[list[int | None]] = [[None] * self.days for _ in range(self.people)]
        for column in chosen:
            place, shift = divmod(column, self.shifts)
            person, day = divmod(place, self.days)
            found[person][day] = shift
        return found

    def on(self, person: int, day: int, shift: int | None = None) -> list[tuple[int, int]]:
        """Give the terms of who works on a day, in one shift or in any."""
        columns = self.columns[person][day]
        return [(each, 1) for each in (columns if shift is None else [columns[shift]])]

    def price(self, column: int, price: int) -> None:
        """Add to what a column costs."""
        self.cost[column] = self.cost.get(column, 0) + price

    def run_at_most(self, person: int, most: int, shift: int | None = None) -> None:
        """Let no more than so many days follow each other."""
        for first in range(self.days - most):
            run = [each for day in range(first, first + most + 1)
                   for each in self.on(person, day, shift)]  # fmt: skip
            self.model.row(run, None, most)

    def run_at_least(
        self, person: int, least: int, shift: int | None = None, *, edges: bool = False
    ) -> None:
        """Let a run of days be no shorter; with `edges` also one that touches the first or last."""
        self._no_short(least, lambda day: self.on(person, day, shift), edges=edges, worked=True)

    def rest_at_least(self, person: int, least: int, *, edges: bool = False) -> None:
        """Let days off come no fewer at a time."""
        self._no_short(least, lambda day: self.on(person, day), edges=edges, worked=False)

    def _no_short(
        self,
        least: int,
        terms: Callable[[int], list[tuple[int, int]]],
        *,
        edges: bool,
        worked: bool,
    ) -> None:
        """Forbid each run of `length` < `least` days with the opposite on both sides of it."""
        sign = 1 if worked else -1
        for length in range(1, least):
            for first in range(self.days - length + 1):
                sides = [day for day in (first - 1, first + length) if 0 <= day < self.days]
                if len(sides) < 2 and not edges:
                    continue
                row = [(each, sign) for day in sides for each, _ in terms(day)]
                row += [(each, -sign) for day in range(first, first + length)
                        for each, _ in terms(day)]  # fmt: skip
                low = 1 - length if worked else 1 - len(sides)
                self.model.row(row, low, None)

    def missing(self, terms: Sequence[tuple[int, int]], wanted: int, price: int) -> None:
        """Charge for each one of `wanted` that the terms lack."""
        empty = self.model.derive(wanted, wanted, [(each, -rate) for each, rate in terms])
        self.model.row([*terms, (empty, 1)], wanted, None)
        self.price(empty, price)

    def beyond(self, terms: Sequence[tuple[int, int]], most: int, price: int, upper: int) -> None:
        """Charge for each one of the terms beyond `most`; there are at most `upper` of them."""
        over = self.model.derive(upper, -most, terms)
        self.model.row([*terms, (over, -1)], None, most)
        self.price(over, price)

    def any_of(self, terms: Sequence[tuple[int, int]]) -> int:
        """Give a column that is 1 when one of the terms is."""
        found = self.model.derive(1, 0, terms)
        for each, _ in terms:
            self.model.row([(each, 1), (found, -1)], None, 0)
        return found

    def finish(self) -> Model:
        """Give the model with its one objective."""
        self.model.objectives = [self.cost]
        return self.model
