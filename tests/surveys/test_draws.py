"""Draws counted in whole numbers, each from the one before, as the book counts them."""

import math

from hypothesis import given, strategies as st

from participation.surveys.rules import intervals


@given(st.data())
def test_each_number_of_draws_follows_from_the_one_before(data: st.DataObject) -> None:
    population = data.draw(st.integers(0, 60))
    answered = data.draw(st.integers(0, population))
    satisfied = data.draw(st.integers(0, population))
    hits = data.draw(st.integers(0, answered))
    counted = sum(
        math.comb(satisfied, each) * math.comb(population - satisfied, answered - each)
        for each in range(hits, min(satisfied, answered) + 1)
    )
    assert sum(intervals._ways(hits, answered, satisfied, population)) == counted  # noqa: SLF001
