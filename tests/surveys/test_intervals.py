"""Intervals against published values, scipy, and every possible truth."""

import math
import time

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from participation.surveys.rules.intervals import (
    Interval,
    chances,
    exact_interval,
    mean_interval,
    newcombe,
    sample_size,
    share_interval,
    standard_error,
    student,
    wilson,
)
from tests.surveys.judges import agresti_coull, wald


@pytest.mark.parametrize(
    ("hits", "answered", "low", "high"),
    [
        (81, 263, 0.25529, 0.36621),
        (15, 148, 0.06239, 0.16049),
        (0, 20, 0.0, 0.16113),
        (1, 29, 0.00611, 0.17176),
    ],
)
def test_wilson_gives_the_values_of_newcombe_1998(
    hits: int, answered: int, low: float, high: float
) -> None:
    found = wilson(hits, answered)
    assert found.low == pytest.approx(low, abs=5.1e-6)
    assert found.high == pytest.approx(high, abs=5.1e-6)


@pytest.mark.parametrize(
    ("hits", "answered", "low", "high"), [(81, 263, 0.2552, 0.3663), (0, 20, 0.0, 0.1898)]
)
def test_agresti_coull(hits: int, answered: int, low: float, high: float) -> None:
    found = agresti_coull(hits, answered)
    assert found.low == pytest.approx(low, abs=5.1e-5)
    assert found.high == pytest.approx(high, abs=5.1e-5)


@pytest.mark.parametrize(
    ("hits", "answered", "population", "level", "low", "high", "digits"),
    [(10, 25, 100, 0.95, 0.233, 0.567, 3), (7, 80, 320, 0.90, 0.0424, 0.1326, 4)],
)
def test_wald_in_a_finite_population(
    hits: int,
    answered: int,
    population: int,
    level: float,
    low: float,
    high: float,
    digits: int,
) -> None:
    found = wald(hits, answered, population, level)
    assert (round(found.low, digits), round(found.high, digits)) == (low, high)


@pytest.mark.parametrize(
    ("hits", "answered", "population", "low", "high"),
    [(163, 200, 6194, 0.7565, 0.8620), (32, 40, 60, 0.7189, 0.8622), (32, 40, 40, 0.8, 0.8)],
)
def test_wilson_in_a_finite_population(
    hits: int, answered: int, population: int, low: float, high: float
) -> None:
    found = wilson(hits, answered, population)
    assert found.low == pytest.approx(low, abs=5.1e-5)
    assert found.high == pytest.approx(high, abs=5.1e-5)


def test_newcombe_difference() -> None:
    found = newcombe((48, 80), (56, 70))
    assert found.low == pytest.approx(0.05243, abs=5.1e-6)
    assert found.high == pytest.approx(0.33387, abs=5.1e-6)


def test_error_of_a_mean_gives_the_values_of_r_survey() -> None:
    deviation = 9.402772 * math.sqrt(200)
    assert standard_error(deviation, 200) == pytest.approx(9.402772, abs=1e-6)
    assert standard_error(deviation, 200, 6194) == pytest.approx(9.249722, abs=1e-6)
    # The 200 schools of apisrs: their api00 add up to 131317, their squares to 89739575.
    deviation = math.sqrt((89_739_575 - 131_317**2 / 200) / 199)
    assert standard_error(deviation, 200, 6194) == pytest.approx(9.249722, abs=1e-6)
    assert pytest.approx(656.585, abs=1e-9) == 131_317 / 200
    share = 163 / 200
    deviation = math.sqrt(share * (1 - share) * 200 / 199)
    assert standard_error(deviation, 200, 6194) == pytest.approx(0.02708, abs=5.1e-6)


def test_mean_interval_is_student_s_and_a_point_in_a_census() -> None:
    low, high = stats.t.interval(0.95, 11, loc=3.7, scale=1.2 / math.sqrt(12))
    found = mean_interval(3.7, 1.2, 12)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-9)
    assert mean_interval(3.7, 1.2, 12, 12) == Interval(3.7, 3.7)
    with pytest.raises(ValueError, match="two answers"):
        mean_interval(4.0, 0.0, 1, 30)
    with pytest.raises(ValueError, match="no more answers"):
        mean_interval(4.0, 1.0, 31, 30)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 9, 10, 29, 119, 400, 999, 1_000, 1_001, 99_999])
