"""Changes against published values, scipy, and every pair of truths of small homes."""

import itertools
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

from participation.surveys.rules.comparison import (
    Verdict,
    change,
    changes,
    detectable_change,
    difference,
    mode_distance,
    modes_differ,
)
from participation.surveys.rules.significance import (
    Group,
    benjamini_hochberg,
    chance,
    finite_test,
    fisher,
    holm,
    mann_whitney,
    z_test,
)

BENJAMINI_HOCHBERG_1995 = [
    *(0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344),
    *(0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000),
]


def test_z_gives_the_published_value() -> None:
    # 56/70 against 48/80: chi-squared 7.02341, p = 0.0080451.
    p = z_test(Group(48, 80), Group(56, 70))
    assert p == pytest.approx(0.0080451, abs=5.1e-8)
    assert stats.chi2.isf(p, 1) == pytest.approx(7.02341, abs=5.1e-6)


def test_mann_whitney_with_ties_gives_the_published_value() -> None:
    above, p = mann_whitney({1: 1, 2: 2, 3: 2, 4: 1, 5: 2}, {3: 1, 4: 3, 5: 4})
    assert p == pytest.approx(0.0808556, abs=5.1e-8)
    assert above == pytest.approx(48.5 / 64)


def test_holm_and_benjamini_hochberg_on_their_published_list() -> None:
    corrected = benjamini_hochberg(BENJAMINI_HOCHBERG_1995)
    assert corrected[:5] == pytest.approx([0.0015, 0.003, 0.0095, 0.035625, 0.0603])
    assert sum(p <= 0.05 for p in corrected) == 4
    assert sum(p <= 0.05 for p in holm(BENJAMINI_HOCHBERG_1995)) == 3
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.03, 0.01, 0.04]) == pytest.approx([0.06, 0.03, 0.06])
    assert holm([]) == benjamini_hochberg([]) == []


_VALUES = st.lists(st.integers(1, 5), min_size=1, max_size=40)


@settings(max_examples=100)
@given(_VALUES, _VALUES)
def test_mann_whitney_as_scipy_computes_it(before: list[int], after: list[int]) -> None:
    counts = [{v: values.count(v) for v in set(values)} for values in (before, after)]
    above, p = mann_whitney(counts[0], counts[1])
    if len({*before, *after}) == 1:
        assert (above, p) == (0.5, 1.0)
        return
    judge = stats.mannwhitneyu(after, before, method="asymptotic", use_continuity=True)
    assert above == pytest.approx(judge.statistic / (len(before) * len(after)))
    assert p == pytest.approx(judge.pvalue, abs=1e-9)


@settings(max_examples=100)
@given(st.integers(0, 30), st.integers(1, 30), st.integers(0, 30), st.integers(1, 30))
def test_fisher_as_scipy_computes_it(hits: int, misses: int, later: int, lost: int) -> None:
    before, after = Group(hits, hits + misses), Group(later, later + lost)
    judge = stats.fisher_exact(np.array([[hits, misses], [later, lost]]))
    assert fisher(before, after) == pytest.approx(judge.pvalue, abs=1e-9)


@pytest.mark.parametrize(("answered", "rise"), [(20, 0.30), (30, 0.25), (50, 0.20), (100, 0.15)])
def test_detectable_rise_from_sixty_percent(answered: int, rise: float) -> None:
    assert detectable_change(0.6, (answered, None), (answered, None)) == rise


def test_detectable_change_knows_finite_populations_and_the_ends_of_the_scale() -> None:
    assert detectable_change(0.6, (24, 30), (24, 30)) < detectable_change(
        0.6, (24, None), (24, None)
    )
    assert detectable_change(1.0, (30, None), (30, None)) == 0.15
    assert detectable_change(0.5, (2, None), (2, None)) == 1.0


@lru_cache(maxsize=1_000)
def _law(people: int, satisfied: int, answered: int) -> np.ndarray:
    return np.asarray(stats.hypergeom(people, satisfied, answered).pmf(range(answered + 1)))


def _sizes() -> list[tuple[int, int, int, int]]:
    return [(12, 9, 12, 9), (20, 12, 14, 12), (16, 16, 15, 7), (9, 4, 25, 20), (10, 10, 11, 11)]


