"""Changes at equal ways of answering: values of numpy, properties, and what stays hidden."""

import random
from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, strategies as st
from scipy import stats

from participation.surveys.rules.comparison import Verdict
from participation.surveys.rules.contrasts import compare
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.intervals import Interval
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.questions import Question, QuestionKind, Questionnaire
from participation.surveys.rules.report import Publication, publish
from participation.surveys.rules.stages import Trait
from participation.surveys.rules.standard import (
    Cause,
    Standardised,
    Unequal,
    cause,
    direct,
    standardise,
)
from participation.surveys.rules.traits import Block, Part, merge
from tests.surveys.waves import both, faces

Ways = dict[Block, Part]
STAY = Question(
    name="mois",
    kind=QuestionKind.NUMBER,
    label=both("Depuis combien de mois"),
    number=2,
    minimum=0,
    maximum=600,
    raw={"bank": "stay_months@1"},
)
FORM = Questionnaire(both("Avis"), ("fr",), (faces("repas", "Les repas", 1), STAY))


def ways(**parts: tuple[int, int]) -> Ways:
    """Give (content, answered) by way; `a_b` are told together."""
    return {frozenset(name.split("_")): Part(*found) for name, found in parts.items()}


BEFORE = ways(kiosk=(30, 50), paper=(22, 30), phone=(11, 25))
AFTER = ways(kiosk=(44, 60), paper=(13, 26), phone=(33, 70))


@pytest.mark.parametrize(
    ("people", "error", "low", "high"),
    [
        ((None, None), 0.06378210409713153, -0.1074408403532586, 0.14258041342386626),
        ((180, 200), 0.03734498557045142, -0.05562504018594895, 0.09076461325655662),
        ((105, 156), 0.0, 0.017569786535303833, 0.017569786535303833),
    ],
    ids=["endless", "finite", "censuses"],
)
def test_the_formula_gives_the_values_of_numpy(
    people: tuple[int | None, int | None], error: float, low: float, high: float
) -> None:
    found = standardise(BEFORE, AFTER, people)
    assert isinstance(found, Standardised)
    assert found.before == pytest.approx(0.5703703703703703, abs=1e-12)
    assert found.after == pytest.approx(0.5879401569056741, abs=1e-12)
    assert found.unadjusted == pytest.approx(-0.023076923076923106, abs=1e-12)
    assert found.error == pytest.approx(error, abs=1e-12)
    assert (found.interval.low, found.interval.high) == pytest.approx((low, high), abs=1e-9)


COUNTS = st.lists(st.tuples(*(st.integers(0, 20), st.integers(1, 20)) * 2), min_size=2, max_size=4)


@given(COUNTS, st.none() | st.integers(0, 300))
def test_whatever_the_counts_it_is_what_numpy_makes_of_the_answers(
    counts: list[tuple[int, int, int, int]], more: int | None
) -> None:
    waves = [
        {
            frozenset({f"w{i}"}): Part(each[k], each[k] + each[k + 1])
            for i, each in enumerate(counts)
        }
        for k in (0, 2)
    ]
    sizes = [[part.answered for part in wave.values()] for wave in waves]
    assume(min(map(min, sizes)) > 1)
    people = [None if more is None else sum(size) + more for size in sizes]
    found = standardise(waves[0], waves[1], (people[0], people[1]))
    assert isinstance(found, Standardised)
    weights = np.sum(sizes, axis=0) / np.sum(sizes)
    answers = [
        [np.repeat([1.0, 0.0], [p.hits, p.answered - p.hits]) for p in wave.values()]
        for wave in waves
    ]
    means = [sum(w * x.mean() for w, x in zip(weights, wave, strict=True)) for wave in answers]
    error = np.sqrt(
        sum(
            (1.0 if n is None else 1 - sum(map(len, wave)) / n) * w**2 * x.var(ddof=1) / len(x)
            for n, wave in zip(people, answers, strict=True)
            for w, x in zip(weights, wave, strict=True)
        )
    )
    half = stats.norm.ppf(0.975) * error
    assert found.difference == pytest.approx(means[1] - means[0], abs=1e-9)
    assert found.error == pytest.approx(error, abs=1e-9)
    assert found.interval.low == pytest.approx(max(-1, means[1] - means[0] - half), abs=1e-9)
    assert found.interval.high == pytest.approx(min(1, means[1] - means[0] + half), abs=1e-9)


