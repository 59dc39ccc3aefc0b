"""Whether weighted answers differ from one group to another: the test of Rao and Scott."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .distributions import f_tail

Place = tuple[str, str]
"""Group and answer."""
Matrix = list[list[float]]


@dataclass(frozen=True, slots=True)
class Sampled:
    """One stratum: answers by (group, answer), drawn from `population` people (None: endless)."""

    counts: Mapping[Place, int]
    population: int | None
    weight: float = 1.0
    """Weight of each answer; Nh/nh where the population is known and nothing else is weighed."""

    @property
    def answered(self) -> int:
        """Number of answers."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Association:
    """F statistic of Rao and Scott, its degrees of freedom, and the chance of so large a value."""

    statistic: float
    freedom: float
    freedom_below: float
    chance: float


def rao_scott(strata: Sequence[Sampled]) -> Association:
    """Test whether answers are spread alike in every group, in a stratified weighted sample.

    Pearson's X² of the weighted table, divided by the mean of its generalised design effects and
    referred to F with Satterthwaite's degrees of freedom (Rao and Scott 1984; Thomas and Rao 1987).
    Variances are those of sampling without replacement within strata. Raises ValueError when there
    are fewer than two groups or answers, or a stratum of one answer.
    """
    rows, columns = _sides(strata)
    places = [(row, column) for row in rows for column in columns]
    answers = sum(each.answered for each in strata)
    shares = _shares(strata, places)
    effects = _solve(
        _contrasted(_random(shares, answers), shares, rows, columns),
        _contrasted(_covariance(strata, places), shares, rows, columns),
    )
    size = range(len(effects))
    trace = sum(effects[i][i] for i in size)
    squared = sum(effects[i][j] * effects[j][i] for i in size for j in size)
    if squared <= 0:  # Everybody was asked: nothing is left to chance.
        moved = _pearson(shares, rows, columns, answers) > 1e-9  # noqa: PLR2004 - rounding
        return Association(0.0, 0.0, 0.0, 0.0 if moved else 1.0)
    freedom = trace * trace / squared
    below = freedom * (answers - len(strata))
    statistic = _pearson(shares, rows, columns, answers) / trace
    return Association(statistic, freedom, below, f_tail(statistic, freedom, below))


def _sides(strata: Sequence[Sampled]) -> tuple[list[str], list[str]]:
    seen = [place for each in strata for place, n in each.counts.items() if n]
    rows, columns = (list(dict.fromkeys(place[side] for place in seen)) for side in (0, 1))
    if min(len(rows), len(columns)) <= 1:
        raise ValueError("nothing to compare: one group, or one answer")
    if any(each.answered <= 1 for each in strata):
        raise ValueError("a stratum of one answer tells no spread")
    return rows, columns


def _shares(strata: Sequence[Sampled], places: Sequence[Place]) -> list[float]:
    total = sum(each.weight * each.answered for each in strata)
    return [sum(each.weight * each.counts.get(p, 0) for each in strata) / total for p in places]


def _random(shares: Sequence[float], answers: int) -> Matrix:
    """Covariance of the shares if as many answers had been drawn at random from everybody."""
    return [
        [(p * (i == j) - p * q) / answers for j, q in enumerate(shares)]
        for i, p in enumerate(shares)
    ]


def _covariance(strata: Sequence[Sampled], places: Sequence[Place]) -> Matrix:
    """Covariance of the weighted shares by stratum, without replacement; one weight a stratum."""
    total = sum(each.weight * each.answered for each in strata)
    size = range(len(places))
    found = [[0.0] * len(places) for _ in size]
    for each in strata:
        n = each.answered
        left_out = 1.0 if each.population is None else 1 - n / each.population
        factor = left_out * n / (n - 1) * (each.weight / total) ** 2
        inside = [each.counts.get(place, 0) for place in places]
        for i in size:
            for j in size:
                found[i][j] += factor * (inside[i] * (i == j) - inside[i] * inside[j] / n)
    return found


def _contrasted(
    covariance: Matrix, shares: Sequence[float], rows: Sequence[str], columns: Sequence[str]
) -> Matrix:
    """Covariance of the departures from independence, each cell over its share.

    The departures are spanned by tables of zero margins: 1 in a cell and in the last, -1 in the
    last cells of its row and column.
    """
    width, last = len(columns), len(shares) - 1
    basis = [
        {i * width + j: 1.0, (i + 1) * width - 1: -1.0, last - width + 1 + j: -1.0, last: 1.0}
        for i in range(len(rows) - 1)
        for j in range(width - 1)
    ]
    over = [1 / share if share else 0.0 for share in shares]
    return [
        [
            sum(
                f * over[a] * g * over[b] * covariance[a][b]
                for a, f in u.items()
                for b, g in v.items()
            )
            for v in basis
        ]
        for u in basis
    ]


def _pearson(
    shares: Sequence[float], rows: Sequence[str], columns: Sequence[str], answers: int
) -> float:
    width = len(columns)
    across = [sum(shares[i * width : (i + 1) * width]) for i in range(len(rows))]
    down = [sum(shares[j::width]) for j in range(width)]
    return answers * sum(
        (shares[i * width + j] - across[i] * down[j]) ** 2 / (across[i] * down[j])
        for i in range(len(rows))
        for j in range(width)
    )


def _solve(left: Matrix, right: Matrix) -> Matrix:
    """Give the matrix X of left·X = right, by elimination with the largest pivot."""
    size = len(left)
    lines = [[*a, *b] for a, b in zip(left, right, strict=True)]
    for k in range(size):
        best = max(range(k, size), key=lambda i: abs(lines[i][k]))
        lines[k], lines[best] = lines[best], lines[k]
        lines[k] = [value / lines[k][k] for value in lines[k]]
        for i in range(size):
            if i != k and lines[i][k]:
                factor = lines[i][k]
                lines[i] = [a - factor * b for a, b in zip(lines[i], lines[k], strict=True)]
    return [line[size:] for line in lines]