@pytest.mark.parametrize("level", [0.8, 0.9, 0.95, 0.99])
def test_student_quantiles(level: float, freedom: int) -> None:
    assert student(level, freedom) == pytest.approx(stats.t.ppf((1 + level) / 2, freedom), rel=1e-8)


@pytest.mark.parametrize(
    ("population", "needed"), [(20, 17), (40, 29), (60, 38), (100, 50), (250, 70), (1000, 88)]
)
def test_sample_size_for_ten_points(population: int, needed: int) -> None:
    assert sample_size(population, 0.1) == needed


def test_exact_interval_of_a_census_is_a_point_and_of_nothing_is_everything() -> None:
    assert exact_interval(17, 24, 24) == Interval(17 / 24, 17 / 24)
    assert exact_interval(0, 0, 24) == Interval(0.0, 1.0)
    assert exact_interval(0, 0, 0) == Interval(0.0, 1.0)


@pytest.mark.parametrize(("hits", "answered", "population"), [(-1, 4, 9), (5, 4, 9), (2, 10, 9)])
def test_impossible_counts_are_refused(hits: int, answered: int, population: int) -> None:
    with pytest.raises(ValueError, match="impossible counts"):
        exact_interval(hits, answered, population)


def test_more_answers_than_people_means_that_the_population_is_not_known() -> None:
    assert share_interval(20, 31, 30) == wilson(20, 31)
    assert share_interval(20, 31, None) == wilson(20, 31)
    assert share_interval(20, 24, 30) == exact_interval(20, 24, 30)


_LOG = np.array([math.lgamma(i + 1) for i in range(402)])


def _law(population: int, answered: int, last: int | None = None) -> np.ndarray:
    """Chance of each number of hits (columns) under each truth (rows), from log factorials."""
    last = population if last is None else last
    truth, hits = np.arange(last + 1)[:, None], np.arange(answered + 1)[None, :]
    lost, others = answered - hits, population - truth
    possible = (hits <= truth) & (lost <= others)
    left, right = np.where(possible, truth - hits, 0), np.where(possible, others - lost, 0)
    log = _LOG[truth] - _LOG[hits] - _LOG[left] + _LOG[others] - _LOG[lost] - _LOG[right]
    log -= _LOG[population] - _LOG[answered] - _LOG[population - answered]
    return np.where(possible, np.exp(np.where(possible, log, 0)), 0)


def _coverage(population: int, answered: int) -> tuple[float, float, float]:
    """Mean and minimum coverage over every truth, and mean width, computed without sampling."""
    bounds = [exact_interval(x, answered, population) for x in range(answered + 1)]
    low, high = np.array([b.low for b in bounds]), np.array([b.high for b in bounds])
    law = _law(population, answered)
    truth = np.arange(population + 1)[:, None] / population
    covered = (law * ((low <= truth) & (truth <= high))).sum(axis=1)
    return covered.mean(), covered.min(), (law @ (high - low)).mean()


@pytest.mark.parametrize(
    ("population", "answered", "mean", "minimum", "width"),
    [
        (30, 12, 0.986, 0.955, 0.349),
        (30, 24, 0.991, 0.976, 0.133),
        (60, 25, 0.980, 0.960, 0.245),
        (60, 45, 0.983, 0.964, 0.114),
        (120, 60, 0.974, 0.953, 0.146),
        (400, 80, 0.967, 0.953, 0.161),
    ],
)
def test_coverage_of_the_exact_interval_in_small_homes(
    population: int, answered: int, mean: float, minimum: float, width: float
) -> None:
    found = _coverage(population, answered)
    assert found == pytest.approx((mean, minimum, width), abs=6e-4)
    assert found[1] >= 0.95


def test_the_law_that_judges_coverage_is_that_of_scipy() -> None:
    for population, answered in ((1, 1), (30, 24), (120, 60)):
        truths = np.arange(population + 1)[:, None]
        judge = stats.hypergeom.pmf(np.arange(answered + 1), population, truths, answered)
        assert _law(population, answered) == pytest.approx(judge, abs=1e-10)


