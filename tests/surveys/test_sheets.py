"""Sheets: what keys mean, which are typed twice, what is drawn, how the rate is worked out."""

import pytest
from hypothesis import given, strategies as st

from participation.surveys.rules import sheets
from participation.surveys.rules.intervals import sample_size
from participation.surveys.rules.questions import (
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
)
from participation.surveys.rules.sampling import Stratum, draw, share_out
from participation.surveys.rules.sheets import AIDED, VOICED, Typed
from participation.surveys.rules.stages import Aid
from participation.surveys.rules.tallies import Tally, rate_of

FACES = Question(
    "meals", QuestionKind.FACES, number=1,
    choices=tuple(Choice(f"f{at}", at, {"fr": f"f{at}"}, score=at) for at in range(1, 6)),
)  # fmt: skip
MANY = Question(
    "why", QuestionKind.MANY, number=2, or_other=True,
    choices=tuple(Choice(f"c{at}", at * 10, {"fr": f"c{at}"}) for at in range(1, 4)),
)  # fmt: skip
LONG = Question(
    "town", QuestionKind.ONE, number=3,
    choices=tuple(Choice(f"t{at}", at, {"fr": f"t{at}"}) for at in range(1, 13)),
)  # fmt: skip
NUMBER = Question("months", QuestionKind.NUMBER, number=4, maximum=600)
WORDS = Question("words", QuestionKind.COMMENT, number=5)
FORM = Questionnaire({"fr": "Avis"}, ("fr",), (FACES, MANY, LONG, NUMBER, WORDS))


@pytest.mark.parametrize(
    ("question", "typed", "answer"),
    [
        (FACES, "4", 4),
        (FACES, "'", 4),
        (FACES, " 4 ", 4),
        (FACES, "٤", 4),
        (FACES, "44", 4),
        (FACES, "", None),
        (FACES, "0", DONT_KNOW),
        (FACES, "à", DONT_KNOW),
        (FACES, "9", WONT_SAY),
        (MANY, "13", (10, 30)),
        (MANY, "3 1", (10, 30)),
        (MANY, "4", (OTHER,)),
        (MANY, "10", (10,)),
        (MANY, "0", DONT_KNOW),
        (LONG, "12", 12),
        (LONG, "7", 7),
        (LONG, "00", DONT_KNOW),
        (LONG, "99", WONT_SAY),
        (NUMBER, "12", 12),
        (NUMBER, "&é", 12),
        (NUMBER, "É-", 26),
        (NUMBER, "__", 88),
        (NUMBER, " ٤٢ ", 42),
        (NUMBER, "?", DONT_KNOW),
        (NUMBER, "!", WONT_SAY),
        (NUMBER, "", None),
        (WORDS, " Il fait froid ", "Il fait froid"),
        (WORDS, " ", None),
    ],
)
def test_keys_mean_the_boxes_they_stand_beside(
    question: Question, typed: str, answer: object
) -> None:
    assert sheets.read_keys(question, typed) == answer


