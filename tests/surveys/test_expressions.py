"""The expression language: XPath 1.0 values, XLSForm functions, bounds, hostile texts."""

import re
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
from participation.surveys.rules.expressions.functions import FUNCTIONS

MONDAY = date(2024, 5, 6)
SCOPE = Scope(
    {"age": 31.0, "who": "me you", "none": "", "yes": "yes", "word": "Été", "day": "2024-05-01"},
    MONDAY,
    current="7",
    label=lambda question, choice: f"{question}:{choice}",
)

VALUES = [
    ("1 + 2 * 3", "7"),
    ("(1 + 2) * 3", "9"),
    ("7 div 2", "3.5"),
    ("-7 mod 2", "-1"),
    ("7 mod -2", "1"),
    ("5 mod 0", "NaN"),
    ("1 div 0", "Infinity"),
    ("-1 div 0", "-Infinity"),
    ("0 div 0", "NaN"),
    ("- - 3", "3"),
    ("2 - 1 - 1", "0"),
    ("0.1 + 0.2", "0.30000000000000004"),
    ("1000000000 * 1000000000", "1000000000000000000"),
    ("1 = 1.0", "true"),
    ("'1' = 1", "true"),
    ("'1.0' = '1'", "false"),
    ("'a' = true()", "true"),
    ("'' = false()", "true"),
    ("'a' < 'b'", "false"),
    ("'2' < '10'", "true"),
    ("1 < 2 < 3", "true"),
    ("3 > 2 = true()", "true"),
    ("'' = 0", "false"),
    ("'' != 0", "true"),
    ("true() or false() and false()", "true"),
    ("not(1 = 1 and 2 = 3)", "true"),
    ("${age} >= 18 and ${yes} = 'yes'", "true"),
    ("${none} > 3", "false"),
    ("${none} != 'x'", "true"),
    ("${unheard} = ''", "true"),
    (". > 5 and . <= 7", "true"),
    ("’a’ = “a”", "true"),
    (". &gt;= 1 and . &lt; 200", "true"),
    ("if(${age} > 18, 'adult', 'child')", "adult"),
    ("if(false(), instance('x'), 'safe')", "safe"),
    ("coalesce(${none}, 'else')", "else"),
    ("coalesce(${none}, '', 'third')", "third"),
    ("once('new')", "7"),
    ("selected(${who}, 'you')", "true"),
    ("selected(${who}, 'yo')", "false"),
    ("selected-at(${who}, 1)", "you"),
    ("selected-at(${who}, 9)", ""),
    ("count-selected(${who})", "2"),
    ("count-selected(${none})", "0"),
    ("jr:choice-name(${yes}, '${yes}')", "yes:yes"),
    ("jr:choice-name(${yes}, ${yes})", "yes:yes"),
    ("string-length(${word})", "3"),
    ("string-length()", "1"),
    ("normalize-space('  a   b ')", "a b"),
    ("number('12') + 1", "13"),
    ("number('1e3')", "NaN"),
    ("number('')", "NaN"),
    ("number(true())", "1"),
    ("string(1 div 4)", "0.25"),
    ("string(true())", "true"),
    ("boolean('false')", "true"),
    ("boolean-from-string('0')", "false"),
    ("int(-2.7)", "-2"),
    ("round(2.5)", "3"),
    ("round(-2.5)", "-2"),
    ("round(2.345, 2)", "2.35"),
    ("round(1234, -2)", "1200"),
    ("floor(-2.5)", "-3"),
    ("ceiling(-2.5)", "-2"),
    ("abs(-3)", "3"),
    ("pow(2, 10)", "1024"),
    ("pow(10, 400)", "Infinity"),
    ("pow(-8, 0.5)", "NaN"),
    ("min(3, 1, 2)", "1"),
    ("max(3, ${none}, 5)", "5"),
    ("sum(${age}, 1)", "32"),
    ("count(${age})", "1"),
    ("count-non-empty(${age}, ${none}, ${yes})", "2"),
    ("checklist(1, 2, true(), false(), true())", "true"),
    ("checklist(-1, 1, true(), true())", "false"),
    ("concat('a', 1, true())", "a1true"),
    ("join('-', 'a', 'b')", "a-b"),
    ("contains('abc', 'bc')", "true"),
    ("starts-with('abc', 'ab')", "true"),
    ("ends-with('abc', 'bc')", "true"),
    ("substr('abcdef', 1, 3)", "bc"),
    ("substr('abcdef', -2)", "ef"),
    ("substring('12345', 2, 3)", "234"),
    ("substring('12345', 1.5, 2.6)", "234"),
    ("substring('12345', 0 div 0, 3)", ""),
    ("substring-before('1999/04/01', '/')", "1999"),
    ("substring-after('1999/04/01', '/')", "04/01"),
    ("translate('bar', 'abc', 'AB')", "BAr"),
    ("regex('0612', '^[0-9]{4}$')", "true"),
    ("regex('0612', '[0-9]{3}')", "false"),
    ("today()", "2024-05-06"),
    ("today() - 1", "19848"),
    ("${day} < today()", "true"),
    ("today() >= '2024-05-06'", "true"),
    ("date('2024-02-30')", ""),
    ("format-date(${day}, '%d/%m/%Y')", "01/05/2024"),
    ("format-date('nothing', '%Y')", ""),
    ("decimal-date-time('1970-01-02')", "1"),
]


@pytest.mark.parametrize(("text", "expected"), VALUES)
def test_values(text: str, expected: str) -> None:
    assert to_text(evaluate(parse(text), SCOPE)) == expected


def test_every_function_has_a_value_in_this_table() -> None:
    called = {word for text, _ in VALUES for word in re.findall(r"([a-z][a-z:\-]*)\(", text)}
    assert set(ARITIES) - called == {"now", "format-date-time"}
    assert set(FUNCTIONS) <= set(ARITIES)


@pytest.mark.parametrize(
    ("text", "expected"), [("region = ${who}", False), ("region = 'idf' and name != 'x'", True)]
)
def test_choice_filters_read_the_columns_of_the_choice(text: str, *, expected: bool) -> None:
    scope = Scope({"who": "me"}, MONDAY, columns={"region": "idf", "name": "a"})
    assert holds(parse(text, filtering=True), scope) is expected


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
        ("instance('x')/root/item[name = ${age}]/label", Lack.PATH, None, {"age"}),
        ("../other > 3", Lack.PATH, "../other", set()),
        ("/data/other", Lack.PATH, "/data/other", set()),
        ("./source = 'user'", Lack.PATH, "./source", set()),
        ("position(..)", Lack.FUNCTION, "position", set()),
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
    tree = parse("if(${a} = 1, jr:choice-name(${b}, '${c}'), instance('i')/x[y = ${d}])")
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


@settings(max_examples=400, deadline=None)
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


@settings(max_examples=400, deadline=None)
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
