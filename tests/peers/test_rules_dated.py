"""The dated files of limits: articles, what was read, and the law of the day before."""

import datetime as dt

import pytest

from participation.peers.rules.dated import (
    LimitCode,
    Limits,
    Measure,
    Weight,
    limits_on,
    read_limits,
)
from participation.peers.rules.kinds import Status as S  # noqa: N817 - tables are read at a glance
from participation.peers.rules.limits import MEASURES, blocks, examine
from tests.peers.helping import FOLDER, LIMITS, TODAY, at, dated, helper, slot


def test_each_limit_names_its_article_and_where_it_was_read() -> None:
    assert {each.code for each in LIMITS.limits} == set(LimitCode)
    assert {each.measure for each in LIMITS.limits} == set(Measure)
    assert set(MEASURES) < set(Measure)
    for each in LIMITS.limits:
        assert each.provision.article
        assert each.provision.source
        if each.is_charter:
            assert not each.provision.verified, each
            assert "Code" not in each.provision.article
        if each.provision.verified:
            assert "choix du logiciel" not in each.provision.source
            assert each.weight is Weight.BLOCKS
    assert {status for each in LIMITS.limits for status in each.statuses} == set(S)


def _changed(**of: tuple[str, str]) -> Limits:
    text = (FOLDER / "helpers-fr-2026-01-01.toml").read_text("utf-8")
    for old, new in of.values():
        assert old in text
        text = text.replace(old, new, 1)
    return read_limits(text)


def test_what_is_not_verified_warns_and_never_blocks() -> None:
    one = slot("11-23 08:00", 601, pause_minutes=30)
    assert blocks(examine(helper(), [], one, LIMITS))
    unread = _changed(
        day=(
            'cse-guide.fr, durée maximale de travail"\nverified = true',
            'cse-guide.fr, durée maximale de travail"\nverified = false',
        )
    )
    found = examine(helper(), [], one, unread)
    assert [(each.code, each.weight) for each in found] == [(LimitCode.DAILY_HOURS, Weight.WARNS)]
    assert not blocks(found)


def test_a_day_is_judged_by_the_law_of_its_day() -> None:
    later = _changed(
        since=("from = 2026-01-01", "from = 2027-01-01"),
        day=("threshold = 600 # minutes in a civil day", "threshold = 540"),
    )
    every = (later, *dated())
    assert limits_on(every, dt.date(2026, 12, 31)) is LIMITS
    assert limits_on(every, dt.date(2027, 1, 1)) is later
    assert limits_on(every, dt.date(2020, 1, 1)) is LIMITS
    one = slot("11-23 08:00", 541, pause_minutes=30)
    assert not examine(helper(), [], one, limits_on(every, TODAY))
    found = examine(helper(), [], one, later)[0]
    assert (found.code, found.value, found.limit) == (LimitCode.DAILY_HOURS, 541, 540)
    assert found.article == "Code du travail L3121-18"
    assert found.facts["on"] == dt.date(2026, 11, 23)


@pytest.mark.parametrize("word", ["measure", "statuses", "threshold", "article", "verified"])
def test_a_file_that_lacks_something_is_refused(word: str) -> None:
    text = (FOLDER / "helpers-fr-2026-01-01.toml").read_text("utf-8")
    with pytest.raises((KeyError, ValueError)):
        read_limits(text.replace(f"\n{word} = ", "\nelsewhere = ", 1))


def test_the_gravest_comes_first_and_each_limit_once() -> None:
    taken = [slot("11-23 08:00", 60), slot("11-24 00:30", 60)]
    found = examine(helper(), taken, slot("11-23 09:30", 900), LIMITS)
    codes = [each.code for each in found]
    assert len(codes) == len(set(codes))
    weights = [each.weight for each in found]
    assert weights == sorted(weights)
    assert at("11-23 08:00") == dt.datetime(2026, 11, 23, 7, tzinfo=dt.UTC)
