"""Someone who has all that is published, knows every rule, and computes what is hidden."""

import random
from collections.abc import Iterable
from functools import partial

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_array

from participation.surveys.rules.anonymity import (
    Hidden,
    ProtectedTable,
    Sum,
    Table,
    Threshold,
    fill,
)

FACES = ("1", "2", "3", "4", "5")
COLUMN_SUMS = (
    Sum("top", ("4", "5")),
    Sum("bottom", ("1", "2")),
    Sum("answered", ("top", "3", "bottom")),
    Sum("responses", ("answered", "no_opinion")),
)
BASES = dict.fromkeys((*FACES, "top", "bottom"), "answered") | {"no_opinion": "responses"}


class Intruder:
    """Every whole-number table that says what is published, as an integer programme."""

    def __init__(self, table: Table, shown: ProtectedTable) -> None:
        self.places = [(r, c) for r in table.rows for c in table.columns]
        self.index = {place: i for i, place in enumerate(self.places)}
        self.hidden = [p for p in self.places if isinstance(shown.cells[p], Hidden)]
        size = len(self.places)
        self.low, self.high = np.zeros(size), np.full(size, 1_000.0)
        self.lines: list[dict[int, int]] = []
        self.limits: list[tuple[float, float]] = []
        for row in table.rows:
            limit = max(shown.threshold, Threshold.PUBLIC if row in table.crossed else 0)
            inside = Threshold.PUBLIC if row in table.crossed else Threshold.INTERNAL
            for column in table.columns:
                self._learn(table, shown, (row, column), limit, inside)
        for each in table.row_sums:
            for c in table.columns:
                self._sum((each.whole, c), [(part, c) for part in each.parts])
        for each in table.column_sums:
            for r in table.rows:
                self._sum((r, each.whole), [(r, part) for part in each.parts])
        self._forget_what_is_shown()

    def _forget_what_is_shown(self) -> None:
        """Keep the unknown figures only: the rest are constants of each line."""
        unknown = {self.index[place]: k for k, place in enumerate(self.hidden)}
        kept = [
            (line, limits)
            for line, limits in zip(self.lines, self.limits, strict=True)
            if unknown.keys() & line.keys()
        ]
        matrix = lil_array((max(1, len(kept)), max(1, len(unknown))))
        bounds = np.zeros((2, max(1, len(kept))))
        for k, (line, limits) in enumerate(kept):
            known = sum(f * self.low[i] for i, f in line.items() if i not in unknown)
            bounds[:, k] = limits[0] - known, limits[1] - known
            for i in line.keys() & unknown.keys():
                matrix[k, unknown[i]] = line[i]
        self.known = LinearConstraint(matrix.tocsr(), *bounds)
        self.bounds = Bounds(self.low[[*unknown]], self.high[[*unknown]])

    def _sum(self, whole: tuple[str, str], parts: Iterable[tuple[str, str]]) -> None:
        self.lines.append({self.index[whole]: -1} | {self.index[part]: 1 for part in parts})
        self.limits.append((0, 0))

    def _learn(
        self, table: Table, shown: ProtectedTable, place: tuple[str, str], limit: int, inside: int
    ) -> None:
        cell, i = shown.cells[place], self.index[place]
        base = self.index.get((place[0], table.bases.get(place[1], "")))
        if not isinstance(cell, Hidden):
            self.low[i] = self.high[i] = cell
        elif cell is Hidden.FEW_ANSWERS:
            self.high[i] = limit - 1
        elif cell is not Hidden.WITHHELD and place[1] not in table.open_columns:
            self.low[i] = inside
        if base is None or place[1] in table.open_columns:
            return
        self.lines.append({base: 1, i: -1})
        if cell is Hidden.NEARLY_ALL:
            self.limits.append((0, limit - 1))
        else:
            mute = cell in {Hidden.FEW_ANSWERS, Hidden.WITHHELD}
            self.limits.append((0 if mute else inside, 1_000))

    def solve(self, costs: np.ndarray, *, whole: bool) -> np.ndarray:
        """Find the table that says what is published and has the least of `costs`."""
        integrality = np.full(len(costs), int(whole))
        found = milp(
            costs,
            constraints=self.known,
            bounds=self.bounds,
            integrality=integrality,
            # They are small: to simplify one first takes longer than to solve it.
            options={"presolve": False},
        )
        assert found.success, found.message
        return np.asarray(found.x)

    def pinned(self, *, whole: bool, seed: int = 0) -> list[tuple[str, str]]:
        """Hidden figures on which every table that says what is published agrees.

        In whole people when `whole`; otherwise by bounds (linear programming), much faster.
        """
        if not self.hidden:
            return []
        draw = np.random.default_rng(seed)
        size = len(self.hidden)
        first = self.solve(draw.choice([-1.0, 1.0], size), whole=whole)
        low, high = first.copy(), first.copy()
        found = []
        for k, place in enumerate(self.hidden):
            for sign in (1.0, -1.0):
                if high[k] - low[k] < 1 - 1e-6:
                    costs = draw.choice([-1e-3, 1e-3], size)
                    costs[k] = sign
                    world = self.solve(costs, whole=whole)
                    low, high = np.minimum(low, world), np.maximum(high, world)
            if high[k] - low[k] < 1 - 1e-6:
                found.append(place)
        return found


