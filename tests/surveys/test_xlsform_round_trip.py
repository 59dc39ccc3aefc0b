"""Any questionnaire written as XLSForm reads back equal."""

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from tests.surveys.trips import assert_round_trip, one

# ------------------------------------------------------------------------------- properties

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"],
                  exclude_characters="\u202d\u202e\ufffd\u200b\ufeff\u00a0$"),
    min_size=1,
    max_size=30,
).map(str.strip).filter(lambda text: text and not text.startswith("#"))  # fmt: skip
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TEXTS = st.dictionaries(st.sampled_from(["fr", "ar", "fr@falc"]), WORDS, max_size=3)


@st.composite
def choices_lists(draw: st.DrawFn) -> tuple[Choice, ...]:
    names = draw(st.lists(NAMES, min_size=1, max_size=5, unique=True))
    values = draw(st.lists(st.integers(-2, 99), min_size=len(names), max_size=9, unique=True))
    return tuple(
        Choice(name, value, draw(TEXTS), score=draw(st.none() | st.integers(1, 5)))
        for name, value in zip(names, values, strict=False)
    )


@st.composite
def questions_drawn(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from([kind for kind in QuestionKind if kind != "not_asked"]))
    question = Question(
        name,
        kind,
        draw(TEXTS),
        hint=draw(TEXTS),
        required=draw(st.booleans()),
        relevant=draw(st.sampled_from(["", "1 = 1", "string-length('é') > 0"])),
        theme=draw(st.just("") | WORDS),
        appearance=draw(st.sampled_from(["", "minimal", "faces", "w1 faces"])),
    )
    if kind in (QuestionKind.FACES, QuestionKind.YES_NO, QuestionKind.ONE, QuestionKind.MANY):
        other = draw(st.booleans())
        return replace(question, choices=draw(choices_lists()), or_other=other)
    if kind is QuestionKind.NUMBER:
        bound = st.none() | st.integers(0, 50)
        step = draw(st.integers(1, 5))
        return replace(question, minimum=draw(bound), maximum=draw(bound), step=step)
    if kind is QuestionKind.CALCULATION:
        return replace(question, calculation="1 + 1")
    return question


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    names = draw(st.lists(NAMES, min_size=1, max_size=6, unique=True))
    drawn = [draw(questions_drawn(name)) for name in names]
    cut = draw(st.integers(0, len(drawn)))
    items: list[Question | Group] = [*drawn[:cut]]
    if drawn[cut:]:
        items.append(Group("group", draw(TEXTS), tuple(drawn[cut:])))
    title = draw(TEXTS.filter(lambda text: "fr" in text))
    made = one(*items, languages=("fr", "ar", "fr@falc"))
    return replace(made, title=_ordered(title), form_id=draw(NAMES), version=draw(NAMES))


def _ordered(text: dict[str, str]) -> dict[str, str]:
    return {tag: text[tag] for tag in ("fr", "ar", "fr@falc") if tag in text}


@settings(max_examples=60)
@given(questionnaires())
def test_any_questionnaire_reads_back_equal(questionnaire: Questionnaire) -> None:
    assert_round_trip(questionnaire)
