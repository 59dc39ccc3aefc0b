"""The way through a questionnaire: what is asked, in what order, what is refused."""

import time
from datetime import date

import pytest

from participation.surveys.rules.dependencies import circular
from participation.surveys.rules.flow import Answer, Course, Refusal
from participation.surveys.rules.questions import (
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)

YES_NO = (Choice("yes", 1, {"fr": "Oui", "ar": "نعم"}), Choice("no", 2, {"fr": "Non"}))
MEALS = (
    Choice("soup", 1, {"fr": "Soupe"}, columns={"time": "evening"}),
    Choice("bread", 2, {"fr": "Pain"}, columns={"time": "morning"}),
    Choice("fruit", 3, {"fr": "Fruit"}, columns={"time": "morning"}),
)
TIMES = (Choice("morning", 1, {"fr": "Matin"}), Choice("evening", 2, {"fr": "Soir"}))


def question(name: str, kind: QuestionKind, **facts: object) -> Question:
    return Question(name, kind, {"fr": name}, **facts)  # type: ignore[arg-type]


def course(items: tuple[Question | Group, ...], answers: dict[str, Answer]) -> Course:
    return Course(Questionnaire({}, ("fr", "ar"), items), answers, date(2024, 5, 6))


HOUSE = (
    question("eats", QuestionKind.YES_NO, choices=YES_NO, required=True),
    Group(
        "meals",
        relevant="${eats} = 'yes'",
        items=(
            question("when", QuestionKind.ONE, choices=TIMES, or_other=True),
            question("what", QuestionKind.MANY, choices=MEALS, choice_filter="time = ${when}"),
            question("words", QuestionKind.NOTE),
            Group(
                "more",
                relevant="count-selected(${what}) > 1",
                items=(question("why", QuestionKind.COMMENT),),
            ),
        ),
    ),
    question("place", QuestionKind.NOT_ASKED),
    question("nights", QuestionKind.NUMBER, minimum=1, maximum=9, step=2, constraint=". != 5"),
    question("double", QuestionKind.CALCULATION, calculation="${nights} * 2"),
    question("long", QuestionKind.NOTE, relevant="${double} >= 6"),
)


def names(items: tuple[Question, ...]) -> list[str]:
    return [item.name for item in items]


def test_groups_and_calculations_decide_what_is_asked() -> None:
    assert names(course(HOUSE, {}).asked()) == ["eats", "nights"]
    full: dict[str, Answer] = {"eats": 1, "when": 1, "what": (2, 3), "nights": 3}
    assert names(course(HOUSE, full).asked()) == [
        "eats",
        "when",
        "what",
        "words",
        "why",
        "nights",
        "long",
    ]
    assert course(HOUSE, full).calculations() == {"double": "6"}


def test_an_answer_to_a_question_no_longer_asked_counts_for_nothing() -> None:
    answers: dict[str, Answer] = {"eats": 2, "when": 1, "what": (2, 3), "why": "x", "nights": 1}
    now = course(HOUSE, answers)
    assert names(now.asked()) == ["eats", "nights"]
    assert now.kept() == {"eats": 2, "nights": 1}


def test_next_and_previous_pass_over_what_is_not_asked() -> None:
    now = course(HOUSE, {"eats": 2})
    first = now.following()
    assert first is not None
    assert first.name == "eats"
    after = now.following("eats")
    assert after is not None
    assert after.name == "nights"
    assert now.following("nights") is None
    before = now.preceding("nights")
    assert before is not None
    assert before.name == "eats"
    assert now.preceding("eats") is None
    last = now.preceding()
    assert last is not None
    assert last.name == "nights"


@pytest.mark.parametrize(
    ("name", "answer", "expected"),
    [
        ("eats", None, Refusal.REQUIRED),
        ("eats", DONT_KNOW, None),
        ("eats", WONT_SAY, None),
        ("eats", 1, None),
        ("eats", 7, Refusal.NOT_A_CHOICE),
        ("eats", OTHER, Refusal.NOT_A_CHOICE),
        ("eats", (1,), Refusal.WRONG_SHAPE),
        ("eats", "yes", Refusal.WRONG_SHAPE),
        ("eats", True, Refusal.WRONG_SHAPE),
        ("when", OTHER, None),
        ("what", (2, 3), None),
        ("what", (1,), Refusal.NOT_A_CHOICE),
        ("what", (2, 2), Refusal.WRONG_SHAPE),
        ("what", (), None),
        ("what", 2, Refusal.WRONG_SHAPE),
        ("nights", 0, Refusal.TOO_LOW),
        ("nights", -5, Refusal.TOO_LOW),
        ("nights", 11, Refusal.TOO_HIGH),
        ("nights", 2, Refusal.OFF_STEP),
        ("nights", 5, Refusal.CONSTRAINT),
        ("nights", 3, None),
        ("nights", "3", Refusal.WRONG_SHAPE),
        ("why", "because", Refusal.NOT_ASKED),
        ("place", "here", Refusal.NOT_ASKED),
        ("words", 1, Refusal.NOT_ASKED),
        ("double", 1, Refusal.NOT_ASKED),
        ("nobody", 1, Refusal.UNKNOWN_QUESTION),
    ],
)
def test_why_an_answer_is_refused(name: str, answer: Answer, expected: Refusal | None) -> None:
    assert course(HOUSE, {"eats": 1, "when": 1}).why_refused(name, answer) is expected


