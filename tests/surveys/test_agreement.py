"""Agreement of two readers against published figures, and where none can be told."""

import pytest

from participation.surveys.rules.agreement import (
    SMALLEST,
    Agreement,
    Doubt,
    compare_readings,
)

PUBLISHED = (
    # calculatorlib.com/cohens-kappa-calculator, its worked example: 0.70 observed, 0.50 by chance.
    (Agreement(20, 5, 10, 15), 0.70, 0.40),
    # easycalculation.com, two doctors and 20 patients: (0.7 - 0.62) / 0.38.
    (Agreement(12, 2, 4, 2), 0.70, 0.08 / 0.38),
)


@pytest.mark.parametrize(("agreement", "share", "kappa"), PUBLISHED)
def test_kappa_is_the_published_one(agreement: Agreement, share: float, kappa: float) -> None:
    assert agreement.share == pytest.approx(share, abs=1e-9)
    assert agreement.kappa == pytest.approx(kappa, abs=1e-9)


@pytest.mark.parametrize(
    ("agreement", "kappa"),
    [
        (Agreement(30, 0, 0, 30), 1.0),
        (Agreement(25, 25, 25, 25), 0.0),
        (Agreement(0, 30, 30, 0), -1.0),
        (Agreement(30, 0, 0, 0), Doubt.ALL_ALIKE),
        (Agreement(0, 0, 0, 30), Doubt.ALL_ALIKE),
        (Agreement(10, 0, 0, SMALLEST - 11), Doubt.TOO_FEW),
    ],
)
def test_the_ends_of_kappa(agreement: Agreement, kappa: object) -> None:
    assert agreement.kappa == kappa


def test_a_high_share_may_be_no_better_than_chance() -> None:
    found = Agreement(0, 2, 2, 96)
    assert found.share == pytest.approx(0.96)
    assert isinstance(found.kappa, float)
    assert found.kappa < 0


def test_nothing_read_twice_has_no_share() -> None:
    with pytest.raises(ValueError, match="nothing"):
        _ = Agreement(0, 0, 0, 0).share


def test_readings_are_compared_theme_by_theme() -> None:
    pairs = [({1, 2}, {1}), (set(), {1}), ({2}, {2}), (set(), set())]
    found = compare_readings(pairs, (1, 2, 3))
    assert found == {
        1: Agreement(1, 0, 1, 2),
        2: Agreement(1, 1, 0, 2),
        3: Agreement(0, 0, 0, 4),
    }