@pytest.mark.parametrize(("people", "answered", "people_after", "answered_after"), _sizes())
def test_the_exact_test_calls_at_most_five_percent_of_still_homes_changed(
    people: int, answered: int, people_after: int, answered_after: int
) -> None:
    called = {
        (x, y): finite_test(Group(x, answered, people), Group(y, answered_after, people_after))
        for x in range(answered + 1)
        for y in range(answered_after + 1)
    }
    for satisfied in range(people + 1):
        same = satisfied * people_after / people
        if same != int(same):
            continue
        law = stats.hypergeom(people, satisfied, answered).pmf(range(answered + 1))
        other = stats.hypergeom(people_after, int(same), answered_after)
        later = other.pmf(range(answered_after + 1))
        wrong = sum(law[x] * later[y] for (x, y), p in called.items() if p <= 0.05)
        assert wrong <= 0.05 + 1e-9


@pytest.mark.parametrize(
    ("people", "answered", "people_after", "answered_after"),
    [
        *_sizes(),
        (6, 5, 7, 6),
        (10, 9, 40, 15),
        (30, 24, 30, 22),
        (30, 12, 28, 14),
        (40, 30, 50, 20),
        pytest.param(60, 45, 58, 40, marks=pytest.mark.long),
        pytest.param(80, 75, 80, 78, marks=pytest.mark.long),
        pytest.param(100, 30, 40, 38, marks=pytest.mark.long),
    ],
)
def test_intervals_of_differences_cover_every_pair_of_truths(
    people: int, answered: int, people_after: int, answered_after: int
) -> None:
    low, high = np.zeros((2, answered + 1, answered_after + 1))
    for x, y in itertools.product(range(answered + 1), range(answered_after + 1)):
        bounds = difference(Group(x, answered, people), Group(y, answered_after, people_after))
        low[x, y], high[x, y] = bounds.low - 1e-9, bounds.high + 1e-9
    for k, m in itertools.product(range(people + 1), range(people_after + 1)):
        truth = m / people_after - k / people
        first = _law(people, k, answered)
        second = _law(people_after, m, answered_after)
        covered = first @ ((low <= truth) & (truth <= high)) @ second
        assert covered >= 0.95 - 1e-9, (k, m)


def test_in_two_censuses_any_difference_is_certain_but_one_person_is_no_improvement() -> None:
    one = change(Group(20, 30, 30), Group(21, 30, 30))
    assert one.chance == 0
    assert one.interval.width == pytest.approx(0, abs=1e-12)
    assert one.verdict is Verdict.SAME_OR_UNKNOWN
    assert change(Group(20, 30, 30), Group(23, 30, 30)).verdict is Verdict.BETTER
    assert change(Group(23, 30, 30), Group(20, 30, 30)).verdict is Verdict.WORSE
    assert change(Group(20, 30, 30), Group(20, 30, 30)).chance == 1


def test_the_finite_population_tells_what_an_endless_one_cannot() -> None:
    known = change(Group(12, 24, 30), Group(18, 24, 30))
    unknown = change(Group(12, 24), Group(18, 24))
    assert known.verdict is Verdict.BETTER
    assert unknown.verdict is Verdict.SAME_OR_UNKNOWN
    assert unknown.detectable > known.detectable


def test_several_comparisons_are_corrected_together() -> None:
    pair = (Group(12, 24, 30), Group(18, 24, 30))
    still = (Group(12, 24, 30), Group(13, 24, 30))
    assert changes([pair])[0].verdict is Verdict.BETTER
    together = changes([pair, *[still] * 11])
    assert together[0].chance == pytest.approx(12 * chance(*pair))
    assert {found.verdict for found in together} == {Verdict.SAME_OR_UNKNOWN}


def test_large_or_unknown_populations_take_the_test_that_suits_them() -> None:
    large = Group(300, 500, 900), Group(350, 500, 900)
    assert chance(*large) == z_test(*large)
    unknown = Group(12, 24), Group(18, 24)
    assert chance(*unknown) == fisher(*unknown)
    many = Group(300, 500), Group(350, 500)
    assert chance(*many) == z_test(*many)
    assert chance(Group(20, 31, 30), Group(28, 31, 30)) == fisher(Group(20, 31), Group(28, 31))


def test_nothing_is_compared_with_nothing() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        change(Group(0, 0, 30), Group(3, 9, 30))
    with pytest.raises(ValueError, match="nothing to compare"):
        mann_whitney({}, {1: 3})


def test_a_different_mix_of_modes_is_told() -> None:
    paper = {"paper": 30, "kiosk": 10}
    assert mode_distance(paper, {"paper": 3, "kiosk": 1}) == 0
    assert mode_distance(paper, {"phone": 7}) == 1
    assert mode_distance(paper, {}) == 0
    assert modes_differ(paper, {"paper": 22, "kiosk": 18})
    assert not modes_differ(paper, {"paper": 23, "kiosk": 17})
