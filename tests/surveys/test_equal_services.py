"""Services side by side at equal ways of answering, from what is published of both alone."""

import pytest

from participation.surveys.rules.contrasts import contrast
from participation.surveys.rules.stages import Trait
from participation.surveys.rules.standard import Standardised, Unequal, standardise
from tests.surveys.test_standard import house, published


def test_services_side_by_side_are_held_at_equal_ways_where_both_are_told_alike() -> None:
    now = published(
        house(1, {"kiosk": (20, 20), "paper": (60, 20)}),
        house(2, {"kiosk": (40, 40), "paper": (33, 11)}),
    )
    told = contrast(now, [], None, "repas").services_equal
    found = told["1"][Trait.PLACE]
    assert isinstance(found, Standardised)
    assert found.difference == pytest.approx(0, abs=1e-12), "what parts them is the place alone"
    assert found.unadjusted == pytest.approx(80 / 120 - 73 / 124)
    mine, others = (now.parts[key, "repas", Trait.PLACE] for key in ("1", "2"))
    assert found == standardise(others, mine, (144, 140)), "the others are the other house"
    assert told["1"][Trait.HELP] is Unequal.ONE_WAY
    assert contrast(now.seen_by({1}), [], None, "repas").services_equal == {}
    mixed = published(
        house(1, {"kiosk": (20, 20), "paper": (30, 12)}),
        house(2, {"kiosk": (12, 12), "paper": (8, 3)}),
    )
    hidden = contrast(mixed, [], None, "repas").services_equal
    assert {each[Trait.PLACE] for each in hidden.values()} == {Unequal.FEW_ANSWERS}
