"""Intervals that the product does not use: they stand beside those it uses, to be compared."""

import math

from participation.surveys.rules.intervals import Interval, correction, quantile


def agresti_coull(hits: int, answered: int, level: float = 0.95) -> Interval:
    """Agresti and Coull's interval of a share (1998), cut at 0 and 1."""
    squared = quantile(level) ** 2
    size = answered + squared
    share = (hits + squared / 2) / size
    half = math.sqrt(squared * share * (1 - share) / size)
    return Interval(max(0.0, share - half), min(1.0, share + half))


def wald(hits: int, answered: int, population: int | None, level: float = 0.95) -> Interval:
    """Give the interval of textbooks, with the finite population correction (N-n)/(N-1)."""
    share = hits / answered
    variance = share * (1 - share) / answered * correction(answered, population)
    half = quantile(level) * math.sqrt(variance)
    return Interval(share - half, share + half)