_table_of = partial(fill, column_sums=COLUMN_SUMS, bases=BASES, open_columns=["no_opinion"])


def publication(seed: int, most: int = 7) -> Table:
    """Draw a believable or nasty publication: services, poles, languages, crossings, waves."""
    draw = random.Random(seed)
    shape = draw.choice(["services", "languages", "crossed", "waves"])
    services = [f"s{i}" for i in range(draw.randint(1, most))]
    poles = [f"p{i}" for i in range(draw.randint(1, 3))]
    pole_of = {service: draw.choice(poles) for service in services}
    poles = [pole for pole in poles if pole in pole_of.values()]

    def tree(suffix: str) -> list[Sum]:
        inside = [
            Sum(p + suffix, tuple(s + suffix for s in services if pole_of[s] == p)) for p in poles
        ]
        return [*inside, Sum("all" + suffix, tuple(p + suffix for p in poles))]

    crossed: list[str] = []
    if shape == "waves":
        rows = [s + w for w in ("-25", "-26") for s in services]
        sums = tree("-25") + tree("-26")
        sums += [Sum(s, (s + "-25", s + "-26")) for s in services]
        sums += [Sum("all", ("all-25", "all-26")), Sum("all", tuple(services))]
    elif shape == "crossed":
        tongues = ["fr", "ar", "ps"][: draw.randint(2, 3)]
        crossed = rows = [f"{s}/{t}" for s in services for t in tongues]
        sums = [Sum(s, tuple(f"{s}/{t}" for t in tongues)) for s in services]
        sums += [Sum(t, tuple(f"{s}/{t}" for s in services)) for t in tongues]
        sums += [*tree(""), Sum("all", tuple(tongues))]
    else:
        rows, sums = services, tree("")
    counts = {(r, c): n for r in rows for c, n in _answers(draw).items()}
    if shape == "languages":
        _split_by_language(counts, services, draw)
        sums = [*sums, Sum("all", ("fr", "ar", "ps"))]
    return _table_of(counts, row_sums=sums, crossed=crossed)


def _split_by_language(
    counts: dict[tuple[str, str], int], services: list[str], draw: random.Random
) -> None:
    for column in (*FACES, "no_opinion"):
        left = sum(counts[s, column] for s in services)
        for tongue in ("fr", "ar"):
            counts[tongue, column] = draw.randint(0, left)
            left -= counts[tongue, column]
        counts["ps", column] = left


def _answers(draw: random.Random) -> dict[str, int]:
    size = draw.choice([draw.randint(0, 6), draw.randint(0, 15), draw.randint(10, 60)])
    kind = draw.random()
    weights = [draw.random() ** (3 if kind < 0.6 else 12) + 1e-9 for _ in FACES]
    if kind > 0.9:
        weights = [1e-9, 1e-9, 1e-9, 1e-9, 1.0]
    counts = dict.fromkeys(FACES, 0)
    for face in draw.choices(FACES, weights, k=size):
        counts[face] += 1
    return counts | {"no_opinion": draw.choice([0, 0, 1, 3, draw.randint(0, 9)])}
