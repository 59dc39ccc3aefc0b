"""Keys: unique, growing, readable, or saying nothing at all."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from participation.foundation import keys


@given(st.integers(0, 2**63 - 1))
def test_a_key_survives_its_address(key: int) -> None:
    text = keys.to_text(key)
    assert len(text) == keys.LENGTH
    assert keys.from_text(text) == key


@given(st.text(max_size=16))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        assert keys.to_text(keys.from_text(text)) == text
    except ValueError:
        return


@pytest.mark.parametrize("key", [-1, 2**63])
def test_what_does_not_fit_is_refused(key: int) -> None:
    with pytest.raises(ValueError, match="63 bits"):
        keys.to_text(key)


def test_thousands_of_keys_made_at_once_are_all_different_and_grow() -> None:
    with ThreadPoolExecutor(8) as pool:
        lots = list(pool.map(lambda _: [keys.new_key() for _ in range(500)], range(16)))
    assert len({key for lot in lots for key in lot}) == 16 * 500
    assert all(lot == sorted(lot) for lot in lots)


def test_a_seeded_run_makes_the_same_keys_again() -> None:
    def draw() -> list[object]:
        with keys.seeded(7):
            return [keys.new_key(), keys.random_key(), keys.new_key()]

    assert draw() == draw()
    assert keys.new_key() > 1 << 41


def test_a_random_key_shows_neither_time_nor_order() -> None:
    drawn = [keys.random_key() for _ in range(2000)]
    rising = sum(a.int < b.int for a, b in pairwise(drawn))
    assert 850 < rising < 1150
    assert {key.version for key in drawn} == {4}
