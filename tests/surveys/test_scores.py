"""Scores and means against published values and by hand."""

import pytest

from participation.surveys.rules.intervals import Interval, exact_interval, wilson
from participation.surveys.rules.questions import DONT_KNOW, WONT_SAY, Choice
from participation.surveys.rules.scores import (
    Box,
    Reliability,
    Tally,
    boxes,
    mean_on_100,
    net_promoters,
    places,
    reliability,
    score,
    share,
    tally,
)

FIVE = {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}


def test_top_box_and_mean_of_the_worked_example() -> None:
    # 5, 10, 20, 40, 25 %: two best 65 %, mean 3.70 of 5, that is 67.5 of 100.
    found = score(tally({1: 5, 2: 10, 3: 20, 4: 40, 5: 25}), FIVE, None)
    assert found.top.value == pytest.approx(0.65)
    assert found.middle.value == pytest.approx(0.20)
    assert found.bottom.value == pytest.approx(0.15)
    assert found.mean is not None
    assert found.mean.value / 100 * 4 + 1 == pytest.approx(3.70)


def test_what_is_no_opinion_stays_out_of_denominators_and_is_kept_apart() -> None:
    found = tally({1: 2, 5: 6, DONT_KNOW: 3, WONT_SAY: 1}, asked=15)
    assert found == Tally({1: 2, 5: 6}, dont_know=3, wont_say=1, skipped=3)
    assert (found.answered, found.no_opinion, found.asked) == (8, 7, 15)
    assert score(found, FIVE, 30).top.value == pytest.approx(6 / 8)


@pytest.mark.parametrize(("counts", "asked"), [({1: -1}, None), ({1: 5, DONT_KNOW: 2}, 6)])
def test_impossible_counts_are_refused(counts: dict[int, int], asked: int | None) -> None:
    with pytest.raises(ValueError, match="impossible counts"):
        tally(counts, asked=asked)


def test_a_value_without_a_place_is_refused_rather_than_dropped() -> None:
    with pytest.raises(ValueError, match="no place"):
        score(tally({1: 5, 7: 2}), FIVE, 30)
    assert score(tally({1: 5, 7: 0}), FIVE, 30).top.hits == 0


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (2, "bottom top"),
        (3, "bottom middle top"),
        (4, "bottom bottom top top"),
        (5, "bottom bottom middle top top"),
        (7, "bottom bottom bottom middle top top top"),
    ],
)
def test_boxes_split_a_scale_in_its_middle(last: int, expected: str) -> None:
    found = boxes({place * 10: place for place in range(1, last + 1)})
    assert " ".join(found.values()) == expected
    assert found[last * 10] is Box.TOP


def test_choices_without_scores_are_no_scale() -> None:
    yes, no = Choice("yes", 1, {"fr": "Oui"}, score=2), Choice("no", 2, {"fr": "Non"}, score=1)
    bus = Choice("bus", 3, {"fr": "En bus"})
    assert places([yes, no]) == {1: 2, 2: 1}
    assert places([yes, no, bus]) == {1: 2, 2: 1}
    assert places([bus, yes]) == {}


def test_shares_take_the_people_present_into_account() -> None:
    assert share(20, 24, 30).interval == exact_interval(20, 24, 30)
    assert share(20, 24, None).interval == wilson(20, 24)
    assert share(0, 0, 30).value == 0
    assert share(0, 0, 30).interval == Interval(0, 1)


def test_reliability_is_the_width_and_hides_nothing() -> None:
    assert share(24, 30, 40).reliability is Reliability.GOOD
    assert share(24, 30, None).reliability is Reliability.ROUGH
    assert share(12, 20, None).reliability is Reliability.WEAK
    assert share(20, 24, 24).reliability is Reliability.SURE
    assert reliability(Interval(0.4, 0.6)) is Reliability.GOOD
    assert reliability(Interval(0.4, 0.600001)) is Reliability.ROUGH


def test_nchs_calls_a_share_unreliable_by_width_and_by_relative_width() -> None:
    # 24 of 30: width 0.278, 35 % of the share: shown. 12 of 20: too wide, said so and shown.
    found = share(24, 30, None)
    assert found.interval.width == pytest.approx(0.278, abs=1e-3)
    assert found.interval.width / found.value == pytest.approx(0.35, abs=5e-3)
    assert share(12, 20, None).interval.width >= 0.30
    assert reliability(Interval(0.01, 0.10), 0.06) is Reliability.WEAK
    assert reliability(Interval(0.02, 0.10), 0.07) is Reliability.SURE
    assert reliability(Interval(0.00, 0.05), 0.01) is Reliability.SURE


def test_net_promoters_of_the_published_example() -> None:
    # A half promoters, a third passive, a sixth detractors: +33.3, variance 5/9, 4.14 at n=324.
    found = net_promoters(162, 54, 324)
    assert found is not None
    assert found.value == pytest.approx(1 / 3)
    assert found.error**2 * 324 == pytest.approx(5 / 9)
    assert round(found.error * 100, 2) == 4.14
    assert found.interval.low < found.value < found.interval.high


def test_net_promoters_of_few_of_all_and_of_none() -> None:
    alike = net_promoters(6, 0, 6)
    assert alike is not None
    assert (alike.value, alike.error) == (1, 0)
    # Three more answers, 3/4 for and 3/4 against: 6.75 and 0.75 of 9.
    assert alike.interval.low == pytest.approx(6 / 9 - 1.959964 * (7.5 / 81 - 36 / 729) ** 0.5)
    assert alike.interval.high == 1
    census = net_promoters(6, 3, 12, 12)
    assert census is not None
    assert census.interval == Interval(0.25, 0.25)
    drawn, endless = net_promoters(6, 3, 12, 20), net_promoters(6, 3, 12)
    assert drawn is not None
    assert endless is not None
    assert drawn.interval.width < endless.interval.width
    assert net_promoters(6, 3, 12, 11) == endless
    assert net_promoters(0, 0, 0) is None
    with pytest.raises(ValueError, match="impossible counts"):
        net_promoters(6, 7, 12)


def test_a_mean_of_like_answers_is_not_a_point_unless_all_answered() -> None:
    alike = mean_on_100(tally({4: 12}), FIVE, 30)
    assert alike is not None
    like = exact_interval(12, 12, 30).low
    assert alike.value == 75
    assert alike.interval is not None
    assert alike.interval.low == pytest.approx(75 * like)
    assert alike.interval.high == pytest.approx(75 * like + 100 * (1 - like))
    census = mean_on_100(tally({4: 12}), FIVE, 12)
    assert census is not None
    assert census.interval == Interval(75, 75)


def test_one_answer_has_a_mean_without_interval_and_none_has_no_mean() -> None:
    alone = mean_on_100(tally({2: 1}), FIVE, 30)
    assert alone is not None
    assert (alone.value, alone.interval) == (25, None)
    assert mean_on_100(tally({DONT_KNOW: 4}), FIVE, 30) is None


def test_mean_stays_on_its_scale() -> None:
    found = mean_on_100(tally({5: 5, 1: 1}), FIVE, None)
    assert found is not None
    assert found.interval is not None
    assert found.interval.high == 100
    assert 0 <= found.interval.low < found.value
