"""Weights, strata and weighted tests against the values of R's survey package, and scipy."""

import math

import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from participation.surveys.rules.association import Sampled, rao_scott
from participation.surveys.rules.distributions import beta_cdf, beta_quantile, f_tail
from participation.surveys.rules.intervals import Interval, standard_error
from participation.surveys.rules.weighting import (
    Stratum,
    Unweighted,
    WeightedShare,
    design_effect,
    effective_size,
    korn_graubard,
    logit_interval,
    rake,
    stratified,
    weigh,
)

SCHOOLS = {"E": 4421, "H": 755, "M": 1018}
"""Schools of California by level (apipop); and by whether the whole school met its target."""
MET = {"No": 1072, "Yes": 5122}
CLUSTERED = {
    ("E", "No"): (12, 7_156),
    ("E", "Yes"): (132, 86_281),
    ("H", "No"): (3, 1_978),
    ("H", "Yes"): (11, 6_682),
    ("M", "No"): (8, 4_851),
    ("M", "Yes"): (17, 10_935),
}
"""apiclus1: schools, and the sum of their api00, in each cell."""
STRATA = {
    "E": (100, 67_443, 47_038_637, {"No": 9, "Yes": 91}),
    "H": (50, 31_291, 20_167_941, {"No": 24, "Yes": 26}),
    "M": (50, 31_830, 20_940_396, {"No": 15, "Yes": 35}),
}
"""apistrat: schools, sum of api00, sum of its squares, target met."""
RAKED = {
    ("E", "No"): 39.83924,
    ("E", "Yes"): 29.87068,
    ("H", "No"): 67.12553,
    ("H", "Yes"): 50.32940,
    ("M", "No"): 49.06907,
    ("M", "Yes"): 36.79102,
}


def test_raking_gives_the_weights_and_the_mean_of_r() -> None:
    counts: dict[tuple[str, ...], int] = {cell: n for cell, (n, _sum) in CLUSTERED.items()}
    weights = rake(counts, [SCHOOLS, MET])
    assert weights == pytest.approx(RAKED, abs=5.1e-6)
    mean = sum(weights[cell] * total for cell, (_n, total) in CLUSTERED.items()) / 6194
    assert mean == pytest.approx(641.23032, abs=5.1e-6)
    assert sum(total for _n, total in CLUSTERED.values()) / 183 == pytest.approx(644.169, abs=5e-4)
    used = [(weights[cell], n) for cell, n in counts.items()]
    assert design_effect(used) == pytest.approx(1.05166, abs=5.1e-6)
    assert effective_size(used) == pytest.approx(174.01, abs=5.1e-3)