def test_coverage_is_kept_for_some_populations_up_to_400() -> None:
    everyone = [(population, n) for population in range(1, 11) for n in range(1, population + 1)]
    some = [(29, 7), (47, 30), (83, 80), (137, 9), (211, 100), (256, 30), (333, 332), (400, 20)]
    for population, answered in everyone + some:
        assert _coverage(population, answered)[1] >= 0.95 - 1e-12, (population, answered)


@st.composite
def _counts(draw: st.DrawFn) -> tuple[int, int, int]:
    population = draw(st.integers(1, 2_000))
    answered = draw(st.integers(1, population))
    return draw(st.integers(0, answered)), answered, population


@settings(max_examples=60)
@given(_counts())
def test_the_interval_of_the_others_is_the_mirror(counts: tuple[int, int, int]) -> None:
    hits, answered, population = counts
    found = exact_interval(hits, answered, population)
    others = exact_interval(answered - hits, answered, population)
    assert (round(found.low * population), round(found.high * population)) == (
        population - round(others.high * population),
        population - round(others.low * population),
    )


def _least_coverage(population: int, answered: int) -> float:
    """Minimum coverage, worked out for the first half of hits and truths: the rest is mirrored."""
    half = [exact_interval(x, answered, population) for x in range(answered // 2 + 1)]
    low = [round(each.low * population) for each in half]
    high = [round(each.high * population) for each in half]
    later = range(answered // 2 + 1, answered + 1)
    low += [population - high[answered - x] for x in later]
    high += [population - low[answered - x] for x in later]
    truth = np.arange(population // 2 + 1)[:, None]
    law = _law(population, answered, population // 2)
    return float((law * ((np.array(low) <= truth) & (truth <= np.array(high)))).sum(axis=1).min())


@pytest.mark.long
@pytest.mark.parametrize("share", range(20))
def test_coverage_is_kept_for_every_sample_of_every_population_up_to_400(share: int) -> None:
    for population in range(share + 1, 401, 20):
        for answered in range(1, population + 1):
            assert _least_coverage(population, answered) >= 0.95 - 1e-9, (population, answered)


@settings(max_examples=150)
@given(_counts(), st.sampled_from([0.8, 0.9, 0.95, 0.99]))
def test_exact_interval_inverts_both_tails_as_scipy_computes_them(
    counts: tuple[int, int, int], level: float
) -> None:
    hits, answered, population = counts
    found = exact_interval(hits, answered, population, level)
    fewest, most = round(found.low * population), round(found.high * population)
    tail, doubt = (1 - level) / 2, 1e-9

    def at_least(satisfied: int) -> float:
        return float(stats.hypergeom.sf(hits - 1, population, satisfied, answered))

    def at_most(satisfied: int) -> float:
        return float(stats.hypergeom.cdf(hits, population, satisfied, answered))

    assert fewest <= hits + (population - answered)
    assert at_least(fewest) > tail - doubt
    assert fewest == hits or at_least(fewest - 1) <= tail + doubt
    assert at_most(most) > tail - doubt
    assert most == population - (answered - hits) or at_most(most + 1) <= tail + doubt


@settings(max_examples=100)
@given(_counts(), st.integers(0, 2_000))
def test_chances_are_the_hypergeometric_law(counts: tuple[int, int, int], seed: int) -> None:
    _, answered, population = counts
    satisfied = seed % (population + 1)
    first, law = chances(satisfied, answered, population)
    judge = stats.hypergeom(population, satisfied, answered)
    assert law == pytest.approx(
        list(judge.pmf(range(first, first + len(law)))), rel=1e-7, abs=1e-12
    )
    assert math.fsum(law) == pytest.approx(1, abs=1e-8)


def test_a_tail_of_just_the_limit_is_decided_in_whole_numbers() -> None:
    # With N=40, n=1, one hit of one answer: P(1 hit | K) = K/40, which is 0.025 at K=1 exactly.
    assert exact_interval(1, 1, 40).low == 2 / 40
    assert exact_interval(0, 1, 40).high == 38 / 40


def test_ten_thousand_people_take_a_few_milliseconds() -> None:
    exact_interval.cache_clear()
    rows = [(0, 5_000), (17, 5_000), (1_000, 2_000), (2_500, 5_000), (4_999, 5_000), (300, 9_000)]
    start = time.process_time()
    for hits, answered in rows:
        exact_interval(hits, answered, 10_000)
    assert (time.process_time() - start) / len(rows) < 0.05
