"""Parts of the day in which somebody can come: the whole meeting lies in them, on Paris's clock."""

import datetime as dt
import itertools

import pytest

from participation.foundation.clock import PARIS
from participation.peers.rules.booking import HOURS, LENGTH, Part, beginnings, fits
from participation.peers.rules.civil import Span

NOON, EVENING = frozenset({Part.NOON}), frozenset({Part.EVENING})
ALL = frozenset(Part)


def at(hour: int, minute: int = 0, month: int = 3) -> dt.datetime:
    """Give an hour of Paris, in UTC."""
    return dt.datetime(2026, month, 24, hour, minute, tzinfo=PARIS).astimezone(dt.UTC)


@pytest.mark.parametrize(
    ("starts", "parts", "suits"),
    [
        (at(12), NOON, True),
        (at(13, 15), NOON, True),
        (at(13, 16), NOON, False),
        (at(11, 59), NOON, False),
        (at(13, 30), NOON | {Part.AFTERNOON}, True),
        (at(13, 30), NOON | EVENING, False),
        (at(17), EVENING, True),
        (at(17, month=7), EVENING, True),
        (at(16, 30), EVENING, False),
        (at(9), frozenset(), True),
    ],
)
def test_a_meeting_lies_whole_in_the_parts(
    starts: dt.datetime, parts: frozenset[Part], *, suits: bool
) -> None:
    assert fits(starts, parts) is suits


def test_only_free_times_in_the_parts_are_beginnings() -> None:
    free = [Span(at(16), at(18))]
    assert beginnings(free, EVENING) == [at(17)]
    assert beginnings(free, frozenset()) == [at(16), at(16, 30), at(17)]
    assert beginnings([Span(at(17), at(17) + LENGTH)], EVENING) == [at(17)]


def test_the_parts_are_the_whole_day() -> None:
    every = sorted(HOURS.values())
    assert (every[0][0], every[-1][1]) == (0, 24)
    assert all(one[1] == then[0] for one, then in itertools.pairwise(every))
    assert set(HOURS) == ALL