@pytest.mark.parametrize(
    ("counts", "margins", "why"),
    [
        ({("a",): 3}, [{"a": 5, "b": 2}], "other categories"),
        ({("a",): 3, ("c",): 1}, [{"a": 5}], "other categories"),
        ({("a", "x"): 3}, [{"a": 5}, {"x": 6}], "disagree"),
        ({}, [], "disagree"),
        ({("a", "x"): 3, ("b", "y"): 3}, [{"a": 5, "b": 5}, {"x": 2, "y": 8}], "cannot be met"),
    ],
)
def test_margins_that_no_weight_can_meet_are_refused(
    counts: dict[tuple[str, ...], int], margins: list[dict[str, float]], why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        rake(counts, margins)


def _spread(answers: int, total: int, squares: int) -> float:
    return (squares - total * total / answers) / (answers - 1)


def test_strata_give_the_mean_and_the_error_of_r() -> None:
    parts = [
        (SCHOOLS[level], n, total / n, _spread(n, total, squares))
        for level, (n, total, squares, _met) in STRATA.items()
    ]
    assert [round(mean, 2) for _people, _n, mean, _s in parts] == [674.43, 625.82, 636.60]
    mean, error = stratified(parts)
    assert mean == pytest.approx(662.287, abs=5.1e-4)
    assert error == pytest.approx(9.40894, abs=5.1e-6)
    for refused in ((5, 6, 1.0, 1.0), (5, 0, 1.0, 1.0), (5, 1, 1.0, 0.0)):
        with pytest.raises(ValueError, match="no spread"):
            stratified([refused])


def test_intervals_of_a_weighted_share_are_those_of_r() -> None:
    share = 163 / 200
    error = standard_error(math.sqrt(share * (1 - share) * 200 / 199), 200, 6194)
    logit, beta = logit_interval(share, error, 199), korn_graubard(share, error, 200, 199)
    assert (logit.low, logit.high) == pytest.approx((0.75560, 0.86259), abs=5.1e-6)
    assert (beta.low, beta.high) == pytest.approx((0.75507, 0.86560), abs=5.1e-6)
    for interval in (logit_interval(share, 0, 199), korn_graubard(share, 0, 200, 199)):
        assert interval == Interval(share, share)


def test_rao_and_scott_give_the_value_of_r() -> None:
    strata = [
        Sampled(
            {(level, answer): schools for answer, schools in told.items()},
            SCHOOLS[level],
            SCHOOLS[level] / n,
        )
        for level, (n, _sum, _squares, told) in STRATA.items()
    ]
    found = rao_scott(strata)
    assert found.statistic == pytest.approx(17.2474, abs=5.1e-5)
    assert found.chance == pytest.approx(2.035e-7, abs=5.1e-11)


def test_rao_and_scott_without_weights_or_strata_is_pearson_s_chi_squared() -> None:
    counts = {("a", "x"): 30, ("a", "y"): 20, ("b", "x"): 18, ("b", "y"): 32}
    found = rao_scott([Sampled(counts, None)])
    judge = stats.chi2_contingency([[30, 20], [18, 32]], correction=False)
    assert found.statistic == pytest.approx(judge.statistic * 99 / 100)
    assert (found.freedom, found.freedom_below) == pytest.approx((1, 99))
    assert found.chance == pytest.approx(stats.f.sf(found.statistic, 1, 99))


def test_when_everybody_was_asked_any_difference_is_certain() -> None:
    moved = {("a", "x"): 5, ("a", "y"): 5}, {("b", "x"): 6, ("b", "y"): 4}
    still = {("a", "x"): 5, ("a", "y"): 5}, {("b", "x"): 5, ("b", "y"): 5}
    assert rao_scott([Sampled(each, 10) for each in moved]).chance == 0
    assert rao_scott([Sampled(each, 10) for each in still]).chance == 1


@pytest.mark.parametrize(
    "strata",
    [
        [Sampled({("a", "x"): 3, ("a", "y"): 4}, None)],
        [Sampled({("a", "x"): 3, ("b", "x"): 4}, None)],
        [Sampled({("a", "x"): 3, ("b", "y"): 4}, None), Sampled({("a", "y"): 1}, None)],
    ],
)
def test_nothing_is_compared_with_nothing(strata: list[Sampled]) -> None:
    with pytest.raises(ValueError, match=r"nothing to compare|one answer"):
        rao_scott(strata)


def test_services_are_weighed_by_the_people_present() -> None:
    # Half of 100 people answered here, 20 of 200 there: 60 % and 20 % become 33.3 %.
    found = weigh([Stratum(30, 50, 100), Stratum(4, 20, 200)])
    assert isinstance(found, WeightedShare)
    assert found.value == pytest.approx(0.6 / 3 + 0.2 * 2 / 3)
    assert found.design_effect == pytest.approx(70 * (50 * 4 + 20 * 100) / 300**2)
    assert found.effective == pytest.approx(70 / found.design_effect)
    assert found.interval.low < found.value < found.interval.high
    error = math.sqrt((0.24 / 49 * 0.5) / 9 + 0.16 / 19 * 0.9 * 4 / 9)
    assert found.interval == korn_graubard(found.value, error, 70, 68)
    census = weigh([Stratum(30, 50, 50), Stratum(4, 20, 20)])
    assert isinstance(census, WeightedShare)
    assert census.interval == Interval(34 / 70, 34 / 70)


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ([Stratum(40, 80, 90)], Unweighted.ONE_PART),
        ([Stratum(20, 25, 40), Stratum(20, 24, 40)], Unweighted.FEW_ANSWERS),
        ([Stratum(20, 25, 40), Stratum(20, 41, 40)], Unweighted.MARGIN_UNKNOWN),
    ],
)
def test_it_says_why_it_does_not_weigh(parts: list[Stratum], why: Unweighted) -> None:
    assert weigh(parts) is why


_SIZES = st.floats(0.3, 300)


@settings(max_examples=60)
@given(st.floats(0.001, 0.999), _SIZES, _SIZES)
def test_beta_and_f_laws_are_those_of_scipy(chance: float, first: float, second: float) -> None:
    value = beta_quantile(chance, first, second)
    assert stats.beta.cdf(value, first, second) == pytest.approx(chance, abs=1e-8)
    assert beta_cdf(chance, first, second) == pytest.approx(
        stats.beta.cdf(chance, first, second), abs=1e-9
    )
    assert f_tail(3 * chance, first, second) == pytest.approx(
        stats.f.sf(3 * chance, first, second), abs=1e-9
    )


def test_beta_law_has_limits() -> None:
    assert (beta_cdf(-1, 2, 3), beta_cdf(2, 2, 3), f_tail(0, 2, 3)) == (0, 1, 1)
    with pytest.raises(ValueError, match="no beta law"):
        beta_cdf(0.5, 0, 3)