@given(COUNTS, st.integers(2, 4))
def test_with_equal_mixes_nothing_changes(
    counts: list[tuple[int, int, int, int]], times: int
) -> None:
    before, after = {}, {}
    for i, (content, others, _one, _other) in enumerate(counts):
        assume(content + others > 1)
        before[frozenset({f"w{i}"})] = Part(content, content + others)
        moved = min(times * (content + others), times * content + i)
        after[frozenset({f"w{i}"})] = Part(moved, times * (content + others))
    found = standardise(before, after, (None, None))
    assert isinstance(found, Standardised)
    assert found.difference == pytest.approx(found.unadjusted, abs=1e-12)


def test_a_change_that_is_only_a_change_of_mix_goes_away() -> None:
    before = ways(alone=(20, 40), helped=(54, 60))
    after = ways(alone=(40, 80), helped=(18, 20))
    found = standardise(before, after, (None, None))
    assert isinstance(found, Standardised)
    assert found.unadjusted == pytest.approx(-0.16)
    assert found.difference == pytest.approx(0, abs=1e-12)
    assert cause(Verdict.WORSE, found) is Cause.MAY_BE_THE_WAY


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (ways(kiosk=(20, 40)), ways(kiosk=(30, 40)), Unequal.ONE_WAY),
        (ways(kiosk=(20, 40)), ways(kiosk=(30, 60), paper=(12, 30)), Unequal.MISSING_WAY),
        (ways(kiosk_paper=(20, 40)), ways(kiosk=(30, 60), paper=(12, 30)), Unequal.FEW_ANSWERS),
        (ways(kiosk=(20, 40), paper=(1, 1)), ways(kiosk=(9, 9), paper=(2, 3)), Unequal.FEW_ANSWERS),
        ({}, {}, Unequal.FEW_ANSWERS),
    ],
    ids=["one-way", "new-way", "told-together", "one-answer", "nothing"],
)
def test_what_cannot_be_held_equal_is_refused(before: Ways, after: Ways, why: Unequal) -> None:
    assert standardise(before, after, (None, None)) is why


def test_ways_told_together_once_are_told_together_both_times() -> None:
    first = ways(kiosk=(30, 50), paper_phone=(33, 55))
    found = standardise(first, AFTER, (None, None))
    assert found == direct(first, ways(kiosk=(44, 60), paper_phone=(46, 96)), (None, None))
    assert set(merge([*map(frozenset, ("ab", "bc", "d"))])) == {frozenset("abc"), frozenset("d")}


@pytest.mark.parametrize(
    ("verdict", "bounds", "left"),
    [
        (Verdict.BETTER, (0.01, 0.2), Cause.STAYS),
        (Verdict.BETTER, (-0.01, 0.2), Cause.MAY_BE_THE_WAY),
        (Verdict.BETTER, (-0.2, -0.01), Cause.MAY_BE_THE_WAY),
        (Verdict.WORSE, (-0.2, -0.01), Cause.STAYS),
        (Verdict.SAME_OR_UNKNOWN, (0.01, 0.2), None),
    ],
)
def test_it_judges_only_what_was_called_better_or_worse(
    verdict: Verdict, bounds: tuple[float, float], left: Cause | None
) -> None:
    middle = sum(bounds) / 2
    assert cause(verdict, Standardised(0.0, middle, 0.1, Interval(*bounds), 0.1)) is left


def house(key: int, told: Mapping[str, tuple[int, int]], *, helped: int = 0) -> Sheet:
    """Count a house where so many (content, others) answered in each place."""
    size = sum(map(sum, told.values()))
    content = sum(one for one, _other in told.values())
    place = {way: {1: {5: one, 2: other}} for way, (one, other) in told.items()}
    return Sheet(
        key,
        size + 20,
        pole=f"p{key}",
        responses=size,
        values={1: {5: content, 2: size - content}},
        channels={way: sum(each) for way, each in told.items()},
        aids={"none": size - helped, "staff": helped},
        languages={"fr": size},
        traits={Trait.PLACE: place},
    )


def published(*sheets: Sheet) -> Publication:
    return publish(Wave(FORM, sheets))


