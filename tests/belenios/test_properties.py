"""Properties of numbers, points, codes and writings that hold for all of them."""

from collections.abc import Callable

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

from participation.belenios.checks import Check, InvalidError
from participation.belenios.credentials import BASE58, draw_token
from participation.belenios.encoding import canonical, parse
from participation.belenios.group import (
    IDENTITY,
    Q,
    add,
    base,
    draw_scalar,
    mul,
    read_point,
    read_scalar,
    sub,
    write_point,
)
from participation.belenios.trustees import lagrange
from participation.seed.devices.cards import CODE, draw_code
from tests.belenios.ceremony import repeatable


def checked(read: Callable[[], object]) -> Check | None:
    """Give the check by which a reading is refused, or None."""
    try:
        read()
    except InvalidError as error:
        return error.check
    return None


scalars = st.integers(0, Q - 1) | st.sampled_from([0, 1, 2, Q - 1, Q - 2])
labels = st.text(max_size=8)
quick = settings(max_examples=60)


@quick
@given(scalars, scalars)
def test_points_add_as_their_scalars(one: int, other: int) -> None:
    assert add(base(one), base(other)) == base((one + other) % Q)
    assert sub(base(one), base(other)) == base((one - other) % Q)
    assert mul(base(one), other) == base(one * other % Q)


@quick
@given(scalars)
def test_scalars_and_points_are_read_as_written(number: int) -> None:
    assert read_scalar(str(number), "it") == number
    point = base(number)
    assert read_point(write_point(point), "it", identity=True) == point
    assert (point == IDENTITY) == (number == 0)


@quick
@given(st.integers(Q, 2**600) | st.integers(max_value=-1))
def test_numbers_out_of_range_are_refused(number: int) -> None:
    assert checked(lambda: read_scalar(str(number), "it")) == Check.SCALAR


@quick
@given(st.text("0123456789abcdefg", min_size=62, max_size=66))
def test_what_is_read_as_a_point_is_written_the_same(text: str) -> None:
    check = checked(lambda: read_point(text, "it"))
    assert check in {Check.POINT, Check.SUBGROUP, None}
    if check is None:
        point = read_point(text, "it")
        assert write_point(point) == text
        assert mul(point, Q - 1) == sub(IDENTITY, point)


@quick
@given(st.lists(scalars, min_size=1, max_size=5), st.data())
def test_lagrange_finds_the_value_at_zero(polynomial: list[int], data: st.DataObject) -> None:
    size = len(polynomial)
    indexes = data.draw(st.lists(st.integers(1, 40), min_size=size, max_size=size, unique=True))
    values = {
        index: sum(each * index**degree for degree, each in enumerate(polynomial)) % Q
        for index in indexes
    }
    found = sum(lagrange(index, indexes) * value for index, value in values.items()) % Q
    assert found == polynomial[0]


@quick
@given(labels)
def test_drawn_codes_have_their_form(label: str) -> None:
    assert CODE.fullmatch(draw_code(repeatable(label)))
    assert {*draw_token(40, repeatable(label))} <= {*BASE58}
    assert 0 < draw_scalar(repeatable(label)) < Q


def test_drawing_is_even() -> None:
    counts = dict.fromkeys(BASE58, 0)
    for character in draw_token(58 * 400, repeatable("even")):
        counts[character] += 1
    assert sum((count - 400) ** 2 / 400 for count in counts.values()) < 110  # p = 1 in 40,000


def test_scalars_are_drawn_up_to_the_last() -> None:
    given = iter([Q.to_bytes(32, "big"), bytes(32), b"\xff" * 32, (Q - 1).to_bytes(32, "big")])
    assert draw_scalar(lambda _length: next(given)) == Q - 1


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text('abé"\\'), inner),
    max_leaves=8,
)


@quick
@given(values)
def test_the_canonical_writing_is_read_and_no_other(value: object) -> None:
    text = canonical(value)
    assert parse(text, "it") == value
    for other in (f" {text}", f"{text}\n", f"\ufeff{text}"):
        assert checked(lambda: parse(other, "it")) == Check.CANONICAL  # noqa: B023 - called at once


@pytest.mark.parametrize("deep", [*range(150, 1100, 50), 100_000])
def test_what_is_nested_too_deep_is_read_or_refused(deep: int) -> None:
    assert checked(lambda: parse("[" * deep + "]" * deep, "it")) in {Check.CANONICAL, None}


@quick
@given(st.binary(max_size=40))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    check = checked(lambda: parse(raw, "it"))
    assert check in {Check.CANONICAL, None}
    if check is None:
        assert canonical(parse(raw, "it")).encode() == raw
