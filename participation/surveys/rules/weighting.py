"""What the answers would say if each part of the people counted by its true size."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .distributions import beta_quantile
from .intervals import LEVEL, Interval, student

LEAST_ANSWERS = 50
"""Under this many answers a weight rests on one or two people: nothing is weighed (surveys.md)."""
CLOSE = 1e-9
ROUNDS = 1_000

Cell = tuple[str, ...]
"""One category of each margin."""


class Unweighted(StrEnum):
    """Why answers are shown as they came, without weights."""

    FEW_ANSWERS = "few_answers"
    ONE_PART = "one_part"
    HIDDEN_PART = "hidden_part"
    MARGIN_UNKNOWN = "margin_unknown"


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the people: `hits` of `answered` who gave an opinion, of `population` present."""

    hits: int
    answered: int
    population: int

    @property
    def share(self) -> float:
        """Share of the answers, 0 to 1."""
        return self.hits / self.answered


@dataclass(frozen=True, slots=True)
class WeightedShare:
    """A share, 0 to 1, in which each part counts by its size; and what the weights cost."""

    value: float
    interval: Interval
    design_effect: float
    """Kish: how many times more answers this needs than equal weights would."""
    effective: float
    """Kish: number of equally weighted answers that would tell as much."""


def rake(counts: Mapping[Cell, int], margins: Sequence[Mapping[str, float]]) -> dict[Cell, float]:
    """Give the weight of each answer of a cell so that every margin has its known total.

    Iterative proportional fitting (Deming and Stephan 1940), stopped when each total is met to
    1e-9. Raises ValueError when no weights can do it: margins that disagree on the number of
    people, people of a category in which nobody answered, answers in an unknown category.
    """
    _check_margins(counts, margins)
    weights = {cell: 1.0 for cell, count in counts.items() if count}
    for _ in range(ROUNDS):
        for place, margin in enumerate(margins):
            found = _totals(counts, weights, place)
            for cell in weights:
                weights[cell] *= margin[cell[place]] / found[cell[place]]
        if _met(counts, weights, margins):
            return weights
    raise ValueError("the margins cannot be met together by these answers")


def design_effect(weights: Iterable[tuple[float, int]]) -> float:
    """Kish's design effect n·Σw²/(Σw)² (Survey Sampling, 1965), from (weight, answers)."""
    found = list(weights)
    answers = sum(n for _, n in found)
    return answers * sum(w * w * n for w, n in found) / sum(w * n for w, n in found) ** 2


def effective_size(weights: Iterable[tuple[float, int]]) -> float:
    """Kish's effective number of answers (Σw)²/Σw²."""
    found = list(weights)
    return sum(n for _, n in found) / design_effect(found)


def stratified(parts: Iterable[tuple[int, int, float, float]]) -> tuple[float, float]:
    """Give mean and standard error of a stratified sample without replacement.

    Parts are (people, answers, mean, sample variance): mean Σ(Nh/N)·mh, variance
    Σ(Nh/N)²·(1-nh/Nh)·sh²/nh (Cochran 1977, 5.6). Raises ValueError for a part without answer, or
    with one answer of several people: its spread is not known.
    """
    found = list(parts)
    total = sum(people for people, *_ in found)
    mean = variance = 0.0
    for people, answers, average, spread in found:
        if not 1 <= answers <= people or (answers == 1 < people):
            raise ValueError(f"{answers} answers of {people} people tell no spread")
        mean += people / total * average
        variance += (people / total) ** 2 * (1 - answers / people) * spread / answers
    return mean, math.sqrt(variance)


def logit_interval(share: float, error: float, freedom: int, level: float = LEVEL) -> Interval:
    """Interval of a weighted share on the logit scale, by Student; a point when error is 0."""
    if not error or not 0 < share < 1:
        return Interval(share, share)
    middle = math.log(share / (1 - share))
    half = student(level, freedom) * error / (share * (1 - share))
    return Interval(1 / (1 + math.exp(half - middle)), 1 / (1 + math.exp(-half - middle)))


def korn_graubard(
    share: float, error: float, answers: int, freedom: int, level: float = LEVEL
) -> Interval:
    """Interval of a weighted share by the beta law with the effective size (1998).

    The size p(1-p)/error² is corrected for the degrees of freedom of the design. A point when
    `error` is 0: everybody answered.
    """
    if not error or not 0 < share < 1:
        return Interval(share, share)
    size = share * (1 - share) / error**2
    size *= (student(level, answers - 1) / student(level, freedom)) ** 2
    tail, hits, others = (1 - level) / 2, size * share, size * (1 - share)
    return Interval(
        beta_quantile(tail, hits, others + 1), beta_quantile(1 - tail, hits + 1, others)
    )


def why_not(parts: Sequence[Stratum]) -> Unweighted | None:
    """Say why these parts cannot be weighed by their sizes, or nothing."""
    if len(parts) <= 1:
        return Unweighted.ONE_PART
    if sum(part.answered for part in parts) < LEAST_ANSWERS:
        return Unweighted.FEW_ANSWERS
    if any(part.population < part.answered or part.answered <= 1 for part in parts):
        return Unweighted.MARGIN_UNKNOWN
    return None


def weigh(parts: Sequence[Stratum]) -> WeightedShare | Unweighted:
    """Give the share in which each part counts by the people present, or why there is none.

    Raked on the one margin that is known of everybody (the part), with the finite population
    correction of each part, and the interval of Korn and Graubard.
    """
    if reason := why_not(parts):
        return reason
    counts: dict[Cell, int] = {(str(i),): part.answered for i, part in enumerate(parts)}
    margin = {str(i): float(part.population) for i, part in enumerate(parts)}
    weights = rake(counts, [margin])
    mean, error = stratified(
        (part.population, part.answered, part.share, _spread(part)) for part in parts
    )
    answers = sum(part.answered for part in parts)
    used = [(weights[cell], n) for cell, n in counts.items()]
    return WeightedShare(
        value=mean,
        interval=korn_graubard(mean, error, answers, answers - len(parts)),
        design_effect=design_effect(used),
        effective=effective_size(used),
    )


def _spread(part: Stratum) -> float:
    """Sample variance of answers that are 0 or 1."""
    return part.share * (1 - part.share) * part.answered / (part.answered - 1)


def _check_margins(counts: Mapping[Cell, int], margins: Sequence[Mapping[str, float]]) -> None:
    totals = [sum(margin.values()) for margin in margins]
    if not totals or any(abs(total - totals[0]) > CLOSE * totals[0] for total in totals):
        raise ValueError(f"margins disagree on the number of people: {totals}")
    for place, margin in enumerate(margins):
        seen = {cell[place] for cell, count in counts.items() if count}
        if seen != {name for name, people in margin.items() if people}:
            raise ValueError(f"answers and people have other categories: {sorted(seen)}")


def _totals(
    counts: Mapping[Cell, int], weights: Mapping[Cell, float], place: int
) -> dict[str, float]:
    found: dict[str, float] = {}
    for cell, weight in weights.items():
        found[cell[place]] = found.get(cell[place], 0.0) + weight * counts[cell]
    return found


def _met(
    counts: Mapping[Cell, int],
    weights: Mapping[Cell, float],
    margins: Sequence[Mapping[str, float]],
) -> bool:
    return all(
        abs(total - margins[place][name]) <= CLOSE * margins[place][name]
        for place in range(len(margins))
        for name, total in _totals(counts, weights, place).items()
    )