def equal(now: Publication, before: Publication, key: str, trait: Trait) -> object:
    line = now.line(key)
    assert line is not None
    return compare(now, before, line)["repas"].equal.get(trait)


def test_a_line_is_held_equal_only_where_eleven_stand_on_each_side() -> None:
    before = published(house(1, {"kiosk": (20, 20), "paper": (30, 12)}))
    for few, why in ((11, Standardised), (10, Unequal)):
        now = published(house(1, {"kiosk": (20, 20), "paper": (20, few)}))
        assert isinstance(equal(now, before, "1", Trait.PLACE), why)
        assert isinstance(equal(before, now, "1", Trait.PLACE), why)


def test_few_who_answered_otherwise_are_told_with_others_or_not_at_all() -> None:
    told = {"kiosk": (40, 30), "paper": (15, 15), "phone": (2, 1)}
    now = published(house(1, told))
    parts = now.parts["1", "repas", Trait.PLACE]
    assert parts == ways(kiosk=(40, 70), paper_phone=(17, 33))
    now = published(house(1, {"kiosk": (40, 30), "phone": (2, 1)}))
    assert now.parts["1", "repas", Trait.PLACE] == ways(kiosk_phone=(42, 73))


def test_services_that_add_up_are_parted_all_or_none_and_read_by_their_own_alone() -> None:
    large, small = {"kiosk": (20, 20), "paper": (30, 12)}, {"kiosk": (12, 12), "paper": (8, 3)}
    alike = published(house(1, large), house(2, large))
    assert {len(alike.parts[key, "repas", Trait.PLACE]) for key in ("1", "2", "whole")} == {2}
    mixed = published(house(1, large), house(2, small))
    assert len(mixed.parts["whole", "repas", Trait.PLACE]) == 2
    assert len(mixed.parts["1", "repas", Trait.PLACE]) == 1, "the other would be computed"
    assert {line for line, _name, _trait in alike.seen_by({2}).parts} == {"2"}


def test_nothing_is_told_that_its_own_table_hides() -> None:
    """The parts of whoever reads them are sums of what stands in the tables of ways."""
    source = random.Random(4)
    for seed in range(150):
        sheets = []
        for key in (1, 2, 3)[: source.choice((1, 2, 3))]:
            told = {
                way: (source.choice((0, 2, 12, 30)), source.choice((0, 3, 11, 25)))
                for way in ("kiosk", "paper", "phone", "interview")
            }
            sheets.append(house(key, told))
        found = published(*sheets)
        for (line, name, trait), parts in found.parts.items():
            finding = found.finding(name)
            assert finding is not None
            hidden = {
                way
                for way in found.channels.columns
                if line in found.channels.rows
                and isinstance(found.channels.cell(line, way), Hidden)
            }
            if trait is Trait.PLACE and hidden and line in found.channels.rows:
                assert any(hidden <= block for block in parts), seed
            for part in parts.values() if len(parts) > 1 else ():
                assert min(part.hits, part.answered - part.hits) >= 11, seed
            share = finding.table.share(line, "top")
            assert share == (
                sum(part.hits for part in parts.values()),
                sum(part.answered for part in parts.values()),
            ), seed


def test_a_length_of_stay_is_held_equal_by_the_bands_that_are_shown() -> None:
    stayed = {
        "b0": {1: {5: 12, 2: 20}},
        "b6": {1: {5: 20, 2: 20}},
        "b24": {1: {5: 30, 2: 12}},
        "untold": {1: {5: 2, 2: 1}},
    }
    sheet = replace(
        house(1, {"kiosk": (64, 53)}),
        values={1: {5: 64, 2: 53}, 2: {3: 32, 7: 40, 30: 42, -1: 3}},
        traits={Trait.STAY: stayed},
    )
    now = published(sheet)
    assert now.parts["1", "repas", Trait.STAY] == ways(
        b0_untold=(14, 35), b6=(20, 40), b24=(30, 42)
    )
    bands = now.findings[1]
    assert [column.band for column in bands.columns] == [(0, 5), (6, 23), (24, 600)]
    assert isinstance(equal(now, now, "1", Trait.STAY), Standardised)
    assert equal(now, now, "1", Trait.PLACE) is Unequal.ONE_WAY
    unasked = published(house(1, {"kiosk": (64, 53)}))
    assert equal(now, unasked, "1", Trait.STAY) is None