@pytest.mark.parametrize(
    ("question", "typed"),
    [
        (FACES, "6"),
        (FACES, "45"),
        (FACES, "x"),
        (FACES, "0 4"),
        (MANY, "15"),
        (LONG, "13"),
        (NUMBER, "douze"),
        (NUMBER, "1.5"),
        (NUMBER, "12-15"),
        (NUMBER, "-5"),
        (NUMBER, "-"),
        (NUMBER, "1_2"),
        (NUMBER, "+5"),
        (NUMBER, "&2"),
        (NUMBER, "5("),
        (NUMBER, "²"),
        (NUMBER, "9" * 30),
    ],
)
def test_a_key_beside_no_box_or_two_boxes_are_not_read(question: Question, typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        sheets.read_keys(question, typed)


@given(st.integers(1, 60), st.booleans(), st.sampled_from([QuestionKind.ONE, QuestionKind.MANY]))
def test_each_box_has_a_key_of_its_own_that_is_read_back(
    count: int,
    other: bool,  # noqa: FBT001 - hypothesis gives it
    kind: QuestionKind,
) -> None:
    choices = tuple(Choice(f"c{at}", at, {"fr": f"choix {at}"}) for at in range(1, count + 1))
    question = Question("q", kind, number=1, choices=choices, or_other=other)
    boxes = sheets.boxes_of(question)
    assert len({box.key for box in boxes}) == len({box.value for box in boxes}) == len(boxes)
    assert {len(box.key) for box in boxes} == {sheets.width_of(question)}
    for box in boxes:
        plain = box.value in {DONT_KNOW, WONT_SAY} or kind is QuestionKind.ONE
        assert sheets.read_keys(question, box.key) == (box.value if plain else (box.value,))


@given(st.text(max_size=40), st.sampled_from([FACES, MANY, LONG, NUMBER]))
def test_no_typing_is_read_as_an_answer_that_is_not_offered(text: str, question: Question) -> None:
    try:
        answer = sheets.read_keys(question, text)
    except ValueError:
        return
    offered = {box.value for box in sheets.boxes_of(question)}
    if question is NUMBER:
        assert answer is None or isinstance(answer, int)
    else:
        assert answer is None or offered.issuperset(
            answer if isinstance(answer, tuple) else [answer]
        )


@pytest.mark.parametrize("seed", ["0ABC", "0ABD", "ZZZZ"])
def test_one_sheet_of_each_ten_is_typed_twice(seed: str) -> None:
    drawn = [sheets.is_typed_twice(seed, kept) for kept in range(1000)]
    assert all(sum(drawn[start : start + 10]) == 1 for start in range(0, 1000, 10))
    places = {drawn[start : start + 10].index(True) for start in range(0, 1000, 10)}
    assert places == set(range(10)), "the place within ten cannot be foreseen"


def test_two_typings_differ_by_line_but_not_by_words() -> None:
    first = Typed({1: 4, 2: (10, 30), 5: "froid"}, Aid.NONE)
    assert sheets.differing(first, Typed({1: 4, 2: (10, 30), 5: "frois"}), FORM) == ()
    assert sheets.differing(first, Typed({1: 4, 2: (10,)}), FORM) == (2,)
    assert sheets.differing(first, Typed({2: (10, 30)}, Aid.PEER), FORM) == (1, AIDED)
    assert sheets.differing(first, Typed(first.answers, proxy=True), FORM) == (VOICED,)
    assert sheets.compared(FORM) == 6


@pytest.mark.parametrize(
    ("typed", "aid"), [("", Aid.NONE), ("1", Aid.NONE), ("2", Aid.PEER), ("§", None), ("7", None)]
)
def test_who_helped_has_a_key(typed: str, aid: Aid | None) -> None:
    if aid is None:
        with pytest.raises(ValueError, match=r"."):
            sheets.read_aid(typed)
    else:
        assert sheets.read_aid(typed) is aid


def test_who_chose_has_a_key() -> None:
    assert [sheets.read_voice(typed) for typed in ("", "1", "2", "é")] == [False, False, True, True]
    with pytest.raises(ValueError, match="3"):
        sheets.read_voice("3")


@pytest.mark.parametrize(
    ("people", "size"), [(20, 17), (40, 29), (60, 38), (100, 50), (250, 70), (1000, 88)]
)
def test_sizes_for_ten_points_are_those_of_the_design(people: int, size: int) -> None:
    assert sample_size(people, 0.10) == size


@given(st.lists(st.integers(0, 80), min_size=1, max_size=6).filter(any), st.data())
def test_a_draw_is_proportional_whole_and_the_same_again(
    people: list[int], data: st.DataObject
) -> None:
    strata = [Stratum(f"s{at}", count) for at, count in enumerate(people)]
    size = data.draw(st.integers(1, sum(people)))
    drawn = draw("seed", strata, size)
    assert drawn == draw("seed", strata, size)
    assert sum(len(each.places) for each in drawn) == size
    for each in drawn:
        assert len(set(each.places)) == len(each.places)
        assert all(1 <= place <= each.stratum.people for place in each.places)
        assert abs(len(each.places) - size * each.stratum.people / sum(people)) < 1


def test_everybody_has_the_same_chance() -> None:
    strata = [Stratum("", 20)]
    counts = [0] * 21
    for seed in range(2000):
        for place in draw(str(seed), strata, 5)[0].places:
            counts[place] += 1
    assert all(400 < count < 600 for count in counts[1:]), counts


@pytest.mark.parametrize("size", [0, 21])
def test_a_sample_larger_than_the_population_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match=str(size)):
        share_out([Stratum("", 20)], size)


@pytest.mark.parametrize(
    ("responses", "asked", "outcomes", "value", "unknown"),
    [
        (28, 45, {Tally.REFUSED: 5, Tally.NOT_REACHED: 10, Tally.PROXY: 2}, 0.6222, 0),
        (28, 40, {}, 0.7, 12),
        (28, 40, {Tally.REFUSED: 5, Tally.UNABLE: 3}, 0.7, 4),
        (45, 40, {Tally.ABSENT: 5}, 0.9, 0),
        (28, 56, {}, 0.5, 28),
        (0, 0, {}, None, 0),
        (28, 40, {Tally.TYPED_TWICE: 9}, 0.7, 12),
    ],
)
def test_the_response_rate_is_rr1_of_aapor(
    responses: int, asked: int, outcomes: dict[Tally, int], value: float | None, unknown: int
) -> None:
    rate = rate_of(responses, asked, outcomes)
    assert rate.value == (None if value is None else pytest.approx(value, abs=1e-4))
    assert rate.unknown == unknown