def test_a_comment_may_be_too_long() -> None:
    now = course(HOUSE, {"eats": 1, "when": 1, "what": (2, 3)})
    assert now.why_refused("why", "x" * 2_000) is None
    assert now.why_refused("why", "x" * 2_001) is Refusal.TOO_LONG


def test_required_may_depend_on_an_answer() -> None:
    items = (
        question("a", QuestionKind.YES_NO, choices=YES_NO),
        question("b", QuestionKind.COMMENT, required_when="${a} = 'no'"),
    )
    assert course(items, {"a": 1}).why_refused("b", None) is None
    assert course(items, {"a": 2}).why_refused("b", None) is Refusal.REQUIRED


def test_choices_follow_the_filter_and_a_filter_out_of_reach_hides_nothing() -> None:
    now = course(HOUSE, {"eats": 1, "when": 2})
    assert [choice.name for choice in now.choices("what")] == ["soup"]
    items = (question("a", QuestionKind.ONE, choices=TIMES, choice_filter="instance('x')/y"),)
    assert course(items, {}).choices("a") == TIMES


def test_a_choice_that_is_no_longer_offered_is_forgotten() -> None:
    """As ODK does when an answer above changes: nothing is refused, nothing stale is kept."""
    answers: dict[str, Answer] = {"eats": 1, "when": 2, "what": (1, 2, 3)}
    assert course(HOUSE, answers).kept() == {"eats": 1, "when": 2, "what": (1,)}
    assert course(HOUSE, {**answers, "what": (2,)}).kept() == {"eats": 1, "when": 2}
    items = (
        question("when", QuestionKind.ONE, choices=TIMES),
        question("one", QuestionKind.ONE, choices=MEALS, choice_filter="time = ${when}"),
        question("more", QuestionKind.ONE, choices=MEALS, choice_filter="time = ${when}",
                 or_other=True),
    )  # fmt: skip
    for said, kept in ((2, {"one": 2, "more": 3}), (OTHER, {"more": OTHER}), (WONT_SAY, None)):
        given: dict[str, Answer] = {"when": 1, "one": said, "more": 3 if said == 2 else said}
        expected = {"one": said, "more": said} if kept is None else kept
        assert course(items, given).kept() == {"when": 1, **expected}


def test_what_cannot_be_evaluated_asks_and_refuses_nothing() -> None:
    items = (
        question("a", QuestionKind.NUMBER, relevant="pulldata('x')", constraint="../b > 1"),
        question("b", QuestionKind.CALCULATION, calculation="uuid()"),
        question("c", QuestionKind.COMMENT, relevant="not an expression ("),
    )
    now = course(items, {})
    assert names(now.asked()) == ["a", "c"]
    assert now.why_refused("a", 3) is None
    assert now.calculations() == {"b": ""}


def test_conditions_may_read_questions_that_come_later() -> None:
    items = (
        question("a", QuestionKind.NOTE, relevant="${total} > 3"),
        question("total", QuestionKind.CALCULATION, calculation="${b} + 1"),
        question("b", QuestionKind.NUMBER),
    )
    assert names(course(items, {"b": 3}).asked()) == ["a", "b"]
    assert names(course(items, {"b": 1}).asked()) == ["b"]


def test_do_not_know_is_empty_unless_the_form_has_such_a_choice() -> None:
    choices = (*YES_NO, Choice("dk", DONT_KNOW, {"fr": "NSP"}))
    for offered, expected in ((YES_NO, []), (choices, ["b"])):
        items = (
            question("a", QuestionKind.YES_NO, choices=offered),
            question("b", QuestionKind.NOTE, relevant="${a} = 'dk'"),
        )
        assert names(course(items, {"a": DONT_KNOW}).asked()) == ["a", *expected]


def test_labels_carry_answers_in_the_readers_language() -> None:
    now = course(HOUSE, {"eats": 1, "when": 1, "what": (3, 2), "nights": 3})
    text = {"fr": "${eats}, ${ what } : ${double} ${place}${nobody}", "ar": "${eats} ${when}"}
    assert now.piped(text) == {
        "fr": "\u2068Oui\u2069, \u2068Pain, Fruit\u2069 : \u20686\u2069 ",
        "ar": "\u2068نعم\u2069 \u2068Matin\u2069",
    }


def test_circles_are_found_and_do_not_hang() -> None:
    items = (
        question("a", QuestionKind.COMMENT, relevant="${b} = 'x'"),
        Group("g", relevant="${a} = 'x'", items=(question("b", QuestionKind.COMMENT),)),
        question("c", QuestionKind.COMMENT, relevant="${c} = 'x'"),
        question("d", QuestionKind.COMMENT, relevant="${a} = 'x'", constraint="${d} != ''"),
    )
    form = Questionnaire({}, ("fr",), items)
    assert {frozenset(names) for names in circular(form)} == {frozenset("ab"), frozenset("c")}
    assert names(course(items, {"a": "x", "b": "x", "c": "x"}).asked()) in ([], ["b"], ["a"])


def test_a_chain_of_thousands_of_conditions_is_followed() -> None:
    count = 3_000
    items = tuple(
        question(f"q{n}", QuestionKind.NUMBER, relevant=f"${{q{n + 1}}} > 0") for n in range(count)
    )
    items = (*items, question(f"q{count}", QuestionKind.NUMBER))
    begun = time.process_time()
    now = course(items, {f"q{n}": 1 for n in range(count + 1)})
    assert len(now.asked()) == count + 1
    assert circular(now.questionnaire) == ()
    assert time.process_time() - begun < 5
