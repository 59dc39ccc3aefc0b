"""The second reader's sample, the themes to begin with, and what is left before closing."""

from uuid import UUID

import pytest
from hypothesis import given, settings, strategies as st

from participation.surveys.rules.coding import (
    KEYS,
    LEAST,
    CodingRefusal,
    Reading,
    sample_of,
    starting_themes,
    why_not_close,
)
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.findings import THEMES_OF_MESSAGES
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from participation.surveys.rules.report import publish

MANY = [UUID(int=number) for number in range(400)]


@settings(max_examples=40)
@given(st.sets(st.sampled_from(MANY)), st.integers(0, 2**31))
def test_a_sample_is_a_fifth_or_thirty_and_the_same_again(keys: set[UUID], seed: int) -> None:
    drawn = sample_of(keys, seed)
    assert drawn <= keys
    assert len(drawn) == min(len(keys), max(LEAST, -(-len(keys) // 5)))
    assert sample_of(sorted(keys, reverse=True), seed) == drawn


def test_another_seed_draws_others() -> None:
    assert sample_of(MANY, 1) != sample_of(MANY, 2)


def test_a_codebook_begins_with_the_themes_of_the_survey() -> None:
    asked = (("meals", "1.2"), ("", "9"), ("place", "2.1"), ("meals", ""), ("place", "2.2"))
    items = tuple(
        Question(name=str(number), kind=QuestionKind.FACES, theme=theme, criterion=criterion)
        for number, (theme, criterion) in enumerate(asked)
    )
    assert starting_themes(Questionnaire({}, (), items)) == {"meals": "1.2", "place": ""}
    many = tuple(
        Question(name=str(n), kind=QuestionKind.FACES, theme=str(n)) for n in range(len(KEYS) + 3)
    )
    assert len(starting_themes(Questionnaire({}, (), many))) == len(KEYS) == len(set(KEYS))


DONE = {"kept": 40, "read": 40, "sample": 30, "read_twice": 30}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"waiting": 1}, CodingRefusal.MESSAGES_WAITING),
        ({"read": 39}, CodingRefusal.MESSAGES_LEFT),
        ({"kept": 0, "read": 0, "sample": 0, "read_twice": 0}, CodingRefusal.MESSAGES_LEFT),
        ({"read_twice": 29}, CodingRefusal.SAMPLE_LEFT),
        ({"read_twice": 1}, CodingRefusal.SAMPLE_LEFT),
        ({"read_twice": 0}, None),
        ({"read_twice": 0, "read": 39}, CodingRefusal.MESSAGES_LEFT),
        ({"unsettled": 1}, CodingRefusal.DISAGREEMENTS_LEFT),
    ],
)
def test_counts_wait_for_the_end_of_the_reading(
    changed: dict[str, int], reason: CodingRefusal | None
) -> None:
    reading = Reading(**(DONE | changed))
    assert why_not_close(reading) is reason
    assert reading.is_alone is (changed == {"read_twice": 0})


FEW = 2


def _sheet(service_id: int, read: int, themes: dict[int, int], pashto: int = FEW) -> Sheet:
    return Sheet(
        service_id,
        population=60,
        pole=str(service_id),
        responses=50,
        values={THEMES_OF_MESSAGES: themes},
        choosers={THEMES_OF_MESSAGES: read},
        tongues={"fr": read - pashto, "ps": pashto},
    )


THEMES = Question(
    name="messages",
    kind=QuestionKind.MANY,
    number=THEMES_OF_MESSAGES,
    choices=tuple(Choice(str(number), number, {"fr": "?"}) for number in (1, 2, 3)),
)


@pytest.mark.parametrize(
    ("sheets", "quoted"),
    [
        # Both services show the first theme; the second is hidden in one, so in both.
        ((_sheet(1, 30, {1: 10, 2: 12}), _sheet(2, 25, {1: 9, 2: 3})), {(1, 1), (1, 2)}),
        # Four messages in one service: the counts of both are hidden, though the whole's is shown.
        ((_sheet(1, 30, {1: 10, 2: 12}), _sheet(2, 4, {1: 1})), set()),
        # One service alone has no other to be found by subtraction.
        ((_sheet(1, 30, {1: 10, 2: 27}),), {(1, 1)}),
        ((_sheet(1, 30, {1: 30}), _sheet(2, 25, {1: 25})), set()),
    ],
)
def test_a_quotation_tells_no_hidden_count(
    sheets: tuple[Sheet, ...], quoted: set[tuple[int, int]]
) -> None:
    found = publish(Wave(Questionnaire({}, (), ()), sheets, THEMES))
    every = [(theme, key) for theme in (1, 2, 3) for key in (1, 2)]
    assert {place for place in every if found.may_quote(*place, "fr")} == quoted
    assert not [place for place in every if found.may_quote(*place, "ps")]
    assert not [place for place in every if found.may_quote(*place, "de")]
    alone = found.seen_by({2})
    assert not any(alone.may_quote(theme, 1, "fr") for theme in (1, 2, 3))


def test_a_language_of_many_elsewhere_quotes_nobody_here() -> None:
    # One message in Pashto here and seven there: eight together, on a line that is not the theme's.
    sheets = (_sheet(1, 30, {1: 10}, 1), _sheet(2, 20, {1: 9}, 7), _sheet(3, 3, {}, 0))
    found = publish(Wave(Questionnaire({}, (), ()), sheets, THEMES))
    assert not any(found.may_quote(1, key, "ps") for key in (1, 2, 3))
