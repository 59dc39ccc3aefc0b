"""The expression language: XPath 1.0 values, XLSForm functions, bounds, hostile texts."""

import string
from datetime import date

import pytest
from hypothesis import given, settings, strategies as st

from participation.surveys.rules.expressions import (
    ARITIES,
    CannotEvaluateError,
    ExpressionError,
    Fault,
    Lack,
    Scope,
    evaluate,
    holds,
    names_read,
    parse,
    to_text,
    unsupported,
)

MONDAY = date(2024, 5, 6)
SCOPE = Scope(
    {"age": 31.0, "who": "me you", "none": "", "yes": "yes", "word": "Été", "day": "2024-05-01"},
    MONDAY,
    current="7",
    label=lambda question, choice: f"{question}:{choice}",
)


@pytest.mark.parametrize(
    ("text", "fault", "position"),
    [
        ("", Fault.EMPTY, 0),
        ("   ", Fault.EMPTY, 0),
        ("1 +", Fault.UNEXPECTED_END, 3),
        ("(1", Fault.UNEXPECTED_END, 2),
        ("1 2", Fault.UNEXPECTED_WORD, 2),
        ("${age} == 1", Fault.UNEXPECTED_WORD, 8),
        ("a # b", Fault.UNEXPECTED_CHARACTER, 2),
        ("'open", Fault.UNCLOSED_TEXT, 0),
        ("${open", Fault.UNCLOSED_NAME, 0),
        ("${}", Fault.UNCLOSED_NAME, 0),
        ("1 + selected(1)", Fault.WRONG_ARGUMENTS, 4),
        ("not()", Fault.WRONG_ARGUMENTS, 0),
        ("concat(1,)", Fault.UNEXPECTED_WORD, 9),
        ("(" * 500 + "1" + ")" * 500, Fault.TOO_DEEP, 80),
        ("-" * 500 + "1", Fault.TOO_DEEP, 80),
        ("1+" * 500 + "1", Fault.TOO_DEEP, 160),
        ("(" * 10_000 + "1" + ")" * 10_000, Fault.TOO_LONG, 8_000),
        ("instance('a')/root/item[" * 100 + "1", Fault.TOO_DEEP, 1_920),
        ("1" * 9_000, Fault.TOO_LONG, 8_000),
        ("1 or " * 1_500 + "1", Fault.TOO_LONG, 5_000),
    ],
)
def test_faults_have_a_position(text: str, fault: Fault, position: int) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert (caught.value.fault, caught.value.position) == (fault, position)


@pytest.mark.parametrize(
    ("text", "lack", "words", "names"),
    [
        ("pulldata('f', 'a', 'b', ${age})", Lack.FUNCTION, "pulldata", {"age"}),
        ("instance('x')/root/item[name = ${age}]/label/text()", Lack.PATH, None, {"age"}),
        ("../other > 3", Lack.PATH, "../other", set()),
        ("/data/other", Lack.PATH, "/data/other", set()),
        ("./source = 'user'", Lack.PATH, "./source", set()),
        ("position(../x)", Lack.FUNCTION, "position", set()),
        ("format-date(${a}, '%B')", Lack.PATTERN, "%B", {"a"}),
        ("regex(., ${a})", Lack.PATTERN, "regex", {"a"}),
        ("instance(${a})/root/item/b", Lack.PATH, None, {"a"}),
        ("child::x + ${age}", Lack.PATH, "child::x", {"age"}),
        ("${a} | ${b}", Lack.UNION, "${a} | ${b}", {"a", "b"}),
        ("${last-saved#age}", Lack.LAST_SAVED, "last-saved#age", set()),
        ("regex(., '(?=a)b')", Lack.PATTERN, "(?=a)b", set()),
        ("bare = 1", Lack.PATH, "bare", set()),
    ],
)
def test_what_is_not_supported_is_said_and_never_evaluated(
    text: str, lack: Lack, words: str | None, names: set[str]
) -> None:
    tree = parse(text)
    first = unsupported(tree)[0]
    assert first.lack is lack
    assert words is None or first.words == words
    assert names_read(tree) == names
    with pytest.raises(CannotEvaluateError):
        evaluate(tree, SCOPE)


def test_names_read_include_those_of_labels_and_unevaluated_branches() -> None:
    tree = parse("if(${a} = 1, jr:choice-name(${b}, '${c}'), instance('i')/root/item[y = ${d}]/z)")
    assert names_read(tree) == {"a", "b", "c", "d"}


def test_long_chains_are_one_level_deep() -> None:
    text = " or ".join(f"selected(${{who}}, '{number}')" for number in range(150))
    assert holds(parse(text), SCOPE) is False


def test_texts_cannot_grow_without_bound() -> None:
    scope = Scope({"long": "x" * 9_000}, MONDAY)
    with pytest.raises(CannotEvaluateError):
        evaluate(parse("concat(${long}, ${long})"), scope)


_PIECES = [
    *"0123456789()[]+-*/=<>!.,'\"| \n&;",
    *["${a}", "${", "}", "..", "//", "::", "@", " and ", " or ", " div ", " mod ", "’", "“"],
    *[f"{name}(" for name in ARITIES],
    *["x", "data", "instance(", "'été'", "é", "\0", "\u202e", "𝟙", "١"],
]


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_PIECES)).map("".join)))
def test_no_text_breaks_the_parser_or_the_evaluator(text: str) -> None:
    positions = []
    for filtering in (False, True):
        try:
            tree = parse(text, filtering=filtering)
        except ExpressionError as error:
            positions.append(error.position)
            continue
        names_read(tree)
        try:
            value = evaluate(tree, Scope({"a": "2"}, MONDAY, current=3.0))
        except CannotEvaluateError:
            continue
        assert isinstance(to_text(value), str)
    assert all(0 <= position <= len(text) for position in positions)


_ARGUMENTS = st.one_of(
    st.sampled_from(
        ["''", "${a}", ".", "0 div 0", "1 div 0", "-1 div 0", "true()", "'2024-05-06'"]
    ),
    st.integers(-(10**12), 10**12).map(lambda number: f"({number})"),
    st.text(string.printable.replace("'", ""), max_size=12).map(lambda words: f"'{words}'"),
)


@settings(max_examples=400)
@given(st.sampled_from(sorted(ARITIES)), st.lists(_ARGUMENTS, max_size=4))
def test_no_argument_breaks_a_function(function: str, arguments: list[str]) -> None:
    try:
        tree = parse(f"{function}({', '.join(arguments)})")
    except ExpressionError as error:
        if error.fault is not Fault.WRONG_ARGUMENTS:
            raise
        return
    try:
        to_text(evaluate(tree, Scope({"a": "b c"}, MONDAY, current=3.0)))
    except CannotEvaluateError:
        return
